"""What the templates of disclosures say in words about conclusions and their follow-up."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from disclosures.models import RecommendationState
from disclosures.status import DUE_SOON_DAYS, InstanceStatus
from portal.calendar import Calendar

register = template.Library()


@register.filter
def follow_up_words(code: str) -> str:
    """The same in words."""
    return {
        RecommendationState.DONE: _("Carried out"),
        InstanceStatus.OPEN: _("Not yet carried out"),
        InstanceStatus.DUE_SOON: _("Not yet carried out, due soon"),
        InstanceStatus.OVERDUE: _("Overdue"),
    }.get(code, code)


@register.simple_tag
def followed_up(page: Any, calendar: Calendar) -> list[Any]:
    """The recommendations of a conclusion, each with its follow-up (`records`, oldest first;
    `follow_up`, the code of its state today)."""
    recommendations = list(page.recommendations.all())
    records = sorted(page.compliance_records.all(), key=lambda one: one.happened_on)
    today = timezone.localdate()
    for number, one in enumerate(recommendations, start=1):
        one.records = [record for record in records if record.recommendation == number]
        one.follow_up = follow_up(one.state, one.due_on, today, calendar)
    return recommendations


def follow_up(state: str, due_on: date | None, today: date, calendar: Calendar) -> str:
    """Code of a recommendation's state (see components/status.html). Due soon begins when the
    register says so of its instance (disclosures/status.py)."""
    if state == RecommendationState.DONE:
        return RecommendationState.DONE.value
    if due_on is None:
        return InstanceStatus.OPEN.value
    if due_on < today:
        return InstanceStatus.OVERDUE.value
    is_soon = today >= calendar.subtract(due_on, DUE_SOON_DAYS)
    return (InstanceStatus.DUE_SOON if is_soon else InstanceStatus.OPEN).value
