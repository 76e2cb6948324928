"""What a duty owes at a moment: the instances of event duties, periodic duties and standing
content.

Pure: no clock, no models.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from disclosures.counting.cases import Case, Cases
from disclosures.counting.duties import Cadence, RuleVersion
from disclosures.counting.exposure import Answered
from disclosures.counting.instances import Bench
from disclosures.counting.periods import (
    QUARTERS,
    Period,
    period_of,
    period_or_none,
    periods_between,
    periods_of_year,
)
from disclosures.counting.rules import After
from disclosures.counting.verdicts import Instance, InstanceStatus, ReasonCode
from disclosures.deadlines import Due, periods_in_year

WHOLE_DUTY = ""


def owed(bench: Bench, cases: Cases, tracked_from: date) -> list[Instance]:
    """Every instance of the bench's duty; no period from before `tracked_from` is invented."""
    match bench.duty.cadence:
        case Cadence.CONTINUOUS:
            return list(_continuous(bench, cases, tracked_from))
        case Cadence.EVENT:
            return list(_events(bench, cases, tracked_from))
        case _:
            return list(_periodic(bench, cases, tracked_from))


def unmatched(bench: Bench, cases: Cases, instances: Iterable[Instance]) -> tuple[int, ...]:
    """Events that named the duty but belong to nothing it owes: no case said, a period it lacks."""
    if bench.duty.cadence is Cadence.CONTINUOUS:
        return ()
    known = {one.case for one in instances}
    return tuple(
        event
        for key, case in cases.items()
        if key not in known and not case.nil and not case.set_aside
        for event in case.events
    )


# Events


def _events(bench: Bench, cases: Cases, tracked_from: date) -> Iterator[Instance]:
    named: list[tuple[Period, Case]] = []
    happened: list[date] = []
    for key, case in cases.items():
        period = period_or_none(key)
        if period and not case.happened:
            named.append((period, case))
        if key == WHOLE_DUTY or not (case.happened or (case.set_aside and not period)):
            continue
        days = case.anchors.values() or ([case.first_on] if case.first_on else [])
        happened.extend(days)
        yield from bench.of_case(case)
    yield from _quiet_periods(bench, named, happened, tracked_from)


def _quiet_periods(
    bench: Bench, named: list[tuple[Period, Case]], happened: list[date], tracked_from: date
) -> Iterator[Instance]:
    """Periods in which nothing happened: declared so, or nobody said (where a nil return is
    asked).
    """
    busy = {period_of(day, QUARTERS).key for day in happened}
    for period, case in named:
        settled = bench.by_act(case, period.key)
        if settled and not any(period.contains(day) for day in happened):
            yield settled
    if not bench.duty.nil_report:
        return
    for quarter in periods_between(tracked_from, bench.day, QUARTERS):
        version = bench.duty.version_on(quarter.end)
        if quarter.end >= bench.day or quarter.key in busy:
            continue
        if version is None or not version.applies:
            continue
        if any(period.covers(quarter) and bench.by_act(case, period.key) for period, case in named):
            continue
        yield bench.plain(
            Case(quarter.key), InstanceStatus.UNKNOWN, ReasonCode.NOBODY_SAID, quarter.key, version,
            since=quarter.start, until=quarter.end,
        )  # fmt: skip


# Periods


def _periodic(bench: Bench, cases: Cases, tracked_from: date) -> Iterator[Instance]:
    by_key: dict[str, list[Case]] = {}
    others: list[Case] = []
    for key, case in cases.items():
        period = period_or_none(key)
        if period:
            by_key.setdefault(period.key, []).append(case)
        elif key != WHOLE_DUTY and (case.happened or case.set_aside):
            others.append(case)
    said: list[date] = []
    for case in others:
        found = list(bench.of_case(case)) if _counts_from_events(bench) else []
        said.extend(one.anchored_on or one.due or case.first_on for one in found)
        yield from found
    years = {date.fromisoformat(f"{key[:4]}-01-01").year for key in by_key}
    years.update(range(tracked_from.year - 1, bench.day.year + 1))
    for year in sorted(years):
        for period, version, due in _periods_of(bench, year, by_key):
            mine = [one for key in _names(version, period) for one in by_key.get(key, ())]
            tracked = (due.due if due and due.due else period.end) >= tracked_from
            if not mine and not (tracked and period.start <= bench.day):
                continue
            if not mine and due is None and any(period.contains(day) for day in said):
                continue
            yield from _of_period(bench, period, version, due, mine, by_key)


def _counts_from_events(bench: Bench) -> bool:
    return any(one.rule and not one.rule.is_periodic for one in bench.duty.versions)


