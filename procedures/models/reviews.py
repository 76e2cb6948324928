"""Periodic reviews of procedures (rà soát, đánh giá; NĐ 63/2010 ch. V): for each procedure a
proposal, and what was decided on it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.models import User


class Proposal(models.TextChoices):
    """What a review proposes (NĐ 63/2010 art. 29)."""

    KEEP = "keep", _("Keep as it is")
    AMEND = "amend", _("Amend, simplify")
    REPLACE = "replace", _("Replace")
    REPEAL = "repeal", _("Repeal")


class Outcome(models.TextChoices):
    """What became of a proposal."""

    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    PASSED_ON = "passed_on", _("Passed on to the authority that decides")


class ProcedureReview(models.Model):
    """One round of review."""

    title = models.CharField(_("review"), max_length=200)
    ground = models.TextField(
        _("ground"), blank=True, help_text=_("The plan or document that asks for it.")
    )
    begins_on = models.DateField(_("begins on"))
    ends_on = models.DateField(_("ends on"))
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("review of procedures")
        verbose_name_plural = _("reviews of procedures")
        ordering = ["-begins_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("begins_on")),
                name="review_ends_after_it_begins",
                violation_error_message=_("The last day lies before the first."),
            )
        ]

    def __str__(self) -> str:
        return self.title


class ReviewItem(models.Model):
    """One procedure in a review: a proposal by one person, an outcome by another."""

    review = models.ForeignKey(ProcedureReview, on_delete=models.CASCADE, related_name="items")
    page = models.ForeignKey(
        "procedures.ProcedurePage",
        on_delete=models.CASCADE,
        related_name="reviews",
        verbose_name=_("procedure"),
    )
    proposal = models.CharField(_("proposal"), max_length=10, choices=Proposal, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True)
    outcome_note = models.TextField(_("note"), blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("procedure under review")
        verbose_name_plural = _("procedures under review")
        ordering = ["page__title", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "page"], name="procedure_once_per_review"),
            models.CheckConstraint(
                condition=Q(proposal__in=["", *Proposal.values]), name="review_known_proposal"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["", *Outcome.values]), name="review_known_outcome"
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | ~Q(proposal=""), name="outcome_of_a_proposal"
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(decided_by__isnull=False),
                name="outcome_decided_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.review}: {self.page}"
