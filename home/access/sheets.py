"""The request sheets that the portal makes: Word files with what the law on access to information
asks a request to say (2016, art. 24), addressed to the office. Knows no models."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext_lazy as _
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: What stands on the sheets, in the language of the office: content, not a word of the program.
DATA = Path(__file__).parent.parent / "data" / "request_sheets.yaml"
DOTS = "." * 60


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name in addresses, what it is called, the rows that say who asks."""

    slug: str
    title: Any
    rows: str

    @property
    def filename(self) -> str:
        """The name it is saved under."""
        return f"phieu-yeu-cau-{self.slug}.docx"


SHEETS = (
    Sheet("ca-nhan", _("Request for information, by a person"), "person"),
    Sheet("to-chuc", _("Request for information, by an organisation"), "organisation"),
)


def sheet_called(slug: str) -> Sheet | None:
    """The sheet with that name in addresses, or None."""
    return next((one for one in SHEETS if one.slug == slug), None)


def as_docx(sheet: Sheet, addressee: str) -> bytes:
    """The sheet as a Word file, addressed to `addressee`."""
    words = yaml.safe_load(DATA.read_text(encoding="utf-8"))
    book = Document()
    book.core_properties.title = words["title"]
    book.core_properties.author = ""
    section = book.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    section.top_margin = section.bottom_margin = Mm(20)
    style = book.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(13)
    style.paragraph_format.space_after = Pt(6)

    def line(text: str, *, bold: bool = False, italic: bool = False, middle: bool = True) -> None:
        paragraph = book.add_paragraph()
        run = paragraph.add_run(text)
        run.bold, run.italic = bold, italic
        if middle:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER

    line(words["nation"], bold=True)
    line(words["motto"], bold=True)
    line("")
    line(words["title"], bold=True)
    line(words["for"][sheet.rows], italic=True)
    line(f"{words['to']} {addressee or DOTS}")
    for number, row in enumerate([*words[sheet.rows], *words["request"]], 1):
        line(f"{number}. {row}: {DOTS}", middle=False)
    line(words["ways_heading"], middle=False)
    for way in words["ways"]:
        line(f"☐ {way}", middle=False)
    line(words["promise"], middle=False)
    line(words["place_and_day"], italic=True)
    line(words["signature"], bold=True)
    line(words["note"], italic=True, middle=False)
    out = BytesIO()
    book.save(out)
    return out.getvalue()
