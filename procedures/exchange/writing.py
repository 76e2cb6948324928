"""Contents as rows, rows as files: CSV, XLSX, JSON, JSON Lines, that `records` reads back without a
difference. Pure.

JSON has every field as it is; tables have the same fields with Vietnamese headings and lists as
`cells` writes them. What is read from prose is written structured, so nothing is read twice.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from procedures.content import ProcedureContent
from procedures.exchange.cells import SHAPES, safe, write_rows
from procedures.exchange.fields import (
    BESIDE_CONTENT,
    BY_NAME,
    CHANNELS,
    FIELDS,
    PRINTED_ONLY,
    TIME_UNITS,
)
from procedures.exchange.mapping import CONTINUED

#: Characters that a cell of a workbook can hold, with room for the sign before a formula.
XLSX_CELL = 32_000
#: The fields of an export, in their order.
EXPORTED: tuple[str, ...] = tuple(one.name for one in FIELDS if one.name not in PRINTED_ONLY)
_BOM = "\ufeff"
_FLAGS = {True: "có", False: "không"}
_CHOICES = {("filing_ways", "channel"): CHANNELS, ("filing_ways", "unit"): TIME_UNITS}
#: Attributes of rows that mean nothing outside this portal.
_OURS = {"dossier_lines": "form_file", "fees": "key"}


@dataclass(frozen=True, slots=True)
class Item:
    """One procedure to export: its content and what stands beside it (see `records.Record`)."""

    content: ProcedureContent
    beside: Mapping[str, Any]


def as_json(item: Item) -> dict[str, Any]:
    """Every field by name, as JSON values."""
    data = item.content.to_json()
    for name, attribute in _OURS.items():
        for row in data[name]:
            del row[attribute]
    for name in BESIDE_CONTENT:
        value = item.beside.get(name)
        data[name] = value.isoformat() if isinstance(value, date) else value
    return {name: data[name] for name in EXPORTED}


def as_cells(item: Item) -> list[str]:
    """The same as the cells of a table, in the order of EXPORTED."""
    data = as_json(item)
    return [_cell(name, data[name]) for name in EXPORTED]


def write_json_lines(items: Iterable[Item]) -> Iterator[str]:
    """One object a line."""
    for item in items:
        yield json.dumps(as_json(item), ensure_ascii=False) + "\n"


def write_json(items: Iterable[Item]) -> Iterator[str]:
    """One array."""
    yield "["
    for number, line in enumerate(write_json_lines(items)):
        yield ("," if number else "") + "\n" + line.rstrip("\n")
    yield "\n]\n"


def write_csv(items: Iterable[Item]) -> Iterator[str]:
    """A table in UTF-8 with the mark that Excel needs; no cell is a formula."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    buffer.write(_BOM)
    writer.writerow([BY_NAME[name].heading for name in EXPORTED])
    for item in items:
        writer.writerow([safe(cell) for cell in as_cells(item)])
        yield _taken(buffer)
    if buffer.tell():
        yield _taken(buffer)


def _taken(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text


def columns_needed(items: Iterable[Item]) -> dict[str, int]:
    """How many columns each field needs in a workbook, whose cells hold 32,767 characters."""
    needed = dict.fromkeys(EXPORTED, 1)
    for item in items:
        for name, cell in zip(EXPORTED, as_cells(item), strict=True):
            if len(cell) > XLSX_CELL:
                needed[name] = max(needed[name], -(-len(cell) // XLSX_CELL))
    return needed


def write_xlsx(items: Iterable[Item], needed: Mapping[str, int], out: IO[bytes]) -> None:
    """A workbook with one sheet; `needed` as `columns_needed` says. Texts stay texts."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Thủ tục")
    sheet.freeze_panes = "D2"
    headings = []
    for name in EXPORTED:
        heading = BY_NAME[name].heading
        headings.append(heading)
        headings += [heading + CONTINUED.format(number=n + 2) for n in range(needed[name] - 1)]
    sheet.append([_written(sheet, heading, bold=True) for heading in headings])
    for item in items:
        row: list[Any] = []
        for name, cell in zip(EXPORTED, as_cells(item), strict=True):
            pieces = [cell[at : at + XLSX_CELL] for at in range(0, max(len(cell), 1), XLSX_CELL)]
            row += [_written(sheet, piece) for piece in pieces]
            row += [None] * (needed[name] - len(pieces))
        sheet.append(row)
    book.save(out)


def _written(sheet: Any, text: str, *, bold: bool = False) -> Any:
    cell = WriteOnlyCell(sheet, value=safe(text))
    cell.data_type = "s"  # openpyxl reads a leading "=" as a formula
    cell.alignment = Alignment(vertical="top")
    if bold:
        cell.font = Font(bold=True)
    return cell


def _cell(name: str, value: Any) -> str:
    if name in SHAPES:
        return write_rows(name, [_in_words(name, row) for row in value])
    choices = BY_NAME[name].choices
    if value is None:
        return ""
    if isinstance(value, bool):
        return _FLAGS[value]
    if isinstance(value, list):
        return "; ".join(_word(choices, one) for one in value)
    return _word(choices, value) if choices and value else str(value)


def _in_words(name: str, row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: _word(_CHOICES[name, key], value) if (name, key) in _CHOICES and value else value
        for key, value in row.items()
    }


def _word(choices: Mapping[str, Sequence[str]] | None, value: str) -> str:
    return choices[value][0] if choices and value in choices else value
