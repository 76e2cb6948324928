"""What the templates of disclosures say in words about conclusions and their follow-up."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

register = template.Library()

#: Days before its date from which a recommendation is shown as due soon.
SOON_DAYS = 14


@register.filter
def follow_up(recommendation: Any) -> str:
    """Code of a recommendation's state today (see components/status.html)."""
    if recommendation.state == "done":
        return "done"
    if recommendation.due_on is None:
        return "open"
    today = timezone.localdate()
    if recommendation.due_on < today:
        return "overdue"
    return "due_soon" if recommendation.due_on <= today + timedelta(days=SOON_DAYS) else "open"


@register.filter
def follow_up_words(code: str) -> str:
    """The same in words."""
    return {
        "done": _("Carried out"),
        "open": _("Not yet carried out"),
        "due_soon": _("Not yet carried out, due soon"),
        "overdue": _("Overdue"),
    }.get(code, code)


@register.simple_tag
def conclusion_facts(page: Any) -> list[dict[str, Any]]:
    """The summary card of a conclusion."""
    signed = page.signed_on.strftime("%d/%m/%Y") if page.signed_on else ""
    facts = [
        {"term": _("Number"), "value": page.number},
        {"term": _("Signed on"), "value": signed},
        {"term": _("Signer"), "value": page.signer, "note": page.signer_title},
        {"term": _("Inspected"), "value": page.body_inspected},
    ]
    return [fact for fact in facts if fact["value"]]
