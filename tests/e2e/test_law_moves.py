"""The law moves: a person of the Office enters another version of a rule on a phone, sees what it
changes first, and finds it on the duty's page, not yet confirmed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from disclosures.models import ObligationVersion
from portal import roles
from tests.e2e.conftest import PHONE
from tests.e2e.people import Office, sign_in
from tests.factories import make_user

BASIS = "NĐ 999/2026/NĐ-CP Đ.2 (ví dụ)"


def test_another_version_of_a_rule_is_seen_before_it_is_entered(
    office: Office, new_page: Callable[..., Page], axe: Callable[..., None]
) -> None:
    page = new_page(PHONE)
    sign_in(page, office, make_user(roles.OFFICE, username="vanphong"))
    page.goto(office.address(reverse("disclosures_duty", args=["KLKT"])))
    page.get_by_role("link", name="Pháp luật thay đổi").click()
    page.wait_for_url("**/KLKT/rule/")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    right = page.evaluate(
        "Math.max(...[...document.querySelectorAll('.register select')]"
        ".map((one) => one.getBoundingClientRect().right))"
    )
    assert right <= PHONE["width"]
    page.evaluate("document.querySelector('[data-sprite]')?.remove()")
    axe(page)

    page.get_by_role("button", name="Xem thay đổi").click()
    expect(page.get_by_text("Trường này là bắt buộc").first).to_be_visible()
    since = timezone.localdate() - timedelta(days=30)
    page.locator("[name=valid_from]").fill(since.isoformat())
    page.locator("[name=days]").fill("7")
    page.locator("[name=legal_basis]").fill(BASIS)
    page.get_by_role("button", name="Xem thay đổi").click()
    expect(page.locator("#thay-doi")).to_contain_text("7 ngày làm việc")
    assert ObligationVersion.objects.filter(legal_basis=BASIS).count() == 0

    page.get_by_role("button", name="Nhập quy định này").click()
    page.wait_for_url("**/duties/KLKT/")
    expect(page.get_by_text(BASIS)).to_be_visible()
    entered = ObligationVersion.objects.get(legal_basis=BASIS)
    assert (entered.valid_from, entered.confirmed_at) == (since, None)

    page.goto(office.address(reverse("disclosures_law")))
    axe(page)
