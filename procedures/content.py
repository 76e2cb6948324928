"""The content of one version of a procedure: the statutory parts as an immutable value.

NĐ 63/2010/NĐ-CP art. 8(2) as amended by NĐ 92/2017: seven parts are mandatory (name, steps, ways of
filing, dossier with number of sets, time limit, who, agency), four are given where they exist
(form, result, conditions, fee); the legal basis goes with them. Pure.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Step:
    """One step, in the order it is done."""

    title: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class FilingWay:
    """One way of filing, with its own time and fee. `amount` in `unit` (hour, day, working_day)."""

    channel: str = ""
    amount: int | None = None
    unit: str = ""
    condition: str = ""
    fee: str = ""


@dataclass(frozen=True, slots=True)
class DossierLine:
    """One paper. `case` groups papers owed only in a named case; `form_file` is a file's id."""

    case: str = ""
    name: str = ""
    originals: int = 0
    copies: int = 0
    form: str = ""
    form_file: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fee:
    """One fee or charge: `amount` in đồng, or a formula in words."""

    name: str = ""
    amount: int | None = None
    formula: str = ""
    unit: str = ""
    payer: str = ""
    exemption: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class ProcedureContent:
    """Every part of one version."""

    code: str = ""
    title: str = ""
    field_code: str = ""
    field_name: str = ""
    level: str = ""
    for_citizens: bool = False
    for_businesses: bool = False
    online_level: str = ""
    partial_reason: str = ""
    steps: tuple[Step, ...] = ()
    filing_ways: tuple[FilingWay, ...] = ()
    dossier_lines: tuple[DossierLine, ...] = ()
    dossier_sets: int = 1
    time_limit: str = ""
    time_amount: int | None = None
    time_unit: str = ""
    subjects: str = ""
    agency_deciding: str = ""
    agency_receiving: str = ""
    agencies_coordinating: str = ""
    result: str = ""
    conditions: str = ""
    fees: tuple[Fee, ...] = ()
    fee_note: str = ""
    legal_bases: tuple[str, ...] = ()
    summary: str = ""

    def to_json(self) -> dict[str, Any]:
        """As JSON values."""
        return json.loads(json.dumps(asdict(self), ensure_ascii=False))

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ProcedureContent:
        """The value kept as JSON. Keys of a later schema are ignored, missing ones have their
        default: what was kept stays readable."""
        known = {f.name for f in fields(cls)}
        values: dict[str, Any] = {name: data[name] for name in known if name in data}
        for name, row in _ROWS.items():
            names = {f.name for f in fields(row)}
            values[name] = tuple(
                row(**{key: item[key] for key in names if key in item})
                for item in data.get(name, ())
            )
        values["legal_bases"] = tuple(data.get("legal_bases", ()))
        return cls(**values)

    def sha256(self) -> str:
        """Hash of the content, in lower-case hex; the same parts have the same hash."""
        return fingerprint(self.to_json())


def fingerprint(content: Mapping[str, Any]) -> str:
    """SHA-256 of a content as JSON, in lower-case hex, whatever the order of its keys."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


_ROWS: Mapping[str, type] = {
    "steps": Step,
    "filing_ways": FilingWay,
    "dossier_lines": DossierLine,
    "fees": Fee,
}

#: Parts compared one by one when two versions are set side by side.
PARTS: tuple[str, ...] = tuple(f.name for f in fields(ProcedureContent))


@dataclass(frozen=True, slots=True)
class PartChange:
    """A part that differs between two versions."""

    part: str
    before: Any = field(default=None)
    after: Any = field(default=None)


def changed_parts(before: ProcedureContent, after: ProcedureContent) -> tuple[PartChange, ...]:
    """The parts that differ, in the order of the statute."""
    return tuple(
        PartChange(name, getattr(before, name), getattr(after, name))
        for name in PARTS
        if getattr(before, name) != getattr(after, name)
    )


def missing_parts(content: ProcedureContent) -> tuple[str, ...]:
    """Mandatory parts that are empty (NĐ 63/2010 art. 8(2) a–g)."""
    mandatory = (
        "title",
        "steps",
        "filing_ways",
        "dossier_lines",
        "time_limit",
        "subjects",
        "agency_deciding",
    )
    return tuple(name for name in mandatory if not getattr(content, name))
