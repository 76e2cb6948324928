"""Plans and their tasks: what the office promised to do, who leads it, how often it is due (R1).

A plan is known by its number and its day of signing. A task keeps its identity (`key`) when a later
import renumbers, moves or rewords it; a task that a later import no longer has is dropped, not
deleted, because publications and answers may speak of it.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from disclosures.plan_import import cadence
from portal.models import Unit
from portal.text import normal_number

if TYPE_CHECKING:
    from disclosures.models.plan_imports import PlanImport

#: The components of the PAPI survey.
PAPI_DIMENSIONS = (1, 8)


class TaskCadence(models.TextChoices):
    """How often a task is due; empty when the schedule doesn't say it."""

    ONCE = cadence.ONCE, _("Once")
    CONTINUOUS = cadence.CONTINUOUS, _("Continuously")
    EVENT = cadence.EVENT, _("When it happens")
    YEARLY = cadence.YEARLY, _("Every year")
    HALF_YEARLY = cadence.HALF_YEARLY, _("Every half-year")
    QUARTERLY = cadence.QUARTERLY, _("Every quarter")
    MONTHLY = cadence.MONTHLY, _("Every month")
    WEEKLY = cadence.WEEKLY, _("Every week")


class PlanQuerySet(models.QuerySet):
    """Questions about plans."""

    def identified(self, number: str | None, signed_on: date | None) -> Plan | None:
        """The plan of that number and day, however the number is written; None when not there."""
        if not number or not signed_on:
            return None
        return self.filter(number=normal_number(number), signed_on=signed_on).first()

    def latest_years(self) -> Self:
        """All of them, by the year they are for, the latest first."""
        return self.order_by("-year", "-signed_on", "number")


class Plan(models.Model):
    """A plan as printed. What its file doesn't print is empty."""

    number = models.CharField(_("number"), max_length=100)
    signed_on = models.DateField(_("signed on"))
    title = models.CharField(_("title"), max_length=1000, blank=True)
    agency = models.CharField(_("issuing agency"), max_length=300, blank=True)
    signer = models.CharField(_("signer"), max_length=200, blank=True)
    signer_title = models.CharField(_("signer's post"), max_length=200, blank=True)
    place = models.CharField(_("place of signing"), max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(_("plan for the year"))
    report_cycle = models.JSONField(
        _("when progress is reported"),
        null=True,
        blank=True,
        help_text=_("The sentence as printed, and the dates read from it."),
    )

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering = ["-signed_on", "number"]
        constraints = [
            models.UniqueConstraint(fields=["number", "signed_on"], name="plan_known_once"),
            models.CheckConstraint(condition=~Q(number=""), name="plan_has_a_number"),
        ]

    def __str__(self) -> str:
        return self.number

    @cached_property
    def latest_import(self) -> PlanImport | None:
        """The import that made the plan what it is."""
        return self.imports.first()


class PlanSection(models.Model):
    """A group of tasks, at its place in the plan: `path` "II.3" is "3" under "II"."""

    plan = models.ForeignKey(
        Plan, on_delete=models.CASCADE, related_name="sections", verbose_name=_("plan")
    )
    path = models.CharField(_("place"), max_length=100)
    number = models.CharField(_("number as printed"), max_length=50, blank=True)
    title = models.TextField(_("title"), blank=True)
    order = models.PositiveIntegerField(_("order"))
    papi_dimension = models.PositiveSmallIntegerField(
        _("PAPI dimension"),
        null=True,
        blank=True,
        validators=[MinValueValidator(PAPI_DIMENSIONS[0]), MaxValueValidator(PAPI_DIMENSIONS[1])],
    )

    class Meta:
        verbose_name = _("group of tasks")
        verbose_name_plural = _("groups of tasks")
        ordering = ["plan", "order"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "path"], name="section_once_in_its_plan"),
            models.CheckConstraint(
                condition=Q(papi_dimension__isnull=True) | Q(papi_dimension__range=PAPI_DIMENSIONS),
                name="section_papi_dimension_exists",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.path}. {self.title}" if self.path else self.title


