"""The search's part of `manage.py doctor`: is what can be found exactly what is public?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from portal.doctor import Finding
from search.engines import Engine, EngineUnavailable, IndexState, get_engine
from search.engines.spare import kept
from search.models import OutboxEntry
from search.outbox import MAX_ATTEMPTS, differences, entry_id

#: The worker drains the outbox within seconds; after this it isn't there.
WAITING_ALLOWED = timedelta(minutes=15)
ROWS_AT_A_TIME = 2000


def index_agrees_with_the_pages(now: datetime) -> Iterator[Finding]:
    """Every public page that gives something to search is in the index, and nothing else is.

    Pages that wait in the outbox are left out: `outbox_is_drained` looks after those.
    """
    main = get_engine()
    waiting = {entry_id(pk) for pk in OutboxEntry.objects.values_list("page_id", flat=True)}
    for engine in kept(main):
        # A site may keep two indices; the findings of the spare one say so.
        setting = "SEARCH_URL" if engine is kept(main)[-1] else "SEARCH_FALLBACK_URL"
        yield from _of(engine, setting, waiting)


def _of(engine: Engine, setting: str, waiting: set[str]) -> Iterator[Finding]:
    try:
        state = engine.state()
        found = differences(engine) if state is IndexState.READY else None
    except EngineUnavailable as away:
        state, found = away.state, None
    if found is None:
        yield Finding(
            "search.index-unusable",
            _("The search index can't be used (%(state)s).") % {"state": state},
            setting,
            _("See that the search server runs and answers here.")
            if state is IndexState.AWAY
            else _("Run manage.py search_reindex, and look at the disk and at the rights."),
        )
        return
    where = "" if setting == "SEARCH_URL" else f" ({setting})"
    for identifier in sorted(found.missing - waiting):
        yield Finding(
            "search.entry-lacking",
            _("A public page can't be found by search."),
            f"{identifier}{where}",
            _("Run manage.py search_reindex."),
        )
    for identifier in sorted(found.surplus - waiting):
        yield Finding(
            "search.entry-left",
            _("Search still finds what is no longer public."),
            f"{identifier}{where}",
            _("Run manage.py search_reindex."),
        )


def outbox_is_drained(now: datetime) -> Iterator[Finding]:
    """What was published reaches the index, and no page is given up."""
    given_up = OutboxEntry.objects.filter(attempts__gte=MAX_ATTEMPTS).order_by("pk")
    for entry in given_up.iterator(ROWS_AT_A_TIME):
        yield Finding(
            "search.outbox-failed",
            _("A page can't be written to the search index: %(error)s")
            % {"error": entry.last_error[:300]},
            str(entry),
            _("Put right what the error says, then run manage.py search_reindex."),
        )
    waiting = OutboxEntry.objects.filter(
        attempts__lt=MAX_ATTEMPTS, created_at__lt=now - WAITING_ALLOWED
    ).count()
    if waiting:
        yield Finding(
            "search.outbox-waiting",
            _("Changes wait for the search index and nobody writes them: %(count)s")
            % {"count": waiting},
            _("task worker"),
            _("See that manage.py db_worker runs, and what it prints."),
        )


CHECKS = (index_agrees_with_the_pages, outbox_is_drained)
