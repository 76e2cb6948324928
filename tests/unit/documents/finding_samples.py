"""Files and texts to look for findings in, each with the kinds that are to be found in it.

All people, numbers and accounts are invented. The measured precision and recall (docs) are of
this set: `benchmarks/findings.py`.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pikepdf
from docx.oxml import OxmlElement
from openpyxl.comments import Comment
from PIL import Image

from documents.filetypes import FileType
from documents.findings import FindingKind as K
from tests.unit.documents.certificates import blank

#: Text → kinds of personal data in it.
TEXTS: list[tuple[str, set[K]]] = [
    ("Ông Lê Văn Tám, CCCD số 045087001234 do Cục Cảnh sát cấp", {K.IDENTITY_NUMBER}),
    ("Số định danh cá nhân: 045 187 001 234", {K.IDENTITY_NUMBER}),
    ("CMND số 197123456 cấp ngày 12/3/2010", {K.IDENTITY_NUMBER}),
    ("Họ tên: Trần Thị Hoa; giấy tờ tùy thân 045305000777", {K.IDENTITY_NUMBER}),
    ("căn cước công dân số: 046.092.005.678", {K.IDENTITY_NUMBER}),
    ("chuyển vào số tài khoản 0123 4567 8901 mở tại ngân hàng", {K.BANK_ACCOUNT}),
    ("STK: 19034567890012 Techcombank chi nhánh Quảng Trị", {K.BANK_ACCOUNT}),
    ("Tài khoản số 3751.0.1012345 tại Kho bạc", {K.BANK_ACCOUNT}),
    ("Bà Nguyễn Thị Lan, sinh ngày 02/9/1975, giáo viên", {K.BIRTH_DATE}),
    (
        "ông Hồ Văn Ba (sinh năm 1968) trú tại thôn Phú Hưng, xã Hải Phú",
        {K.BIRTH_DATE, K.HOME_ADDRESS},
    ),
    ("Ngày sinh: 15 tháng 8 năm 1990", {K.BIRTH_DATE}),
    ("Nơi thường trú: Khu phố 3, phường Đông Lương, tỉnh Quảng Trị", {K.HOME_ADDRESS}),
    ("HKTT: số 12 đường Lê Lợi, Đông Hà", {K.HOME_ADDRESS}),
    ("chỗ ở hiện nay: thôn Trung Chỉ, xã Cam Thanh, huyện Cam Lộ", {K.HOME_ADDRESS}),
    ("Liên hệ đồng chí Nam, ĐT 0912.345.678 trước 17 giờ", {K.PHONE}),
    ("Điện thoại: +84 935 123 456", {K.PHONE}),
    ("gửi về hộp thư nguyenvanb.qt@gmail.com", {K.EMAIL}),
    # Nothing in these.
    ("Căn cứ Luật Căn cước số 26/2023/QH15 ngày 27 tháng 11 năm 2023;", set()),
    ("Số định danh cá nhân là dãy số tự nhiên gồm 12 số do Bộ Công an quản lý", set()),
    ("thông tin về nơi thường trú, nơi tạm trú của công dân theo quy định của Luật Cư trú", set()),
    ("nơi cư trú của người được giám hộ là nơi cư trú của người giám hộ.", set()),
    ("Tổng kinh phí: 045.087.001.234 đồng (bằng chữ: bốn mươi lăm tỷ)", set()),
    ("Mã số thuế: 3200123456; mã hồ sơ 000.00.12.H50-210512-0001", set()),
    ("Điện thoại: 0233.3852.458, fax 0233.3851.234", set()),
    ("Email: skhcn@quangtri.gov.vn", set()),
    ("Số: 145/2024/QĐ-UBND ngày 02/9/2024 của UBND tỉnh", set()),
    ("ngày sinh, tháng, năm sinh; quê quán; dân tộc; tôn giáo; quốc tịch", set()),
    ("hạch toán vào tài khoản 111, 112 theo Thông tư 107/2017/TT-BTC", set()),
    ("mã định danh điện tử của cơ quan: 000.00.12.H50", set()),
    ("Địa chỉ: 204 Hùng Vương, thành phố Đông Hà, tỉnh Quảng Trị", set()),
    ("Mã vạch 893 4588 012 345; serial 123456789012", set()),
    ("tọa độ 16.8163 107.1003, diện tích 12.345.678 m2", set()),
    ("Họ và tên: …………………… Số CCCD: …………………… Nơi thường trú: ……………………", set()),
    ("công dân sinh năm đủ 14 tuổi được cấp thẻ căn cước", set()),
]  # fmt: skip


def _docx(change: Callable[[Any], None]) -> bytes:
    document = docx.Document()
    document.core_properties.author = ""
    document.core_properties.last_modified_by = ""
    document.add_paragraph("Kế hoạch kiểm tra năm 2026")
    change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _tracked(document: Any) -> None:
    paragraph = document.add_paragraph("Mức phí là ")._p
    for tag, inner, text in (("w:ins", "w:t", "200.000"), ("w:del", "w:delText", "300.000")):
        change = OxmlElement(tag)
        run = OxmlElement("w:r")
        words = OxmlElement(inner)
        words.text = text
        run.append(words)
        change.append(run)
        paragraph.append(change)


def _hidden(document: Any) -> None:
    run = document.add_paragraph().add_run("Ý kiến nội bộ: chưa đăng.")
    properties = run._r.get_or_add_rPr()
    properties.append(OxmlElement("w:vanish"))


def _comment(document: Any) -> None:
    run = document.add_paragraph().add_run("Điều 2.")
    document.add_comment(run, text="Chị xem lại mức này", author="Lan", initials="L")


def _author(document: Any) -> None:
    document.core_properties.author = "Lê Thị Thanh Hương"


def _with_parts(data: bytes, parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


def _xlsx(change: Callable[[Any], None]) -> bytes:
    book = openpyxl.Workbook()
    book.properties.creator = ""
    sheet = book.active
    sheet.title = "Dự toán"
    for row in range(1, 9):
        sheet.append([row, f"Khoản {row}", row * 1_000_000])
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _hide_rows(book: Any) -> None:
    book.active.row_dimensions[3].hidden = True


def _hide_column(book: Any) -> None:
    book.active.column_dimensions["C"].hidden = True


def _hide_sheet(book: Any) -> None:
    other = book.create_sheet("Lương")
    other["A1"] = 5
    other.sheet_state = "veryHidden"


def _remark(book: Any) -> None:
    book.active["B2"].comment = Comment("xem lại", "Lan")


def _pdf(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    with pikepdf.open(io.BytesIO(blank())) as pdf:
        change(pdf)
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def _script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def _launch(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")


def _attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["bangluong.xlsx"] = b"x"


def _note(pdf: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[9, 9, 30, 30], Contents="Sửa lại"
    )
    pdf.pages[0].Annots = pdf.make_indirect([note])


def _pdf_author(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Author"] = "Lê Thị Thanh Hương"


def _page_with(pdf: pikepdf.Pdf, content: bytes) -> None:
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    pdf.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    pdf.pages[0].Contents = pdf.make_stream(content)


def _covered(pdf: pikepdf.Pdf) -> None:
    _page_with(
        pdf,
        b"BT /F1 12 Tf 100 700 Td (So tai khoan 0123456789) Tj ET 0 0 0 rg 95 695 200 18 re f",
    )


def _white_on_dark(pdf: pikepdf.Pdf) -> None:
    """The heading of a table: a dark box first, light letters on it. Nothing is hidden."""
    _page_with(
        pdf,
        b"BT /F1 9 Tf 100 800 Td (KE HOACH) Tj ET 0 0 0 rg 95 695 200 18 re f "
        b"1 1 1 rg BT /F1 12 Tf 100 700 Td (TT  Noi dung  Chu tri) Tj ET",
    )


def _photo(**exif: Any) -> bytes:
    picture = Image.new("RGB", (40, 40), "white")
    tags = picture.getexif()
    if exif.get("gps"):
        tags.get_ifd(0x8825)[1] = "N"
    if exif.get("author"):
        tags[0x013B] = "Lan"
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=tags)
    return out.getvalue()


def _nothing(_: Any) -> None:
    return None


#: Name → (bytes, type, kinds that are in it).
FILES: dict[str, tuple[Callable[[], bytes], FileType, set[K]]] = {
    "plain.docx": (lambda: _docx(_nothing), FileType.DOCX, set()),
    "tracked.docx": (lambda: _docx(_tracked), FileType.DOCX, {K.TRACKED_CHANGES}),
    "hidden.docx": (lambda: _docx(_hidden), FileType.DOCX, {K.HIDDEN_TEXT}),
    "comment.docx": (lambda: _docx(_comment), FileType.DOCX, {K.COMMENTS}),
    "author.docx": (lambda: _docx(_author), FileType.DOCX, {K.AUTHOR}),
    "object.docx": (
        lambda: _with_parts(_docx(_nothing), {"word/embeddings/luong.xlsx": b"x"}),
        FileType.DOCX,
        {K.EMBEDDED_FILE},
    ),
    "macro.docx": (
        lambda: _with_parts(_docx(_nothing), {"word/vbaProject.bin": b"x"}),
        FileType.DOCX,
        {K.MACROS},
    ),
    "notes.docx": (
        lambda: _with_parts(_docx(_nothing), {"ppt/notesSlides/notesSlide1.xml": b"<a/>"}),
        FileType.DOCX,
        {K.SPEAKER_NOTES},
    ),
    "plain.xlsx": (lambda: _xlsx(_nothing), FileType.XLSX, set()),
    "rows.xlsx": (lambda: _xlsx(_hide_rows), FileType.XLSX, {K.HIDDEN_ROWS}),
    "column.xlsx": (lambda: _xlsx(_hide_column), FileType.XLSX, {K.HIDDEN_ROWS}),
    "sheet.xlsx": (lambda: _xlsx(_hide_sheet), FileType.XLSX, {K.HIDDEN_SHEET}),
    "remark.xlsx": (lambda: _xlsx(_remark), FileType.XLSX, {K.COMMENTS}),
    "link.xlsx": (
        lambda: _with_parts(_xlsx(_nothing), {"xl/externalLinks/externalLink1.xml": b"<a/>"}),
        FileType.XLSX,
        {K.EXTERNAL_LINK},
    ),
    "plain.pdf": (blank, FileType.PDF, set()),
    "script.pdf": (lambda: _pdf(_script), FileType.PDF, {K.SCRIPT}),
    "launch.pdf": (lambda: _pdf(_launch), FileType.PDF, {K.LAUNCH}),
    "attachment.pdf": (lambda: _pdf(_attachment), FileType.PDF, {K.EMBEDDED_FILE}),
    "note.pdf": (lambda: _pdf(_note), FileType.PDF, {K.COMMENTS}),
    "author.pdf": (lambda: _pdf(_pdf_author), FileType.PDF, {K.AUTHOR}),
    "covered.pdf": (lambda: _pdf(_covered), FileType.PDF, {K.COVERED_TEXT}),
    "heading.pdf": (lambda: _pdf(_white_on_dark), FileType.PDF, set()),
    "plain.jpg": (_photo, FileType.JPEG, set()),
    "gps.jpg": (lambda: _photo(gps=True), FileType.JPEG, {K.GPS}),
    "author.jpg": (lambda: _photo(author=True), FileType.JPEG, {K.AUTHOR}),
}


def made(name: str, folder: Path) -> tuple[Path, FileType, set[K]]:
    """The file called `name`, written into `folder`."""
    make, file_type, kinds = FILES[name]
    path = folder / name
    path.write_bytes(make())
    return path, file_type, kinds