class PlanTaskQuerySet(models.QuerySet):
    """Questions about tasks."""

    def current(self) -> Self:
        """Tasks the plan still has."""
        return self.filter(dropped_by__isnull=True)

    def led_by(self, *codes: str) -> Self:
        """Tasks led by the units of these codes."""
        return self.filter(lead_unit__code__in=codes)

    def without_lead(self) -> Self:
        """Tasks whose lead no unit of the directory was recognised in."""
        return self.filter(lead_unit__isnull=True)

    def answered_by(self, duty: str) -> Self:
        """Tasks that the duty of this code fulfils, or helps to."""
        return self.filter(duties__duty_code=duty)

    def with_units(self) -> Self:
        """With what a list of tasks shows, in a fixed number of queries."""
        return self.select_related("plan", "section", "lead_unit").prefetch_related(
            "cooperating_units", "duties"
        )


class PlanTask(models.Model):
    """One row of a plan. Texts are as printed, or as a person corrected them on importing.

    `as_read` holds the row as the last import read it: a later import keeps corrections of what the
    file still prints alike, and takes over what the file changed.
    """

    plan = models.ForeignKey(
        Plan, on_delete=models.CASCADE, related_name="tasks", verbose_name=_("plan")
    )
    section = models.ForeignKey(
        PlanSection,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="tasks",
        verbose_name=_("group"),
    )
    key = models.CharField(_("key"), max_length=200, editable=False)
    order = models.PositiveIntegerField(_("order"))
    number = models.CharField(_("number as printed"), max_length=50, blank=True)
    content = models.TextField(pgettext_lazy("of a plan", "task"))
    lead = models.TextField(_("lead as printed"), blank=True)
    cooperating = models.TextField(_("co-operating as printed"), blank=True)
    schedule = models.TextField(_("schedule as printed"), blank=True)
    result = models.TextField(_("result"), blank=True)
    cadence = models.CharField(_("how often"), max_length=20, choices=TaskCadence, blank=True)
    lead_unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="led_tasks",
        verbose_name=_("lead unit"),
    )
    cooperating_units = models.ManyToManyField(
        Unit, blank=True, related_name="supported_tasks", verbose_name=_("co-operating units")
    )
    as_read = models.JSONField(default=dict, editable=False)
    dropped_by = models.ForeignKey(
        "PlanImport",
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        editable=False,
        related_name="dropped_tasks",
        verbose_name=_("dropped by"),
    )

    objects = PlanTaskQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("of a plan", "task")
        verbose_name_plural = pgettext_lazy("of a plan", "tasks")
        ordering = ["plan", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "key"], name="task_key_once_in_its_plan"),
            models.CheckConstraint(condition=~Q(content=""), name="task_has_content"),
            models.CheckConstraint(
                condition=Q(cadence__in=["", *TaskCadence.values]), name="task_known_cadence"
            ),
        ]

    def __str__(self) -> str:
        text = f"{self.number} {self.content}".strip()
        return text if len(text) <= 120 else f"{text[:119]}…"

    @property
    def known_as(self) -> str:
        """What the ledger calls it: its plan's number and day, and its key there."""
        return f"{self.plan.number}@{self.plan.signed_on:%Y-%m-%d}#{self.key}"

    def responsible_unit(self, day: date) -> Unit | None:
        """Who leads the task on `day`: the lead unit, or who took its work over."""
        return self.lead_unit.responsible_on(day) if self.lead_unit else None


class TaskDuty(models.Model):
    """A duty of the catalogue that fulfils a task, or helps to; duties are named by their code."""

    task = models.ForeignKey(
        PlanTask,
        on_delete=models.CASCADE,
        related_name="duties",
        verbose_name=pgettext_lazy("of a plan", "task"),
    )
    duty_code = models.CharField(_("duty"), max_length=40, db_index=True)

    class Meta:
        verbose_name = _("duty of a task")
        verbose_name_plural = _("duties of tasks")
        ordering = ["task", "duty_code"]
        constraints = [
            models.UniqueConstraint(fields=["task", "duty_code"], name="duty_once_per_task"),
            models.CheckConstraint(condition=~Q(duty_code=""), name="task_duty_has_a_code"),
        ]

    def __str__(self) -> str:
        return self.duty_code
