"""Which deadlines a case has: the rule version that holds for it, its anchors and its days.

The version is picked by the anchor's day, or by budget year.

Pure: no clock, no models.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from disclosures import deadlines
from disclosures.counting.cases import Case
from disclosures.counting.duties import Duty, RuleVersion
from disclosures.counting.memo import Memo
from disclosures.counting.periods import Period, period_or_none
from disclosures.counting.rules import Rule
from disclosures.deadlines import Counted, DeadlineError, Due
from portal.calendar import Calendar

#: A deadline that the case itself states (a recommendation's own date) instead of the rule.
STATED = "due_on"


def stated_due(day: date) -> Due:
    """The deadline that the case itself states."""
    return Due(STATED, day, Counted("stated", None, ended_on=day, years=(day.year,)))


@dataclass(slots=True)
class Counting:
    """What a duty is worked out with: the calendar, the moment, the threshold; and its counting."""

    duty: Duty
    calendar: Calendar
    day: date
    known_at: datetime
    due_soon_days: int
    memo: Memo = field(default_factory=Memo)
    _years: dict[tuple[int, ...], bool] = field(default_factory=dict)

    def period_due(self, version: RuleVersion, period: Period, case: Case) -> Due | None:
        """The deadline that follows from a period alone; None when the rule gives none for it."""
        rule = version.rule
        when = _when(rule, case)
        granted = _granted(rule.in_case(when), case)

        def count() -> Sequence[Due]:
            try:
                return deadlines.due_dates(
                    rule, {}, self.calendar, period=period, when=when,
                    extensions=granted, pauses=case.pauses,
                )  # fmt: skip
            except DeadlineError:
                return ()

        plain = not granted and not case.pauses
        dues = self.memo.due_dates(rule, (when, period), count) if plain else count()
        return dues[0] if dues else None

    def fiscal_year(self, case: Case, anchors: Mapping[str, date], period: Period | None) -> int:
        """The budget year of a case: its period's, else that of the last thing that happened."""
        found = period or period_or_none(case.key)
        if found:
            return found.end.year
        return max(anchors.values(), default=case.first_on or self.day).year

    def version_for(
        self, case: Case, anchors: Mapping[str, date], period: Period | None
    ) -> tuple[RuleVersion | None, tuple[str, ...]]:
        """The version that holds for a case, and which of its anchors are given (none: why not)."""
        duty = self.duty
        if duty.by_fiscal_year:
            version = duty.version_for_year(self.fiscal_year(case, anchors, period))
            return version, self._used(version, case, anchors) if version else ()
        for version in reversed(duty.versions):
            used = self._used(version, case, anchors)
            if len(used) > 1:
                used = tuple([name for name in used if version.holds_on(anchors[name])])
            elif used and not version.holds_on(anchors[used[0]]):
                continue
            if used:
                return version, used
        day = max(anchors.values(), default=period.end if period else case.first_on or self.day)
        return duty.version_on(day), ()

    def _used(
        self, version: RuleVersion, case: Case, anchors: Mapping[str, date]
    ) -> tuple[str, ...]:
        if version.rule is None or not version.applies:
            return ()
        term = version.rule.in_case(case.when).term
        if term is None:
            return ()
        names = term.anchors
        if len(names) == 1:  # by far the most
            return names if names[0] in anchors else ()
        return tuple([name for name in names if name in anchors])

    def due_dates(self, rule: Rule, anchors: Mapping[str, date], case: Case) -> Sequence[Due]:
        """The deadlines that `anchors` set under `rule`, with what extends, stops or restarts them.

        Raises DeadlineError.
        """
        when = _when(rule, case)
        if case.restarted_on:
            anchors = {
                name: max(case.restarted_on, day) if name in rule.anchors else day
                for name, day in anchors.items()
            }
        granted = _granted(rule.in_case(when), case)
        if granted or case.pauses:
            return deadlines.due_dates(
                rule, anchors, self.calendar, when=when, extensions=granted, pauses=case.pauses
            )
        return self.memo.due_dates(
            rule,
            (when, *anchors.items()),
            lambda: deadlines.due_dates(rule, anchors, self.calendar, when=when),
        )

    def not_after_stated(self, due: Due, anchors: Mapping[str, date]) -> Due:
        """A follow-up that came after the date stated for it does not move its deadline."""
        stated = anchors.get(STATED)
        if stated is None or due.counted.from_day is None or due.counted.from_day <= stated:
            return due
        return stated_due(stated)

    def years_confirmed(self, years: tuple[int, ...]) -> bool:
        """Whether the calendar of those years is the official one."""
        if years not in self._years:
            self._years[years] = all(map(self.calendar.is_confirmed, years))
        return self._years[years]


def _when(rule: Rule, case: Case) -> str | None:
    """The case of the rule that the case names, if the rule knows it."""
    return case.when if case.when is not None and case.when in rule.cases else None


def _granted(rule: Rule, case: Case) -> int:
    """Extensions that count: never more than the rule allows."""
    return min(len(case.extensions), len(rule.extensions)) if case.extensions else 0
