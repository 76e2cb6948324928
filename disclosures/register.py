"""The register: duties from the database, events from the ledger, the office's calendar, and what
the pure rules make of them at a moment (disclosures/status.py).

Nothing here is stored. The register of now is kept in the process until something it rests on
changes, which one query tells (`_Stamp`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import F, Func, Subquery, Value
from django.utils import timezone
from wagtail.models import Site

from disclosures.counting.duties import Duty
from disclosures.counting.verdicts import DutyStatus
from disclosures.models import Obligation, ObligationVersion
from disclosures.status import OFFICE_TIME, status_all
from portal.calendar import Calendar
from portal.events import Event
from portal.models import (
    CalendarDay,
    ConfirmedYear,
    PublicationEvent,
    Unit,
    office_calendar,
)
from portal.models.units import unit_key

#: Ids are given before a transaction commits, so a lower one may become visible after a higher
#: one. Counting the last so many tells.
LATEST_EVENTS = 500
#: Last id, how many of the latest there are, when the last of them was recorded.
LEDGER_FIGURES = 3


@dataclass(frozen=True, slots=True)
class Register:
    """The state of every duty at a moment: `statuses` by code, `events` of the ledger by id.

    `tracked_from` is the day before which the register claims nothing; None: not set.
    """

    at: datetime
    known_at: datetime
    tracked_from: date | None
    duties: tuple[Duty, ...]
    statuses: Mapping[str, DutyStatus]
    events: Mapping[int, Event]
    calendar: Calendar

    @property
    def day(self) -> date:
        """The day of `at` in the office."""
        return self.at.astimezone(OFFICE_TIME).date()

    def duty(self, code: str) -> Duty | None:
        """The duty `code`, or None."""
        return next((one for one in self.duties if one.code == code), None)

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
    One query for the register of now while nothing changed; five otherwise, one more for `unit`.
    """
    stamp = _Stamp.read()
    if at is None and known_at is None:
        register = _now.get((stamp, timezone.localdate()), lambda: _compute(stamp, timezone.now()))
    else:
        moment = _moment(at if at is not None else timezone.now())
        register = _compute(stamp, moment, _moment(known_at) if known_at is not None else moment)
    return register if unit is None else _restricted(register, unit)


def catalogue() -> tuple[Duty, ...]:
    """All duties, in the catalogue's order. One query while nothing changed."""
    return _duties(_Stamp.read())


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


class _Stamp(NamedTuple):
    """What the register rests on, as one row: when none of it changed, neither did the register."""

    database: str
    tracked_from: date | None
    ledger: tuple[Any, ...]
    catalogue: tuple[Any, ...]
    calendar: tuple[Any, ...]

    @classmethod
    def read(cls) -> _Stamp:
        """Ask the database, in one query."""
        statement, parameters = _question(connection.vendor)
        with connection.cursor() as cursor:
            cursor.execute(statement, parameters)
            row = cursor.fetchone() or (None,) * (1 + LEDGER_FIGURES)
        tracked_from, ledger, rest = row[0], row[1 : 1 + LEDGER_FIGURES], row[1 + LEDGER_FIGURES :]
        half = len(rest) // 2
        return cls(
            str(connection.settings_dict["NAME"]),
            date.fromisoformat(tracked_from) if isinstance(tracked_from, str) else tracked_from,
            ledger,
            rest[:half],
            rest[half:],
        )


@cache
def _question(vendor: str) -> tuple[str, tuple[Any, ...]]:
    """The query of `_Stamp`, written out once: putting it together takes longer than asking it."""
    last = _one(PublicationEvent.objects, Func(F("pk"), function="MAX"))
    latest = PublicationEvent.objects.filter(pk__gt=last - Value(LATEST_EVENTS))
    figures = [
        last,
        _one(latest, Func(F("pk"), function="COUNT")),
        _one(latest, Func(F("recorded_at"), function="MAX")),
    ]
    for model, stamp in (
        (Obligation, "changed_at"),
        (ObligationVersion, "changed_at"),
        (CalendarDay, "entered_at"),
        (ConfirmedYear, "confirmed_at"),
    ):
        figures.append(_one(model.objects, Func(F("pk"), function="COUNT")))
        figures.append(_one(model.objects, Func(F("pk"), function="MAX")))
        figures.append(_one(model.objects, Func(F(stamp), function="MAX")))
    rows = Site.objects.order_by("-is_default_site").values_list(
        "portalsettings__tracked_from", *figures
    )[:1]
    return rows.query.get_compiler(connection.alias).as_sql()


def _one(rows: Any, function: Func) -> Subquery:
    """One figure over `rows`, without the grouping that an aggregate would bring."""
    return Subquery(rows.order_by().values_list(function)[:1])


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

    def forget(self) -> None:
        """Make it anew the next time."""
        self._last = None


_now, _kept_duties, _kept_calendar = _Kept(), _Kept(), _Kept()


def forget() -> None:
    """Keep nothing: the next register is computed from the database alone (measuring asks this)."""
    for kept in (_now, _kept_duties, _kept_calendar):
        kept.forget()


def _duties(stamp: _Stamp) -> tuple[Duty, ...]:
    return _kept_duties.get((stamp.database, stamp.catalogue), _read_duties)


def _read_duties() -> tuple[Duty, ...]:
    # A duty has at least one version, so that one query reads both.
    rows = ObligationVersion.objects.select_related("obligation", "confirmed_by").order_by(
        "obligation__position", "obligation__code"
    )
    by_duty: dict[int, list[ObligationVersion]] = {}
    for row in rows:
        by_duty.setdefault(row.obligation_id, []).append(row)
    return tuple(versions[0].obligation.as_value(versions) for versions in by_duty.values())


def _calendar(stamp: _Stamp) -> Calendar:
    if not any(stamp.calendar):  # nothing was entered: nothing to read
        return Calendar()
    return _kept_calendar.get((stamp.database, stamp.calendar), office_calendar)


def _compute(stamp: _Stamp, at: datetime, known_at: datetime | None = None) -> Register:
    duties = _duties(stamp)
    calendar = _calendar(stamp)
    events = {event.id: event for event in PublicationEvent.objects.values_of_events()}
    known_at = known_at or at
    statuses = status_all(
        duties, events.values(), calendar, at, known_at=known_at, tracked_from=stamp.tracked_from
    )
    return Register(at, known_at, stamp.tracked_from, duties, statuses, events, calendar)


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
    )


def _moment(when: date | datetime) -> datetime:
    if isinstance(when, datetime):
        return when
    return datetime.combine(when, time.max, tzinfo=OFFICE_TIME)
