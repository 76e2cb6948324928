"""Whatever changes what the public can read puts the page into the outbox."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_slug_changed, post_page_move

from portal.events import EventKind
from portal.signals import ledger_written, pages_changed
from search import outbox


def connect() -> None:
    """Called once, when the app is ready."""
    ledger_written.connect(queue_page_of_event, dispatch_uid="search.ledger_written")
    pages_changed.connect(queue_pages, dispatch_uid="search.pages_changed")
    post_page_move.connect(queue_branch, dispatch_uid="search.post_page_move")
    page_slug_changed.connect(queue_branch, dispatch_uid="search.page_slug_changed")
    post_delete.connect(queue_deleted_page, dispatch_uid="search.post_delete")
    for changed in (post_save, post_delete):
        changed.connect(
            queue_restricted_branch,
            sender=PageViewRestriction,
            dispatch_uid=f"search.restriction.{id(changed)}",
        )


def queue_page_of_event(event: Any, **kwargs: Any) -> None:
    """The event is about a page: its entry may have changed, come or gone."""
    if event.page_id is not None:
        outbox.enqueue([event.page_id])
    if event.kind == EventKind.TAKEN_DOWN:
        # What an engine deletes stays in its files for a while: they are written anew.
        transaction.on_commit(ask_for_rebuild, robust=True)


def ask_for_rebuild() -> None:
    """Have the index built anew in the background."""
    from search.tasks import rebuild_index  # tasks stand above this module

    rebuild_index.enqueue()


def queue_pages(page_ids: list[int], **kwargs: Any) -> None:
    """What the public reads of these pages changed without an event."""
    outbox.enqueue(page_ids)


def queue_branch(instance: Page, **kwargs: Any) -> None:
    """The page's address changed, and with it the addresses of all below it."""
    pages = Page.objects.descendant_of(instance, inclusive=True).live()
    outbox.enqueue(pages.values_list("pk", flat=True))


def queue_restricted_branch(instance: PageViewRestriction, **kwargs: Any) -> None:
    """Who may read the page changed, and search holds only what everybody may."""
    queue_branch(instance.page)


def queue_deleted_page(instance: Any, **kwargs: Any) -> None:
    """A page is gone from the database."""
    if isinstance(instance, Page):
        outbox.enqueue([instance.pk])
