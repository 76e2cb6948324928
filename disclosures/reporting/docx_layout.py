"""The layout of an administrative document as a Word file: NĐ 30/2020/NĐ-CP, Phụ lục I.

| what | how |
|---|---|
| page | A4 (210 × 297 mm); top and bottom 20 mm, left 30 mm, right 15 mm |
| font | Times New Roman, Unicode, black; body 14, justified, first line 1.27 cm, 6 pt apart, 1.15 lines |
| Quốc hiệu, Tiêu ngữ | 12 capitals bold; 13 bold with a line as long as the words |
| agencies | 12 capitals, the issuing one bold with a line of a third to half its words |
| number; place and day | 13 upright; 13 italic, side by side |
| kind and subject | 14 bold centred, a line of a third to half beneath |
| grounds | 14 italic, each ends ";", the last "." |
| signature | 14 capitals bold; name 14 bold |
| recipients | "Nơi nhận:" 12 bold italic; the list 11 |
| page number | Arabic, 13, centred in the top margin, hidden on the first page; an annex counts anew |

The words that the decree prescribes letter by letter are Vietnamese in the code: they are no
interface text and are never translated. Knows Word, not reports.
"""  # noqa: E501  (a table)

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table

FONT = "Times New Roman"
BODY, SMALL, TINY, HEAD, HEAD_SMALL = 14, 12, 11, 13, 12
TOP, BOTTOM, LEFT, RIGHT = 20, 20, 30, 15
FIRST_LINE = Mm(12.7)
CENTRE, JUSTIFIED = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
#: Widths of the two columns at the head and at the foot, mm; together the width of the text.
HEAD_COLUMNS = (75.5, 89.5)
#: Between what stands in these columns, mm.
AIR = 8
FOOT_COLUMNS = (82, 83)

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
ADDRESSED_TO, RECIPIENTS = "Kính gửi:", "Nơi nhận:"
END = "./."

#: Advance widths of Times New Roman Bold, thousandths of the size, for the length of a line.
_WIDTHS = {
    **dict.fromkeys("ijltI/()-:.,f ", 320),
    **dict.fromkeys("ABCDKLNOQRUVXYHGZETmwM", 720),
    **dict.fromkeys("FPSJ", 580),
}
_OTHER_WIDTH = 510
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """`text` without characters that a document can't hold."""
    return _UNPRINTABLE.sub("", text)


def new_document(*, title: str, author: str, subject: str) -> Any:
    """An empty document in the prescribed page and type."""
    document = Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(BODY)
    normal.font.color.rgb = RGBColor(0, 0, 0)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)
    language = OxmlElement("w:lang")
    for name in ("w:val", "w:eastAsia"):
        language.set(qn(name), "vi-VN")
    normal.element.get_or_add_rPr().append(language)
    normal.paragraph_format.space_after = normal.paragraph_format.space_before = Pt(0)
    normal.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    normal.paragraph_format.widow_control = True
    set_page(document.sections[0])
    number_pages(document.sections[0])
    facts = document.core_properties
    facts.title, facts.author, facts.subject = title[:255], author[:255], subject[:255]
    facts.language, facts.comments, facts.keywords = "vi-VN", "", ""
    return document


def set_page(section: Any, *, landscape: bool = False) -> None:
    """A4 with the prescribed margins; lying down, what was the left margin is still the left."""
    width, height = (297, 210) if landscape else (210, 297)
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.header_distance = section.footer_distance = Mm(10)


def number_pages(section: Any) -> None:
    """Arabic numbers in the middle of the top margin from the second page on, counted from 1."""
    section.different_first_page_header_footer = True
    section.header.is_linked_to_previous = False
    section.first_page_header.is_linked_to_previous = False
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = CENTRE
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        run = paragraph.add_run()
        run.font.size = Pt(HEAD)
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.set(qn("xml:space"), "preserve")
            mark.text = text
        run._r.append(mark)
    begin = OxmlElement("w:pgNumType")
    begin.set(qn("w:start"), "1")
    section._sectPr.find(qn("w:cols")).addprevious(begin)


