"""Writes sample plans in Markdown and Word for the tests of the import: nothing is copied in.

A plan is rows of cells by column name. The same rows can be written in any order of columns, cut
into several tables, and in Word with cells merged and split the way offices do it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from disclosures.plan_import import KnownUnit

HEADINGS = {
    "number": "TT",
    "content": "Nội dung công tác và kết quả đầu ra",
    "lead": "Chủ trì thực hiện",
    "cooperating": "Phối hợp thực hiện",
    "schedule": "Thời gian hoàn thành",
}
ALL = tuple(HEADINGS)

UNITS = (
    KnownUnit("VP", "Văn phòng Sở", ("Văn phòng",)),
    KnownUnit("TTRA", "Thanh tra Sở", ("Thanh tra",)),
    KnownUnit("KHTC", "Phòng Kế hoạch - Tài chính"),
    KnownUnit(
        "TTNC", "Trung tâm Nghiên cứu, Ứng dụng và Thông tin", ("TT Nghiên cứu UD&TT KH&CN",)
    ),
    KnownUnit("ALL", "Các phòng, đơn vị thuộc Sở", (), "group"),
)

Row = dict[str, str]


def task(number: str, content: str, lead: str = "Văn phòng", **cells: str) -> Row:
    """A task row; the other cells have plausible texts unless given."""
    row = {"number": number, "content": content, "lead": lead}
    row |= {"cooperating": "Các phòng, đơn vị thuộc Sở", "schedule": "Thường xuyên"}
    return row | cells


def group(number: str, title: str) -> Row:
    """The title row of a group."""
    return {"number": number, "content": title, "bold": "yes"}


PLAN_ROWS = [
    group("I", "Công tác chỉ đạo"),
    task("1", "Xây dựng kế hoạch của Sở", schedule="Quý I/2022"),
    task("2", "Tuyên truyền trong toàn Sở", "TT Nghiên cứu UD&TT KH&CN"),
    group("II", "Nhiệm vụ cho từng chỉ số"),
    group("1", "Công khai, minh bạch"),
    task("1.1", "Đăng tải thủ tục", cooperating="Thanh tra, Văn phòng"),
    task("1.2", "Giải quyết khiếu nại", "Thanh tra", schedule="Theo tình hình thực tế"),
    task("1.2", "Công khai kết luận", "Thanh tra", schedule="Hàng năm"),
    group("2", "Quản trị điện tử"),
    task("", "Vận hành Cổng thông tin điện tử"),
]

HEADER_LINES = [
    "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
    "Số: 7 /KH-SKHCN",
    "Quảng Trị, ngày 05 tháng 02 năm 2024",
    "**KẾ HOẠCH**",
    "**Duy trì chỉ số năm 2024**",
    "Thực hiện Quyết định số 1682/QĐ-UBND ngày 05/7/2019 của UBND tỉnh, Sở xây dựng Kế hoạch.",
]
SIGNATURE_LINES = ["***Nơi nhận:***", "**GIÁM ĐỐC**", "**Nguyễn Văn Mẫu**"]


def escape(text: str) -> str:
    """Text that Markdown prints as it is."""
    return re.sub(r"([\\`*_{}\[\]()<>#+.!|~&:/@^=$-])", r"\\\1", text)


def markdown_table(
    rows: Iterable[Row], columns: Sequence[str] = ALL, headings: Row | None = None
) -> str:
    """One table; `headings` renames columns."""
    names = HEADINGS | (headings or {})
    lines = [_line(names[column] for column in columns), _line("---" for _ in columns)]
    for row in rows:
        cells = [escape(row.get(column, "")) for column in columns]
        lines.append(_line(f"**{c}**" if c and row.get("bold") else c for c in cells))
    return "\n".join(lines)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def markdown_plan(*tables: str, header: Sequence[str] = HEADER_LINES) -> bytes:
    """A whole plan: header, signature, tables."""
    return "\n\n".join([*header, *SIGNATURE_LINES, *tables]).encode()


class DocxPlan:
    """A Word plan being written."""

    def __init__(self) -> None:
        self.document = docx.Document()

    def line(self, text: str, bold: bool = False) -> DocxPlan:
        self.document.add_paragraph().add_run(text).bold = bold or None
        return self

    def letterhead(self, left: Sequence[str], right: Sequence[str]) -> DocxPlan:
        """A table without headings: issuer and number on the left, nation and date right."""
        table = self.document.add_table(rows=len(left), cols=2)
        for at, (first, second) in enumerate(zip(left, right, strict=True)):
            table.cell(at, 0).text, table.cell(at, 1).text = first, second
        return self

    def table(
        self, rows: Sequence[Row], columns: Sequence[str] = ALL, *, heading: bool = True, **how: Any
    ) -> Any:
        """Adds a table; `merge_groups`: group titles run over all columns; `bold_groups`."""
        body = [HEADINGS, *rows] if heading else list(rows)
        table = self.document.add_table(rows=0, cols=len(columns))
        for row in body:
            cells = table.add_row().cells
            bold = bool(row.get("bold")) and how.get("bold_groups", True)
            for cell, column in zip(cells, columns, strict=True):
                cell.paragraphs[0].add_run(row.get(column, "")).bold = bold or None
            if row.get("bold") and how.get("merge_groups"):
                title = cells[list(columns).index("content")]
                title.merge(cells[-1])
                for paragraph in title.paragraphs[1:]:
                    paragraph._element.getparent().remove(paragraph._element)
        return table

    def content(self) -> bytes:
        stream = io.BytesIO()
        self.document.save(stream)
        return stream.getvalue()


def merge_down(table: Any, column: int, first: int, last: int) -> None:
    """Merges cells of one column over rows, keeping only the text of the first."""
    for row in range(first + 1, last + 1):
        table.cell(row, column).text = ""
    merged = table.cell(first, column).merge(table.cell(last, column))
    for paragraph in merged.paragraphs[1:]:
        paragraph._element.getparent().remove(paragraph._element)


def number_automatically(document: Any, labels: Sequence[tuple[int, str, str]]) -> str:
    """Defines a list in the document's numbering: (level, format, text); returns its numId."""
    numbering = document.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "99")
    for level, form, text in labels:
        element = OxmlElement("w:lvl")
        element.set(qn("w:ilvl"), str(level))
        for name, value in (("start", "1"), ("numFmt", form), ("lvlText", text)):
            child = OxmlElement(f"w:{name}")
            child.set(qn("w:val"), value)
            element.append(child)
        abstract.append(element)
    numbering.insert(0, abstract)
    num = OxmlElement("w:num")
    num.set(qn("w:numId"), "99")
    link = OxmlElement("w:abstractNumId")
    link.set(qn("w:val"), "99")
    num.append(link)
    numbering.append(num)
    return "99"


def list_item(paragraph: Any, num_id: str, level: int) -> None:
    """Makes a paragraph an item of that list."""
    properties = paragraph._p.get_or_add_pPr()
    listed = OxmlElement("w:numPr")
    for name, value in (("ilvl", str(level)), ("numId", num_id)):
        child = OxmlElement(f"w:{name}")
        child.set(qn("w:val"), value)
        listed.append(child)
    properties.append(listed)


def zipped(parts: dict[str, bytes]) -> bytes:
    """A ZIP with these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return stream.getvalue()
