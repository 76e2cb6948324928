"""The register: duties from the database, events from the ledger, the office's calendar, and what
the pure rules make of them at a moment (disclosures/status.py).

Nothing here is stored. The register of now is kept in the process until something it rests on
changes, which one query tells (`Stamp`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from disclosures.counting.duties import Duty
from disclosures.counting.journal import Journal
from disclosures.counting.memo import Memo
from disclosures.counting.moments import end_of, office_day
from disclosures.counting.own_task import own_journal
from disclosures.counting.verdicts import DutyStatus
from disclosures.ledger import KeptJournal
from disclosures.models import Obligation, ObligationVersion
from disclosures.past import PastDays, Statuses
from disclosures.stamp import Stamp
from disclosures.status import OFFICE_TIME, status, status_all
from portal.calendar import Calendar
from portal.collecting import collector_paused
from portal.events import Event
from portal.models import TrackingMove, Unit, office_calendar, tracked_from_as_known
from portal.models.units import unit_key


@dataclass(frozen=True, slots=True)
class Register:
    """The state of every duty at a moment: `statuses` by code, `events` of the ledger by id.

    `tracked_from` is the day before which the register claims nothing; None: not set. `journal` and
    `stamp` are what it was computed from.
    """

    at: datetime
    known_at: datetime
    tracked_from: date | None
    duties: tuple[Duty, ...]
    statuses: Mapping[str, DutyStatus]
    events: Mapping[int, Event]
    calendar: Calendar
    journal: Journal | None = None
    stamp: Stamp | None = None

    @property
    def day(self) -> date:
        """The day of `at` in the office."""
        return self.at.astimezone(OFFICE_TIME).date()

    def duty(self, code: str) -> Duty | None:
        """The duty `code`, or None."""
        return next((one for one in self.duties if one.code == code), None)

    def events_of(self, code: str) -> list[Event]:
        """The ledger's events that name the duty `code`, in the order of happening."""
        if self.journal is None:
            return [one for one in self.events.values() if one.answers_duty(code)]
        found = self.journal.by_duty.get(code)
        return [event for event, keys in found.rows if keys] if found else []

    def for_task(self, code: str, task: str) -> DutyStatus | None:
        """How the duty `code` stands for one task of a plan (`PlanTask.known_as`), for which only
        what names no other task counts; None when there is no such duty."""
        found = self.statuses.get(code)
        own = own_journal(self.journal, code, task) if self.journal else None
        duty = self.duty(code) if own is not None else None
        if own is None or duty is None:
            return found
        known = self.calendar.as_known(self.known_at)
        return status(
            duty, own, known, self.at, known_at=self.known_at, tracked_from=self.tracked_from
        )

    def is_void(self, event: Event) -> bool:
        """Whether an entry of the ledger had been declared an error by the moment known."""
        if self.journal is None:
            return False
        return any(
            entries.is_void(event.id, self.known_at)
            for answer in event.answers
            if (entries := self.journal.by_duty.get(answer.duty))
        )

    def of(self, codes: Iterable[str]) -> list[tuple[Duty, DutyStatus]]:
        """Those duties of `codes` that there are, with their status, in the catalogue's order."""
        wanted = set(codes)
        return [(one, self.statuses[one.code]) for one in self.duties if one.code in wanted]


def snapshot(
    at: date | datetime | None = None,
    known_at: date | datetime | None = None,
    unit: str | None = None,
) -> Register:
    """The register at `at` (default: now), as known at `known_at` (default: at `at`).

    A date means its end. `unit` keeps only the duties that the unit of that code answers for.
    One query while nothing changed, for the register of now and of days asked for lately; four
    otherwise, one more for `unit`, one for a past moment if the start of tracking was ever moved.
    """
    stamp = Stamp.read()
    if at is None and known_at is None:
        now = timezone.now()
        register = _now.get(
            (stamp, timezone.localdate(now)),
            lambda: _compute(stamp, now, before=_now.last),
        )
        # What was found in the morning still holds, and is said of now.
        register = replace(register, at=now, known_at=now)
    else:
        moment = end_of(at if at is not None else timezone.now())
        known = end_of(known_at) if known_at is not None else moment
        if isinstance(at if known_at is None else known_at, datetime):  # never the same again
            register = _compute_past(stamp, moment, known)
        else:
            register = _past.get(
                stamp,
                (office_day(moment), known),
                lambda: _compute_past(stamp, moment, known),
            )
            if register.at != moment:  # another hour of the day
                register = replace(register, at=moment)
    return register if unit is None else _restricted(register, unit)


def catalogue() -> tuple[Duty, ...]:
    """All duties, in the catalogue's order. One query while nothing changed."""
    return _duties(Stamp.read())


class LeadUnits:
    """Which unit answers for which duty on a day: read once, in one query.

    A unit that ended is followed along its succession (`Unit.responsible_on`). A name that no unit
    bears, or more than one, is nobody's.
    """

    def __init__(self, day: date) -> None:
        self.day = day
        self.units: dict[int, Unit] = {one.pk: one for one in Unit.objects.all()}
        self._by_key: dict[str, list[Unit]] = {}
        for one in self.units.values():
            if one.succeeded_by_id:
                one.succeeded_by = self.units[one.succeeded_by_id]
            for key in one.name_keys():
                self._by_key.setdefault(key, []).append(one)

    def named(self, name: str) -> Unit | None:
        """The unit called `name`, whether or not it still exists."""
        found = self._by_key.get(unit_key(name), [])
        return found[0] if len(found) == 1 else None

    def of(self, duty: Duty) -> Unit | None:
        """The unit that answers for `duty` on the day."""
        unit = self.named(duty.lead_unit)
        return unit.responsible_on(self.day) if unit else None

    def led_by(self, duties: Iterable[Duty], codes: Iterable[str]) -> list[Duty]:
        """The duties that one of the units `codes` answers for."""
        wanted = set(codes)
        return [duty for duty in duties if (unit := self.of(duty)) and unit.code in wanted]


