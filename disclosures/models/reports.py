"""Progress of a plan: the periods in which units answer for their tasks, and their answers (R9).

Answers are never rewritten: each saving adds a row, and the latest row of a task and unit is what
the unit says. The database itself refuses to change or remove a row (`portal.ledger_guard`), so
that what was compiled can always be traced to who said it and when.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from disclosures.reporting.cycle import is_late

#: A quarter (its first three; the fourth is in the year's report) or a year.
CODE_PATTERN = r"^[12]\d{3}(-Q[1-3])?$"


class ReportState(models.TextChoices):
    """Where a period's report stands."""

    OPEN = "open", pgettext_lazy("report", "Open")
    SENT = "sent", pgettext_lazy("report", "Sent")


class AnswerState(models.TextChoices):
    """How a task stands, as the unit says."""

    DONE = "done", pgettext_lazy("of a task", "Done")
    UNDER_WAY = "under_way", pgettext_lazy("of a task", "Under way")
    NOT_STARTED = "not_started", pgettext_lazy("of a task", "Not started")
    NOTHING_AROSE = "nothing_arose", pgettext_lazy("of a task", "Nothing arose")


class AppendOnly(Exception):
    """An attempt to change or remove what is only ever added to."""


class AppendOnlyQuerySet(models.QuerySet):
    """Rows can be added and read, nothing else."""

    def update(self, **kwargs: Any) -> int:
        raise AppendOnly("Rows of a report are never updated.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise AppendOnly("Rows of a report are never deleted.")


class AppendOnlyModel(models.Model):
    """A row that is written once."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row; one that is there is never written again. Raises AppendOnly."""
        if self.pk is not None or not self._state.adding:
            raise AppendOnly("Rows of a report are never updated.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise AppendOnly("Rows of a report are never deleted.")


class ReportPeriodQuerySet(models.QuerySet):
    """Questions about periods."""

    def open(self) -> Self:
        """Those whose report is not sent yet."""
        return self.filter(state=ReportState.OPEN)

    def asked_by(self, day: date) -> Self:
        """Those whose answers are asked for by `day`: the time they cover has begun."""
        return self.filter(covers_from__lte=day)


class ReportPeriod(models.Model):
    """One report on a plan's progress: for a quarter or the year."""

    plan = models.ForeignKey(
        "disclosures.Plan",
        on_delete=models.PROTECT,
        related_name="report_periods",
        verbose_name=_("plan"),
    )
    code = models.CharField(
        _("period"), max_length=7, validators=[RegexValidator(CODE_PATTERN)], help_text="2026-Q1"
    )
    covers_from = models.DateField(_("figures from"))
    cut_off = models.DateField(_("figures until"))
    units_due = models.DateField(_("units answer by"))
    office_due = models.DateField(_("the Office sends by"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=ReportState, default=ReportState.OPEN, editable=False
    )

    objects = ReportPeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("reporting period")
        verbose_name_plural = _("reporting periods")
        ordering = ["-units_due", "plan", "code"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="report_period_once"),
            models.CheckConstraint(
                condition=Q(covers_from__lte=F("cut_off")), name="report_period_in_order"
            ),
            models.CheckConstraint(
                condition=Q(state__in=ReportState.values), name="report_period_known_state"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} · {self.plan}"

    @property
    def year(self) -> int:
        """The year reported on."""
        return int(self.code[:4])

    @property
    def quarter(self) -> int | None:
        """1 to 3, or None for the year's report."""
        return int(self.code[-1]) if "Q" in self.code else None

    @property
    def is_sent(self) -> bool:
        """Whether the report is frozen."""
        return self.state == ReportState.SENT


class TaskAnswerQuerySet(AppendOnlyQuerySet):
    """Questions about answers."""

    def given(self) -> Self:
        """Those that units handed in; drafts are the unit's own."""
        return self.filter(is_draft=False)

    def latest(self) -> Self:
        """The last row of each period, task and unit, among all rows."""
        return self.filter(~Exists(_later(TaskAnswer.objects.all())))

    def latest_given(self) -> Self:
        """What each unit last handed in for each period and task."""
        return self.given().filter(~Exists(_later(TaskAnswer.objects.filter(is_draft=False))))


def _later(rows: models.QuerySet) -> models.QuerySet:
    return rows.filter(
        period=OuterRef("period"),
        task=OuterRef("task"),
        unit=OuterRef("unit"),
        number__gt=OuterRef("number"),
    )


class TaskAnswer(AppendOnlyModel):
    """What a unit says of a task in a period. A new row supersedes the one before (`number`).

    A draft holds what a person has written so far and may be incomplete; it is shown to the unit
    alone and counts for nothing.
    """

    period = models.ForeignKey(
        ReportPeriod, on_delete=models.PROTECT, related_name="answers", verbose_name=_("period")
    )
    task = models.ForeignKey(
        "disclosures.PlanTask",
        on_delete=models.PROTECT,
        related_name="answers",
        verbose_name=pgettext_lazy("of a plan", "task"),
    )
    unit = models.ForeignKey(
        "portal.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("unit")
    )
    number = models.PositiveIntegerField(_("version"), help_text=_("Counts the rows from 1."))
    is_draft = models.BooleanField(_("draft"), default=False)
    state = models.CharField(_("state"), max_length=20, choices=AnswerState, blank=True)
    result = models.TextField(_("result"), blank=True)
    difficulty = models.TextField(_("difficulty"), blank=True)
    proposal = models.TextField(_("proposal"), blank=True)
    links = models.JSONField(_("evidence"), default=list, help_text=_('[{"title", "url"}, …]'))
    answered_at = models.DateTimeField(_("answered at"), default=timezone.now)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("answered by"),
    )

    objects = TaskAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer to a task")
        verbose_name_plural = _("answers to tasks")
        ordering = ["period", "task", "unit", "number"]
        default_permissions = ()
        constraints = [
            # Two people who both began from version 3 can't both write version 4.
            models.UniqueConstraint(
                fields=["period", "task", "unit", "number"], name="answer_version_once"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="answer_version_from_1"),
            models.CheckConstraint(
                condition=Q(state__in=["", *AnswerState.values]), name="answer_known_state"
            ),
            models.CheckConstraint(
                condition=Q(is_draft=True) | ~Q(state=""), name="answer_given_has_a_state"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period_id} {self.task_id} {self.unit_id} #{self.number}"

    @property
    def answered_on(self) -> date:
        """The day in the office on which it was written."""
        return timezone.localdate(self.answered_at)

    @property
    def is_late(self) -> bool:
        """Whether it came after the day the units were asked for."""
        return is_late(self.answered_on, self.period.units_due)


class AnswerQuestion(AppendOnlyModel):
    """The Office sends an answer back with a question; an empty `text` says that it is settled."""

    period = models.ForeignKey(
        ReportPeriod, on_delete=models.PROTECT, related_name="questions", verbose_name=_("period")
    )
    task = models.ForeignKey(
        "disclosures.PlanTask",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=pgettext_lazy("of a plan", "task"),
    )
    unit = models.ForeignKey(
        "portal.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("unit")
    )
    answer = models.ForeignKey(
        TaskAnswer,
        on_delete=models.PROTECT,
        null=True,
        related_name="questions",
        verbose_name=_("answer asked about"),
    )
    text = models.TextField(_("question"), blank=True)
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("asked by"),
    )

    class Meta:
        verbose_name = _("question about an answer")
        verbose_name_plural = _("questions about answers")
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.text
