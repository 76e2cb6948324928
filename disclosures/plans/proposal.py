"""What accepting a draft would make of the stored plan: every row, before and after (pure).

Nothing is decided by a person here and nothing is written. A proposal is computed anew from what
was read, what people corrected and what is stored, so it never shows something stale.

Three ways meet in a field: as the last import read it, as it is stored, as it is read now. What the
file still says alike keeps what is stored, corrections included; what the file changed is taken.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from disclosures.plan_import import (
    PRINTED_FIELDS,
    DraftPlan,
    DraftTask,
    FieldChange,
    KnownUnit,
    ReportCycle,
    UnitDirectory,
    UnknownUnit,
    diff_plans,
)
from portal.text import normal_number

HEADER_FIELDS = ("number", "signed_on", "title", "agency", "signer", "signer_title", "place")
#: What a person may correct in a row.
EDITABLE = ("content", "cadence", "lead_unit", "cooperating_units")
#: Derived from a printed field, by it.
DERIVED = {"cadence": "schedule", "lead_unit": "lead", "cooperating_units": "cooperating"}
TASK_FIELDS = (*PRINTED_FIELDS, *DERIVED)
NEW_UNIT = "new:"

CREATE, MATCH, LEAVE = "create", "match", "leave"
#: How the counts call stored tasks that the file no longer has.
DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class UnitDecision:
    """What is done about a name nobody bears: `create` a unit, `match` it to `unit`, `leave` it."""

    action: str = LEAVE
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Corrections:
    """What a person changed in a draft. `rows`: by the order of the task, field by field; a row
    with `skip` is left out."""

    header: Mapping[str, Any] = field(default_factory=dict)
    rows: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    units: Mapping[str, UnitDecision] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StoredTask:
    """A task of the stored plan: as it is, and as the last import read it."""

    pk: int
    now: DraftTask
    as_read: DraftTask
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class StoredPlan:
    """The stored plan; `import_id` is its latest import, `decision_id` the latest decision on a
    change of its tasks (0: none)."""

    pk: int
    import_id: int
    header: Mapping[str, Any]
    tasks: tuple[StoredTask, ...]
    decision_id: int = 0


class RowState(StrEnum):
    """What would become of a task."""

    ADDED = "added"
    RESTORED = "restored"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Row:
    """One task as it would be stored. `recognised` is what was read, units as known today."""

    task: DraftTask
    recognised: DraftTask
    stored: StoredTask | None
    changes: tuple[FieldChange, ...]
    skipped: bool = False

    @property
    def state(self) -> RowState:
        """What would become of the task."""
        if self.skipped:
            return RowState.SKIPPED
        if self.stored is None:
            return RowState.ADDED
        if self.stored.dropped:
            return RowState.RESTORED
        return RowState.CHANGED if self.changes else RowState.UNCHANGED


@dataclass(frozen=True, slots=True)
class Proposal:
    """The whole of it. `units` is the directory, with `new:N` for units that would be made."""

    read: DraftPlan
    header: Mapping[str, Any]
    header_changes: tuple[FieldChange, ...]
    rows: tuple[Row, ...]
    dropped: tuple[StoredTask, ...]
    unknown: tuple[UnknownUnit, ...]
    decisions: Mapping[str, UnitDecision]
    units: tuple[KnownUnit, ...]
    stored: StoredPlan | None
    report_cycle: ReportCycle | None

    @property
    def counts(self) -> dict[str, int]:
        """How many rows are in each state, and how many stored tasks would be dropped."""
        counts = {state.value: 0 for state in RowState}
        for row in self.rows:
            counts[row.state.value] += 1
        return counts | {DROPPED: len(self.dropped)}

    @property
    def changes_anything(self) -> bool:
        """False when the stored plan would stay exactly as it is."""
        moved = any(row.stored and row.stored.now.order != row.task.order for row in self.rows)
        states = {row.state for row in self.rows} - {RowState.UNCHANGED, RowState.SKIPPED}
        return bool(states or self.dropped or self.header_changes or moved)


def header_of(read: DraftPlan, corrections: Corrections) -> dict[str, Any]:
    """The header as read and corrected; empty fields None, the number in its normal form."""
    header = {name: corrections.header.get(name, getattr(read, name)) for name in HEADER_FIELDS}
    if header["number"]:
        header["number"] = normal_number(header["number"])
    return {name: value or None for name, value in header.items()}


def propose(
    read: DraftPlan,
    corrections: Corrections,
    known: Sequence[KnownUnit],
    stored: StoredPlan | None,
) -> Proposal:
    """The proposal for the stored plan of the same number and day (None: there is none)."""
    header = header_of(read, corrections)
    on = header["signed_on"]
    unknown = _still_unknown(read.unknown_units, UnitDirectory(known, on))
    decisions = {unit.name: corrections.units.get(unit.name, UnitDecision()) for unit in unknown}
    units = decided(known, read.unknown_units, decisions)
    recognised = _recognised(read.tasks, units, on)
    edits = {order: dict(fields) for order, fields in corrections.rows.items()}
    kept = [task for task in recognised if not edits.get(task.order, {}).get("skip")]
    pairs, dropped = _pairs(stored, kept)
    codes = {unit.code for unit in units}
    rows = tuple(
        _row(task, _with_known_units(edits.get(task.order, {}), codes), pairs.get(task.order))
        for task in recognised
    )
    return Proposal(
        read=read,
        header=header,
        header_changes=_header_changes(header, stored),
        rows=rows,
        dropped=dropped,
        unknown=unknown,
        decisions=decisions,
        units=units,
        stored=stored,
        report_cycle=read.report_cycle,
    )


def _still_unknown(
    unknown: Sequence[UnknownUnit], directory: UnitDirectory
) -> tuple[UnknownUnit, ...]:
    """Without the names that somebody gave to a unit since the file was read."""
    return tuple(unit for unit in unknown if not directory.bearers(unit.name))


def decided(
    known: Sequence[KnownUnit],
    unknown: Sequence[UnknownUnit],
    decisions: Mapping[str, UnitDecision],
) -> tuple[KnownUnit, ...]:
    """The directory as it would be: names matched to units added, units to be made at the end.

    `unknown` are all names that were unknown when the file was read, so that `new:N` stays the same
    while others are decided on.
    """
    added: dict[str, list[str]] = {}
    new = []
    for number, unit in enumerate(unknown):
        decision = decisions.get(unit.name, UnitDecision())
        if decision.action == MATCH:
            added.setdefault(decision.unit, []).append(unit.name)
        elif decision.action == CREATE:
            new.append(KnownUnit(f"{NEW_UNIT}{number}", unit.name))
    matched = [
        replace(unit, aliases=(*unit.aliases, *added[unit.code])) if unit.code in added else unit
        for unit in known
    ]
    return (*matched, *new)


def _recognised(
    tasks: Sequence[DraftTask], units: Sequence[KnownUnit], on: date | None
) -> list[DraftTask]:
    directory = UnitDirectory(units, on)
    cells = {cell for task in tasks for cell in (task.lead, task.cooperating)}
    read = {cell: directory.recognise(cell) for cell in cells}
    return [
        replace(
            task,
            lead_unit=read[task.lead].first,
            lead_units=read[task.lead].codes,
            cooperating_units=read[task.cooperating].codes,
        )
        for task in tasks
    ]


def _with_known_units(edits: Mapping[str, Any], codes: set[str]) -> Mapping[str, Any]:
    """Without units that are not there any more, or are not to be made after all."""
    kept = dict(edits)
    if kept.get("lead_unit") and kept["lead_unit"] not in codes:
        del kept["lead_unit"]
    if "cooperating_units" in kept:
        kept["cooperating_units"] = tuple(
            code for code in kept["cooperating_units"] if code in codes
        )
    return kept


def _pairs(
    stored: StoredPlan | None, tasks: Sequence[DraftTask]
) -> tuple[dict[int, StoredTask], tuple[StoredTask, ...]]:
    """{order of the task read: stored task}, and the stored tasks nobody has any more.

    A task that an earlier import dropped and this one has again is itself again.
    """
    if stored is None:
        return {}, ()
    current = {id(task.as_read): task for task in stored.tasks if not task.dropped}
    gone = {id(task.as_read): task for task in stored.tasks if task.dropped}
    diff = diff_plans([task.as_read for task in current.values()], tasks)
    again = diff_plans([task.as_read for task in gone.values()], diff.added)
    pairs = {}
    for found, by_id in ((diff, current), (again, gone)):
        together = [(change.old, change.new) for change in found.changed] + list(found.unchanged)
        pairs |= {new.order: by_id[id(old)] for old, new in together}
    return pairs, tuple(current[id(task)] for task in diff.removed)


def _row(task: DraftTask, edits: Mapping[str, Any], stored: StoredTask | None) -> Row:
    values = {name: getattr(task, name) for name in TASK_FIELDS}
    if stored:
        values = {name: _merged(name, stored, task) for name in TASK_FIELDS}
    values |= {name: edits[name] for name in EDITABLE if name in edits}
    proposed = replace(task, **values)
    changes = ()
    if stored:
        changes = tuple(
            FieldChange(name, getattr(stored.now, name), value)
            for name, value in values.items()
            if (getattr(stored.now, name) or None) != (value or None)
        )
    return Row(proposed, task, stored, changes, skipped=bool(edits.get("skip")))


def _merged(name: str, stored: StoredTask, new: DraftTask) -> Any:
    base, now, read = (getattr(each, name) for each in (stored.as_read, stored.now, new))
    if (read or None) == (base or None):
        return now
    if (now or None) == (base or None) or name not in DERIVED:
        return read
    # Corrected by a person, and recognised differently now: the person is right while the words
    # stay the same.
    words = DERIVED[name]
    return now if getattr(stored.as_read, words) == getattr(new, words) else read


def _header_changes(
    header: Mapping[str, Any], stored: StoredPlan | None
) -> tuple[FieldChange, ...]:
    """What a file doesn't print takes nothing away from what is stored."""
    if stored is None:
        return ()
    return tuple(
        FieldChange(name, stored.header[name] or None, header[name])
        for name in HEADER_FIELDS
        if header[name] and header[name] != stored.header[name]
    )
