"""Which column of a file holds which field. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from procedures.exchange.fields import BY_NAME, field_of
from procedures.exchange.refusals import FileRefused, RowRefused

#: A cell that was too long for a spreadsheet goes on in a column of the same heading and this.
CONTINUED = " (tiếp {number})"


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """`fields`: field name by column; `ignored`: columns that hold none of ours."""

    fields: Mapping[str, str]
    ignored: tuple[str, ...]

    def row(self, cells: Mapping[str, Any]) -> dict[str, Any]:
        """The values by field name. Raises RowRefused where two columns give one field two
        values."""
        row: dict[str, Any] = {}
        for column, value in cells.items():
            name = self.fields.get(column)
            if name is None or (value is None and name in row):
                continue
            base, number = _continued(column)
            if number and isinstance(value, str) and isinstance(row.get(name), str):
                row[name] += value
            elif number and value in (None, ""):
                continue
            elif row.get(name) not in (None, "", value):
                raise RowRefused(
                    [
                        _("Two columns give “%(field)s”: %(column)s and another one.")
                        % {"field": BY_NAME[name].heading, "column": base}
                    ]
                )
            else:
                row[name] = value
        return row


def parse_choices(lines: Iterable[str]) -> dict[str, str]:
    """What a person chose, from lines `column=field`. Raises FileRefused."""
    chosen: dict[str, str] = {}
    for line in lines:
        if not line.strip():
            continue
        column, equals, field = line.rpartition("=")
        name = field_of(field.strip()) if equals else None
        if name is None or not column.strip():
            raise FileRefused(
                _("“%(line)s” maps nothing: write COLUMN=FIELD; fields are: %(fields)s")
                % {"line": line.strip()[:80], "fields": ", ".join(BY_NAME)}
            )
        chosen[" ".join(column.split())] = name
    return chosen


def map_columns(columns: Sequence[str], chosen: Mapping[str, str]) -> ColumnMapping:
    """The mapping of a table's `columns`; `chosen` (column -> field) goes before what the headings
    say. Raises FileRefused when no column holds the code, or two hold one field."""
    missing = [column for column in chosen if column not in columns]
    if missing:
        raise FileRefused(
            _("The file has no column “%(column)s”; it has: %(columns)s")
            % {"column": missing[0][:80], "columns": ", ".join(columns)[:400]}
        )
    mapping = map_keys(columns, chosen)
    if "code" not in mapping.fields.values():
        raise FileRefused(
            _(
                "No column holds the national code (“Mã thủ tục”). Columns found: %(columns)s. "
                "Name the right one, or map it: COLUMN=code."
            )
            % {"columns": ", ".join(columns)[:400]}
        )
    seen: dict[str, str] = {}
    for column, name in mapping.fields.items():
        if _continued(column)[1]:
            continue
        if name in seen:
            raise FileRefused(
                _("Two columns hold “%(field)s”: “%(one)s” and “%(other)s”. Map one of them.")
                % {"field": BY_NAME[name].heading, "one": seen[name], "other": column}
            )
        seen[name] = column
    return mapping


def map_keys(columns: Iterable[str], chosen: Mapping[str, str]) -> ColumnMapping:
    """The mapping without any demand: for objects, each of which has its own keys."""
    fields = {}
    ignored = []
    taken = set(chosen.values())
    for column in columns:
        name = chosen.get(column) or field_of(_continued(column)[0])
        if name is None or (name in taken and column not in chosen):
            ignored.append(column)
        else:
            fields[column] = name
    return ColumnMapping(fields, tuple(ignored))


def _continued(column: str) -> tuple[str, int]:
    head, bracket, tail = column.rpartition(" (tiếp ")
    number = tail.rstrip(")")
    if bracket and number.isdecimal():
        return head, int(number)
    return column, 0
