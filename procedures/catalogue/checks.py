"""When each procedure was last confirmed to hold, from the ledger; and confirming several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal import publishing
from portal.collation import sort_key
from portal.events import Answer, EventKind
from portal.models import PublicationEvent
from portal.registry import Refusal
from procedures.models import ProcedurePage


def last_checks() -> dict[str, date]:
    """The last day on which each code was confirmed to hold. One query."""
    found: dict[str, date] = {}
    events = PublicationEvent.objects.filter(kind=EventKind.CONFIRMED_CURRENT)
    for answers, day in events.values_list("answers", "happened_on"):
        for answer in answers:
            case = answer.get("case", "")
            if case and found.get(case, date.min) < day:
                found[case] = day
    return found


@transaction.atomic
def confirm_current(pages: Sequence[ProcedurePage], actor: Any, note: str) -> int:
    """Sign that what is public of these procedures still holds: one act for each unit, naming every
    duty and case that their publications answered as standing items. Returns how many procedures.

    Raises PermissionDenied, PublishingRefused.
    """
    by_unit: dict[str, list[ProcedurePage]] = {}
    refusals = []
    for page in pages:
        if not page.live or page.unit is None or not _standing(page):
            refusals.append(
                Refusal(
                    "not_confirmable",
                    _("%(code)s is not public, has no unit or answers no standing duty.")
                    % {"code": page.code},
                )
            )
            continue
        by_unit.setdefault(page.unit.code, []).append(page)
    if refusals:
        raise publishing.PublishingRefused(refusals)
    for unit_code, group in by_unit.items():
        publishing.record_act(
            EventKind.CONFIRMED_CURRENT,
            actor=actor,
            unit_code=unit_code,
            title=_("Procedures checked: %(n)s") % {"n": len(group)},
            answers=[answer for page in group for answer in _standing(page)],
            reason=note,
            details={"codes": [page.code for page in group]},
        )
    return sum(len(group) for group in by_unit.values())


def _standing(page: ProcedurePage) -> list[Answer]:
    """What the page answers as an item that stands: cases that are its own code."""
    return [answer for answer in page.answers() if answer.case == page.code]


def chosen_pages(ids: Iterable[str]) -> list[ProcedurePage]:
    """The procedures with these ids, as a form sends them; what is no id is ignored."""
    numbers = {int(one) for one in ids if one.isascii() and one.isdigit() and len(one) < 10}
    pages = ProcedurePage.objects.filter(pk__in=numbers).select_related("unit", "field")
    return sorted(pages.prefetch_related("duty_answers"), key=lambda page: sort_key(page.title))
