"""What happens to a notice: received, answered, released, declined, set apart.

Each verb checks who may, whether the state allows it, and whether somebody else changed the notice
meanwhile; it writes in one transaction and logs that it was done, never a word of the text.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Site

from disclosures import permissions
from disclosures.missing import mailing, tracking
from disclosures.missing.states import MissingState, may_become
from disclosures.models import MissingNotice, SetApartNotice
from disclosures.register import LeadUnits, catalogue
from portal.models import PortalSettings, Unit, office_calendar


class NotNow(Exception):
    """The notice is in a state in which this can't be done, or somebody else changed it."""


def receive(
    duty: str, question: str, email: str, found: tracking.Seal, now: datetime
) -> tuple[MissingNotice, str]:
    """Keep what a reader sent, with the day its answer is due; the notice and its tracking code.

    The same form sent twice is the same notice.
    """
    code = tracking.code_of(found)
    notice, _is_new = MissingNotice.objects.get_or_create(
        code_digest=tracking.digest_of(code),
        defaults={
            "duty_code": duty,
            "question": question,
            "email": email,
            "received_at": now,
            "due_on": office_calendar().add_working_days(
                timezone.localdate(now), answer_within_days()
            ),
        },
    )
    return notice, code


def answer_within_days() -> int:
    """Working days within which a notice is answered: a rule of the house, set by the office."""
    site = Site.objects.filter(is_default_site=True).first()
    return PortalSettings.for_site(site).missing_answer_days if site else 10


def unit_of(notice: MissingNotice, units: LeadUnits | None = None) -> Unit | None:
    """The unit that answers for the notice's duty today; None when nobody does."""
    units = units or LeadUnits(timezone.localdate())
    duty = next((one for one in catalogue() if one.code == notice.duty_code), None)
    return units.of(duty) if duty else None


def answer(
    notice: MissingNotice, *, actor: Any, text: str, shown_question: str, seen: str
) -> MissingNotice:
    """Answer the sender; `shown_question` is how the public is to read the question.

    Raises PermissionDenied, NotNow. `seen` (here and below): `stamp` of the notice as it was shown.
    """

    def change(one: MissingNotice, now: datetime) -> None:
        one.answer, one.shown_question = text, shown_question
        one.answered_at, one.answered_by = now, actor
        if one.email:
            transaction.on_commit(partial(mailing.send_answer.enqueue, one.pk))

    return _change(notice, MissingState.ANSWERED, actor, seen, change)


def release(notice: MissingNotice, *, actor: Any, seen: str) -> MissingNotice:
    """Make question and answer public on the duty's page. Raises PermissionDenied, NotNow."""

    def change(one: MissingNotice, now: datetime) -> None:
        one.released_at, one.released_by = now, actor

    return _change(notice, MissingState.RELEASED, actor, seen, change)


def decline(notice: MissingNotice, *, actor: Any, text: str, seen: str) -> MissingNotice:
    """Close what is no question about what must be public; `text` tells its sender why.

    Raises PermissionDenied, NotNow.
    """

    def change(one: MissingNotice, now: datetime) -> None:
        one.answer = text
        one.closed_at, one.closed_by = now, actor
        if one.email:
            transaction.on_commit(partial(mailing.send_answer.enqueue, one.pk))

    return _change(notice, MissingState.DECLINED, actor, seen, change)


def set_apart(notice: MissingNotice, *, actor: Any, seen: str) -> MissingNotice:
    """Take the text of what concerns a person out of everybody's sight, public or not before.

    Raises PermissionDenied, NotNow.
    """

    def change(one: MissingNotice, now: datetime) -> None:
        SetApartNotice.objects.create(
            notice=one, question=one.question, answer=one.answer, email=one.email
        )
        one.question = one.shown_question = one.answer = one.email = ""
        one.closed_at, one.closed_by = now, actor

    return _change(notice, MissingState.SET_APART, actor, seen, change)


@transaction.atomic
def read_set_apart(notice: MissingNotice, *, actor: Any) -> SetApartNotice:
    """The text of a notice set apart; that it was read is logged, and by whom first.

    Raises PermissionDenied.
    """
    if not permissions.may_read_set_apart(actor):
        raise PermissionDenied(_("You may not read what was set apart."))
    found = SetApartNotice.objects.select_for_update().get(notice=notice)
    if found.read_at is None:
        found.read_at, found.read_by = timezone.now(), actor
        found.save()
    log(instance=notice, action="disclosures.missing_read", user=actor)
    return found


def stamp(notice: MissingNotice) -> str:
    """Tells two states of a notice apart, for forms."""
    return notice.changed_at.isoformat()


@transaction.atomic
def _change(
    notice: MissingNotice,
    state: MissingState,
    actor: Any,
    seen: str,
    change: Callable[[MissingNotice, datetime], None],
) -> MissingNotice:
    one = MissingNotice.objects.select_for_update().get(pk=notice.pk)
    if not permissions.may_answer_missing(actor, unit_of(one)):
        raise PermissionDenied(_("You may not answer for that unit."))
    if seen != stamp(one):
        raise NotNow(_("Somebody else changed this meanwhile. Look at it again."))
    if not may_become(one.state, state):
        raise NotNow(_("This can't be done any more. Look at it again."))
    change(one, timezone.now())
    one.state = state
    one.save()
    log(instance=one, action=f"disclosures.missing_{state.value}", user=actor)
    return one
