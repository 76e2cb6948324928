"""The status of a duty at a moment, computed from its rule, the ledger and the calendar.

Nothing is ever typed in as done. `at` is the moment asked about; `known_at` what was known then:
events recorded later, rule versions and days off entered later do not count, so that the answer
for a past moment never changes, and "as we know it today" is the same call with a later
`known_at`. Values and their order: docs/architecture.md (Status).

Strictly pure: no clock, no models. Linear in the number of events.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from disclosures.counting.cases import Cases
from disclosures.counting.duties import Cadence, Duty
from disclosures.counting.instances import Bench
from disclosures.counting.journal import Journal
from disclosures.counting.memo import Memo
from disclosures.counting.moments import OFFICE_TIME, countable, end_of, office_day
from disclosures.counting.owed import WHOLE_DUTY, owed, unmatched
from disclosures.counting.periods import QUARTERS, period_of
from disclosures.counting.verdicts import (
    SETTLED,
    STILL_OWED,
    DutyStatus,
    DutyValue,
    Freshness,
    Instance,
    InstanceStatus,
    Reason,
    ReasonCode,
    worst,
)
from portal.calendar import ONE_DAY, Calendar
from portal.events import Event

__all__ = [
    "OFFICE_TIME", "SETTLED", "STILL_OWED", "DutyStatus", "DutyValue", "Instance", "InstanceStatus",
    "Reason", "ReasonCode", "status", "status_all", "worst",
]  # fmt: skip

#: "Due soon" begins so many working days before the deadline (the first reminder's day).
DUE_SOON_DAYS = 10

#: What an instance says about its duty. An open one is no worse than being up to date.
VALUE_OF = {
    InstanceStatus.OVERDUE: DutyValue.OVERDUE,
    InstanceStatus.UNKNOWN: DutyValue.UNKNOWN,
    InstanceStatus.DUE_SOON: DutyValue.DUE_SOON,
    InstanceStatus.LATE: DutyValue.PUBLISHED_LATE,
    InstanceStatus.ON_TIME: DutyValue.UP_TO_DATE,
    InstanceStatus.OPEN: DutyValue.UP_TO_DATE,
    InstanceStatus.NIL_DECLARED: DutyValue.NIL_DECLARED,
    InstanceStatus.NOT_APPLICABLE: DutyValue.NOT_APPLICABLE,
}
#: What leaves nothing to be done.
IN_ORDER = frozenset({DutyValue.UP_TO_DATE, DutyValue.NIL_DECLARED, DutyValue.NOT_APPLICABLE})


class Verdict(NamedTuple):
    """One voice in a duty's status."""

    value: DutyValue
    why: Reason
    instance: Instance | None = None


def status(
    duty: Duty,
    events: Iterable[Event] | Journal,
    calendar: Calendar,
    at: date | datetime,
    *,
    known_at: date | datetime | None = None,
    tracked_from: date | None = None,
    due_soon_days: int = DUE_SOON_DAYS,
) -> DutyStatus:
    """The status of one duty. Arguments as for `status_all`."""
    found = status_all(
        [duty], events, calendar, at,
        known_at=known_at, tracked_from=tracked_from, due_soon_days=due_soon_days,
    )  # fmt: skip
    return found[duty.code]


def status_all(
    duties: Sequence[Duty],
    events: Iterable[Event] | Journal,
    calendar: Calendar,
    at: date | datetime,
    *,
    known_at: date | datetime | None = None,
    tracked_from: date | Mapping[str, date] | None = None,
    due_soon_days: int = DUE_SOON_DAYS,
    memo: Memo | None = None,
) -> dict[str, DutyStatus]:
    """The status of each duty at `at`, by code, as known at `known_at` (default: at `at`).

    A date means its end in the office's time zone; datetimes are aware. `tracked_from` (for all,
    or by duty) is when the office began to keep the duty here: no period that fell due before it
    is invented (default: the day itself). Events in any order, or sorted already (`Journal`);
    unknown duties in them are ignored. `memo` keeps deadlines counted by this very `calendar` from
    one question to the next.
    """
    day = countable(office_day(at))
    known = end_of(at if known_at is None else known_at)
    starts = tracked_from if isinstance(tracked_from, Mapping) else {}
    default = tracked_from if isinstance(tracked_from, date) else day
    journal = events if isinstance(events, Journal) else Journal.of(events)
    as_known = calendar.as_known(known)
    memo = memo if memo is not None and as_known is calendar else Memo()
    return {
        duty.code: _Roll(
            Bench(duty.as_known(known), as_known, day, known, due_soon_days, memo),
            memo.cases(duty.code, journal.of_duty(duty.code, day, known), day),
            countable(starts.get(duty.code, default)),
        ).up()
        for duty in duties
    }


