"""The directory of units that names in a plan are looked up in, and the office's own first units.

While the database knows no unit at all, names are looked up in the office's own list
(data/units.yaml): what `manage.py load_units` makes, and the first accepted import too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from disclosures.plan_import import KnownUnit
from portal.models import Unit
from portal.text import fold

UNITS_FILE = Path(__file__).parent.parent / "data" / "units.yaml"
_LONGEST_CODE = 40


@cache
def listed_units() -> tuple[dict[str, Any], ...]:
    """The rows of data/units.yaml, examples included."""
    return tuple(yaml.safe_load(UNITS_FILE.read_text(encoding="utf-8"))["units"])


@transaction.atomic
def load_units(*, examples: bool = False) -> int:
    """Make the units that are missing; what is there stays. Returns how many were made.

    Without `examples` only the office's own: they are not followed by an example then.
    """
    rows = [row for row in listed_units() if examples or not row["example"]]
    there = set(Unit.objects.values_list("code", flat=True))
    made = {}
    for order, row in enumerate(rows):
        if row["code"] not in there:
            made[row["code"]] = Unit.objects.create(
                code=row["code"],
                name=row["name"],
                kind=row["kind"],
                aliases=row["aliases"],
                valid_from=row["valid_from"],
                valid_to=row["valid_to"],
                is_example=row["example"],
                sort_order=10 * order,
            )
    for row in rows:
        if row["succeeded_by"] in made:
            Unit.objects.filter(code=row["code"], succeeded_by=None).update(
                succeeded_by=made[row["succeeded_by"]]
            )
    return len(made)


def known_units() -> list[KnownUnit]:
    """The units of the database; of the office's own list while there are none."""
    units = [
        KnownUnit(
            unit.code,
            unit.name,
            tuple(unit.aliases),
            unit.kind,
            valid_from=unit.valid_from,
            valid_to=unit.valid_to,
        )
        for unit in Unit.objects.all()
    ]
    return units or [
        KnownUnit(
            row["code"],
            row["name"],
            tuple(row["aliases"]),
            row["kind"],
            valid_from=row["valid_from"],
            valid_to=row["valid_to"],
        )
        for row in listed_units()
        if not row["example"]
    ]


def free_code(name: str, taken: Iterable[str]) -> str:
    """A code for a new unit, from the first letters of its name: "Phòng Kế hoạch" → "PKH"."""
    letters = "".join(word[0] for word in re.findall(r"[a-z0-9]+", fold(name))).upper()
    base = letters[: _LONGEST_CODE - 4] or "DV"
    used = set(taken)
    number, code = 1, base
    while code in used:
        number += 1
        code = f"{base}{number}"
    return code
