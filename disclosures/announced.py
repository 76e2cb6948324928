"""A decision that was carried out says what *all* is: its list becomes the expected one.

Where a duty says *all* (every procedure in force), the items of the announcing decision are cases
of the duty from then on, owed until they are public, those that the portal lacks among them; what
the decision ends is expected no more. Whoever entered the same list by hand before
(`disclosures.acts.list_form`) has done it.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from disclosures.counting.cases import END
from disclosures.counting.duties import Cadence, Duty
from disclosures.register import LeadUnits, catalogue
from portal.events import Answer, EventKind
from portal.models import PublicationEvent
from portal.publishing.writing import write
from portal.registry import ExpectedList

#: The days that an announcing decision gives to what it announces: when it was signed, and from
#: when on the items are as it says. The pages of the items name the same.
SIGNED, CHANGED = "decision_signed_on", "changed_on"


def register_list(
    sender: Any, *, found: ExpectedList, kind: str, in_force_from: date, actor: Any, **kwargs: Any
) -> None:
    """Receiver of `portal.signals.list_announced`: the list, for every duty that counts by it."""
    if found.signed_on is None:
        return
    today = timezone.localdate()
    units = LeadUnits(today)
    for duty in _counting_by_lists(kind, today):
        unit = units.of(duty)
        days = {SIGNED: found.signed_on, CHANGED: in_force_from}
        anchors = {name: day for name, day in days.items() if name in duty.anchors}
        for codes, ended in ((found.announced, False), (found.ended, True)):
            known = _known(duty.code, found, ended=ended)
            new = [code for code in codes if code not in known]
            if not new:
                continue
            words = _("Ended by %(decision)s") if ended else _("Announced by %(decision)s")
            write(
                EventKind.EVENT_REGISTERED,
                actor=actor,
                unit_code=unit.code if unit else "",
                title=words % {"decision": found.decision},
                answers=[Answer(duty.code, code) for code in new],
                anchors=anchors,
                happened_on=min(today, found.signed_on),
                details={"decision": found.decision, **({"act": END} if ended else {})},
            )


def _counting_by_lists(kind: str, today: date) -> list[Duty]:
    """Standing content of that kind whose items are announced by decisions."""
    return [
        duty
        for duty in catalogue()
        if duty.cadence is Cadence.CONTINUOUS
        and duty.content_type == kind
        and (version := duty.version_on(today)) is not None
        and version.applies
        and SIGNED in duty.anchors
    ]


def _known(code: str, found: ExpectedList, *, ended: bool) -> set[str]:
    """The items for which this very decision is registered already."""
    rows = PublicationEvent.objects.filter(
        kind=EventKind.EVENT_REGISTERED, page_id=None, details__decision=found.decision
    )
    return {
        answer.case
        for event in (row.as_value() for row in rows)
        if event.anchors.get(SIGNED, found.signed_on) == found.signed_on
        and (event.details.get("act") == END) is ended
        for answer in event.answers
        if answer.duty == code
    }
