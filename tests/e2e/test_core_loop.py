"""The whole loop as people live it: an event is registered, an editor writes, a second person
approves, the public reads, finds and downloads, the duty turns; and it is withdrawn with a reason.

A visitor, an editor and an approver, each in a browser of their own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from disclosures.models import DisclosureIndexPage, InspectionConclusionPage
from portal.models import PublicationEvent, Unit
from tests.e2e.conftest import PHONE
from tests.e2e.people import (
    Office,
    approve,
    choose_unit,
    fill,
    found,
    read_history,
    save_draft,
    sees,
    sign_in,
    submit_for_approval,
    upload,
    withdraw,
)
from tests.factories import make_conclusion, make_procedure, pdf_bytes, publish_page

DUTY = "/nghia-vu-cong-khai/KLKT/"
TITLE = (
    "Kết luận kiểm tra việc chấp hành pháp luật về an toàn bức xạ, an ninh nguồn phóng xạ và kiểm "
    "định thiết bị X-quang chẩn đoán y tế tại các cơ sở khám bệnh, chữa bệnh trên địa bàn"
)
NUMBER = "07/KL-SKHCN"
BODY = "Các cơ sở khám bệnh, chữa bệnh có thiết bị X-quang trên địa bàn tỉnh (ví dụ)"
SUBJECT = "Khai báo, cấp phép, kiểm định thiết bị và đào tạo người phụ trách an toàn từ năm 2024"
SUMMARY = (
    "Đa số cơ sở đã khai báo và được cấp giấy phép tiến hành công việc bức xạ đúng thời hạn. Ba cơ "
    "sở chưa kiểm định lại thiết bị sau khi thay bóng phát tia và chưa đo suất liều tại phòng điều "
    "khiển; đoàn kiểm tra đã lập biên bản, yêu cầu dừng sử dụng cho đến khi có kết quả."
)
RECOMMENDATION = (
    "Kiểm định lại thiết bị X-quang đã thay bóng phát tia, gửi giấy chứng nhận về Sở; trong khi "
    "chờ kết quả không được sử dụng thiết bị."
)
REASON = "Đính kèm nhầm bản chưa che thông tin cá nhân của người bệnh; bản đúng sẽ được đăng lại."


def state_in_catalogue(page: Page, office: Office, number: str = NUMBER) -> str:
    """The state that the public catalogue shows for that conclusion (a code)."""
    sees(page, office.address(DUTY))
    row = page.get_by_role("row").filter(has_text=number)
    expect(row).to_have_count(1)
    classes = row.locator(".status").get_attribute("class") or ""
    return classes.removeprefix("status").strip()


def register_event(page: Page, office: Office, signed_on: date) -> None:
    """The unit enters that a conclusion was signed: from now on its publication is owed."""
    page.goto(office.address(reverse("disclosures_act", args=["KLKT", "register-event"])))
    form = page.locator("form").filter(has=page.locator("[name=signed_on]"))
    form.locator("[name=number]").fill(NUMBER)
    form.locator("[name=title]").fill("Kết luận kiểm tra thiết bị X-quang")
    form.locator("[name=signed_on]").fill(signed_on.isoformat())
    form.locator("button[type=submit]").click()
    page.wait_for_url("**/duties/KLKT/")


def write_conclusion(page: Page, office: Office, signed_on: date, pdf: bytes) -> None:
    """Fill the form of a new conclusion as an editor does, file and recommendation included."""
    index = DisclosureIndexPage.objects.get(lists="inspection_conclusion")
    page.goto(office.address(reverse("wagtailadmin_pages:add_subpage", args=[index.pk])))
    page.wait_for_url("**/add/disclosures/inspectionconclusionpage/**")
    fill(
        page,
        {
            "title": TITLE,
            "number": NUMBER,
            "signed_on": f"{signed_on:%d/%m/%Y}",
            "signer": "Nguyễn Văn Mẫu",
            "signer_title": "Phó Giám đốc",
            "body_inspected": BODY,
            "subject": SUBJECT,
            "summary": SUMMARY,
        },
    )
    text = page.locator(".Draftail-Editor [contenteditable=true]").first
    text.click()
    text.press_sequentially("Đoàn kiểm tra làm việc tại từng cơ sở.")
    page.locator("#id_recommendations-ADD").click()
    page.locator("#id_recommendations-0-text").fill(RECOMMENDATION)
    page.locator("#id_recommendations-0-responsible").fill("Ba cơ sở nêu trong kết luận")
    page.locator("#id_recommendations-0-due_on").fill(f"{signed_on + timedelta(days=60):%d/%m/%Y}")
    page.keyboard.press("Tab")
    choose_unit(page, Unit.objects.get(code="KTRA"))
    upload(page, "ket-luan-x-quang.pdf", pdf)


def test_from_a_registered_event_to_the_public_page_and_off_it_again(
    office: Office, new_page: Callable[..., Page]
) -> None:
    visitor, editor, approver = new_page(), new_page(), new_page()
    today = timezone.localdate()
    signed_on = today - timedelta(days=20)  # more than five working days ago
    pdf = pdf_bytes(pages=3)

    # The unit registers what was signed: the public sees that it is overdue.
    sign_in(editor, office, office.editor)
    register_event(editor, office, signed_on)
    assert state_in_catalogue(visitor, office) == "overdue"

    # The editor writes. Nothing of it can be reached.
    write_conclusion(editor, office, signed_on, pdf)
    conclusion = InspectionConclusionPage.objects.get(pk=save_draft(editor))
    answer = editor.locator("[name=answers_given]:checked")
    expect(answer).to_have_count(1)
    expect(answer).to_have_value(f"KLKT|{NUMBER}@{signed_on.year}")
    file_url, page_url = office.address(conclusion.file.url), office.address(conclusion.url)
    sees(visitor, file_url, 404)
    sees(visitor, page_url, 404)
    assert editor.request.get(file_url).status == 200  # whoever writes it reads it
    expect(found(visitor, office, NUMBER)).to_have_count(0)

    # Submitted. Whoever wrote it is not offered to approve it.
    submit_for_approval(editor)
    editor.goto(office.address(reverse("wagtailadmin_pages:edit", args=[conclusion.pk])))
    expect(editor.locator("[data-workflow-action-name=approve]")).to_have_count(0)
    expect(editor.locator("[name=action-publish]")).to_have_count(0)
    sees(visitor, page_url, 404)

    # A second person approves.
    sign_in(approver, office, office.approver)
    approve(approver, office, conclusion)

    # The public reads it, with its history, and downloads the signed file.
    sees(visitor, page_url)
    expect(visitor.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(visitor.get_by_role("main")).to_contain_text(RECOMMENDATION)
    expect(visitor.get_by_role("main")).to_contain_text(f"{signed_on:%d/%m/%Y}")
    assert read_history(visitor) == ["published"]
    link = visitor.get_by_role("main").locator(".file a[href^='/tep/']").first
    downloaded = visitor.request.get(office.address(link.get_attribute("href") or ""))
    assert downloaded.status == 200
    assert downloaded.headers["content-type"] == "application/pdf"
    sha256 = hashlib.sha256(pdf).hexdigest()
    assert hashlib.sha256(downloaded.body()).hexdigest() == sha256

    # Search finds it, however it is typed.
    for words in ("thiết bị X-quang", "thiet bi x quang", "kiem dinh lai", NUMBER, "07 kl skhcn"):
        expect(found(visitor, office, words).first).to_have_text(TITLE)
    sees(visitor, office.url)
    expect(visitor.get_by_role("link", name=TITLE)).to_be_visible()
    assert state_in_catalogue(visitor, office) == "late"

    # Withdrawn: the address says why, the content and the file are gone, the duty is owed again.
    withdraw(approver, office, conclusion, REASON)
    sees(visitor, page_url, 410)
    expect(visitor.get_by_role("main")).to_contain_text(REASON)
    expect(visitor.get_by_role("main")).not_to_contain_text(RECOMMENDATION)
    assert read_history(visitor) == ["withdrawn", "published"]
    sees(visitor, file_url, 404)
    for words in (NUMBER, "kiem dinh lai"):
        expect(found(visitor, office, words)).to_have_count(0)
    sees(visitor, office.address("/ket-luan/"))
    expect(visitor.get_by_role("link", name=TITLE)).to_have_count(0)
    assert state_in_catalogue(visitor, office) == "overdue"

    # The ledger has exactly what happened, by whom.
    case = [{"duty": "KLKT", "case": f"{NUMBER}@{signed_on.year}"}]
    events = PublicationEvent.objects.filter(answers=case).order_by("id")
    assert [(event.kind, event.actor_id) for event in events] == [
        ("event_registered", office.editor.pk),
        ("published", office.approver.pk),
        ("withdrawn", office.approver.pk),
    ]
    published = events.get(kind="published")
    assert published.page_id == conclusion.pk
    assert published.anchors == {"signed_on": signed_on.isoformat()}
    assert [file["sha256"] for file in published.files] == [sha256]
    assert events.get(kind="withdrawn").reason == REASON
    about_it = PublicationEvent.objects.for_page(conclusion.pk)
    assert list(about_it.values_list("kind", flat=True)) == ["published", "withdrawn"]


# The public half, for everybody


@pytest.fixture
def published(office: Office) -> list[Any]:
    """A conclusion and a procedure, public, the one in time."""
    signed_on = timezone.localdate()
    conclusion = make_conclusion(
        author=office.editor,
        title=TITLE,
        number=NUMBER,
        signed_on=signed_on,
        summary=SUMMARY,
        unit=Unit.objects.get(code="KTRA"),
    )
    procedure = make_procedure(
        author=office.editor, title="Cấp giấy phép sử dụng thiết bị X-quang chẩn đoán trong y tế"
    )
    for page in (conclusion, procedure):
        publish_page(page, approver=office.approver)
    return [conclusion, procedure]


def test_the_public_half_needs_no_script(
    office: Office, published: list[Any], plain_page: Page
) -> None:
    page = plain_page
    sees(page, office.url)
    page.get_by_role("main").locator("input[name=q]").fill("giay phep x quang")
    page.get_by_role("main").locator("form.search button").click()
    hits = page.get_by_role("main").locator(".hits").get_by_role("link")
    expect(hits.first).to_have_text(published[1].title)
    page.locator("[name=loai][value=inspection_conclusion]").check()
    page.locator("aside form button").click()
    expect(hits).to_have_count(1)
    hits.first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    page.get_by_role("main").locator("details").first.locator("summary").click()
    assert state_in_catalogue(page, office) == "on_time"
    page.get_by_role("row").filter(has_text=NUMBER).get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    page.get_by_role("navigation").first.wait_for()
    sees(page, office.address("/hien-thi/?contrast=high&next=/ket-luan/"))
    assert page.url == office.address("/ket-luan/")
    assert page.locator("html").get_attribute("data-contrast") == "high"
    page.get_by_role("main").get_by_role("link", name=TITLE).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)


def test_search_by_keyboard_alone_on_a_small_phone(
    office: Office, published: list[Any], new_page: Callable[..., Page]
) -> None:
    page = new_page(PHONE)
    sees(page, office.url)
    focus = "document.activeElement"

    def tab_to(selector: str) -> None:
        """Press Tab until the element has the focus, and the focus can be seen."""
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate(f"{focus}.matches({selector!r})"):
                outline = page.evaluate(f"getComputedStyle({focus}).outlineStyle")
                assert outline != "none", selector
                return
        pytest.fail(f"{selector} is not reached by the keyboard")

    page.keyboard.press("Tab")
    assert page.evaluate(f"{focus}.getAttribute('href')") == "#main"  # the skip link comes first
    page.keyboard.press("Enter")
    tab_to("main [type=search]")
    page.keyboard.type("giay phep x quang")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/tim-kiem/?q={quote('giay phep x quang', safe='').replace('%20', '+')}")
    tab_to(".hits a")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(published[1].title)
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"]
