"""Each recommendation of a conclusion that states a date is an instance of the compliance duty.

When a conclusion is published, or a correction states another date, the ledger gets an event of the
duty KLTT-TH for the recommendation (`05/KL-SKHCN@2026#2`, counted from one as printed); what the
page then says about it (`outcome`) can be ticked as its answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils import timezone

from disclosures.counting.due import STATED
from disclosures.models import InspectionConclusionPage, Obligation, RecommendationState
from portal.events import ON_THE_WEB, Answer, EventKind
from portal.models import PublicationEvent, User
from portal.publishing import Moment
from portal.publishing.writing import write

COMPLIANCE = "KLTT-TH"
TITLE_LENGTH = 200


def register_recommendations(sender: Any, event: PublicationEvent, **kwargs: Any) -> None:
    """Receiver of `portal.signals.ledger_written`: the recommendations of what was published."""
    if event.kind not in ON_THE_WEB or event.page_kind != InspectionConclusionPage.kind:
        return
    if not Obligation.objects.filter(code=COMPLIANCE).exists():
        return
    page = InspectionConclusionPage.objects.get(pk=event.page_id)
    known = _known(page.pk)
    actor = User.objects.filter(pk=event.actor_id).first()
    # Only a demonstration publishes on another day than today.
    is_past = event.happened_on != timezone.localdate()
    moment = Moment(event.happened_on, event.recorded_at) if is_past else None
    for case, recommendation in cases_of(page):
        if recommendation.due_on is None or known.get(case) == recommendation.due_on:
            continue
        write(
            EventKind.EVENT_REGISTERED,
            actor=actor,
            unit_code=event.unit_code,
            title=recommendation.text[:TITLE_LENGTH],
            answers=[Answer(COMPLIANCE, case)],
            anchors={STATED: recommendation.due_on},
            details={"conclusion": page.pk},
            moment=moment,
        )


def cases_of(page: InspectionConclusionPage) -> Iterator[tuple[str, Any]]:
    """The recommendations of `page`, each with its case key; none before the page has a number."""
    if not page.case_key:
        return
    for number, one in enumerate(page.recommendations.all(), start=1):
        yield f"{page.case_key}#{number}", one


def answered_cases(page: Any) -> list[str]:
    """The recommendations about which `page` says what was done."""
    if not isinstance(page, InspectionConclusionPage):
        return []
    return [
        case
        for case, one in cases_of(page)
        if one.state == RecommendationState.DONE and one.outcome.strip()
    ]


def _known(page_id: int) -> dict[str, date]:
    rows = PublicationEvent.objects.filter(
        kind=EventKind.EVENT_REGISTERED, page_id=None, details__conclusion=page_id
    ).order_by("id")
    return {
        answer.case: event.anchors[STATED]
        for event in (row.as_value() for row in rows)
        for answer in event.answers
    }
