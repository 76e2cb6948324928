"""The page on which a unit answers for its tasks in a period: rows, what they begin with, saving.

All rows are one form: whichever button is pressed, what was written anywhere is saved as a draft,
so that nothing is lost; the button says what is handed in. A row that only holds what the unit said
in the last report is a suggestion: it is saved or handed in when somebody touched it or its own
button was pressed, never by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from disclosures.models import (
    AnswerQuestion,
    AnswerState,
    PlanTask,
    ReportPeriod,
    TaskAnswer,
)
from disclosures.reporting import answers
from disclosures.reporting.answers import Overtaken, Said
from disclosures.reporting.asked import Askings, Part
from disclosures.reporting.figures import Figures, register_of
from disclosures.reporting.forms import AnswerForm
from disclosures.reporting.office_page import figures as figures_in_words
from disclosures.words.wording import period_words
from portal.models import Unit
from portal.paging import positive_int


class RowState(StrEnum):
    """Where an answer is."""

    SENT_BACK = "sent_back"
    DRAFT = "draft"
    LATE = "late"
    GIVEN = "given"
    MISSING = "missing"


@dataclass
class Row:
    """One task on the page."""

    task: PlanTask
    part: Part
    form: AnswerForm
    latest: TaskAnswer | None
    given: TaskAnswer | None
    question: AnswerQuestion | None
    suggested_from: ReportPeriod | None
    figures: list[dict[str, Any]] = field(default_factory=list)
    overtaken: TaskAnswer | None = None

    @property
    def is_lead(self) -> bool:
        """Whether the unit leads the task."""
        return self.part is Part.LEAD

    @property
    def suggested_name(self) -> str:
        """The period that the suggestion is from, in words."""
        return period_words(self.suggested_from.code) if self.suggested_from else ""

    @property
    def worded_figures(self) -> dict[str, list[dict[str, Any]]]:
        """The figures in words."""
        return figures_in_words(self.figures)

    @property
    def is_open(self) -> bool:
        """Whether the row is shown unfolded: something is to be done or wrong in it."""
        waits = self.state in (RowState.SENT_BACK, RowState.DRAFT) or (
            self.is_lead and not self.given
        )
        return waits or bool(self.form.errors or self.overtaken)

    @property
    def state(self) -> RowState:
        """Where the row is."""
        if self.question:
            return RowState.SENT_BACK
        if self.latest and self.latest.is_draft:
            return RowState.DRAFT
        if self.given:
            return RowState.LATE if self.given.is_late else RowState.GIVEN
        return RowState.MISSING


@dataclass
class Outcome:
    """What a press of a button did: tasks saved as drafts, handed in, overtaken, not valid."""

    drafts: int = 0
    given: int = 0
    overtaken: int = 0
    refused: int = 0
    untouched: int = 0


class UnitPage:
    """The rows of a unit in a period. A fixed number of queries, however many tasks."""

    def __init__(
        self,
        period: ReportPeriod,
        unit: Unit,
        now: datetime,
        data: Mapping[str, Any] | None = None,
    ) -> None:
        self.period, self.unit, self.now = period, unit, now
        tasks = Askings(period.plan, timezone.localtime(now).date()).of(unit)
        mine = list(
            TaskAnswer.objects.filter(period=period, unit=unit)
            .select_related("answered_by")
            .order_by("number")
        )
        for one in mine:
            one.period = period
        self._versions = {(one.task_id, one.number): one for one in mine}
        latest = {one.task_id: one for one in mine}
        given = {one.task_id: one for one in mine if not one.is_draft}
        asked = list(period.questions.filter(unit=unit).select_related("asked_by"))
        waiting = answers.open_questions(asked, {(one, unit.pk): given[one] for one in given})
        before = self._before()
        register = register_of(period.cut_off, now)
        codes = {one.duty_code for task, _part in tasks for one in task.duties.all()}
        known = Figures(register, codes, period.covers_from, period.cut_off)
        self.rows = [
            Row(
                task,
                part,
                self._form(task, latest.get(task.pk), before.get(task.pk), data),
                latest.get(task.pk),
                given.get(task.pk),
                waiting.get((task.pk, unit.pk)),
                before[task.pk].period if task.pk in before and task.pk not in latest else None,
                known.of_task(task),
            )
            for task, part in tasks
        ]

    @property
    def missing(self) -> list[Row]:
        """Rows that nothing was handed in for."""
        return [row for row in self.rows if not row.given]

    @property
    def quiet(self) -> list[Row]:
        """Rows of tasks that the unit only helps with and that nobody has begun to answer."""
        return [row for row in self.rows if not row.is_lead and not row.latest]

    def save(self, *, actor: Any, give: str, nothing_arose: bool = False) -> Outcome:
        """Save what was written; `give` names what is handed in: a task's number, `all`, or empty.

        `nothing_arose`: also hand in "nothing arose" for every row of `quiet` that nobody touched.
        """
        done = Outcome()
        quiet = {row.task.pk for row in self.quiet}
        for row in self.rows:
            is_asked = give == str(row.task.pk)
            is_touched = _is_touched(row)
            if nothing_arose and row.task.pk in quiet and not is_touched:
                self._write(row, Said(AnswerState.NOTHING_AROSE.value), actor, False, 0, done)
                continue
            has_draft = bool(row.latest and row.latest.is_draft)
            if not (is_touched or is_asked or (give == "all" and has_draft)):
                done.untouched += bool(row.suggested_from)
                continue
            if not row.form.is_valid():
                done.refused += 1
                continue
            said = row.form.said()
            seen = row.form.cleaned_data["seen"] or 0
            wants = is_asked or (give == "all" and not said.lacks())
            if is_asked and said.lacks():
                for name, why in said.lacks().items():
                    row.form.add_error(name, why)
                done.refused += 1
                self._write(row, said, actor, True, seen, done)
                continue
            self._write(row, said, actor, not wants, seen, done)
        return done

    def refreshed(self) -> UnitPage:
        """The page as it stands now, with what was wrong or overtaken still in the fields."""
        fresh = UnitPage(self.period, self.unit, self.now)
        kept = {row.task.pk: row for row in self.rows if row.form.errors or row.overtaken}
        for row in fresh.rows:
            old = kept.get(row.task.pk)
            if old:
                number = row.latest.number if row.latest else 0
                old.form.data = old.form.data.copy()
                old.form.data[old.form.add_prefix("seen")] = str(number)
                row.form, row.overtaken = old.form, old.overtaken
        return fresh

    def _write(
        self, row: Row, said: Said, actor: Any, is_draft: bool, seen: int, done: Outcome
    ) -> None:
        try:
            answers.save(
                self.period,
                row.task,
                self.unit,
                said,
                actor=actor,
                seen=seen,
                is_draft=is_draft,
                at=self.now,
            )
        except Overtaken as overtaken:
            row.overtaken = overtaken.latest
            done.overtaken += 1
        except ValidationError as error:
            row.form.add_error(None, error)
            done.refused += 1
        else:
            done.drafts += is_draft
            done.given += not is_draft

    def _form(
        self,
        task: PlanTask,
        latest: TaskAnswer | None,
        before: TaskAnswer | None,
        data: Mapping[str, Any] | None,
    ) -> AnswerForm:
        prefix, number = f"t{task.pk}", latest.number if latest else 0
        if data is not None:
            # What the person began from, though somebody may have saved since: a row is touched
            # when it differs from that.
            number = positive_int(data.get(f"{prefix}-seen", "")) or 0
        start = self._versions.get((task.pk, number)) or before
        said = Said.of(start) if start else Said()
        initial = AnswerForm.initial_of(said, number)
        return AnswerForm(data, initial=initial, prefix=prefix, use_required_attribute=False)

    def _before(self) -> dict[int, TaskAnswer]:
        """What the unit, or those whose work it took over, said in the report before; what did not
        arise then says nothing about now."""
        rows = (
            TaskAnswer.objects.latest_given()
            .filter(
                period__plan=self.period.plan,
                period__units_due__lt=self.period.units_due,
                unit__in=[self.unit.pk, *_forerunners(self.unit)],
            )
            .exclude(state=AnswerState.NOTHING_AROSE)
            .select_related("period")
            .order_by("period__units_due", "pk")
        )
        return {one.task_id: one for one in rows}


def _forerunners(unit: Unit) -> list[int]:
    """Units whose work this one took over, as far back as they are known."""
    found, ask = [], [unit.pk]
    while ask:
        ask = list(
            Unit.objects.filter(succeeded_by__in=ask)
            .exclude(pk__in=[unit.pk, *found])
            .values_list("pk", flat=True)
        )
        found += ask
    return found


def _is_touched(row: Row) -> bool:
    """Whether the form says something else than it began with."""
    return bool(set(row.form.changed_data) - {"seen"})
