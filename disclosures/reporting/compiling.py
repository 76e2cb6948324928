"""From answers, questions, the Office's words and the register to one report, as data.

`compiled` gives the shape that everything else is drawn from: the pages, the DOCX, the XLSX, what
`compile_report --json` prints, and the snapshot of a sent report. It is plain JSON; days are ISO
text, codes stay codes and are worded where they are shown. The number of queries does not grow with
tasks or answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from disclosures.models import (
    AnswerState,
    PlanTask,
    ReportOverride,
    ReportPeriod,
    ReportSettings,
    ReportText,
    TaskAnswer,
)
from disclosures.reporting.answers import open_questions
from disclosures.reporting.asked import Asked, Askings, Part
from disclosures.reporting.figures import Figures, register_of, totals
from disclosures.reporting.words import lower_first
from disclosures.words.wording import period_words
from portal.models import Unit

#: The shape of a snapshot; a reader of old ones looks at it first.
FORMAT = 1
FINISHED = frozenset({AnswerState.DONE, AnswerState.NOTHING_AROSE})


def settings_of_reports() -> ReportSettings:
    """The Office's settings, or the defaults where none were saved."""
    return ReportSettings.objects.order_by("-site__is_default_site").first() or ReportSettings()


def text_of(period: ReportPeriod, office: ReportSettings | None = None) -> ReportText:
    """The report's own text; one that is not saved yet begins from the settings."""
    found = ReportText.objects.filter(period=period).first()
    if found:
        return found
    office = office or settings_of_reports()
    return ReportText(
        period=period,
        opening=opening_of(period),
        signer_title=office.signer_title,
        signer=office.signer or period.plan.signer,
        addressees=office.addressees,
        recipients=office.recipients,
    )


def opening_of(period: ReportPeriod) -> str:
    """The sentence that a report begins with, until the Office writes another."""
    return _(
        "Carrying out the plan %(plan)s of %(day)s, the Department reports what was done in "
        "%(period)s (figures from %(since)s until %(until)s) as follows:"
    ) % {
        "plan": period.plan.number,
        "day": f"{period.plan.signed_on:%d/%m/%Y}",
        "period": lower_first(period_words(period.code)),
        "since": f"{period.covers_from:%d/%m/%Y}",
        "until": f"{period.cut_off:%d/%m/%Y}",
    }


def compiled(period: ReportPeriod, now: datetime) -> dict[str, Any]:
    """The report as it stands at `now` (aware), in Vietnamese. A sent one: as it was sent."""
    if period.is_sent:
        return period.frozen.content
    with translation.override("vi"):
        return _compiled(period, now)


def _compiled(period: ReportPeriod, now: datetime) -> dict[str, Any]:
    askings = Askings(period.plan, timezone.localtime(now).date())
    given = list(
        TaskAnswer.objects.latest_given()
        .filter(period=period)
        .select_related("unit", "answered_by")
    )
    for answer in given:
        answer.period = period
    by_key = {(one.task_id, one.unit_id): one for one in given}
    waiting = open_questions(list(period.questions.all()), by_key)
    words = {one.task_id: one for one in period.overrides.select_related("written_by")}
    register = register_of(period.cut_off, now)
    codes = {one.duty_code for task in askings.tasks for one in task.duties.all()}
    known = Figures(register, codes, period.covers_from, period.cut_off)
    tasks = [
        _task(
            task,
            askings.by_task[task.pk],
            [one for one in given if one.task_id == task.pk],
            waiting,
            words.get(task.pk),
            known.of_task(task),
        )
        for task in askings.tasks
    ]
    return {
        "format": FORMAT,
        "compiled_at": now.isoformat(),
        "period": _period(period),
        "head": _head(period),
        "text": _text(text_of(period)),
        "totals": {**_counted(tasks), "figures": totals(known.by_code.values())},
        "units": _units(askings, tasks),
        "tasks": tasks,
    }


def _period(period: ReportPeriod) -> dict[str, Any]:
    return {
        "code": period.code,
        "plan": period.plan.number,
        "plan_title": period.plan.title.rstrip(". "),
        "plan_signed_on": period.plan.signed_on.isoformat(),
        "covers_from": period.covers_from.isoformat(),
        "cut_off": period.cut_off.isoformat(),
        "units_due": period.units_due.isoformat(),
        "office_due": period.office_due.isoformat() if period.office_due else None,
    }


def _head(period: ReportPeriod) -> dict[str, Any]:
    office = settings_of_reports()
    return {
        "superior": office.superior,
        "agency": office.agency,
        "symbol": office.symbol,
        "place": office.place,
    }


def _text(text: ReportText) -> dict[str, Any]:
    return {
        "number": text.number,
        "signed_on": text.signed_on.isoformat() if text.signed_on else None,
        "grounds": lines(text.grounds),
        **{
            name: getattr(text, name)
            for name in ("opening", "assessment", "difficulties", "next_steps", "proposals")
        },
        "signer_title": text.signer_title,
        "signer": text.signer,
        "addressees": lines(text.addressees),
        "recipients": lines(text.recipients),
    }