def annex_section(document: Any, *, landscape: bool) -> Any:
    """A new section on a new page with page numbers of its own."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    for old in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(old)
    set_page(section, landscape=landscape)
    number_pages(section)
    return section


def write(
    paragraph: Any,
    text: str,
    size: float = BODY,
    *,
    bold: bool = False,
    italic: bool = False,
    align: Any = None,
    before: float = 0,
    after: float = 0,
) -> Any:
    """Put `text` into `paragraph`, line breaks kept, with size in points and space around it."""
    run = paragraph.add_run(printable(text))
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    if align is not None:
        paragraph.alignment = align
    paragraph.paragraph_format.space_before = Pt(before)
    paragraph.paragraph_format.space_after = Pt(after)
    return paragraph


def body(document: Any, text: str) -> Any:
    """A paragraph of the body."""
    paragraph = write(document.add_paragraph(), text, align=JUSTIFIED, after=6)
    paragraph.paragraph_format.first_line_indent = FIRST_LINE
    paragraph.paragraph_format.line_spacing = 1.15
    return paragraph


def heading(document: Any, number: str, text: str) -> Any:
    """A part's heading: `I. …` in capitals."""
    paragraph = write(
        document.add_paragraph(), f"{number}. {text.upper()}", bold=True, before=6, after=6
    )
    paragraph.paragraph_format.first_line_indent = FIRST_LINE
    paragraph.paragraph_format.keep_with_next = True
    return paragraph


def grounds(document: Any, given: Iterable[str]) -> None:
    """The grounds: italic, each ends ";", the last "."."""
    given = list(given)
    for text in given:
        paragraph = body(document, f"{text}{'.' if text is given[-1] else ';'}")
        paragraph.runs[0].italic = True


def rule(paragraph: Any, room: float, length: float) -> None:
    """A line of `length` mm in the middle of `room` mm: the lower border of an empty, low
    paragraph."""
    side = max(0.0, (room - length) / 2)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(side)
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    paragraph.paragraph_format.line_spacing = Pt(3)
    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def length_of(text: str, size: float) -> float:
    """About how long bold `text` is, mm, as far as it fits in one line."""
    bare = "".join(one for one in unicodedata.normalize("NFD", text) if not combining(one))
    units = sum(_WIDTHS.get(one, _OTHER_WIDTH) for one in bare.replace("Đ", "D"))
    return units / 1000 * size / 72 * 25.4


def combining(character: str) -> bool:
    """Whether it is a mark over or under a letter."""
    return unicodedata.category(character) == "Mn"


def columns(document: Any, widths: Iterable[float]) -> list[Any]:
    """Cells side by side without lines, `widths` in mm."""
    widths = list(widths)
    table = document.add_table(rows=1, cols=len(widths))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    no_padding(table)
    for column, cell, width in zip(table.columns, table.rows[0].cells, widths, strict=True):
        column.width = cell.width = Mm(width)
    return list(table.rows[0].cells)


def no_padding(table: Any) -> None:
    """Cells without space at their sides."""
    padding(table, ("left", "right"), 0)


def padding(table: Any, sides: Iterable[str], width: float) -> None:
    """The space, mm, between a cell's text and its edge at these `sides`, in the format's order:
    top, left, bottom, right."""
    margins = OxmlElement("w:tblCellMar")
    for side in sides:
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), str(round(width / 25.4 * 1440)))
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    look = table._tbl.tblPr.find(qn("w:tblLook"))  # the order of elements is part of the format
    look.addprevious(margins)


