"""A unit's quarter: from the reminder and the work list to the answers, sent back by the Office,
completed, compiled, sent, and the Word file in hand. Everything through the browser, the unit's on
a phone."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from docx import Document
from playwright.sync_api import Locator, Page, expect

from disclosures.models import FrozenReport, TaskAnswer
from disclosures.reminders import sending
from portal.models import Unit
from tests.e2e.conftest import PHONE
from tests.e2e.people import Office, sign_in
from tests.unit.disclosures.register_samples import load_catalogue
from tests.unit.disclosures.report_samples import Sample, make_sample

RESULT = "Đã công khai 03 kết luận kiểm tra: số 01, 02 và 03."
QUESTION = "Đó là những kết luận nào? Đề nghị ghi rõ số, ngày."


@pytest.fixture
def quarter(live_server: Any) -> tuple[Office, Sample]:
    load_catalogue()
    sample = make_sample()
    today = timezone.localdate()
    sample.period.covers_from = today - timedelta(days=60)
    sample.period.cut_off = sample.period.units_due = today + timedelta(days=3)
    sample.period.save()
    sample.plan.report_periods.exclude(pk=sample.period.pk).delete()
    return Office(live_server.url, sample.editor, sample.officer), sample


def row_of(page: Page, sample: Sample, number: int) -> Locator:
    return page.locator(f"#t{sample.tasks[number].pk}")


def give(row: Locator, state: str, result: str) -> None:
    """Fill a row and press its own button."""
    row.get_by_label(state).check()
    row.locator("[name$=-result]").fill(result)
    row.locator("button[name=give]:not([value=''])").click()


def test_a_units_quarter_from_the_work_list_to_the_sent_report(
    quarter: tuple[Office, Sample],
    new_page: Callable[..., Page],
    axe: Callable[[Page], None],
    tmp_path: Path,
    settings: Any,
) -> None:
    office, sample = quarter
    unit, desk = new_page(PHONE), new_page()
    name = "Báo cáo tiến độ Quý I/2026"

    # The reminder leads to the work list, and that to the page with the unit's tasks.
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.SITE_URL = office.url
    Unit.objects.filter(code="KTRA").update(email="ktra@example.org")
    sending.run()
    [letter] = [one for one in mail.outbox if one.to == ["ktra@example.org"]]
    assert name in letter.body
    sign_in(unit, office, office.editor)
    unit.goto(re.search(rf"{re.escape(office.url)}/quan-tri/work/\S+", letter.body)[0])
    unit.locator(f"a[href$='/reports/{sample.period.pk}/units/KTRA/']").first.click()
    row_of(unit, sample, 1).wait_for()  # a page just asked for has nothing to measure yet
    assert unit.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, name
    axe(unit)

    # One answer is written and kept as a draft while another is handed in; the rest arose not.
    row_of(unit, sample, 3).locator("[name$=-result]").fill("Đang làm, còn thiếu số liệu.")
    give(row_of(unit, sample, 1), "Đang thực hiện", "Đã đăng.")
    expect(row_of(unit, sample, 1).locator(".report-chip")).to_contain_text("Đã gửi ngày")
    expect(row_of(unit, sample, 3).locator(".report-chip")).to_contain_text("Bản nháp")
    give(row_of(unit, sample, 3), "Đã hoàn thành", "Đã niêm yết tại trụ sở.")
    unit.locator("[name='nothing-arose']").check()
    unit.locator("button[name=give][value=all]").last.click()
    assert TaskAnswer.objects.latest_given().filter(unit=sample.ktra).count() == 3

    # The Office finds one answer thin and sends it back.
    sign_in(desk, office, sample.officer)
    desk.goto(office.address(reverse("disclosures_report", args=[sample.period.pk])))
    axe(desk)
    desk.get_by_role("link", name=sample.tasks[1].content).click()
    thread = desk.locator(".report-thread").filter(has_text="Phòng Kiểm tra")
    thread.locator("summary").click()
    thread.locator("textarea").fill(QUESTION)
    thread.get_by_role("button", name="Gửi lại").click()
    expect(desk.locator(".messages .success")).to_be_visible()
    axe(desk)

    # The unit finds the question in its work list and completes the answer.
    unit.goto(office.address(reverse("disclosures_my_work")))
    unit.get_by_text(QUESTION).first.wait_for()
    unit.goto(office.address(reverse("disclosures_report_unit", args=[sample.period.pk, "KTRA"])))
    expect(row_of(unit, sample, 1)).to_contain_text(QUESTION)
    give(row_of(unit, sample, 1), "Đang thực hiện", RESULT)
    expect(row_of(unit, sample, 1).locator(".report-chip")).to_contain_text("Đã gửi ngày")

    # The Office compiles, looks once more, and sends.
    desk.goto(office.address(reverse("disclosures_report", args=[sample.period.pk])))
    expect(desk.get_by_text(RESULT)).to_be_visible()
    desk.get_by_role("link", name="Kiểm tra và gửi").click()
    desk.get_by_role("button", name="Gửi và giữ nguyên").wait_for()
    axe(desk)
    desk.get_by_role("button", name="Gửi và giữ nguyên").click()
    expect(desk.locator(".messages .success")).to_be_visible()
    sent = FrozenReport.objects.get()
    expect(desk.get_by_text(sent.sha256)).to_be_visible()

    # The Word file says what was sent, whatever is answered afterwards.
    sample.answer(1, at=timezone.now())
    with desk.expect_download() as downloading:
        desk.get_by_role("link", name="Word (.docx)").click()
    target = tmp_path / "bao-cao.docx"
    downloading.value.save_as(target)
    document = Document(BytesIO(target.read_bytes()))
    cells = [cell.text for row in document.tables[-1].rows for cell in row.cells]
    assert any(RESULT in text for text in cells)
    assert "Số:" in document.tables[0].rows[1].cells[0].text
