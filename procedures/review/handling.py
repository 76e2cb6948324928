"""What is done in a review: begin it, propose, decide, close it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from procedures.models import ProcedurePage, ProcedureReview, ReviewItem
from procedures.models.reviews import Outcome, Proposal
from procedures.permissions import may_decide, may_write


@transaction.atomic
def begin(
    actor: Any,
    *,
    title: str,
    begins_on: date,
    ends_on: date,
    ground: str = "",
    fields: Sequence[Any] = (),
) -> ProcedureReview:
    """A review of every procedure in force today, of `fields` or of all.

    Raises PermissionDenied, ValidationError when there is none to review.
    """
    if not may_write(actor):
        raise PermissionDenied(_("You may not write procedures."))
    pages = (
        ProcedurePage.objects.live().ruled_by(timezone.localdate()).filter(ruling_kind="content")
    )
    if fields:
        pages = pages.filter(field__in=fields)
    ids = list(pages.values_list("pk", flat=True))
    if not ids:
        raise ValidationError(_("No procedure of these fields is in force."))
    review = ProcedureReview(
        title=title, begins_on=begins_on, ends_on=ends_on, ground=ground, created_by=actor
    )
    review.full_clean(exclude=["created_by", "closed_by", "closed_at"])
    review.save()
    ReviewItem.objects.bulk_create(ReviewItem(review=review, page_id=pk) for pk in ids)
    return review


@transaction.atomic
def propose(item: ReviewItem, actor: Any, proposal: str, reason: str) -> None:
    """Propose something for one procedure; a new proposal takes the place of an earlier one that
    nobody has decided on. A change needs its reason.

    Raises PermissionDenied, ValidationError.
    """
    if not may_write(actor):
        raise PermissionDenied(_("You may not write procedures."))
    item = _locked(item)
    if proposal not in Proposal.values:
        raise ValidationError({"proposal": _("Choose what you propose.")})
    if proposal != Proposal.KEEP and not reason.strip():
        raise ValidationError({"reason": _("Say why.")})
    if item.outcome:
        raise ValidationError(_("It has been decided already."))
    item.proposal, item.reason = proposal, reason.strip()
    item.proposed_by, item.proposed_at = actor, timezone.now()
    item.save()


@transaction.atomic
def decide(item: ReviewItem, actor: Any, outcome: str, note: str) -> None:
    """Decide on a proposal: another person than who made it.

    Raises PermissionDenied, ValidationError.
    """
    if not may_decide(actor):
        raise PermissionDenied(_("You are not among those who approve this page."))
    item = _locked(item)
    if not item.proposal:
        raise ValidationError(_("Nothing has been proposed yet."))
    if item.proposed_by_id == actor.pk:
        raise PermissionDenied(_("What one person wrote, another person approves."))
    if outcome not in Outcome.values:
        raise ValidationError({"outcome": _("Choose what is decided.")})
    if outcome == Outcome.DECLINED and not note.strip():
        raise ValidationError({"outcome_note": _("Say why.")})
    item.outcome, item.outcome_note = outcome, note.strip()
    item.decided_by, item.decided_at = actor, timezone.now()
    item.save()


@transaction.atomic
def close(review: ProcedureReview, actor: Any) -> None:
    """End a review in which every proposal is decided.

    Raises PermissionDenied, ValidationError.
    """
    if not may_decide(actor):
        raise PermissionDenied(_("You are not among those who approve this page."))
    review = ProcedureReview.objects.select_for_update().get(pk=review.pk)
    open_items = review.items.filter(outcome="").count()
    if open_items:
        raise ValidationError(_("%(n)s procedures have no outcome yet.") % {"n": open_items})
    if review.closed_at is None:
        review.closed_at, review.closed_by = timezone.now(), actor
        review.save()


def _locked(item: ReviewItem) -> ReviewItem:
    item = ReviewItem.objects.select_for_update().get(pk=item.pk)
    if item.review.closed_at is not None:
        raise ValidationError(_("The review is closed."))
    return item
