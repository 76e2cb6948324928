"""A decision that announces procedures (quyết định công bố): one decision adds, amends and repeals
many at once; they are prepared as drafts, approved once, and change on one day."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.case_keys import keyable_number
from portal.models import Unit, User
from portal.text import normal_number
from procedures.days import wrong_days
from procedures.models.lists import CodeListField


class DecisionState(models.TextChoices):
    """How far a decision is."""

    DRAFT = "draft", _("Being prepared")
    SUBMITTED = "submitted", _("Waiting for approval")
    CARRIED_OUT = "carried_out", _("Carried out")


class DecisionAction(models.TextChoices):
    """What a decision does to a procedure (NĐ 63/2010 art. 13–15)."""

    ADD = "add", _("New")
    AMEND = "amend", _("Amended")
    REPEAL = "repeal", pgettext_lazy("what a decision does", "Repealed")


class AnnouncingDecision(models.Model):
    """The decision and how far it is. Once carried out it is not changed any more."""

    number = models.CharField(_("number"), max_length=100)
    signed_on = models.DateField(_("signed on"))
    in_force_from = models.DateField(
        _("in force from"), help_text=_("All its procedures change on this day.")
    )
    agency = models.CharField(_("issued by"), max_length=300, blank=True)
    title = models.TextField(_("about"), blank=True)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("unit in charge")
    )
    file = models.ForeignKey(
        "documents.OfficialFile",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("signed file"),
    )
    state = models.CharField(
        _("state"), max_length=20, choices=DecisionState, default=DecisionState.DRAFT
    )
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    submitted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    #: What the approver said when it was sent back.
    note = models.TextField(blank=True)

    class Meta:
        verbose_name = _("announcing decision")
        verbose_name_plural = _("announcing decisions")
        ordering = ["-signed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["number", "signed_on"],
                name="announcing_decision_once",
                violation_error_message=_("This decision is already entered."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=DecisionState.values), name="decision_known_state"
            ),
            models.CheckConstraint(
                condition=Q(state=DecisionState.DRAFT) | Q(submitted_by__isnull=False),
                name="decision_submitted_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state=DecisionState.CARRIED_OUT) | Q(decided_by__isnull=False),
                name="decision_carried_out_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} ({self.signed_on:%d/%m/%Y})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """What was carried out stays as it was."""
        if self.pk and type(self).objects.filter(pk=self.pk, state="carried_out").exists():
            raise TypeError("A decision that was carried out is not changed any more.")
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """The number in its one way of writing, days that can be meant."""
        super().clean()
        try:
            self.number = normal_number(keyable_number(self.number))
        except ValidationError as error:
            raise ValidationError({"number": error}) from error
        wrong = wrong_days(self.signed_on, self.in_force_from, timezone.localdate())
        if wrong:
            names = {"decision_signed_on": "signed_on"}
            raise ValidationError({names.get(name, name): text for name, text in wrong.items()})


class DecisionItem(models.Model):
    """One procedure of the list, by its code: its page may not be there yet."""

    decision = models.ForeignKey(AnnouncingDecision, on_delete=models.CASCADE, related_name="items")
    code = models.CharField(_("national code"), max_length=40)
    action = models.CharField(_("what it does"), max_length=10, choices=DecisionAction)
    title = models.TextField(_("name in the list"), blank=True)
    replaced_by = CodeListField(_("replaced by"))
    sort_order = models.PositiveSmallIntegerField(default=0)
    #: The revision that was submitted: exactly this one is published.
    revision_id = models.BigIntegerField(null=True)

    class Meta:
        verbose_name = _("procedure of a decision")
        verbose_name_plural = _("procedures of decisions")
        ordering = ["sort_order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "code"], name="procedure_once_per_decision"
            ),
            models.CheckConstraint(
                condition=Q(action__in=DecisionAction.values), name="decision_known_action"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.get_action_display()}"
