"""The search's part of `manage.py doctor`: is what can be found exactly what is public?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.apps import apps
from django.utils.translation import gettext as _
from wagtail.models import Page

from portal.doctor import Finding, page_named
from portal.models import BasePage
from search.engines import EngineUnavailable, IndexState, get_engine
from search.models import OutboxEntry
from search.outbox import MAX_ATTEMPTS, entry_id

#: The worker drains the outbox within seconds; after this it isn't there.
WAITING_ALLOWED = timedelta(minutes=15)
ROWS_AT_A_TIME = 2000


def index_agrees_with_the_pages(now: datetime) -> Iterator[Finding]:
    """Every public page that gives something to search is in the index, and nothing else is.

    Pages that wait in the outbox are left out: `outbox_is_drained` looks after those.
    """
    engine = get_engine()
    try:
        state = engine.state()
        indexed = set(engine.ids()) if state is IndexState.READY else None
    except EngineUnavailable as away:
        state, indexed = away.state, None
    if indexed is None:
        yield Finding(
            "search.index-unusable",
            _("The search index can't be used (%(state)s).") % {"state": state},
            "SEARCH_URL",
            _("Run manage.py search_reindex, and look at the disk and at the rights."),
        )
        return
    waiting = set(OutboxEntry.objects.values_list("page_id", flat=True))
    indexed -= {entry_id(page_id) for page_id in waiting}
    lacking = []
    for page_id in _searchable_pages():
        if entry_id(page_id) in indexed:
            indexed.discard(entry_id(page_id))
        elif page_id not in waiting:
            lacking.append(page_id)
    for page in _giving_an_entry(lacking):
        yield Finding(
            "search.entry-lacking",
            _("A public page can't be found by search."),
            page_named(page.pk, page.title),
            _("Run manage.py search_reindex."),
        )
    for left in sorted(indexed):
        yield Finding(
            "search.entry-left",
            _("Search still finds what is no longer public."),
            left,
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


def _searchable_pages() -> Iterator[int]:
    """The public pages of the types that give something to search."""
    types = [
        model
        for model in apps.get_models()
        if issubclass(model, BasePage) and model.search_entry is not BasePage.search_entry
    ]
    pages = Page.objects.live().public().type(*types).order_by("pk")
    return pages.values_list("pk", flat=True).iterator(ROWS_AT_A_TIME)


def _giving_an_entry(page_ids: Iterable[int]) -> Iterator[BasePage]:
    """Those of the pages that give an entry: one may decide to give none."""
    pages = Page.objects.filter(pk__in=list(page_ids)).specific().order_by("pk")
    return (page for page in pages.iterator(ROWS_AT_A_TIME) if page.search_entry() is not None)


CHECKS = (index_agrees_with_the_pages, outbox_is_drained)
