"""CSV for spreadsheets and programs alike: one heading line, UTF-8 with its mark, and no cell that
a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

CONTENT_TYPE = "text/csv; charset=utf-8"
#: Without it Excel takes UTF-8 for another encoding and Vietnamese comes out broken.
BOM = "\ufeff"
#: What a spreadsheet takes for the beginning of a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|")


def as_csv(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """The rows under their headings."""
    out = io.StringIO()
    out.write(BOM)
    writer = csv.writer(out)
    writer.writerow(headings)
    writer.writerows([safe(value) for value in row] for row in rows)
    return out.getvalue()


def streamed(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """The same line by line: memory stays as flat as `rows` is lazy."""
    out = io.StringIO()
    writer = csv.writer(out)
    out.write(BOM)
    writer.writerow(headings)
    for row in rows:
        writer.writerow([safe(value) for value in row])
        yield _taken(out)
    yield _taken(out)


def _taken(out: io.StringIO) -> str:
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text


def safe(value: Any) -> str:
    """`value` as a cell that no spreadsheet runs: what would be a formula begins with `'`."""
    text = _cell(value)
    if isinstance(value, int | float):
        return text  # -5 is a number
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple) and not any(isinstance(one, Mapping) for one in value):
        return "; ".join(map(str, value))
    if isinstance(value, list | tuple | Mapping):  # rows of records
        return json.dumps(value, ensure_ascii=False)
    return str(value)
