"""Rows of a CSV or of the first sheet of a workbook, one at a time. Pure.

A reader gives the headings first and then `(number, row)`: the number as the person sees it in the
file (the headings are row 1), the row as its cells by column, or why it can't be read.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any

import openpyxl
from django.utils.translation import gettext as _

from procedures.exchange.cells import meant
from procedures.exchange.refusals import FileRefused, RowRefused

#: Characters in one cell: the longest real text has 51,000.
MAX_CELL = 1_000_000
MAX_COLUMNS = 200
#: A sheet that "ends" after so many blank rows has ended.
BLANK_ROWS = 1_000
_DELIMITERS = (",", ";", "\t")
#: What Excel shows instead of a value.
_ERRORS = ("#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!")

Cells = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Table:
    """The headings of a table and its rows, each `(number, cells or why not)`."""

    headings: tuple[str, ...]
    rows: Iterator[tuple[int, Cells | RowRefused]]


def read_csv(stream: IO[bytes]) -> Table:
    """The table of a CSV in UTF-8, parted by comma, semicolon or tab. Raises FileRefused."""
    csv.field_size_limit(MAX_CELL)
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    first = text.readline(MAX_CELL)
    if first.strip().lower().startswith("sep="):  # Excel's own way to name the delimiter
        first = text.readline(MAX_CELL)
    delimiter = max(_DELIMITERS, key=first.count)
    text.seek(0)
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    try:
        headings = next(reader, [])
        if len(headings) == 1 and headings[0].lower().startswith("sep="):
            headings = next(reader, [])
    except csv.Error as error:
        raise FileRefused(_("The first row of the table can't be read.")) from error
    named = _headings(headings)
    return Table(named, _csv_rows(reader, named))


def _csv_rows(reader: Any, headings: Sequence[str]) -> Iterator[tuple[int, Cells | RowRefused]]:
    number, width = 1, len(headings)
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield (
                number,
                RowRefused(
                    [
                        _(
                            "The row can't be read: a quotation mark is missing, or a cell is "
                            "longer than %(limit)s characters."
                        )
                        % {"limit": MAX_CELL}
                    ]
                ),
            )
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != width:
            yield number, _wrong_width(len(cells), width)
        elif formulas := [n for n, cell in enumerate(cells) if cell.lstrip(" ").startswith("=")]:
            yield number, _formula(headings, formulas)
        else:
            yield number, [meant(cell) for cell in cells]


def read_xlsx(stream: IO[bytes]) -> Table:
    """The table on the first sheet of a workbook. Raises FileRefused."""
    try:
        book = openpyxl.load_workbook(stream, read_only=True, data_only=False, keep_links=False)
        sheet = book.worksheets[0]
        rows = sheet.iter_rows(max_col=MAX_COLUMNS)
        first = next(rows, ())
    except Exception as error:  # whatever openpyxl meets in a damaged package
        raise FileRefused(
            _("The workbook is damaged and cannot be opened. Save or download it again.")
        ) from error
    headings = [str(cell.value) if cell.value is not None else "" for cell in first]
    while headings and not headings[-1].strip():
        headings.pop()
    named = _headings(headings)
    return Table(named, _xlsx_rows(rows, named))


def _xlsx_rows(rows: Any, headings: Sequence[str]) -> Iterator[tuple[int, Cells | RowRefused]]:
    number, blank, width = 1, 0, len(headings)
    while blank < BLANK_ROWS:
        number += 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except Exception as error:  # the XML breaks off in the middle
            raise FileRefused(
                _("The workbook is damaged at row %(row)s. Save or download it again.")
                % {"row": number}
            ) from error
        values = [cell.value for cell in cells]
        if all(value is None or not str(value).strip() for value in values):
            blank += 1
            continue
        blank = 0
        beyond = [value for value in values[width:] if value not in (None, "")]
        if beyond:
            yield number, _wrong_width(width + len(beyond), width)
        elif formulas := [n for n, cell in enumerate(cells) if cell.data_type == "f"]:
            yield number, _formula(headings, formulas)
        elif any(isinstance(value, str) and value in _ERRORS for value in values):
            yield number, RowRefused([_("A cell holds an error of Excel (#REF!, #N/A …).")])
        else:
            padded = [*values[:width], *[None] * (width - len(values))]
            yield number, [meant(value) if isinstance(value, str) else value for value in padded]


def _headings(headings: Sequence[str]) -> tuple[str, ...]:
    found = tuple(meant(" ".join(heading.split())) for heading in headings)
    if len(found) > MAX_COLUMNS:
        raise FileRefused(_("The table has more than %(limit)s columns.") % {"limit": MAX_COLUMNS})
    if not any(found):
        raise FileRefused(_("The first row of the table has no headings."))
    return found


def _wrong_width(cells: int, columns: int) -> RowRefused:
    return RowRefused(
        [
            _(
                "The row has %(cells)s cells under %(columns)s headings: a delimiter inside a text "
                "needs quotation marks around it, or the row was cut off."
            )
            % {"cells": cells, "columns": columns}
        ]
    )


def _formula(headings: Sequence[str], columns: Sequence[int]) -> RowRefused:
    return RowRefused(
        [
            _(
                "A cell of “%(column)s” holds a formula. Copy the column and paste it as values, "
                "so that the file says what is meant."
            )
            % {"column": headings[column][:80] or column + 1}
            for column in columns
        ]
    )


def as_text(value: Any) -> str:
    """A cell's value as text: a day as YYYY-MM-DD, a whole number without decimals."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def by_column(headings: Sequence[str], cells: Cells) -> Mapping[str, Any]:
    """The cells by heading; blank headings are left out."""
    return {heading: cell for heading, cell in zip(headings, cells, strict=True) if heading}
