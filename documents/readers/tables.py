"""XLSX and CSV: sheets as tables, cell by cell as shown. Hidden sheets, rows and columns are not
read: they are found and said by `documents.findings`, never published as text by accident."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import openpyxl

from documents.readers import ReaderRefused, Trouble
from documents.typeset import Grid, Paragraph, Piece

#: What is read of a workbook: more is for spreadsheet programs, not for readers.
MAX_ROWS, MAX_COLUMNS, MAX_CELLS = 20_000, 100, 300_000
_LONGEST_CELL = 10_000


def read_xlsx(path: Path) -> list[Piece]:
    """Each visible sheet: its name as a heading, then its rows. Raises `ReaderRefused`."""
    try:
        book = openpyxl.load_workbook(path, data_only=True, read_only=False)
        return list(_sheets(book))
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # openpyxl lets whatever its parsers meet go through
        raise ReaderRefused(Trouble.DAMAGED) from error


def _sheets(book: Any) -> Iterator[Piece]:
    left = MAX_ROWS
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible" or left <= 0:
            continue
        hidden = {
            index
            for letter, column in sheet.column_dimensions.items()
            if column.hidden
            for index in range(column.min or 0, (column.max or 0) + 1)
        }
        columns = min(sheet.max_column, MAX_COLUMNS)
        last = min(sheet.max_row, left, max(MAX_CELLS // max(columns, 1), 1))
        rows: list[list[str]] = []
        for row in sheet.iter_rows(max_row=last, max_col=columns):
            if row and not sheet.row_dimensions[row[0].row].hidden:
                rows.append([_shown(cell) for cell in row if cell.column not in hidden])
        left -= len(rows)
        if grid := grid_of(rows):
            yield Paragraph(sheet.title, bold=True, level=2)
            yield grid


def _shown(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        has_time = bool(value.hour or value.minute or value.second)
        return value.strftime("%d/%m/%Y %H:%M" if has_time else "%d/%m/%Y")
    if isinstance(value, datetime.date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)[:_LONGEST_CELL].strip()


def read_csv(text: str) -> list[Piece]:
    """The rows of a table in text; the separator is the one its first lines agree on."""
    try:
        dialect: Any = csv.Sniffer().sniff(text[:8192], delimiters=",;\t|")
    except csv.Error:
        dialect = csv.excel
    rows = csv.reader(io.StringIO(text), dialect)
    try:
        found = [
            [cell[:_LONGEST_CELL].strip() for cell in row[:MAX_COLUMNS]]
            for row, _n in zip(rows, range(MAX_ROWS), strict=False)
        ]
    except csv.Error as error:
        raise ReaderRefused(Trouble.DAMAGED) from error
    grid = grid_of(found)
    return [grid] if grid else []


def grid_of(rows: Iterable[list[str]]) -> Grid | None:
    """A table of these cells without the rows and columns that are empty throughout."""
    filled = [row for row in rows if any(row)]
    if not filled:
        return None
    wide = max(map(len, filled))
    padded = [[*row, *[""] * (wide - len(row))] for row in filled]
    columns = [n for n in range(wide) if any(row[n] for row in padded)]
    return Grid(
        tuple(
            tuple((Paragraph(row[n], size=10),) if row[n] else () for n in columns)
            for row in padded
        )
    )
