"""Small documents to read: made here, in Vietnamese, with what official documents have."""

from __future__ import annotations

import io
from datetime import date
from functools import cache
from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from PIL import Image

#: The font of the sheets; named by its folder, so that benchmarks need no settings.
FONTS = Path(__file__).resolve().parents[3] / "portal" / "fonts"
LINES = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Số: 27/KL-SKHCN",
    "KẾT LUẬN KIỂM TRA",
    "Căn cứ Luật Khoa học và Công nghệ, Sở đã kiểm tra việc chấp hành quy định về an toàn bức xạ.",
    "Điều 1. Phạm vi kiểm tra",
    "1. Các cơ sở sử dụng máy phát tia X trong y tế trên địa bàn tỉnh Quảng Trị.",
)


@cache
def text_pdf(pages: int = 1, lines: tuple[str, ...] = LINES) -> bytes:
    """A born-digital PDF with those lines on each page (typst, the house's font)."""
    import typst

    body = "\n#pagebreak()\n".join(
        "\n\n".join([*lines, f"Trang nội dung thứ {number}"]) for number in range(1, pages + 1)
    )
    source = f'#set page(paper: "a4")\n#set text(font: "Be Vietnam Pro", size: 12pt)\n{body}\n'
    return typst.compile(
        source.encode(), font_paths=[str(FONTS)], ignore_system_fonts=True, timestamp=0
    )


@cache
def scanned_pdf(lines: tuple[str, ...] = LINES) -> bytes:
    """The same page as a scanner makes it: one picture, no text."""
    target = io.BytesIO()
    scanned_picture(lines).save(target, "PDF", resolution=200)
    return target.getvalue()


def scanned_picture(lines: tuple[str, ...] = LINES) -> Image.Image:
    """The page as a grey picture at 200 dpi."""
    import pypdfium2

    page = pypdfium2.PdfDocument(text_pdf(1, lines))[0]
    return page.render(scale=200 / 72, grayscale=True).to_pil()


@cache
def word_file(lines: tuple[str, ...] = LINES) -> bytes:
    """A DOCX of these lines and a table."""
    document = Document()
    for line in lines:
        paragraph = document.add_paragraph(line)
        if line.isupper():
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    table = document.add_table(rows=2, cols=3, style="Table Grid")
    for cell, text in zip(
        table._cells, ("TT", "Cơ sở", "Kết quả", "1", "Bệnh viện", "Đạt"), strict=True
    ):
        cell.text = text
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


@cache
def official_pdf(number: str, day: date, title: str) -> bytes:
    """A conclusion of two pages, set as NĐ 30/2020 asks, with a list, a table and a telephone."""
    import typst

    source = _CONCLUSION % {
        "number": number,
        "day": f"{day:%d} tháng {day.month} năm {day.year}",
        "title": title,
    }
    return typst.compile(
        source.encode(), font_paths=[str(FONTS)], ignore_system_fonts=True, timestamp=0
    )


_CONCLUSION = """
#set page(paper: "a4", margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 15mm))
#set text(font: "Be Vietnam Pro", size: 11pt, lang: "vi")
#set par(justify: true, first-line-indent: (amount: 10mm, all: true), spacing: 8pt)
#grid(columns: (2fr, 3fr), align: center,
  [#set par(first-line-indent: 0mm)
   UBND TỈNH QUẢNG TRỊ #linebreak()
   *SỞ KHOA HỌC VÀ CÔNG NGHỆ* #v(3mm)
   Số: %(number)s],
  [#set par(first-line-indent: 0mm)
   *CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM* #linebreak()
   *Độc lập - Tự do - Hạnh phúc* #v(3mm)
   _Quảng Trị, ngày %(day)s_])
#v(5mm)
#align(center)[*KẾT LUẬN*]
#align(center)[*%(title)s*]
#v(3mm)
_Căn cứ Luật Năng lượng nguyên tử ngày 03 tháng 6 năm 2008;_

Sở Khoa học và Công nghệ đã kiểm tra việc chấp hành quy định về an toàn bức xạ tại các cơ sở khám
bệnh, chữa bệnh trên địa bàn tỉnh và kết luận như sau:

*I. KẾT QUẢ KIỂM TRA*

1. Mười hai cơ sở đã khai báo và được cấp giấy phép tiến hành công việc bức xạ đúng thời hạn.

2. Ba cơ sở chưa kiểm định lại thiết bị sau khi thay bóng phát tia, cụ thể trong bảng sau:

#set par(first-line-indent: 0mm)
#table(columns: (12mm, 1fr, 40mm), align: (center, left, left),
  [*TT*], [*Cơ sở*], [*Thời hạn khắc phục*],
  [1], [Bệnh viện đa khoa khu vực (ví dụ)], [30 ngày],
  [2], [Trung tâm y tế (ví dụ)], [45 ngày],
  [3], [Phòng khám đa khoa (ví dụ)], [60 ngày])
#set par(first-line-indent: (amount: 10mm, all: true))
#pagebreak()
*II. KIẾN NGHỊ*

a) Các cơ sở nêu trên kiểm định lại thiết bị và gửi giấy chứng nhận về Sở.

b) Trong khi chờ kết quả không được sử dụng thiết bị; cần trao đổi thì gọi ông Nguyễn Văn Ví, điện
thoại 0912 345 678.

#v(6mm)
#grid(columns: (1fr, 1fr), align: (left, center),
  [#set par(first-line-indent: 0mm)
   #text(size: 10pt)[*_Nơi nhận:_* #linebreak() - Như trên; #linebreak() - Lưu: VT.]],
  [#set par(first-line-indent: 0mm)
   *KT. GIÁM ĐỐC* #linebreak() *PHÓ GIÁM ĐỐC* #v(28mm) *Trần Văn Mẫu*])
"""