# What it is made from


class _Kept:
    """The last thing made, while its key stays the same."""

    def __init__(self) -> None:
        self._last: tuple[Any, Any] | None = None

    def get(self, key: Any, make: Any) -> Any:
        """What was made for `key`; made now if that was another."""
        last = self._last
        if last is None or last[0] != key:
            last = self._last = (key, make())
        return last[1]

    @property
    def last(self) -> Any:
        """What was made last, for whatever key; None: nothing is kept."""
        last = self._last
        return last[1] if last else None

    def forget(self) -> None:
        """Make it anew the next time."""
        self._last = None


_now, _kept_duties, _kept_calendar, _kept_memo = _Kept(), _Kept(), _Kept(), _Kept()
_kept_journal, _past = KeptJournal(), PastDays()


def forget() -> None:
    """Keep nothing: the next register is computed from the database alone (measuring asks this)."""
    for kept in (_now, _kept_duties, _kept_calendar, _kept_memo, _kept_journal, _past):
        kept.forget()


def _duties(stamp: Stamp) -> tuple[Duty, ...]:
    return _kept_duties.get((stamp.database, stamp.catalogue), _read_duties)


def _read_duties() -> tuple[Duty, ...]:
    # A duty has at least one version, so that one query reads both.
    rows = (
        ObligationVersion.objects.select_related("obligation", "confirmed_by")
        .defer(*(f"obligation__{name}" for name in Obligation.REPEATED))
        .order_by("obligation__position", "obligation__code")
    )
    by_duty: dict[int, list[ObligationVersion]] = {}
    for row in rows:
        by_duty.setdefault(row.obligation_id, []).append(row)
    return tuple(versions[0].obligation.as_value(versions) for versions in by_duty.values())


def _calendar(stamp: Stamp) -> Calendar:
    if not any(stamp.calendar):  # nothing was entered: nothing to read
        return Calendar()
    return _kept_calendar.get((stamp.database, stamp.calendar), office_calendar)


@dataclass(frozen=True, slots=True)
class _Sources:
    """What a register is computed from."""

    duties: tuple[Duty, ...]
    calendar: Calendar
    journal: Journal
    memo: Memo

    @classmethod
    def read(cls, stamp: Stamp) -> _Sources:
        """What `stamp` says there is, read where it isn't kept."""
        return cls(
            _duties(stamp),
            _calendar(stamp),
            _kept_journal.read(stamp.database, stamp.ledger),
            _kept_memo.get((stamp.database, stamp.calendar), Memo),
        )


def _compute(stamp: Stamp, at: datetime, before: Register | None) -> Register:
    """The register of now. What `before` (of the same day) said of a duty holds while neither its
    rules nor its events, calendar or start of tracking are others."""
    with collector_paused:
        of = _Sources.read(stamp)
        kept = _still_true(before, stamp, of.duties, of.journal, at) if before else {}
        statuses = kept | status_all(
            [duty for duty in of.duties if duty.code not in kept],
            of.journal, of.calendar, at,
            known_at=at, tracked_from=stamp.tracked_from, memo=of.memo,
        )  # fmt: skip
        found = {duty.code: statuses[duty.code] for duty in of.duties}
        return _register(stamp, of, at, at, found, stamp.tracked_from)


def _compute_past(stamp: Stamp, at: datetime, known_at: datetime) -> Register:
    """The register of another moment; each status once it is asked for."""
    with collector_paused:
        of = _Sources.read(stamp)
    known = of.calendar.as_known(known_at)
    tracked_from = _tracked_from(stamp, known_at)
    memo = of.memo if known is of.calendar else Memo()

    def count(duties: Sequence[Duty]) -> Mapping[str, DutyStatus]:
        return status_all(
            duties, of.journal, known, at,
            known_at=known_at, tracked_from=tracked_from, memo=memo,
        )  # fmt: skip

    return _register(stamp, of, at, known_at, Statuses(of.duties, count), tracked_from)


def _tracked_from(stamp: Stamp, known_at: datetime) -> date | None:
    if stamp.moves is None:  # never moved: nothing to ask
        return stamp.tracked_from
    moves = TrackingMove.objects.values_list("moved_at", "before")
    return tracked_from_as_known(stamp.tracked_from, list(moves), known_at)


def _register(
    stamp: Stamp,
    of: _Sources,
    at: datetime,
    known_at: datetime,
    statuses: Mapping[str, DutyStatus],
    tracked_from: date | None,
) -> Register:
    return Register(
        at, known_at, tracked_from, of.duties, statuses, of.journal.events, of.calendar,
        of.journal, stamp,
    )  # fmt: skip


def _still_true(
    before: Register, stamp: Stamp, duties: tuple[Duty, ...], journal: Journal, at: datetime
) -> dict[str, DutyStatus]:
    old = before.stamp
    if (
        old is None
        or before.journal is None
        or before.duties is not duties
        or old._replace(ledger=stamp.ledger) != stamp
        or before.day != at.astimezone(OFFICE_TIME).date()
    ):
        return {}
    former = before.journal.by_duty
    return {
        code: replace(status, known_at=at)
        for code, status in before.statuses.items()
        if former.get(code) is journal.by_duty.get(code)
    }


def _restricted(register: Register, code: str) -> Register:
    duties = tuple(LeadUnits(register.day).led_by(register.duties, [code]))
    return Register(
        register.at,
        register.known_at,
        register.tracked_from,
        duties,
        {duty.code: register.statuses[duty.code] for duty in duties},
        register.events,
        register.calendar,
        register.journal,
    )
