"""Units answer, the Office asks back: the verbs of a period, each in one transaction (R9).

| verb | who |
|---|---|
| save a draft, hand in | members of the unit with `portal.act_for_unit`; `act_for_any_unit` |
| ask a question, settle it, word an entry | `portal.act_for_any_unit` |

Nothing is rewritten: each saving is a new version. Whoever began from an older version than the
latest is told (`Overtaken`) and nothing is written, so that two people of a unit lose nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from disclosures import permissions
from disclosures.models import (
    AnswerQuestion,
    AnswerState,
    PlanTask,
    ReportOverride,
    ReportPeriod,
    TaskAnswer,
)
from portal.models import Unit


class Overtaken(Exception):
    """Somebody else saved meanwhile; `latest` is what stands there now."""

    def __init__(self, latest: TaskAnswer) -> None:
        super().__init__(_("Somebody of your unit saved this answer meanwhile."))
        self.latest = latest


@dataclass(frozen=True, slots=True)
class Said:
    """What a unit says of a task."""

    state: str = ""
    result: str = ""
    difficulty: str = ""
    proposal: str = ""
    links: tuple[Mapping[str, str], ...] = field(default=())

    @classmethod
    def of(cls, answer: TaskAnswer) -> Said:
        """What a row says."""
        return cls(
            answer.state,
            answer.result,
            answer.difficulty,
            answer.proposal,
            tuple(answer.links),
        )

    def lacks(self) -> dict[str, str]:
        """What an answer must say before it is handed in, by field: why it isn't enough."""
        if not self.state:
            return {"state": _("Choose how the task stands.")}
        if self.state in (AnswerState.DONE, AnswerState.UNDER_WAY) and not self.result:
            return {"result": _("Say what was done in the period.")}
        if self.state == AnswerState.NOT_STARTED and not (self.difficulty or self.result):
            return {"difficulty": _("Say why it has not begun.")}
        return {}


@transaction.atomic
def save(
    period: ReportPeriod,
    task: PlanTask,
    unit: Unit,
    said: Said,
    *,
    actor: Any,
    seen: int,
    is_draft: bool,
    at: datetime,
) -> TaskAnswer:
    """Add a version of the unit's answer; the same again gives back the one that is there.

    `seen` is the version the person began from, 0 for none. Raises PermissionDenied, Overtaken,
    ValidationError (by field) for an answer handed in that says too little.
    """
    if not permissions.may_answer(actor, unit):
        raise PermissionDenied(_("You may not answer for that unit."))
    lacks = {} if is_draft else said.lacks()
    if lacks:
        raise ValidationError(lacks)
    rows = TaskAnswer.objects.filter(period=period, task=task, unit=unit)
    latest = rows.order_by("number").last()
    if latest and Said.of(latest) == said and (is_draft or not latest.is_draft):
        return latest
    if latest and latest.number != seen:
        raise Overtaken(latest)
    try:
        with transaction.atomic():
            return TaskAnswer.objects.create(
                period=period,
                task=task,
                unit=unit,
                number=latest.number + 1 if latest else 1,
                is_draft=is_draft,
                state=said.state,
                result=said.result,
                difficulty=said.difficulty,
                proposal=said.proposal,
                links=[dict(one) for one in said.links],
                answered_at=at,
                answered_by=actor,
            )
    except IntegrityError:
        raise Overtaken(rows.order_by("number").last()) from None


@transaction.atomic
def ask(
    period: ReportPeriod, task: PlanTask, unit: Unit, text: str, *, actor: Any, at: datetime
) -> AnswerQuestion:
    """Send the unit's answer back with a question; an empty `text` settles the open one.

    Raises PermissionDenied, ValidationError once the report is sent.
    """
    _check_office(period, actor)
    given = (
        TaskAnswer.objects.given()
        .filter(period=period, task=task, unit=unit)
        .order_by("number")
        .last()
    )
    return AnswerQuestion.objects.create(
        period=period,
        task=task,
        unit=unit,
        answer=given,
        text=text.strip(),
        asked_at=at,
        asked_by=actor,
    )


@transaction.atomic
def word(
    period: ReportPeriod, task: PlanTask, text: str, reason: str, *, actor: Any, at: datetime
) -> ReportOverride:
    """Word a task's entry in the report; an empty `text` gives it back to what the units said.

    Raises PermissionDenied, ValidationError without a reason or once the report is sent.
    """
    _check_office(period, actor)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the Office words it itself.")})
    return ReportOverride.objects.create(
        period=period,
        task=task,
        text=text.strip(),
        reason=reason.strip(),
        written_at=at,
        written_by=actor,
    )


def _check_office(period: ReportPeriod, actor: Any) -> None:
    if not permissions.may_compile(actor):
        raise PermissionDenied(_("Only the Office compiles reports."))
    if ReportPeriod.objects.select_for_update().get(pk=period.pk).is_sent:
        raise ValidationError(_("The report is sent: enter a correction instead."))


def open_questions(
    questions: list[AnswerQuestion], given: Mapping[tuple[int, int], TaskAnswer]
) -> dict[tuple[int, int], AnswerQuestion]:
    """By task and unit, the question that waits for the unit: the last one, unless it was settled
    or the unit has handed in another answer since. `questions` in the order they were asked,
    `given` the latest answers handed in."""
    last = {(one.task_id, one.unit_id): one for one in questions}
    return {
        key: one
        for key, one in last.items()
        if one.text and (key not in given or given[key].pk <= (one.answer_id or 0))
    }
