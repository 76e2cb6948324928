"""What the register rests on, as one row of the database: while none of it changes, neither does
the register."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import F, Func, Subquery, Value
from wagtail.models import Site

from disclosures.ledger import LATEST_EVENTS, database
from disclosures.models import Obligation, ObligationVersion
from portal.models import CalendarDay, ConfirmedYear, PublicationEvent, TrackingMove

#: Last id, how many of the latest there are, when the last of them was recorded.
LEDGER_FIGURES = 3


class Stamp(NamedTuple):
    """What the register rests on, as one row: when none of it changed, neither did the register.

    `moves` is the last move of `tracked_from`; None: it was never moved.
    """

    database: str
    tracked_from: date | None
    moves: int | None
    ledger: tuple[Any, ...]
    catalogue: tuple[Any, ...]
    calendar: tuple[Any, ...]

    @classmethod
    def read(cls) -> Stamp:
        """Ask the database, in one query."""
        statement, parameters = _question(connection.vendor)
        with connection.cursor() as cursor:
            cursor.execute(statement, parameters)
            row = cursor.fetchone() or (None,) * (2 + LEDGER_FIGURES)
        (tracked_from, moves), figures = row[:2], row[2:]
        ledger, rest = figures[:LEDGER_FIGURES], figures[LEDGER_FIGURES:]
        half = len(rest) // 2
        return cls(
            database(),
            date.fromisoformat(tracked_from) if isinstance(tracked_from, str) else tracked_from,
            moves,
            ledger,
            rest[:half],
            rest[half:],
        )


@cache
def _question(vendor: str) -> tuple[str, tuple[Any, ...]]:
    """The query of `Stamp`, written out once: putting it together takes longer than asking it."""
    last = _one(PublicationEvent.objects, Func(F("pk"), function="MAX"))
    latest = PublicationEvent.objects.filter(pk__gt=last - Value(LATEST_EVENTS))
    figures = [
        _one(TrackingMove.objects, Func(F("pk"), function="MAX")),
        last,
        _one(latest, Func(F("pk"), function="COUNT")),
        _one(latest, Func(F("recorded_at"), function="MAX")),
    ]
    for model, stamp in (
        (Obligation, "changed_at"),
        (ObligationVersion, "changed_at"),
        (CalendarDay, "entered_at"),
        (ConfirmedYear, "confirmed_at"),
    ):
        figures.append(_one(model.objects, Func(F("pk"), function="COUNT")))
        figures.append(_one(model.objects, Func(F("pk"), function="MAX")))
        figures.append(_one(model.objects, Func(F(stamp), function="MAX")))
    rows = Site.objects.order_by("-is_default_site").values_list(
        "portalsettings__tracked_from", *figures
    )[:1]
    return rows.query.get_compiler(connection.alias).as_sql()


def _one(rows: Any, function: Func) -> Subquery:
    """One figure over `rows`, without the grouping that an aggregate would bring."""
    return Subquery(rows.order_by().values_list(function)[:1])
