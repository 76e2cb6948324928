"""From the demonstration's relative days to dates: acts and conclusions as of some day.

The grammar is in the header of acts.yaml. Pure: today and the calendar come in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from disclosures.counting.periods import Period, periods_between
from portal.calendar import Calendar
from portal.events import Answer, EventKind

OFFICE = "portal"


@dataclass(frozen=True, slots=True)
class PlannedAct:
    """One act with its dates; `unit` is who led the duty, whoever follows it signs."""

    kind: EventKind
    unit: str
    answers: tuple[Answer, ...]
    happened_on: date
    title: str = ""
    anchors: Mapping[str, date] = field(default_factory=dict)
    channel: str = OFFICE
    covers_from: date | None = None
    covers_until: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Days:
    """What relative days are relative to."""

    today: date
    calendar: Calendar

    def of(self, form: Mapping[str, int], period: Period | None = None) -> date:
        """The date that `form` says. Raises ValueError for a form the grammar does not know."""
        ((name, number),) = form.items()
        if name == "days_ago":
            return self.today - timedelta(days=number)
        if name == "working_days_ago":
            return self.working_days_ago(number)
        if name == "days_after_period" and period:
            return period.end + timedelta(days=number)
        if name == "working_days_after_period" and period:
            return min(self.today, self.calendar.add_working_days(period.end, number))
        raise ValueError(f"{form} is no day here")

    def working_days_ago(self, number: int) -> date:
        """That many working days before today; 0 is today."""
        return self.calendar.subtract(self.today, number) if number else self.today

    def signed(self, conclusion: Mapping[str, Any]) -> date:
        """The day on which a conclusion of conclusions.yaml was signed."""
        return conclusion["signed_on"] or self.working_days_ago(
            conclusion["signed_working_days_ago"]
        )


def planned_acts(
    rows: Iterable[Mapping[str, Any]],
    days: Days,
    tracked_from: date,
    registered: Mapping[str, Sequence[date]],
) -> list[PlannedAct]:
    """The acts of acts.yaml with their dates, in the order in which they happened.

    `registered`: by duty, the days of events registered elsewhere (the conclusions' signing).
    """
    acts = [act for row in rows for act in _acts(row, days, tracked_from, registered)]
    return sorted(acts, key=lambda act: act.happened_on)


def _acts(
    row: Mapping[str, Any],
    days: Days,
    tracked_from: date,
    registered: Mapping[str, Sequence[date]],
) -> Iterator[PlannedAct]:
    if "each" not in row:
        yield _act(row, days, None)
        return
    busy = registered.get(row["duty"], ()) if row.get("unless_registered") else ()
    for period in periods_between(tracked_from, days.today, row["each"]):
        if period.end < days.today and not any(map(period.contains, busy)):
            yield _act(row, days, period)


def _act(row: Mapping[str, Any], days: Days, period: Period | None) -> PlannedAct:
    anchors = {name: days.of(form, period) for name, form in row.get("anchors", {}).items()}
    covers = {
        name: days.of(row[name], period) for name in ("covers_from", "covers_until") if name in row
    }
    if covers.get("covers_until", days.today) > days.today:
        del covers["covers_until"]
    return PlannedAct(
        kind=EventKind(row["kind"]),
        unit=row["unit"],
        answers=(Answer(row["duty"], _case(row, days, anchors, period)),),
        happened_on=days.of(row["happened"], period),
        title=row["title"],
        anchors=anchors,
        channel=row.get("channel", OFFICE),
        reason=row.get("reason", ""),
        **covers,
    )


def _case(
    row: Mapping[str, Any], days: Days, anchors: Mapping[str, date], period: Period | None
) -> str:
    if period:
        return period.key
    if "number" not in row:
        return ""
    day = days.of(row["number_year_of"]) if "number_year_of" in row else min(anchors.values())
    return f"{row['number']}@{day.year}"
