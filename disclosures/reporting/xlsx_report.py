"""A compiled report as a workbook: tasks, units' answers, figures, evidence.

Everything is written as text or number, never as a formula: what units typed may begin with "="
and must stay what it is (CSV and spreadsheet injection).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from disclosures.reporting import words
from disclosures.reporting.docx_layout import printable

#: A spreadsheet's cell holds no more.
LONGEST_CELL = 32_000
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
_HEAD = Font(name="Times New Roman", size=12, bold=True)
_PLAIN = Font(name="Times New Roman", size=12)
_LINK = Font(name="Times New Roman", size=12, color="0563C1", underline="single")
_SHADE = PatternFill("solid", fgColor="E8EEF7")


def xlsx_of(report: Mapping[str, Any], *, site: str = "") -> bytes:
    """The file. `site` is the portal's address (https://…) that links to evidence begin with."""
    with translation.override("vi"):
        book = _book(report, site.rstrip("/"))
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _book(report: Mapping[str, Any], site: str) -> Workbook:
    book = Workbook()
    book.properties.title = words.subject(report)
    book.properties.creator = report["head"]["agency"]
    tasks = report["tasks"]
    _sheet(
        book.active,
        pgettext("of a plan", "Tasks"),
        (
            (_("Group"), 10),
            (_("No."), 7),
            (pgettext("of a plan", "Task"), 55),
            (_("Lead"), 28),
            (_("State"), 16),
            (_("Result"), 60),
            (_("No answer"), 30),
            (_("Figures of the register"), 40),
        ),
        [
            (
                task["section"],
                task["number"],
                task["content"],
                task["lead"],
                words.state(task["state"]),
                task["entry"],
                words.unit_words(task["missing"]),
                "\n".join(
                    f"{one['duty']}: {'; '.join(words.figure_words(one))}"
                    for one in task["figures"]
                ),
            )
            for task in tasks
        ],
    )
    _sheet(
        book.create_sheet(),
        _("Answers"),
        (
            (_("No."), 7),
            (pgettext("of a plan", "Task"), 45),
            (_("Unit"), 28),
            (_("Part"), 12),
            (_("State"), 16),
            (_("Result"), 50),
            (_("Difficulties"), 40),
            (_("Proposals"), 40),
            (_("Evidence"), 40),
            (_("Answered on"), 14),
            (_("Late"), 8),
        ),
        [
            (
                task["number"],
                task["content"],
                one["name"],
                str(words.PARTS.get(one["part"], "")),
                words.state(one["state"]),
                one["result"],
                one["difficulty"],
                one["proposal"],
                "\n".join(f"{link['title']} {link['url']}".strip() for link in one["links"]),
                words.day(one["on"]),
                _("yes") if one["late"] else "",
            )
            for task in tasks
            for one in task["answers"]
        ],
    )
    figures = list({one["duty"]: one for task in tasks for one in task["figures"]}.values())
    _sheet(
        book.create_sheet(),
        _("Figures"),
        (
            (_("Duty"), 16),
            (_("Title"), 55),
            *((str(label).capitalize(), 14) for label in words.COUNTED.values()),
        ),
        [(one["duty"], one["title"], *(one[name] for name in words.COUNTED)) for one in figures],
    )
    _sheet(
        book.create_sheet(),
        _("Evidence"),
        ((_("Duty"), 16), (_("What"), 80), (_("Day"), 14), (_("Address"), 60)),
        [
            (
                figure["duty"],
                words.evidence_words(one),
                words.day(one["on"]),
                site + one["url"] if one["url"] else "",
            )
            for figure in figures
            for one in figure["evidence"]
        ],
    )
    return book


def _sheet(
    sheet: Worksheet,
    title: str,
    columns: Sequence[tuple[str, int]],
    rows: Iterable[Sequence[Any]],
) -> None:
    """A table: the head stays in sight and can be filtered by, long texts wrap, printing repeats
    the head and fits the width."""
    sheet.title = title
    for place, (name, width) in enumerate(columns, start=1):
        cell = _put(sheet, 1, place, name)
        cell.font, cell.fill = _HEAD, _SHADE
        sheet.column_dimensions[get_column_letter(place)].width = width
    last = 1
    for last, row in enumerate(rows, start=2):
        for place, value in enumerate(row, start=1):
            _put(sheet, last, place, value)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{last}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _put(sheet: Worksheet, row: int, column: int, value: Any) -> Any:
    cell = sheet.cell(row=row, column=column)
    cell.font = _PLAIN
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if isinstance(value, int):
        cell.value = value
        return cell
    text = printable(str(value))[:LONGEST_CELL]
    cell.value = text
    cell.data_type = "s"  # openpyxl reads a leading "=" as a formula
    if text.startswith(_DANGEROUS):
        cell.quotePrefix = True
    if text.startswith(("https://", "http://")) and "\n" not in text:
        cell.hyperlink, cell.font = text, _LINK
    return cell
