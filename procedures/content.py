"""The content of one version of a procedure: the statutory parts as an immutable value.

NĐ 63/2010/NĐ-CP art. 8(2) as amended by NĐ 92/2017: seven parts are mandatory (name, steps, ways of
filing, dossier with number of sets, time limit, who, agency), four are given where they exist
(form, result, conditions, fee); the legal basis goes with them. Pure.

`ProcedureContent` is the one shape that versions, imports and exports share: an import makes one,
a publication freezes one (`procedures.freezing`), an export writes `to_json()`.
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
    """One way of filing with its own time and fee; a channel with several times has several.

    `channel`: online, in_person, post. `amount` in `unit` (hour, day, working_day, month), `time`
    the words they were read from. `fee` in words, `fee_amount` in đồng when that is one amount.
    """

    channel: str = ""
    amount: int | None = None
    unit: str = ""
    condition: str = ""
    fee: str = ""
    fee_amount: int | None = None
    time: str = ""


@dataclass(frozen=True, slots=True)
class DossierCase:
    """What is particular to one case of the dossier: `sets` to hand in (None: as the rest)."""

    name: str = ""
    sets: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class DossierLine:
    """One paper. `case` names the case it is owed in, empty: always; `form_file` is a file's id."""

    case: str = ""
    name: str = ""
    originals: int = 0
    copies: int = 0
    form: str = ""
    form_file: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fee:
    """One fee or charge: `amount` in đồng, or a formula in words.

    `payment`: how it is paid. `printed`: the words it was read from. `key` names the fee of the
    portal's own register (`procedures.models.FeePage`) that this repeats: what is shown then is
    that fee as it stands on the day, and the rest here is what it was when the version was frozen.
    """

    name: str = ""
    amount: int | None = None
    formula: str = ""
    unit: str = ""
    payer: str = ""
    exemption: str = ""
    basis: str = ""
    payment: str = ""
    printed: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """One legal basis: as cited, the number in it (`142/2020/NĐ-CP`), the day it was signed
    (`2020-12-09`); the last two are empty when the citation has none."""

    text: str = ""
    number: str = ""
    signed_on: str = ""


@dataclass(frozen=True, slots=True)
class ProcedureContent:
    """Every part of one version. Texts may have several lines; every list keeps its order.

    | field | what |
    |---|---|
    | `code`, `code_printed` | national code (`2.002380`); as printed, with its local suffix |
    | `title` | the whole name, however long |
    | `field_code`, `field_name` | field of administration |
    | `level`, `further_levels` | `Level`: who handles it here; who else does |
    | `mechanism`, `linked_agencies` | `Mechanism`, or empty; with whom, when inter-agency |
    | `for_citizens`, `for_businesses` | audience |
    | `online_level`, `partial_reason` | `OnlineLevel`, or empty: not stated; why only partly |
    | `online_printed` | the level in the source's own words (`Mức độ 4`) |
    | `proactive_level` | 1 to 4, proactive service (NĐ 224/2026 art. 16), or None |
    | `steps`, `filing_ways`, `dossier_cases`, `dossier_lines`, `fees`, `legal_bases` | rows |
    | `dossier_sets` | sets to hand in |
    | `time_limit`, `time_amount`, `time_unit` | as printed; as a number in a `TimeUnit` |
    | `subjects` | who may apply, one a line |
    | `agency_deciding`, `agency_authorised`, `agency_receiving`, `agencies_coordinating` | who |
    | `result`, `conditions` | one a line |
    | `fee_note` | on all fees |
    | `without` | values of `ConditionalPart`: the conditional parts it does not have |
    | `national_link` | its address on the National Service Portal, when not the usual one |
    | `replaced_by`, `related` | national codes |
    | `summary` | two or three plain sentences |
    """

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
    legal_bases: tuple[LegalBasis, ...] = ()
    summary: str = ""
    code_printed: str = ""
    further_levels: tuple[str, ...] = ()
    mechanism: str = ""
    linked_agencies: str = ""
    online_printed: str = ""
    proactive_level: int | None = None
    dossier_cases: tuple[DossierCase, ...] = ()
    agency_authorised: str = ""
    without: tuple[str, ...] = ()
    national_link: str = ""
    replaced_by: tuple[str, ...] = ()
    related: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As JSON values."""
        return json.loads(json.dumps(asdict(self), ensure_ascii=False))

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ProcedureContent:
        """The value kept as JSON. Keys of a later schema are ignored, missing ones have their
        default: what was kept stays readable (a legal basis was once the bare text)."""
        known = {f.name for f in fields(cls)}
        values: dict[str, Any] = {name: data[name] for name in known if name in data}
        for name, row in _ROWS.items():
            names = {f.name for f in fields(row)}
            values[name] = tuple(
                row(text=item)
                if isinstance(item, str)
                else row(**{key: item[key] for key in names if key in item})
                for item in data.get(name, ())
            )
        for name in ("further_levels", "without", "replaced_by", "related"):
            values[name] = tuple(data.get(name, ()))
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
    "dossier_cases": DossierCase,
    "dossier_lines": DossierLine,
    "fees": Fee,
    "legal_bases": LegalBasis,
}

#: Parts compared one by one when two versions are set side by side, in the order of the statute.
PARTS: tuple[str, ...] = (
    "code",
    "code_printed",
    "title",
    "field_code",
    "field_name",
    "level",
    "further_levels",
    "mechanism",
    "linked_agencies",
    "for_citizens",
    "for_businesses",
    "online_level",
    "partial_reason",
    "online_printed",
    "proactive_level",
    "steps",
    "filing_ways",
    "dossier_cases",
    "dossier_lines",
    "dossier_sets",
    "time_limit",
    "time_amount",
    "time_unit",
    "subjects",
    "agency_deciding",
    "agency_authorised",
    "agency_receiving",
    "agencies_coordinating",
    "result",
    "conditions",
    "fees",
    "fee_note",
    "without",
    "legal_bases",
    "national_link",
    "replaced_by",
    "related",
    "summary",
)


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


#: The seven mandatory parts (NĐ 63/2010 art. 8(2) a–g), by field.
MANDATORY: tuple[str, ...] = (
    "title",
    "steps",
    "filing_ways",
    "dossier_lines",
    "time_limit",
    "subjects",
    "agency_deciding",
)


def missing_parts(content: ProcedureContent) -> tuple[str, ...]:
    """Mandatory parts that are empty (NĐ 63/2010 art. 8(2) a–g)."""
    return tuple(name for name in MANDATORY if not getattr(content, name))
