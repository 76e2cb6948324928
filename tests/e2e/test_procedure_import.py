"""An editor brings procedures in from a file: sees what would happen, and writes the good rows."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import reverse
from playwright.sync_api import Page, expect

from procedures.models import ProcedurePage
from tests.e2e.people import Office, sign_in

FILE = (
    "Mã thủ tục;Tên thủ tục;Phí lệ phí;Ngày có hiệu lực\n"
    "2.000001;Cấp giấy phép tiến hành công việc bức xạ;250000 Đồng;01/03/2026\n"
    "2.000002;Khai báo thiết bị X-quang;;31/02/2026\n"
)


def test_a_file_is_read_looked_at_and_written(
    office: Office, page: Page, axe: Callable[..., None]
) -> None:
    sign_in(page, office, office.editor)
    page.goto(office.address(reverse("procedures_import")))
    axe(page)
    page.locator("input[type=file]").set_input_files(
        {"name": "thu-tuc.csv", "mimeType": "text/csv", "buffer": FILE.encode()}
    )
    page.get_by_role("button", name="Đọc tệp").click()
    refused = page.get_by_role("row").filter(has_text="2.000002")
    expect(refused).to_contain_text("31/02/2026")
    axe(page)
    assert not ProcedurePage.objects.exists()

    # Beside a refused row the good one is written only when the person says so.
    write = page.get_by_role("button", name="Ghi thành bản nháp")
    write.click()
    expect(page.locator(".messages .error")).to_be_visible()
    page.locator("[name=keep_good]").check()
    write.click()
    expect(page.get_by_role("heading", name="Kết quả")).to_be_visible()
    axe(page)
    drafts = ProcedurePage.objects.all()
    assert [(draft.code, draft.live) for draft in drafts] == [("2.000001", False)]
