"""A procedure as people live it: an editor fills in the form, a second person approves, the public
reads and finds it; another decision changes it from a day on, and both versions stay readable."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from portal.models import PublicationEvent, Unit
from procedures.models import ProcedureField, ProcedureIndexPage, ProcedurePage
from tests.e2e.people import (
    Office,
    approve,
    choose_field,
    choose_unit,
    fill,
    found,
    press,
    read_history,
    save_draft,
    sees,
    sign_in,
    submit_for_approval,
)

CODE = "2.002380"
TITLE = (
    "Cấp giấy phép tiến hành công việc bức xạ – Sử dụng thiết bị X-quang chẩn đoán trong y tế và "
    "thiết bị phát tia X trong phân tích thành phần vật liệu"
)
SUMMARY = (
    "Cơ sở y tế có máy X-quang và cơ sở dùng thiết bị phát tia X phải có giấy phép trước khi sử "
    "dụng; giấy phép có thời hạn và được gia hạn khi còn ít nhất 45 ngày."
)
PAPER = "Đơn đề nghị cấp giấy phép tiến hành công việc bức xạ"
STEP = "Nộp hồ sơ tại Trung tâm Phục vụ hành chính công tỉnh"
KEYWORDS = "máy chụp phim, chụp X-quang"
FIRST, SECOND = "112/QĐ-UBND", "245/QĐ-UBND"
LIMIT_BEFORE, LIMIT_AFTER = "25 ngày kể từ ngày nhận đủ hồ sơ", "15 ngày kể từ ngày nhận đủ hồ sơ"


def write_procedure(page: Page, office: Office, signed_on: date, in_force_from: date) -> None:
    """Fill the form of a new procedure as an editor does, both tabs of it."""
    index = ProcedureIndexPage.objects.get()
    page.goto(office.address(reverse("wagtailadmin_pages:add_subpage", args=[index.pk])))
    page.wait_for_url("**/add/procedures/procedurepage/**")
    fill(page, {"title": TITLE, "code": CODE, "summary": SUMMARY, "keywords": KEYWORDS})
    choose_field(page, "An toàn bức xạ và hạt nhân")
    name_decision(page, FIRST, signed_on, in_force_from)
    choose_unit(page, Unit.objects.get(code="VP"))
    open_parts(page)
    page.locator("#id_steps-ADD").click()
    fill(page, {"steps-0-title": "Nộp hồ sơ", "steps-0-text": STEP})
    page.locator("#id_filing_ways-ADD").click()
    page.locator("#id_filing_ways-0-channel").select_option("in_person")
    page.locator("#id_dossier_lines-ADD").click()
    fill(page, {"dossier_lines-0-name": PAPER})
    fill(page, {"time_limit": LIMIT_BEFORE, "time_amount": "25"})
    page.locator("#id_time_unit").select_option("day")
    fill(
        page,
        {
            "subjects": "Cơ sở y tế có máy X-quang; cơ sở có thiết bị phân tích bằng tia X",
            "agency_deciding": "Sở Khoa học và Công nghệ tỉnh Quảng Trị",
            "agency_receiving": "Trung tâm Phục vụ hành chính công tỉnh Quảng Trị",
            "result": "Giấy phép tiến hành công việc bức xạ",
        },
    )


def name_decision(page: Page, number: str, signed_on: date, in_force_from: date) -> None:
    """Enter which decision announced it and since when it is in force."""
    fill(
        page,
        {
            "decision_number": number,
            "decision_signed_on": f"{signed_on:%d/%m/%Y}",
            "in_force_from": f"{in_force_from:%d/%m/%Y}",
        },
    )


def open_parts(page: Page) -> None:
    """The tab of the statutory parts."""
    press(page.get_by_role("tab").nth(1), until=page.locator("#id_time_limit"))


def test_a_procedure_from_the_form_to_the_public_and_its_next_version(
    office: Office, new_page: Callable[..., Page]
) -> None:
    visitor, editor, approver = new_page(), new_page(), new_page()
    today = timezone.localdate()
    first_day, second_day = today - timedelta(days=30), today
    ProcedureField.objects.create(code="atbx", name="An toàn bức xạ và hạt nhân")

    # The editor writes. Nothing of it can be reached or found.
    sign_in(editor, office, office.editor)
    write_procedure(editor, office, first_day - timedelta(days=9), first_day)
    procedure = ProcedurePage.objects.get(pk=save_draft(editor))
    page_url = office.address(procedure.url)
    answers = editor.locator("[name=answers_given]:checked")
    given = [box.get_attribute("value") for box in answers.all()]
    assert f"TTHC-ND|{CODE}" in given
    sees(visitor, page_url, 404)
    expect(found(visitor, office, CODE)).to_have_count(0)

    # Submitted: whoever wrote it can neither approve nor publish it.
    submit_for_approval(editor)
    editor.goto(office.address(reverse("wagtailadmin_pages:edit", args=[procedure.pk])))
    expect(editor.locator("[data-workflow-action-name=approve]")).to_have_count(0)
    expect(editor.locator("[name=action-publish]")).to_have_count(0)
    sees(visitor, page_url, 404)

    # A second person approves. The public reads it, with its history.
    sign_in(approver, office, office.approver)
    approve(approver, office, procedure)
    sees(visitor, page_url)
    main = visitor.get_by_role("main")
    expect(visitor.get_by_role("heading", level=1)).to_have_text(TITLE)
    for words in (CODE, STEP, PAPER, LIMIT_BEFORE, FIRST, f"{first_day:%d/%m/%Y}"):
        expect(main).to_contain_text(words)
    assert procedure.versions.count() == 1

    # Search finds it with accents and without, by its code and by an everyday word.
    for words in ("giấy phép bức xạ", "giay phep buc xa", "don de nghi", CODE, "may chup phim"):
        expect(found(visitor, office, words).first).to_have_text(TITLE)
    sees(visitor, office.address("/thu-tuc/"))
    expect(main.get_by_role("link", name=TITLE)).to_be_visible()

    # Another decision changes it from today on: the editor edits, the public sees no draft.
    editor.goto(office.address(reverse("wagtailadmin_pages:edit", args=[procedure.pk])))
    name_decision(editor, SECOND, second_day - timedelta(days=5), second_day)
    fill(editor, {"change_note": "Rút ngắn thời hạn giải quyết"})
    open_parts(editor)
    fill(editor, {"time_limit": LIMIT_AFTER, "time_amount": "15"})
    save_draft(editor)
    submit_for_approval(editor)
    sees(visitor, page_url)
    expect(main).not_to_contain_text(SECOND)
    expect(main).to_contain_text(LIMIT_BEFORE)

    # Approved: today's version is the new one; the day before still shows the old one.
    approve(approver, office, procedure)
    sees(visitor, page_url)
    for words in (LIMIT_AFTER, SECOND, FIRST, "Rút ngắn thời hạn giải quyết"):
        expect(main).to_contain_text(words)
    sees(visitor, f"{page_url}?at={(second_day - timedelta(days=1)).isoformat()}")
    expect(main).to_contain_text(LIMIT_BEFORE)
    expect(main.locator("#nop-ho-so")).not_to_contain_text(LIMIT_AFTER)
    versions = procedure.versions.order_by("pk")
    assert [version.decision_number for version in versions] == [FIRST, SECOND]
    expect(found(visitor, office, "giay phep buc xa").first).to_have_text(TITLE)

    # The ledger has exactly what happened, by whom.
    events = PublicationEvent.objects.for_page(procedure.pk).order_by("id")
    assert [(event.kind, event.actor_id) for event in events] == [
        ("published", office.approver.pk),
        ("corrected", office.approver.pk),
    ]
    assert [version.event_id for version in versions] == [event.pk for event in events]
    sees(visitor, page_url)
    assert read_history(visitor)