@dataclass(slots=True)
class _Roll:
    """Rolls the instances and the freshness of one duty up into its status."""

    bench: Bench
    cases: Cases
    tracked_from: date
    instances: list[Instance] = field(default_factory=list)
    freshness: Freshness | None = None
    of_whole: tuple[Reason, ...] = ()

    def up(self) -> DutyStatus:
        bench, duty = self.bench, self.bench.duty
        version = (
            duty.version_for_year(bench.day.year)
            if duty.by_fiscal_year
            else duty.version_on(bench.day)
        )
        self.instances = owed(bench, self.cases, self.tracked_from)
        found = self._decide(version)
        expected, owing = [], set()
        if duty.cadence is Cadence.CONTINUOUS:
            expected = sorted(key for key, case in self.cases.items() if key and case.is_expected)
            owing = {one.case for one in self.instances if one.is_owed}
        one = found.instance
        of_version = version is not None and version.is_confirmed(bench.known_at)
        return DutyStatus(
            duty=duty.code,
            value=found.value,
            why=found.why,
            day=bench.day,
            known_at=bench.known_at,
            instances=tuple(self.instances),
            decided_by=one,
            freshness=self.freshness,
            version=version,
            rule_confirmed=one.rule_confirmed if one and one.version else of_version,
            calendar_confirmed=(
                one.calendar_confirmed if one else bench.calendar.is_confirmed(bench.day.year)
            ),
            unmatched=unmatched(bench, self.cases, self.instances),
            of_whole=self.of_whole,
            expected=len(expected),
            missing=tuple(one for one in expected if one in owing),
        )

    def _decide(self, version) -> Verdict:
        duty = self.bench.duty
        retired = self._retired(version)
        if retired:
            return retired
        verdicts = self._of_instances()
        if version is None or version.rule is None:
            why = Reason(ReasonCode.NO_RULE, {"version": version.since if version else None})
            verdicts.append(Verdict(DutyValue.UNKNOWN, why))
        if duty.cadence is Cadence.CONTINUOUS:
            verdicts.extend(self._of_content())
        if not verdicts:
            verdicts.append(Verdict(DutyValue.UNKNOWN, self._silence()))
        self.of_whole = tuple(
            one.why for one in verdicts if one.instance is None and one.value not in IN_ORDER
        )
        value = worst([one.value for one in verdicts])
        same = [one for one in verdicts if one.value is value]
        # What has waited longest explains a debt; the latest one explains the rest.
        waiting = value in (DutyValue.OVERDUE, DutyValue.DUE_SOON)
        return (min if waiting else max)(same, key=_when)

    def _retired(self, version) -> Verdict | None:
        """A duty that the law or the office took away; what was owed before then is still owed."""
        duty, bench = self.bench.duty, self.bench
        whole = self.cases.get(WHOLE_DUTY)
        act = whole.set_aside if whole else None
        if act and not (
            (act.covers_from or act.happened_on) <= bench.day
            and (act.covers_until is None or bench.day <= act.covers_until)
        ):
            act = None
        if act is None and (version is None or version.applies):
            return None
        since = (act.covers_from or act.happened_on) if act else bench.day + ONE_DAY
        late = [
            Verdict(DutyValue.OVERDUE, one.why, one)
            for one in self.instances
            if one.status is InstanceStatus.OVERDUE and one.due < since
        ]
        if late:
            return min(late, key=_when)
        if act:
            params = {"events": (act.id,), "on": act.happened_on, "reason": act.reason}
            return Verdict(DutyValue.NOT_APPLICABLE, Reason(ReasonCode.SET_ASIDE, params))
        params = {"version": version.since, "why": version.why, "successor": duty.succeeded_by}
        return Verdict(DutyValue.NOT_APPLICABLE, Reason(ReasonCode.NO_LONGER_OURS, params))

    def _of_instances(self) -> list[Verdict]:
        """The voices of the instances. A late one is silenced by the next one in time."""
        redeemed = max(
            (one.due for one in self.instances if one.status is InstanceStatus.ON_TIME and one.due),
            default=date.min,
        )
        verdicts = []
        for one in self.instances:
            if one.status is InstanceStatus.LATE and one.due < redeemed:
                continue
            if one.why.code is ReasonCode.WAITING_FOR_EVENT:
                continue
            verdicts.append(Verdict(VALUE_OF[one.status], one.why, one))
        return verdicts

    def _silence(self) -> Reason:
        """Nothing owed and nothing said: why that is not good news."""
        duty = self.bench.duty
        waiting = [one for one in self.instances if one.why.code is ReasonCode.WAITING_FOR_EVENT]
        if waiting:
            return waiting[-1].why
        kept = duty.event_register or duty.nil_report
        code = ReasonCode.NOTHING_REGISTERED if kept else ReasonCode.NO_REGISTER
        return Reason(code, {"since": self.tracked_from})

    def _of_content(self) -> list[Verdict]:
        """The voices of standing content: is it there, everywhere asked for, and confirmed."""
        bench, duty = self.bench, self.bench.duty
        asked = duty.channels.all_of + duty.channels.any_of
        shown = {name for case in self.cases.values() for name in case.stretches}
        if not shown & set(asked):
            return [Verdict(DutyValue.NEVER_PUBLISHED, Reason(ReasonCode.NOTHING_PUBLISHED, {}))]
        live = {
            name
            for case in self.cases.values()
            for name, found in case.stretches.items()
            if any(one.stop is None for one in found)
        }
        if not live & set(asked):
            events = tuple(one for case in self.cases.values() for one in case.events[-1:])
            why = Reason(ReasonCode.NOTHING_LEFT, {"events": events})
            return [Verdict(DutyValue.OVERDUE, why)]
        missing = [name for name in duty.channels.all_of if name not in live]
        if duty.channels.any_of and not live & set(duty.channels.any_of):
            missing.extend(duty.channels.any_of)
        verdicts = []
        if missing:
            why = Reason(ReasonCode.CHANNEL_MISSING, {"missing": tuple(missing)})
            verdicts.append(Verdict(DutyValue.UNKNOWN, why))
        return [*verdicts, self._of_freshness(bench.day)]

    def _of_freshness(self, day: date) -> Verdict:
        """Whether each item was put up, changed or confirmed lately enough (a house rule)."""
        whole = self.cases.get(WHOLE_DUTY)
        general = whole.last_word if whole else None
        words: dict[str, date] = {}
        for case in self.cases.values():
            if case.is_public:
                last = case.last_word
                words[case.key] = max(last, general) if general else last
        quarter = period_of(day, QUARTERS)
        before = period_of(quarter.start - ONE_DAY, QUARTERS)
        last = min(words.values())
        missed = last < before.start and before.end >= self.tracked_from
        due = before.end if missed else quarter.end
        stale = tuple(sorted(key for key, word in words.items() if word < quarter.start))
        self.freshness = Freshness(len(words), last, due if stale else None, stale)
        params = {"items": len(words), "stale": len(stale), "last_on": last, "due": due}
        if not self.bench.duty.confirm_every or last >= quarter.start:
            return Verdict(DutyValue.UP_TO_DATE, Reason(ReasonCode.CURRENT, params))
        params["house_rule"] = True
        if missed:
            return Verdict(DutyValue.DUE_SOON, Reason(ReasonCode.CONFIRMATION_MISSED, params))
        if day >= self.bench.calendar.subtract(due, self.bench.due_soon_days):
            return Verdict(DutyValue.DUE_SOON, Reason(ReasonCode.CONFIRMATION_DUE, params))
        return Verdict(DutyValue.UP_TO_DATE, Reason(ReasonCode.CURRENT, params))


def _when(verdict: Verdict) -> tuple[date, str]:
    one = verdict.instance
    if one is None:
        return verdict.why.params.get("due") or date.min, ""
    return one.due or one.satisfied_on or one.anchored_on or date.min, one.period or one.case
