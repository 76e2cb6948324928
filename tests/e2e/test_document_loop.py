"""A signed document as people live it: several files are dropped, read while one watches, their
fields confirmed; a second person approves; the public reads the text as a page, sees who signed,
and finds it by words that stand in the file alone.

Against the demonstration as it is served, with the worker that reads files.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from portal.models import User
from tests.e2e.conftest import PHONE, Demonstration
from tests.e2e.people import (
    Office,
    approve_page,
    fill,
    found,
    save_draft,
    sees,
    sign_in,
    submit_for_approval,
)
from tests.unit.documents import certificates
from tests.unit.documents.finding_samples import FILES
from tests.unit.documents.reading_samples import official_pdf

NUMBER = "41/KL-SKHCN"
TITLE = "Kiểm tra việc chấp hành pháp luật về an toàn bức xạ tại các cơ sở y tế (ví dụ)"
SIGNER = "Trần Văn Mẫu"
#: Words of the file that nobody types into the page.
ONLY_IN_THE_FILE = "mười hai cơ sở đã khai báo"
SIGNED, WITH_COMMENT, WEB_PAGE = "Kết luận 41.pdf", "Báo cáo có ghi chú.docx", "trang web.pdf"


def drop(page: Page, files: dict[str, bytes]) -> None:
    """Drop the files on the page as a file manager does, all at once."""
    page.evaluate(
        """files => {
            const dropped = new DataTransfer();
            for (const [name, bytes] of Object.entries(files))
                dropped.items.add(new File([new Uint8Array(bytes)], name));
            const place = document.querySelector("[data-incoming-drop]");
            place.dispatchEvent(new DragEvent("drop", {dataTransfer: dropped, bubbles: true}));
        }""",
        {name: list(data) for name, data in files.items()},
    )


def signed_pdf(signed_on: date) -> bytes:
    """The document, signed on its second page."""
    sign_it = partial(
        certificates.sign,
        official_pdf(NUMBER, signed_on, TITLE),
        certificates.person(SIGNER, days=(-365, 3000)),
        at=datetime.combine(signed_on, time(2, 30), UTC),
        page=1,
    )
    # pyHanko wants a loop of its own, and the browser's runs in this thread.
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(sign_it).result()


def row_of(page: Page, name: str) -> Locator:
    return page.locator(".incoming-rows > li").filter(has_text=name.rpartition(".")[0])


def test_from_the_dropped_file_to_the_public_page_with_its_text_and_signature(
    demonstration: Demonstration, new_page: Callable[..., Page], axe: Callable[..., None]
) -> None:
    editor, approver, visitor = new_page(), new_page(), new_page(PHONE)
    office = Office(demonstration.url, User(username="bientap"), User(username="duyet"))
    signed_on = timezone.localdate() - timedelta(days=3)
    certificates.trust(demonstration.folder / "trusted-cas", certificates.authority())
    data = signed_pdf(signed_on)

    # Three files at once: two are taken in, the web page is refused and says why.
    sign_in(editor, office, office.editor, demonstration.password("bientap"))
    editor.goto(office.address("/quan-tri/incoming/"))
    axe(editor)
    drop(
        editor,
        {
            SIGNED: data,
            WITH_COMMENT: FILES["comment.docx"][0](),
            WEB_PAGE: b"<!DOCTYPE html><html><body>404</body></html>",
        },
    )
    results = editor.locator(".incoming-results li")
    expect(results).to_have_count(3)
    expect(results.and_(editor.locator(".refused"))).to_contain_text(WEB_PAGE)

    # One sees how far the worker is, without touching the page.
    editor.evaluate("window.untouched = true")
    for name in (SIGNED, WITH_COMMENT):
        expect(row_of(editor, name).locator(".incoming-state")).to_have_class(re.compile("done"))
        expect(row_of(editor, name).locator("progress")).to_have_count(0)
    assert editor.evaluate("window.untouched")

    # What must not go public is found in the one file …
    row_of(editor, WITH_COMMENT).locator("a").first.click()
    found_in = editor.locator(".incoming-found")
    expect(found_in).to_contain_text("Ý kiến")
    expect(found_in.locator("a[href$='/clean/']")).to_be_visible()
    editor.go_back()

    # … and the fields in the other, beside the page where they stand.
    row_of(editor, SIGNED).locator("a").first.click()
    for field, value in {
        "title": TITLE,
        "number": NUMBER,
        "date": f"{signed_on:%d/%m/%Y}",
        "agency": "Sở Khoa học và Công nghệ",
        "type": "Kết luận",
        "signer": SIGNER,
    }.items():
        expect(editor.locator(f"#id_{field}")).to_have_value(value)
    picture = editor.locator("#page-1 img")
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 500
    number = editor.locator("#page-1 [data-box=number]")
    editor.locator("#id_number").focus()
    expect(number).to_have_class(re.compile("active"))
    expect(editor.locator(".incoming-found").last).to_contain_text("Chữ ký hợp lệ")
    expect(editor.locator(".incoming-found").first).to_contain_text("Số điện thoại")
    axe(editor)

    # The draft goes the usual way; nothing of it is public before a second person approves.
    expect(editor.locator("#id_kind")).to_have_value("inspection_conclusion")
    editor.locator("button[name=action][value=page]:visible").click()
    editor.wait_for_url(re.compile(r"/quan-tri/pages/\d+/edit/"))
    expect(editor.locator("#id_number")).to_have_value(NUMBER)
    fill(
        editor,
        {
            "title": TITLE,
            "body_inspected": "Các cơ sở y tế (ví dụ)",
            "subject": "An toàn bức xạ từ năm 2024",
            "summary": "Đa số cơ sở chấp hành đúng; ba cơ sở phải kiểm định lại thiết bị.",
        },
    )
    page_id = save_draft(editor)
    assert found(visitor, office, NUMBER).filter(has_text=TITLE).count() == 0
    submit_for_approval(editor)
    sign_in(approver, office, office.approver, demonstration.password("duyet"))
    approve_page(approver, office, page_id, is_first=True)

    # The public page: the file, unchanged, and who signed it.
    visitor.goto(office.address("/ket-luan/"))
    visitor.get_by_role("main").get_by_role("link", name=TITLE).first.click()
    main = visitor.get_by_role("main")
    expect(visitor.get_by_role("heading", level=1)).to_have_text(TITLE)
    link = main.locator(".file a[href^='/tep/']").first
    downloaded = visitor.request.get(office.address(link.get_attribute("href") or ""))
    assert hashlib.sha256(downloaded.body()).digest() == hashlib.sha256(data).digest()
    expect(main.locator(".file")).to_contain_text(SIGNER)
    expect(main.locator(".file")).to_contain_text("Chữ ký hợp lệ")
    axe(visitor)

    # Its text as a page of its own, with the table, page marks and the signature in plain words.
    main.locator(".file .read a").click()
    expect(main.get_by_text("Tệp gốc là bản có giá trị")).to_be_visible()
    expect(main.get_by_role("heading", name="I. KẾT QUẢ KIỂM TRA")).to_be_visible()
    expect(main.locator("#trang-1 table")).to_contain_text("Trung tâm y tế (ví dụ)")
    expect(main.locator("#trang-2")).to_contain_text("không được sử dụng thiết bị")
    signatures = main.locator(".signatures")
    expect(signatures).to_contain_text(SIGNER)
    expect(signatures).to_contain_text("Chữ ký bao trùm toàn bộ tệp")
    expect(signatures).to_contain_text(certificates.OURS)
    axe(visitor)
    width = visitor.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"]

    # Search finds what only the file says.
    sees(visitor, office.url)
    expect(found(visitor, office, ONLY_IN_THE_FILE).first).to_have_text(TITLE)