def lines(text: str) -> list[str]:
    """The lines that say something, without what would end or begin a list entry anyway."""
    found = (line.strip().lstrip("-–+• ").rstrip(";. ") for line in text.splitlines())
    return [line for line in found if line]


def _task(
    task: PlanTask,
    asked: Sequence[Asked],
    given: Sequence[TaskAnswer],
    waiting: Mapping[tuple[int, int], Any],
    word: ReportOverride | None,
    numbers: list[dict[str, Any]],
) -> dict[str, Any]:
    parts = {one.unit.pk: one.part for one in asked}
    order = {number: place for place, number in enumerate(parts)}
    given = sorted(given, key=lambda one: (order.get(one.unit_id, len(order)), one.unit.name))
    said = {one.unit_id for one in given}
    answers = [_answer(one, parts.get(one.unit_id), waiting) for one in given]
    is_worded = bool(word and word.text)
    return {
        "id": task.pk,
        "section": task.section.path if task.section else "",
        "section_title": task.section.title if task.section else "",
        "number": task.number,
        "content": task.content,
        "schedule": task.schedule,
        "lead": _lead(task, asked),
        "state": state_of(answers),
        "entry": word.text if is_worded else entry_of(answers),
        "worded": {
            "by": _name(word.written_by),
            "at": word.written_at.isoformat(),
            "reason": word.reason,
        }
        if is_worded
        else None,
        "answers": answers,
        "missing": [
            {"unit": one.unit.code, "name": one.unit.name, "part": one.part.value}
            for one in asked
            if one.unit.pk not in said
        ],
        "figures": numbers,
    }


def _lead(task: PlanTask, asked: Sequence[Asked]) -> str:
    """Who leads it today; a group keeps its printed name, and so does what nobody is called."""
    leads = [one.unit.name for one in asked if one.part is Part.LEAD]
    return leads[0] if len(leads) == 1 else task.lead


def _answer(
    answer: TaskAnswer, part: Part | None, waiting: Mapping[tuple[int, int], Any]
) -> dict[str, Any]:
    question = waiting.get((answer.task_id, answer.unit_id))
    return {
        "answer": answer.pk,
        "version": answer.number,
        "unit": answer.unit.code,
        "name": answer.unit.name,
        "part": part.value if part else "",
        "state": answer.state,
        "result": answer.result,
        "difficulty": answer.difficulty,
        "proposal": answer.proposal,
        "links": answer.links,
        "on": answer.answered_on.isoformat(),
        "late": answer.is_late,
        "by": _name(answer.answered_by),
        "question": question.text if question else "",
    }


def state_of(answers: Iterable[Mapping[str, Any]]) -> str:
    """How the task stands: what its lead says. Leads that differ: done when all have finished, not
    begun when none has begun, under way otherwise; empty while no lead has answered."""
    states = {one["state"] for one in answers if one["part"] == Part.LEAD}
    if len(states) <= 1:
        return next(iter(states), "")
    return AnswerState.DONE.value if states <= FINISHED else AnswerState.UNDER_WAY.value


def entry_of(answers: Sequence[Mapping[str, Any]]) -> str:
    """What the report says of a task: the units' own words, each under its name where several
    speak. A unit that only helps and had nothing to do is not told of."""
    said = [
        (one["name"], one["result"] or str(AnswerState(one["state"]).label))
        for one in answers
        if one["part"] == Part.LEAD or one["state"] != AnswerState.NOTHING_AROSE
    ]
    if len(said) == 1:
        return said[0][1]
    return "\n".join(f"{name}: {text}" for name, text in said)


def _counted(tasks: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    answers = [one for task in tasks for one in task["answers"]]
    states = {state.value: 0 for state in AnswerState}
    for task in tasks:
        if task["state"]:
            states[task["state"]] += 1
    return {
        "tasks": len(tasks),
        "states": states,
        "unanswered": sum(not task["state"] for task in tasks),
        "answers": len(answers),
        "late": sum(one["late"] for one in answers),
        "sent_back": sum(bool(one["question"]) for one in answers),
        "missing": sum(len(task["missing"]) for task in tasks),
    }


def _units(askings: Askings, tasks: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """How far each unit is: asked, answered, late, sent back."""
    return [_unit(unit, tasks) for unit in askings.all_units()]


def _unit(unit: Unit, tasks: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    answers = [one for task in tasks for one in task["answers"] if one["unit"] == unit.code]
    missing = sum(one["unit"] == unit.code for task in tasks for one in task["missing"])
    return {
        "unit": unit.code,
        "name": unit.name,
        "asked": len(answers) + missing,
        "answered": len(answers),
        "late": sum(one["late"] for one in answers),
        "sent_back": sum(bool(one["question"]) for one in answers),
    }


def _name(user: Any) -> str:
    return (user.get_full_name() or user.get_username()) if user else ""
