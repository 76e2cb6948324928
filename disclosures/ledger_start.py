"""Where a new process begins to read the ledger: the journal of a long ledger is kept in the cache
for what may be lost, and a process goes on from there as from what it read itself.

The ledger is append-only, so that what was kept stays true. It is looked at all the same: figures
over all rows that were kept (`figures_until`) must be what they were, and `disclosures.ledger`
compares the latest rows one by one. Whatever doesn't fit is left aside, and everything is read.
What is taken down leaves the cache with everything else in it (`portal.publishing.takedown`).
"""

from __future__ import annotations

import logging
from typing import Any

from django.core.cache import cache
from django.db import connection
from django.db.models import Count, Max, Sum
from django.db.models.functions import Length

from disclosures.counting.journal import EMPTY, Journal
from disclosures.counting.packing import SHAPE, packed, unpacked
from portal.collecting import collector_paused
from portal.models import PublicationEvent

logger = logging.getLogger(__name__)

#: So many rows more than were kept make it worth keeping them anew. Fewer are read in no time.
WORTH_KEEPING = 5000
KEY = "disclosures.ledger"
#: How far what is kept goes; to ask for that is not to read it all.
KEY_OF_FIGURES = "disclosures.ledger.figures"


def figures_until(last: int) -> dict[str, Any]:
    """What one query says of the rows up to the id `last`: how many, the sum of their ids, when the
    last was recorded, and how much the texts hold that the database lets a takedown empty."""
    found = PublicationEvent.objects.filter(pk__lte=last).aggregate(
        rows=Count("pk"),
        ids=Sum("pk"),
        recorded=Max("recorded_at"),
        titles=Sum(Length("title")),
        reasons=Sum(Length("reason")),
    )
    return {"last": last, **found}


def beginning(database: str) -> Journal:
    """The journal that was kept of the ledger of `database`; an empty one if none is, or if the
    ledger isn't the one it was made of. One query if one is kept, none otherwise."""
    figures = _true_figures(database)
    kept = cache.get(KEY) if figures else None
    if not kept or kept["figures"] != figures:  # another one took its place
        return EMPTY
    try:
        return unpacked(kept["journal"])
    except (LookupError, TypeError, ValueError):
        logger.exception("The ledger that was kept cannot be unpacked; it is read anew")
        return EMPTY


def keep(database: str, journal: Journal) -> bool:
    """Keep `journal` for processes to come. False where it isn't all of the ledger as committed."""
    if _is_undecided() or not journal.events:
        return False
    figures = figures_until(max(journal.events))
    if figures["rows"] != len(journal.events):  # a row with a lower id came meanwhile
        return False
    figures |= {"database": database, "shape": SHAPE}
    with collector_paused:
        value = {"figures": figures, "journal": packed(journal)}
    cache.set(KEY, value, timeout=None)
    cache.set(KEY_OF_FIGURES, figures, timeout=None)
    if not _true_figures(database):  # taken down meanwhile: it must not stay here
        forget()
        return False
    return True


def is_due(database: str) -> bool:
    """Whether so much was written since that keeping it is worth it. Two queries."""
    figures = _true_figures(database)
    kept = figures["rows"] if figures else 0
    return PublicationEvent.objects.count() - kept >= WORTH_KEEPING


def forget() -> None:
    """Keep nothing."""
    cache.delete_many([KEY, KEY_OF_FIGURES])


def _is_undecided() -> bool:
    """Whether what is read now may still be undone."""
    return connection.in_atomic_block


def _true_figures(database: str) -> dict[str, Any] | None:
    """The figures of what was kept, if the ledger of `database` still has the same ones."""
    figures = cache.get(KEY_OF_FIGURES)
    if not figures or (figures["database"], figures["shape"]) != (database, SHAPE):
        return None
    return figures if figures_until(figures["last"]).items() <= figures.items() else None