def head(document: Any, *, superior: str, agency: str, number: str, place_and_day: str) -> None:
    """The head in two columns: agency and number, nation and day."""
    left, right = columns(document, HEAD_COLUMNS)
    rows = [(_broken(superior.upper(), HEAD_COLUMNS[0]), False)] if superior else []
    for place, (text, bold) in enumerate([*rows, (agency.upper(), True)]):
        paragraph = left.paragraphs[0] if not place else left.add_paragraph()
        write(paragraph, text, HEAD_SMALL, bold=bold, align=CENTRE)
    room = HEAD_COLUMNS[0]
    rule(left.add_paragraph(), room, min(length_of(agency.upper(), HEAD_SMALL), room) * 0.42)
    write(right.paragraphs[0], NATION, HEAD_SMALL, bold=True, align=CENTRE)
    write(right.add_paragraph(), MOTTO, HEAD, bold=True, align=CENTRE)
    rule(right.add_paragraph(), HEAD_COLUMNS[1], MOTTO_LENGTH)
    left, right = columns_below(left)
    write(left.paragraphs[0], f"Số: {number}", HEAD, align=CENTRE, before=6)
    write(right.paragraphs[0], place_and_day, HEAD, italic=True, align=CENTRE, before=6)


def _broken(superior: str, room: float) -> str:
    """The superior body in one line where that leaves the nation beside it some air, else with its
    province or city in a line of its own, as offices write it."""
    if length_of(superior, HEAD_SMALL) <= room - AIR:
        return superior
    return re.sub(r" (?=(?:TỈNH|THÀNH PHỐ) )", "\n", superior, count=1)


#: The motto at 13 points, measured, in mm.
MOTTO_LENGTH = 56.0


def columns_below(cell: Any) -> list[Any]:
    """Another row of cells under that of `cell`, so that both begin at the same height."""
    table = Table(cell._tc.getparent().getparent(), cell._parent)
    cells = table.add_row().cells
    for new, old in zip(cells, table.rows[0].cells, strict=True):
        new.width = old.width
    return list(cells)


def kind_and_subject(document: Any, kind: str, subject: str) -> None:
    """The document's kind in capitals, its subject beneath, and the line under both."""
    write(document.add_paragraph(), kind.upper(), bold=True, align=CENTRE, before=18)
    write(document.add_paragraph(), subject, bold=True, align=CENTRE)
    room = 210 - LEFT - RIGHT
    paragraph = document.add_paragraph()
    rule(paragraph, room, min(length_of(subject, BODY), room) * 0.4)
    paragraph.paragraph_format.space_before = Pt(2)
    paragraph.paragraph_format.space_after = Pt(12)


def addressed_to(document: Any, names: Iterable[str]) -> None:
    """Who it is for."""
    names = list(names)
    if len(names) == 1:
        write(document.add_paragraph(), f"{ADDRESSED_TO} {names[0]}.", align=CENTRE, after=12)
        return
    first = write(document.add_paragraph(), ADDRESSED_TO)
    first.paragraph_format.left_indent = Mm(40)
    for name in names:
        mark = "." if name is names[-1] else ";"
        paragraph = write(document.add_paragraph(), f"- {name}{mark}")
        paragraph.paragraph_format.left_indent = Mm(63)
    paragraph.paragraph_format.space_after = Pt(12)


def foot(document: Any, *, post: str, name: str, recipients: Iterable[str]) -> None:
    """Recipients on the left, post and name of who signs on the right, kept on one page."""
    document.add_paragraph().paragraph_format.keep_with_next = True
    left, right = columns(document, FOOT_COLUMNS)
    write(left.paragraphs[0], RECIPIENTS, SMALL, bold=True, italic=True)
    recipients = list(recipients)
    for one in recipients:
        mark = "." if one is recipients[-1] else ";"
        write(left.add_paragraph(), f"- {one}{mark}", TINY)
    paragraph = right.paragraphs[0]
    for place, line in enumerate(post.splitlines() or [""]):
        paragraph = right.paragraphs[0] if not place else right.add_paragraph()
        write(paragraph, line.upper(), bold=True, align=CENTRE)
    write(right.add_paragraph(), name, bold=True, align=CENTRE, before=72)
    table_row = right._tc.getparent()
    table_row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
