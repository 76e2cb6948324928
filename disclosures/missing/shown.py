"""What the public sees of notices: released ones, and how many still wait."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q

from disclosures.missing.states import MissingState
from disclosures.models import MissingNotice

#: Released notices on a page of a duty.
PER_PAGE = 10


class _Counted(Paginator):
    """A paginator that was told how many there are."""

    def __init__(self, rows: Any, per_page: int, count: int) -> None:
        super().__init__(rows, per_page)
        self.count = count


def notices_about(duty: str, day: date, number: str | None) -> dict[str, Any]:
    """What the page of a duty shows of its notices: `notices`, page `number` of the released ones,
    the latest first; `notices_waiting`, as `waiting_counts`. One query while none is released."""
    mine = MissingNotice.objects.of_duty(duty)
    waiting = Q(state=MissingState.WAITING)
    counts = mine.aggregate(
        released=Count("pk", filter=Q(state=MissingState.RELEASED)),
        waiting=Count("pk", filter=waiting),
        overdue=Count("pk", filter=waiting & Q(due_on__lt=day)),
    )
    fields = ("shown_question", "answer", "received_at", "released_at", "pk")
    shown = _Counted(mine.public().only(*fields), PER_PAGE, counts.pop("released"))
    return {"notices": shown.get_page(number), "notices_waiting": counts}


def waiting_counts(day: date) -> dict[str, Any]:
    """`waiting`: how many notices wait for an answer; `overdue`: how many too long."""
    rows = MissingNotice.objects.waiting()
    return rows.aggregate(waiting=Count("pk"), overdue=Count("pk", filter=Q(due_on__lt=day)))
