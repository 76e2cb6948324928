"""What reporting asks of units, for work lists and reminders (disclosures/work_sources.py)."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from disclosures.counting.verdicts import DutyValue
from disclosures.models import ReportPeriod, TaskAnswer
from disclosures.register import LeadUnits, Register
from disclosures.reporting.answers import open_questions
from disclosures.reporting.asked import Askings
from disclosures.reporting.cycle import is_late
from disclosures.words.wording import period_words
from disclosures.work import WorkItem, WorkKind

#: A period asks for answers this many calendar days before the units' day.
ASKED_DAYS_BEFORE = 30


def items(found: Register, units: LeadUnits) -> Iterator[WorkItem]:
    """By open period and unit: its tasks without an answer as one item, each question as another.

    A few queries for each open period, however many tasks and units.
    """
    for period in ReportPeriod.objects.open().select_related("plan"):
        if (period.units_due - found.day).days <= ASKED_DAYS_BEFORE:
            yield from _of_period(period, found, units)


def _of_period(period: ReportPeriod, found: Register, units: LeadUnits) -> Iterator[WorkItem]:
    askings = Askings(period.plan, found.day, units)
    rows = TaskAnswer.objects.latest_given().filter(period=period)
    given = {(one.task_id, one.unit_id): one for one in rows}
    name, late = period_words(period.code), is_late(found.day, period.units_due)
    for unit in askings.all_units():
        missing = [task for task, _part in askings.of(unit) if (task.pk, unit.pk) not in given]
        if missing:
            words = ngettext(
                "%(n)s task has no answer yet.", "%(n)s tasks have no answer yet.", len(missing)
            )
            yield WorkItem(
                kind=WorkKind.ANSWER,
                duty=period.plan.number,
                case=f"{period.code}#{unit.code}",
                due=period.units_due,
                unit=unit.code,
                url=reverse("disclosures_report_unit", args=[period.pk, unit.code]),
                sentence=words % {"n": len(missing)},
                title=_("Progress report, %(period)s") % {"period": name},
                status=(DutyValue.OVERDUE if late else DutyValue.DUE_SOON).value,
            )
    tasks = {task.pk: task for task in askings.tasks}
    waiting = open_questions(list(period.questions.select_related("unit")), given)
    for (task_id, _unit_id), question in waiting.items():
        if task_id not in tasks:
            continue
        unit = question.unit.responsible_on(found.day)
        address = reverse("disclosures_report_unit", args=[period.pk, unit.code])
        yield WorkItem(
            kind=WorkKind.ANSWER,
            duty=period.plan.number,
            case=f"{period.code}#{question.pk}",
            due=None,
            unit=unit.code,
            url=f"{address}#t{task_id}",
            sentence=_("The Office asks: %(question)s") % {"question": question.text},
            title=_("Question about task %(task)s") % {"task": tasks[task_id]},
            status=DutyValue.UNKNOWN.value,
            since=timezone.localdate(question.asked_at),
        )
