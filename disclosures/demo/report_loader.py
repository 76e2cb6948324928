"""Loads the demonstration's progress reports: one sent, one half answered, relative to today."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from disclosures.models import Plan, PlanTask, ReportPeriod, TaskAnswer
from disclosures.reporting import answers, freezing
from disclosures.reporting.asked import Askings, Part
from disclosures.reporting.compiling import text_of
from disclosures.reporting.periods import make_periods
from portal.demo import Demonstration, read
from portal.models import Unit

FILE = Path(__file__).parent / "reports.yaml"
#: So long after the units' day the Office has sent the report on.
SENT_AFTER = timedelta(days=18)


def load_reports(demonstration: Demonstration) -> None:
    """A step of `registry.demo_steps`: answers that are there stay."""
    plan = Plan.objects.order_by("signed_on").first()
    if plan is None or TaskAnswer.objects.exists():
        return
    demonstration.say("progress reports")
    year = demonstration.today.year
    for each in (year - 1, year, year + 1):
        make_periods(plan, each)
    periods = sorted(plan.report_periods.all(), key=lambda one: one.units_due)
    is_past = [one.units_due + SENT_AFTER <= demonstration.today for one in periods]
    last = is_past.count(True) - 1
    # A demonstration has periods around today, not a year of silence before and after.
    for period in [*periods[:last], *periods[last + 2 :]]:
        period.delete()
    rows = read(FILE)
    _sent(demonstration, periods[last], rows["sent"])
    _open(demonstration, periods[last + 1], rows["open"])


def _sent(demonstration: Demonstration, period: ReportPeriod, row: Mapping[str, Any]) -> None:
    _answer(demonstration, period, row, period.units_due - timedelta(days=2))
    sent_on = period.units_due + SENT_AFTER
    for one in row["worded"]:
        answers.word(
            period,
            _task(period, one["task"]),
            one["text"],
            one["reason"],
            actor=demonstration.office,
            at=_at(demonstration, sent_on - timedelta(days=2)),
        )
    text = text_of(period)
    text.number, text.signed_on = row["number"], sent_on
    text.grounds = "\n".join(row["grounds"])
    text.assessment, text.next_steps = row["assessment"], row["next_steps"]
    text.save()
    sent = freezing.freeze(period, actor=demonstration.office, at=_at(demonstration, sent_on))
    freezing.correct(
        sent,
        row["correction"]["text"],
        row["correction"]["reason"],
        actor=demonstration.office,
        at=_at(demonstration, sent_on + timedelta(days=7)),
    )


def _open(demonstration: Demonstration, period: ReportPeriod, row: Mapping[str, Any]) -> None:
    day = min(period.units_due - timedelta(days=2), demonstration.days_ago(1))
    _answer(demonstration, period, row, day)
    task = _task(period, row["question"]["task"])
    answers.ask(
        period,
        task,
        task.responsible_unit(demonstration.today),
        row["question"]["text"],
        actor=demonstration.office,
        at=_at(demonstration, demonstration.today),
    )


def _answer(
    demonstration: Demonstration, period: ReportPeriod, row: Mapping[str, Any], day: date
) -> None:
    askings = Askings(period.plan, day)
    units = {one.code: one for one in askings.units.values()}
    there: set[tuple[int, int]] = set()
    for one in row["answers"]:
        task = _task(period, one["task"])
        unit = units[one["unit"]] if "unit" in one else task.responsible_unit(day)
        there.add((task.pk, unit.pk))
        _save(demonstration, period, task, unit, one, day)
    for code in row["cooperating"]:
        for task, part in askings.of(units[code]):
            if part is Part.COOPERATING and (task.pk, units[code].pk) not in there:
                nothing = {"state": "nothing_arose"}
                _save(demonstration, period, task, units[code], nothing, day)


def _save(
    demonstration: Demonstration,
    period: ReportPeriod,
    task: PlanTask,
    unit: Unit,
    row: Mapping[str, Any],
    day: date,
) -> None:
    said = answers.Said(
        row["state"],
        row.get("result", ""),
        row.get("difficulty", ""),
        row.get("proposal", ""),
        tuple(row.get("links", ())),
    )
    answers.save(
        period,
        task,
        unit,
        said,
        actor=demonstration.office,
        seen=0,
        is_draft=row.get("is_draft", False),
        at=_at(demonstration, day),
    )


def _task(period: ReportPeriod, key: str) -> PlanTask:
    return PlanTask.objects.get(plan_id=period.plan_id, key=key)


def _at(demonstration: Demonstration, day: date) -> datetime:
    return demonstration.moment(day).recorded_at
