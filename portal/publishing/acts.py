"""Acts of the register: what counts without a page, signed for a unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.events import Answer, EventKind
from portal.models import PublicationEvent
from portal.permissions import may, works_for
from portal.publishing.moment import Moment
from portal.publishing.refusals import refused
from portal.publishing.writing import write

# Acts about a duty, and the permission each needs (portal.permissions says who holds it).
PERMISSION_FOR_ACT: Mapping[EventKind, str] = {
    EventKind.EVENT_REGISTERED: "act_for_unit",
    EventKind.NIL_RETURNED: "act_for_unit",
    EventKind.CONFIRMED_CURRENT: "act_for_unit",
    EventKind.EVIDENCE_GIVEN: "act_for_unit",
    EventKind.NOT_APPLICABLE: "act_for_any_unit",
    EventKind.EXTENDED: "act_for_any_unit",
}


@transaction.atomic
def record_act(
    kind: EventKind,
    *,
    actor: Any,
    unit_code: str,
    answers: Iterable[Answer],
    title: str = "",
    anchors: Mapping[str, date] | None = None,
    channel: str = "portal",
    covers_from: date | None = None,
    covers_until: date | None = None,
    happened_on: date | None = None,
    reason: str = "",
    files: Sequence[Mapping[str, Any]] = (),
    details: Mapping[str, Any] | None = None,
    moment: Moment | None = None,
) -> PublicationEvent:
    """Write an act that has no page: an event registered, a nil return, still current, evidence …

    `happened_on` (default today) is the day the act counts for and is never in the future.
    Raises PermissionDenied, PublishingRefused.
    """
    if kind not in PERMISSION_FOR_ACT:
        raise ValueError(f"{kind} is not an act of the register.")
    if not may_act(actor, kind, unit_code):
        raise PermissionDenied(_("You may not sign this for that unit."))
    answers = tuple(answers)
    if not answers:
        raise refused("no_duty", _("Name the duty that this is about."))
    today = moment.happened_on if moment else timezone.localdate()
    happened_on = happened_on or today
    if happened_on > today:
        raise refused("in_the_future", _("The day lies in the future."))
    if kind in {EventKind.NOT_APPLICABLE, EventKind.EXTENDED} and not reason.strip():
        raise refused("reason_missing", _("State the legal ground."))
    return write(
        kind,
        actor=actor,
        unit_code=unit_code,
        title=title,
        answers=answers,
        anchors=anchors or {},
        channel=channel,
        covers_from=covers_from,
        covers_until=covers_until,
        happened_on=happened_on,
        reason=reason.strip(),
        files=files,
        details=details or {},
        moment=moment,
    )


def may_act(user: Any, kind: EventKind, unit_code: str) -> bool:
    """Whether `user` may sign an act of `kind` for the unit."""
    return kind in may_sign(user, unit_code)


def may_sign(user: Any, unit_code: str) -> frozenset[EventKind]:
    """The kinds of act that `user` may sign for the unit."""
    if may(user, "act_for_any_unit"):
        return frozenset(PERMISSION_FOR_ACT)
    if not (may(user, "act_for_unit") and works_for(user, unit_code)):
        return frozenset()
    return frozenset(kind for kind, needs in PERMISSION_FOR_ACT.items() if needs == "act_for_unit")