def _periods_of(
    bench: Bench, year: int, by_key: Mapping[str, list[Case]]
) -> Iterator[tuple[Period, RuleVersion, Due | None]]:
    """The periods of a year, each with the version that holds for it and the deadline it sets.

    A version holds for a period if it is in force when the period ends or, where its deadline comes
    before that, on the deadline; for budgets, if it is in force when the budget year begins.
    """
    duty, every = bench.duty, bench.duty.cadence.every
    fiscal = duty.version_for_year(year) if duty.by_fiscal_year else None
    seen: set[str] = set()
    for version in duty.versions:
        if duty.by_fiscal_year and version is not fiscal:
            continue
        if not version.applies:
            continue
        rule = version.rule
        periods = periods_in_year(rule, year, every) if rule else periods_of_year(year, every)
        for period in periods:
            case = next(iter(by_key.get(period.key, ())), None) or Case(period.key)
            due = None
            if rule is not None and (rule.is_periodic or rule.in_case(case.when).is_periodic):
                due = bench.period_due(version, period, case)
            day = min(period.end, due.due) if due and due.due else period.end
            if period.key not in seen and (version is fiscal or version.holds_on(day)):
                seen.add(period.key)
                yield period, version, due


def _names(version: RuleVersion, period: Period) -> list[str]:
    """The keys under which a period may be named: a rule with periods of its own (3, 6, 9 months)
    may name them from January on."""
    term = version.rule.term if version.rule else None
    names = [period.key]
    if isinstance(term, After) and term.periods:
        year = f"{period.end.year:04}"
        names += {3: [f"{year}-3M"], 6: [f"{year}-6M", f"{year}-H1"], 9: [f"{year}-9M"]}.get(
            period.end.month, []
        )
    return names


def _of_period(
    bench: Bench,
    period: Period,
    version: RuleVersion,
    due: Due | None,
    mine: list[Case],
    by_key: Mapping[str, list[Case]],
) -> Iterator[Instance]:
    """The instances of one period: the one it owes by itself, and more if more were entered."""
    for case in mine or [_declared(bench, period, by_key) or Case(period.key)]:
        if due is not None:
            done = bench.done(case, {"period_end": period.end}, version)
            settled = bench.by_act(case, period.key) if done.since is None else None
            yield settled or bench.judged(case, due, done, version, period.key, case.anchors)
        elif version.rule is None or case.anchors or case.updates or case.nil or case.set_aside:
            yield from bench.of_case(case, period)
        elif period.end >= bench.day:
            yield bench.plain(
                case, InstanceStatus.OPEN, ReasonCode.WAITING_FOR_EVENT, period.key, version,
                needs=tuple(sorted(version.rule.anchors)), until=period.end,
            )  # fmt: skip
        else:
            yield bench.plain(
                case, InstanceStatus.UNKNOWN, ReasonCode.NOBODY_SAID, period.key, version,
                needs=tuple(sorted(version.rule.anchors)), since=period.start, until=period.end,
            )  # fmt: skip


def _declared(bench: Bench, period: Period, by_key: Mapping[str, list[Case]]) -> Case | None:
    """The act for a longer period that settles this one, too: a nil return for the year."""
    for key, found in by_key.items():
        longer = period_or_none(key)
        for case in found:
            act = case.nil or case.set_aside
            if act and longer and longer.key != period.key and longer.covers(period):
                one = Case(period.key)
                one.nil, one.set_aside, one.events = case.nil, case.set_aside, [act.id]
                return one
    return None


# Standing content


def _continuous(bench: Bench, cases: Cases, tracked_from: date) -> Iterator[Instance]:
    """An instance for each change of an item; what was put up for the duty as a whole (a complete
    list) answers for its items, too.

    A change put up before tracking began is not judged by its deadline. Whether the content is
    still current is asked all the same (status.py).
    """
    whole = cases.get(WHOLE_DUTY)
    for case in cases.values():
        if case.ended:
            continue
        if case.set_aside:
            if case is not whole:
                yield bench.by_act(case)
            continue
        lent = whole if whole is not case else None
        updates = case.updates + (lent.updates if lent else [])
        standing = bench.done(case, case.anchors, also=lent)
        latest = max((max(days.values()) for days, _ in case.changes), default=None)
        for days, registered in case.changes:
            # An older change was answered if it ever was; the latest must still stand.
            done = standing
            if max(days.values()) < latest and updates:
                done = Answered(updates[0].day)
            for found in bench.counted(case, days, done, updates=updates):
                if registered or (found.due and found.due >= tracked_from):
                    yield found
