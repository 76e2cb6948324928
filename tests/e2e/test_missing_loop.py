"""A reader misses something, says so on a phone without JavaScript; the unit answers and releases;
everybody reads it. A leader opens the dashboard and comes to the list behind a number."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import caches
from django.urls import reverse
from playwright.sync_api import Page, expect

from disclosures.missing import tracking
from disclosures.register import forget
from portal import roles
from tests.e2e.conftest import PHONE
from tests.e2e.people import Office, sees, sign_in
from tests.factories import make_approver, make_user
from tests.unit.disclosures.register_samples import load_catalogue

pytestmark = pytest.mark.django_db(transaction=True)

DUTY = "/nghia-vu-cong-khai/KLKT/"
QUESTION = "Tôi không tìm thấy kết luận kiểm tra của quý trước. Gọi tôi số 0912 345 678."
ANSWER = "Kết luận đã được đăng trong mục Kết luận thanh tra, kiểm tra."


@pytest.fixture
def office(live_server: Any) -> Office:
    from portal.site import set_up

    caches["shared"].clear()
    forget()
    load_catalogue()
    set_up()
    editor = make_user(roles.EDITOR, units=("KTRA",))
    return Office(live_server.url, editor, make_approver())


def test_a_reader_misses_something_and_the_unit_answers(
    office: Office,
    new_page: Callable[..., Page],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tracking, "LEAST_SECONDS", 0)  # the browser types faster than a person
    reader, member = new_page(PHONE, javascript=False), new_page()
    sees(reader, office.address(DUTY))
    reader.get_by_role("link", name="Phản ánh nội dung còn thiếu").click()
    reader.get_by_role("button", name="Gửi").click()
    expect(reader.get_by_role("alert")).to_be_visible()
    reader.get_by_label("Nội dung nào còn thiếu").fill(QUESTION)
    reader.get_by_role("button", name="Gửi").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Phản ánh của ông/bà")
    own_page = reader.url

    sign_in(member, office, office.editor)
    sees(member, office.address(reverse("disclosures_notices")))
    member.get_by_role("link", name="Tôi không tìm thấy kết luận").click()
    member.get_by_label("Trả lời", exact=False).first.fill(ANSWER)
    member.get_by_role("button", name="Lưu câu trả lời").click()
    sees(reader, own_page)
    expect(reader.get_by_role("main")).to_contain_text(ANSWER)
    sees(reader, office.address(DUTY))
    expect(reader.get_by_role("main")).not_to_contain_text(ANSWER)

    member.get_by_role("button", name="Công khai phản ánh và câu trả lời").click()
    sees(reader, office.address(DUTY))
    expect(reader.get_by_role("main")).to_contain_text(ANSWER)
    expect(reader.get_by_role("main")).not_to_contain_text("0912 345 678")


def test_a_leader_comes_from_a_number_to_the_list_behind_it(
    office: Office, new_page: Callable[..., Page]
) -> None:
    leader = new_page()
    sign_in(leader, office, make_user(roles.LEADER))
    sees(leader, office.address(reverse("disclosures_dashboard")))
    number = leader.locator(".dashboard-tally a").first
    count = int((number.text_content() or "0").split()[0])
    number.click()
    expect(leader.locator(".register tbody tr")).to_have_count(count)
    leader.get_by_role("link", name="Về bảng điều hành").click()
    leader.get_by_label("Ngày khác").fill("2026-06-30")
    leader.get_by_role("button", name="Xem kết quả").click()
    expect(leader.get_by_text("Tình trạng vào cuối ngày 30/06/2026.")).to_be_visible()
