"""Changes to a task between two imports: proposed by one person, decided by another (R14).

Both tables are only ever added to, and the database itself refuses anything else
(`portal.ledger_guard`): what was proposed, why, and what was decided stay as they were signed.
"""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from disclosures.models.reports import AppendOnlyModel, AppendOnlyQuerySet

#: Tables the database guards, with the beginning of their triggers' names.
GUARDED = {
    "disclosures_taskchange": "task_changes",
    "disclosures_taskchangedecision": "task_decisions",
}


class ChangeVerdict(models.TextChoices):
    """What became of a proposed change."""

    APPROVED = "approved", pgettext_lazy("change of a task", "Approved")
    REFUSED = "refused", pgettext_lazy("change of a task", "Refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("change of a task", "Taken back")


class TaskChangeQuerySet(AppendOnlyQuerySet):
    """Questions about changes."""

    def waiting(self) -> Self:
        """Those that nobody has decided on."""
        return self.filter(decision__isnull=True)

    def approved(self) -> Self:
        """Those that came into force, in the order they did."""
        return self.filter(decision__verdict=ChangeVerdict.APPROVED).order_by("decision__pk")

    def approved_after(self, moment: datetime) -> Self:
        """Those that came into force after `moment`, in the order they did."""
        return self.approved().filter(decision__decided_at__gt=moment)

    def with_people(self) -> Self:
        """With what a list of changes shows, in one query."""
        return self.select_related(
            "task__plan", "proposed_by", "proposed_for", "decision__decided_by"
        )


class TaskChange(AppendOnlyModel):
    """A proposed change of one task: the fields it changes, before and after.

    `before` and `after` have the same keys and hold plain values: texts, a unit's code, sorted
    lists of codes (disclosures/plans/task_fields.py).
    """

    task = models.ForeignKey(
        "disclosures.PlanTask",
        on_delete=models.PROTECT,
        related_name="changes",
        verbose_name=pgettext_lazy("of a plan", "task"),
    )
    before = models.JSONField(_("before"))
    after = models.JSONField(_("after"))
    reason = models.TextField(_("reason"))
    ground = models.CharField(_("legal ground or document"), max_length=300)
    proposed_for = models.ForeignKey(
        "portal.Unit",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("proposed for the unit"),
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("proposed by"),
    )
    proposed_at = models.DateTimeField(_("proposed at"), default=timezone.now)

    objects = TaskChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of a task")
        verbose_name_plural = _("changes of tasks")
        ordering = ["-pk"]
        default_permissions = ()
        permissions = [("decide_task_change", _("Can decide on changes of tasks"))]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(ground=""), name="task_change_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task} ({', '.join(self.after)})"

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has decided on it yet."""
        return not hasattr(self, "decision")


class TaskChangeDecision(AppendOnlyModel):
    """The one decision on a change, by somebody else than who proposed it; taking it back is by
    who proposed it."""

    change = models.OneToOneField(
        TaskChange, on_delete=models.PROTECT, related_name="decision", verbose_name=_("change")
    )
    verdict = models.CharField(_("decision"), max_length=10, choices=ChangeVerdict)
    note = models.TextField(_("note"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided at"), default=timezone.now)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision on a change")
        verbose_name_plural = _("decisions on changes")
        ordering = ["-pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict__in=ChangeVerdict.values), name="decision_known_verdict"
            ),
            models.CheckConstraint(
                condition=~Q(verdict=ChangeVerdict.REFUSED) | ~Q(note=""),
                name="decision_refusal_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()} · {self.change_id}"
