"""The acts of the register for a duty: which there are, who may sign them, and signing."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from wagtail.log_actions import log

from disclosures.acts import forms as act_forms
from disclosures.acts.cases import nil_periods
from disclosures.acts.clock_form import ClockForm, clocks
from disclosures.acts.forms import ActForm
from disclosures.acts.list_form import ListForm
from disclosures.acts.void_form import VoidForm, voidable
from disclosures.counting.duties import PORTAL, Cadence, Duty
from disclosures.counting.verdicts import DutyStatus
from disclosures.models import ObligationVersion
from disclosures.register import Register, snapshot
from portal import publishing
from portal.events import EventKind
from portal.models import PublicationEvent, Unit
from portal.permissions import may


@dataclass(frozen=True, slots=True)
class Act:
    """A kind of act: its name in addresses, what it writes, its words and its form."""

    slug: str
    kind: EventKind
    title: Any
    hint: Any
    form: type[ActForm]


ACTS: Mapping[str, Act] = {
    one.slug: one
    for one in (
        Act(
            "register-event",
            EventKind.EVENT_REGISTERED,
            lazy("Register an event"),
            lazy("Something happened that must be published: a document signed, a case settled."),
            act_forms.EventForm,
        ),
        Act(
            "item-list",
            EventKind.EVENT_REGISTERED,
            lazy("Enter a decision's list"),
            lazy("A decision announced or ended items: each must be public, or no longer."),
            ListForm,
        ),
        Act(
            "nil-return",
            EventKind.NIL_RETURNED,
            lazy("Sign that there was nothing"),
            lazy("In a period that has ended nothing happened that had to be published."),
            act_forms.NilForm,
        ),
        Act(
            "confirm",
            EventKind.CONFIRMED_CURRENT,
            lazy("Confirm still current"),
            lazy("What is public was checked and still holds."),
            act_forms.ConfirmForm,
        ),
        Act(
            "evidence",
            EventKind.EVIDENCE_GIVEN,
            lazy("Prove publication elsewhere"),
            lazy("It was posted, read out, printed or entered in another system."),
            act_forms.EvidenceForm,
        ),
        Act(
            "not-applicable",
            EventKind.NOT_APPLICABLE,
            lazy("Declare not applicable"),
            lazy("The duty, or one case of it, does not apply, on a legal ground."),
            act_forms.NotApplicableForm,
        ),
        Act(
            "clock",
            EventKind.EXTENDED,
            lazy("Move a deadline"),
            lazy("Extend, stop, resume or begin anew the term of a case, on a legal ground."),
            ClockForm,
        ),
        Act(
            "void",
            EventKind.NOT_APPLICABLE,
            lazy("Declare an entry an error"),
            lazy("What was entered is not true: it stays in the ledger, and counts no more."),
            VoidForm,
        ),
    )
}


def may_read(user: Any, unit: Unit | None) -> bool:
    """Whether `user` may see the staff's page of a duty that `unit` answers for."""
    return may(user, "view_register") or publishing.may_act(
        user, EventKind.EVENT_REGISTERED, unit.code if unit else ""
    )


def available(user: Any, duty: Duty, found: Register, unit: Unit | None) -> list[Act]:
    """The acts that make sense for the duty in the register `found`, of now, and that `user` may
    sign for `unit`."""
    return sensible(duty, found, publishing.may_sign(user, unit.code if unit else ""))


def sensible(
    duty: Duty, found: Register, kinds: Container[EventKind] = frozenset(EventKind)
) -> list[Act]:
    """The acts that make sense for the duty in the register `found`, of now, whoever may sign them;
    only those of `kinds`."""
    return [one for one in ACTS.values() if one.kind in kinds and _makes_sense(one, duty, found)]


def _makes_sense(act: Act, duty: Duty, found: Register) -> bool:
    status = found.statuses[duty.code]
    is_continuous = duty.cadence is Cadence.CONTINUOUS
    if act.form is ListForm and not is_continuous:
        return False
    if act.form is VoidForm:
        return bool(voidable(duty, found))
    match act.kind:
        case EventKind.EXTENDED:
            return bool(clocks(duty, status))
        case EventKind.EVENT_REGISTERED:
            return bool(act_forms.EventForm(duty=duty, status=status).anchor_names)
        case EventKind.NIL_RETURNED:
            return not is_continuous and bool(nil_periods(duty, status))
        case EventKind.CONFIRMED_CURRENT:
            return is_continuous
        case EventKind.EVIDENCE_GIVEN:
            asked = duty.channels
            names = {*asked.all_of, *asked.any_of, *asked.also}
            has_case = is_continuous or bool(status.instances)
            return has_case and (not names or bool(names - {PORTAL}))
    return True


@dataclass(frozen=True, slots=True)
class Signed:
    """An act that was written, and the duty's status before and after it."""

    event: PublicationEvent
    before: DutyStatus
    after: DutyStatus


def sign(act: Act, form: ActForm, *, actor: Any, unit: Unit | None) -> Signed:
    """Write the act of a valid `form` to the ledger. Raises PermissionDenied, PublishingRefused."""
    form.actor = actor
    try:
        with transaction.atomic():
            event = publishing.record_act(
                act.kind, actor=actor, unit_code=unit.code if unit else "", **form.arguments()
            )
    except Exception:
        form.discard()  # bytes are not undone with the transaction
        raise
    return Signed(event, form.status, snapshot().statuses[form.duty.code])


@transaction.atomic
def confirm_rule(version: ObligationVersion, *, actor: Any) -> None:
    """State that a person of the office has checked the text of a rule's version.

    Only a version in force in the register can be confirmed, once. Raises PermissionDenied,
    ValueError.
    """
    if not may(actor, "act_for_any_unit"):
        raise PermissionDenied(_("You may not confirm rules."))
    version = ObligationVersion.objects.select_for_update().get(pk=version.pk)
    if version.superseded_at is not None:
        raise ValueError(_("This text was replaced by another one."))
    if version.confirmed_at is not None:
        raise ValueError(_("This text is confirmed already."))
    version.confirmed_at, version.confirmed_by = timezone.now(), actor
    version.save()
    log(
        instance=version.obligation,
        action="disclosures.confirm_rule",
        user=actor,
        data={"version": version.pk, "rule": version.rule, "legal_basis": version.legal_basis},
    )
