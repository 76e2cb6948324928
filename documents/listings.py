"""Which files are public: derived from the ledger, never decided here.

A file is public while the publication of a page that holds now lists it. The events say which
that is: `published` and `corrected` replace the page's list, `withdrawn`, `expired` and
`taken_down` end it. Other events may list files too (evidence); those are kept, not public.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation
from wagtail.models import Page
from wagtail.search import index

from documents import messages
from documents.models import FileNotAsRecorded, IncomingDocument, OfficialFile, PublishedFile
from documents.originals import is_original
from portal.events import OFF_THE_WEB, ON_THE_WEB, PAGE_KINDS, EventKind
from portal.models import PublicationEvent


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a rebuild found: listings written, those of them current, files no longer known."""

    listings: int
    current: int
    missing: int


def is_public(file: OfficialFile) -> bool:
    """Whether a visitor may read the file now."""
    return public_page_of(file) is not None


def public_page_of(file: OfficialFile) -> Page | None:
    """A page that makes the file public now; None when none does.

    Needed: a current listing, by a page that is live and not restricted, and a collection that
    is not restricted either.
    """
    if not file.file or is_original(file):
        return None
    page_ids = list(file.listings.current().values_list("page_id", flat=True))
    if not page_ids:
        return None
    page = Page.objects.live().public().filter(pk__in=page_ids).order_by("pk").first()
    if page is None or file.collection.get_view_restrictions().exists():
        return None
    return page


@transaction.atomic
def apply_event(event: PublicationEvent) -> int:
    """Bring the listings up to one more event; returns how many of its files are not known.

    Runs in the transaction that wrote the event. Applying an event twice changes nothing. Raises
    `FileNotAsRecorded`, which undoes that transaction, when a file was replaced since the event
    was written down.
    """
    kind = EventKind(event.kind)
    is_current = kind in ON_THE_WEB
    if kind in PAGE_KINDS:
        PublishedFile.objects.of_page(event.page_id).current().update(is_current=False)
    wanted = {row["id"]: row for row in event.files if isinstance(row.get("id"), int)}
    known = OfficialFile.objects.select_for_update().filter(pk__in=wanted).order_by("pk")
    for file in known:
        if file.sha256 != wanted[file.pk].get("sha256"):
            raise FileNotAsRecorded.of(file)
        PublishedFile.objects.update_or_create(
            file=file,
            event_id=event.pk,
            defaults={"page_id": event.page_id, "is_current": is_current},
        )
    if kind == EventKind.TAKEN_DOWN:
        purge_files_of(event)
    return len(wanted) - len(known)


@transaction.atomic
def rebuild() -> Rebuilt:
    """Throw all listings away and derive them again from the ledger, oldest event first."""
    # The verbs lock their page too: nothing is published between the deletion and the reading.
    list(Page.objects.select_for_update().order_by("pk").values_list("pk", flat=True))
    PublishedFile.objects.all().delete()
    missing = 0
    events = PublicationEvent.objects.order_by("id")
    for event in events.iterator(chunk_size=2000):
        if event.files or event.kind in OFF_THE_WEB or event.kind in ON_THE_WEB:
            missing += apply_event(event)
    return Rebuilt(
        listings=PublishedFile.objects.count(),
        current=PublishedFile.objects.current().count(),
        missing=missing,
    )


def purge_files_of(event: PublicationEvent) -> None:
    """Remove for good the content of every file that a page taken down ever listed (P3).

    A file that another page's current publication lists stays until that page is taken down too.
    What remains is the fingerprint, in the file's row and in the ledger.
    """
    files = OfficialFile.objects.filter(listings__page_id=event.page_id).exclude(file="")
    for file in files.exclude(listings__is_current=True).distinct():
        _purge(file, event)


def purge_named(page: Any, event: PublicationEvent) -> None:
    """For `registry.purges`: files that drafts of the page named, and its withheld original."""
    files = OfficialFile.objects.filter(pk__in=getattr(page, "purged_files", ())).exclude(file="")
    for file in files.exclude(listings__is_current=True).distinct():
        _purge(file, event)


def _purge(file: OfficialFile, event: PublicationEvent) -> None:
    storage, name = file.file.storage, file.file.name
    with translation.override(settings.LANGUAGE_CODE):
        title = str(messages.REMOVED_TITLE)
    file.tags.clear()
    IncomingDocument.objects.filter(file=file).delete()
    file.readings.all().delete()  # its text, its readable page and its copy
    # The one change of a listed file; it goes past the guards of `save` and `update` knowingly.
    QuerySet.update(
        OfficialFile.objects.filter(pk=file.pk),
        file="",
        title=title,
        original_name="",
        is_readable=False,
        removed_by_event=event.pk,
    )
    index.insert_or_update_object(OfficialFile.objects.get(pk=file.pk))  # the admin's own search
    transaction.on_commit(lambda: storage.delete(name))
