"""What of a task can be changed, as plain values: compared, changed, taken back in time (pure).

| field | value |
|---|---|
| `content`, `schedule`, `result` | text |
| `cadence` | a code of `plan_import.cadence`, or empty |
| `lead_unit` | a unit's code, or empty |
| `cooperating_units`, `duties` | codes, sorted, each once |
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

TEXTS = ("content", "schedule", "result")
LISTS = ("cooperating_units", "duties")
FIELDS = ("content", "lead_unit", "cooperating_units", "schedule", "cadence", "result", "duties")
Values = Mapping[str, Any]


def normal(name: str, value: Any) -> Any:
    """`value` of the field `name` in the form that is compared and stored."""
    if name in LISTS:
        return sorted(set(value or ()))
    text = str(value or "")
    return text.strip().replace("\r\n", "\n") if name in TEXTS else text


def difference(now: Values, wanted: Values) -> tuple[dict[str, Any], dict[str, Any]]:
    """(before, after): the fields of `wanted` that differ from `now`, and nothing else."""
    before, after = {}, {}
    for name in FIELDS:
        if name in wanted and normal(name, wanted[name]) != normal(name, now[name]):
            before[name], after[name] = normal(name, now[name]), normal(name, wanted[name])
    return before, after


def overtaken(now: Values, before: Values) -> list[str]:
    """The fields that are not any more what they were when the change was proposed."""
    return [name for name in FIELDS if name in before and normal(name, now[name]) != before[name]]


def rewound(now: Values, changes: Iterable[tuple[Values, Values]]) -> dict[str, Any]:
    """The values before `changes` (before, after) came into force; they are given in their order.

    A field that something else changed since (an import) stays as it is.
    """
    values = dict(now)
    for before, after in reversed(list(changes)):
        for name, value in before.items():
            if name in values and normal(name, values[name]) == after[name]:
                values[name] = value
    return values


def fingerprint(values: Values) -> str:
    """A short name of exactly these values: tells whether a shown form is still true."""
    plain = {name: normal(name, values[name]) for name in FIELDS}
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
