"""From the list of a decision to procedures that have changed: drafts, submission, one approval.

Everything goes through the publishing verbs: each procedure has its event in the ledger and its
version, and what one person wrote another approves. Either all change or none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision

from portal import publishing
from portal.forms import answer_choices, fitting_keys, give_answers
from portal.registry import ExpectedList, Refusal
from portal.signals import list_announced
from procedures.completeness import completeness
from procedures.decisions.reading import DecisionList
from procedures.differences import PartDifference, side_by_side
from procedures.models import (
    AnnouncingDecision,
    DecisionItem,
    ProcedureIndexPage,
    ProcedurePage,
    ProcedureVersion,
)
from procedures.models.decisions import DecisionAction, DecisionState
from procedures.permissions import may_decide, may_write


@dataclass(slots=True)
class Prospect:
    """One item of the list as it stands: its page, the version that rules, the draft, how they
    differ, and what is in the way (`problems`) or odd (`remarks`), in words."""

    item: DecisionItem
    page: ProcedurePage | None = None
    draft: ProcedurePage | None = None
    before: ProcedureVersion | None = None
    parts: list[PartDifference] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def changed(self) -> list[PartDifference]:
        """The parts that differ."""
        return [part for part in self.parts if part.changed]

    @property
    def is_lacking(self) -> bool:
        """Whether the portal has no page for it."""
        return self.page is None


def set_list(decision: AnnouncingDecision, found: DecisionList) -> None:
    """Make the decision's list exactly the rows that were read."""
    _check_draft(decision)
    with transaction.atomic():
        decision.items.all().delete()
        DecisionItem.objects.bulk_create(
            DecisionItem(
                decision=decision,
                code=row.code,
                action=row.action,
                title=row.title,
                replaced_by=", ".join(row.replaced_by),
                sort_order=number,
            )
            for number, row in enumerate(found.rows)
        )


def prospects(decision: AnnouncingDecision) -> list[Prospect]:
    """Every item as it stands now. Queries: three, and those of each draft's revision."""
    items = list(decision.items.all())
    pages = {
        page.code: page
        for page in ProcedurePage.objects.filter(code__in=[item.code for item in items])
    }
    ruling = ProcedureVersion.objects.ruling_for(
        [page.pk for page in pages.values()], decision.in_force_from
    )
    return [_prospect(decision, item, pages.get(item.code), ruling) for item in items]


def _prospect(
    decision: AnnouncingDecision,
    item: DecisionItem,
    page: ProcedurePage | None,
    ruling: dict[int, ProcedureVersion],
) -> Prospect:
    found = Prospect(item, page)
    if page is None:
        found.problems.append(_("The portal has no page for this code."))
        return found
    draft = page.get_latest_revision_as_object()
    if item.revision_id and decision.state != DecisionState.DRAFT:
        revision = Revision.objects.filter(pk=item.revision_id).first()
        draft = revision.as_object() if revision else draft
    found.draft = draft
    before = ruling.get(page.pk)
    if before and before.decision_number == decision.number:  # carried out: what was before it
        earlier = page.versions.exclude(decision_number=decision.number)
        before = earlier.begun_by(decision.in_force_from).first()
    found.before = before
    old = before.value() if before and not before.is_repeal else None
    new = None if draft.is_repealed else draft.content()
    found.parts = side_by_side(old, new)
    if decision.state == DecisionState.CARRIED_OUT:
        return found
    if not _names(draft, decision):
        found.problems.append(_("The draft does not name this decision and its day yet."))
    elif draft.is_repealed != (item.action == DecisionAction.REPEAL):
        found.problems.append(
            _("The draft ends the procedure, the list does not.")
            if draft.is_repealed
            else _("The list ends the procedure, the draft does not.")
        )
    if new is not None:
        missing = completeness(new).missing
        if missing:
            found.problems.append(
                _("Statutory parts are missing: %(parts)s.")
                % {"parts": ", ".join(part_names(missing))}
            )
    if item.action == DecisionAction.ADD and old is not None:
        found.remarks.append(_("The list calls it new, and the portal has it already."))
    if item.action == DecisionAction.AMEND and old is None:
        found.remarks.append(_("The list amends it, and no version of it is in force."))
    if item.action == DecisionAction.AMEND and old is not None and not found.changed:
        found.remarks.append(_("The draft changes nothing but the decision."))
    return found


def part_names(names: Sequence[str]) -> list[str]:
    """What the parts are called."""
    from procedures.wording import part_in_words

    return [part_in_words(name) for name in names]


def not_in_the_list(decision: AnnouncingDecision) -> list[ProcedurePage]:
    """Procedures whose draft or page names the decision though its list does not."""
    codes = list(decision.items.values_list("code", flat=True))
    named = ProcedurePage.objects.filter(
        decision_number=decision.number, decision_signed_on=decision.signed_on
    )
    return list(named.exclude(code__in=codes).order_by("code"))


@transaction.atomic
def prepare(decision: AnnouncingDecision, actor: Any) -> int:
    """Give every procedure of the list a draft that names the decision, its day and what it does;
    what is new and lacks a page gets one. Returns how many drafts were written.

    Raises PermissionDenied.
    """
    if not may_write(actor):
        raise PermissionDenied(_("You may not write procedures."))
    _check_draft(decision)
    index = ProcedureIndexPage.objects.get()
    written = 0
    for prospect in prospects(decision):
        item, page = prospect.item, prospect.page
        if page is None:
            if item.action != DecisionAction.ADD:
                continue
            page = ProcedurePage(
                title=(item.title or item.code)[:255],
                full_title=item.title if len(item.title) > 255 else "",
                slug=item.code.replace(".", "-").lower(),
                code=item.code,
                unit=decision.unit,
                owner=actor,
                live=False,
            )
            _name(page, decision, item)
            index.add_child(instance=page)
            draft = page
        else:
            draft = prospect.draft
            repeals = item.action == DecisionAction.REPEAL
            if _names(draft, decision) and draft.is_repealed == repeals:
                continue
            _name(draft, decision, item)
        if not draft.has_chosen_answers:
            give_answers(draft, fitting_keys(answer_choices(draft)))
        draft.save_revision(user=actor, clean=False)
        written += 1
    return written


