"""What the public sees of notices: released ones, and how many still wait."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q

from disclosures.models import MissingNotice

#: Released notices on a page of a duty.
PER_PAGE = 10


def released(duty: str, number: str | None) -> Page:
    """Page `number` of the released notices about a duty, the latest first."""
    rows = MissingNotice.objects.of_duty(duty).public()
    fields = ("shown_question", "answer", "received_at", "released_at", "pk")
    return Paginator(rows.only(*fields), PER_PAGE).get_page(number)


def waiting_counts(day: date, duty: str | None = None) -> dict[str, Any]:
    """`waiting`: how many notices (about a duty, or all) wait for an answer; `overdue`: how many
    too long."""
    rows = MissingNotice.objects.waiting()
    if duty is not None:
        rows = rows.of_duty(duty)
    return rows.aggregate(waiting=Count("pk"), overdue=Count("pk", filter=Q(due_on__lt=day)))
