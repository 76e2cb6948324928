"""From an unpacked file to rows by field name. Pure."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from procedures.exchange.documents import read_json, read_json_lines
from procedures.exchange.mapping import map_columns, map_keys
from procedures.exchange.refusals import FileRefused, RowRefused
from procedures.exchange.tables import by_column, read_csv, read_xlsx
from procedures.exchange.unpacking import Format, Unpacked

#: More procedures than the country has are a mistake.
MOST_ROWS = 50_000

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a file, each with its number: values by field name, or why it can't be read.
    `ignored` are columns that hold none of our fields (of a list of objects it is not known
    beforehand)."""

    rows: Iterator[tuple[int, Row | RowRefused]]
    ignored: tuple[str, ...] = ()


def rows_of(unpacked: Unpacked, chosen: Mapping[str, str]) -> Rows:
    """The rows of `unpacked`, from its beginning; `chosen` maps columns to fields where headings
    don't say it. Raises FileRefused, also while the rows are read."""
    unpacked.stream.seek(0)
    # A wrapper closes its stream when it goes; the next reading needs it open.
    stream = _Kept(unpacked.stream)
    if unpacked.format in (Format.JSON, Format.JSON_LINES):
        read = read_json if unpacked.format is Format.JSON else read_json_lines
        return Rows(_counted(_objects(read(stream), chosen)))
    table = read_csv(stream) if unpacked.format is Format.CSV else read_xlsx(unpacked.stream)
    mapping = map_columns([one for one in table.headings if one], chosen)
    rows = (
        (number, cells if isinstance(cells, RowRefused) else by_column(table.headings, cells))
        for number, cells in table.rows
    )
    return Rows(_counted(_mapped(rows, mapping)), mapping.ignored)


def _objects(rows: Any, chosen: Mapping[str, str]) -> Iterator[tuple[int, Row | RowRefused]]:
    for number, row in rows:
        if isinstance(row, RowRefused):
            yield number, row
        else:
            yield from _mapped([(number, row)], map_keys(row, chosen))


def _mapped(rows: Any, mapping: Any) -> Iterator[tuple[int, Row | RowRefused]]:
    for number, row in rows:
        if isinstance(row, RowRefused):
            yield number, row
            continue
        try:
            yield number, mapping.row(row)
        except RowRefused as refused:
            yield number, refused


def _counted(rows: Any) -> Iterator[tuple[int, Row | RowRefused]]:
    for count, row in enumerate(rows, 1):
        if count > MOST_ROWS:
            raise FileRefused(_("The file has more than %(limit)s rows.") % {"limit": MOST_ROWS})
        yield row


class _Kept(io.RawIOBase):
    """A stream that stays open when what reads it is done."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)