@transaction.atomic
def submit(decision: AnnouncingDecision, actor: Any, without_lacking: bool = False) -> None:
    """Ask for approval of exactly the drafts as they are now. `without_lacking` says openly that
    the list names procedures which the portal lacks.

    Raises PermissionDenied, PublishingRefused.
    """
    if not may_write(actor):
        raise PermissionDenied(_("You may not write procedures."))
    decision = AnnouncingDecision.objects.select_for_update().get(pk=decision.pk)
    _check_draft(decision)
    found = prospects(decision)
    refusals = [
        Refusal("not_ready", f"{prospect.item.code}: {problem}")
        for prospect in found
        if not (prospect.is_lacking and without_lacking)
        for problem in prospect.problems
    ]
    ready = [prospect for prospect in found if not prospect.is_lacking]
    if not ready:
        refusals.append(Refusal("empty", _("There is nothing to approve.")))
    if refusals:
        raise publishing.PublishingRefused(refusals)
    for prospect in ready:
        prospect.item.revision_id = prospect.page.latest_revision_id
        prospect.item.save(update_fields=["revision_id"])
    decision.state = DecisionState.SUBMITTED
    decision.submitted_by, decision.submitted_at = actor, timezone.now()
    decision.note = ""
    decision.save()


@transaction.atomic
def carry_out(decision: AnnouncingDecision, actor: Any) -> int:
    """Publish what was submitted, all of it or nothing: every procedure of the list changes on the
    decision's day. Returns how many did. The register of duties is told the whole list, what the
    portal lacks of it included.

    Raises PermissionDenied, PublishingRefused.
    """
    decision = AnnouncingDecision.objects.select_for_update().get(pk=decision.pk)
    _check_may_decide(decision, actor)
    published = 0
    for item in decision.items.exclude(revision_id=None):
        page = ProcedurePage.objects.filter(code=item.code).first()
        revision = Revision.objects.filter(pk=item.revision_id).first()
        if page is None or revision is None or page.latest_revision_id != item.revision_id:
            raise publishing.PublishingRefused(
                [Refusal("changed", _("%(code)s was changed since.") % {"code": item.code})]
            )
        try:
            publishing.publish(page, actor=actor, revision=revision, approved=True)
        except publishing.PublishingRefused as refused:
            raise publishing.PublishingRefused(
                [Refusal(one.code, f"{item.code}: {one.message}") for one in refused.refusals]
            ) from refused
        published += 1
    decision.state = DecisionState.CARRIED_OUT
    decision.decided_by, decision.decided_at = actor, timezone.now()
    decision.save()
    items = list(decision.items.all())
    list_announced.send(
        sender=AnnouncingDecision,
        found=ExpectedList(
            decision.number,
            decision.signed_on,
            tuple(item.code for item in items),
            tuple(item.code for item in items if item.action == DecisionAction.REPEAL),
        ),
        kind=ProcedurePage.kind,
        in_force_from=decision.in_force_from,
        actor=actor,
    )
    return published


@transaction.atomic
def send_back(decision: AnnouncingDecision, actor: Any, note: str) -> None:
    """Back to whoever prepared it, with a reason; also by whoever submitted it.

    Raises PermissionDenied, PublishingRefused.
    """
    decision = AnnouncingDecision.objects.select_for_update().get(pk=decision.pk)
    if decision.state != DecisionState.SUBMITTED:
        raise publishing.PublishingRefused(
            [Refusal("not_submitted", _("The decision is not waiting for approval."))]
        )
    if decision.submitted_by_id != actor.pk and not may_decide(actor):
        raise PermissionDenied(_("You are not among those who approve this page."))
    decision.items.update(revision_id=None)
    decision.state, decision.note = DecisionState.DRAFT, note.strip()
    decision.submitted_by = decision.submitted_at = None
    decision.save()


def _names(draft: ProcedurePage, decision: AnnouncingDecision) -> bool:
    return (draft.decision_number, draft.decision_signed_on, draft.in_force_from) == (
        decision.number,
        decision.signed_on,
        decision.in_force_from,
    )


def _name(draft: ProcedurePage, decision: AnnouncingDecision, item: DecisionItem) -> None:
    draft.decision_number = decision.number
    draft.decision_signed_on = decision.signed_on
    draft.in_force_from = decision.in_force_from
    draft.is_repealed = item.action == DecisionAction.REPEAL
    draft.change_note = ""
    if draft.is_repealed and item.replaced_by:
        draft.replaced_by = item.replaced_by


def _check_draft(decision: AnnouncingDecision) -> None:
    if decision.state != DecisionState.DRAFT:
        raise publishing.PublishingRefused(
            [Refusal("not_a_draft", _("The decision is submitted or carried out already."))]
        )


def _check_may_decide(decision: AnnouncingDecision, actor: Any) -> None:
    if decision.state != DecisionState.SUBMITTED:
        raise publishing.PublishingRefused(
            [Refusal("not_submitted", _("The decision is not waiting for approval."))]
        )
    if not may_decide(actor):
        raise PermissionDenied(_("You are not among those who approve this page."))
    if actor.pk in {decision.created_by_id, decision.submitted_by_id}:
        raise PermissionDenied(_("What one person wrote, another person approves."))
