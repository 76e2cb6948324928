"""Taking down (P3): personal or secret data that leaked is purged wherever it is kept; the ledger
keeps the fingerprints, the reason and who decided.

Purged: the page's fields and rows, its revisions and with them all differences, comments, log
entries, numbers, files that nothing else publishes with what was read of them, what features keep
(`registry.purges`), caches, the index, and in the ledger's own rows of this page the title, the
address, the names of files and the notes. Backups are older than the decision: see
docs/operations.md.
"""

from __future__ import annotations

import hashlib
import logging
from typing import Any

from django.core.cache import caches
from django.core.exceptions import PermissionDenied
from django.db import connection, models, transaction
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import COMMENTS_RELATION_NAME, Page, PageLogEntry, TaskState
from wagtail.search import index

from portal import gate, registry
from portal.events import EventKind
from portal.models import BasePage, DocumentNumber, DutyAnswer, PublicationEvent
from portal.permissions import may, stands_once
from portal.publishing.moment import Moment
from portal.publishing.refusals import refused, stays
from portal.publishing.secrecy import fingerprint
from portal.publishing.writing import (
    answers_of_last_publication,
    channel_of_last_publication,
    tell,
    write,
)

logger = logging.getLogger(__name__)

#: What stands in the ledger where a note of a purged page stood; the database allows no other word.
PURGED = "[taken down]"
#: Relations of a page that say nothing but codes.
KEPT_ROWS = frozenset({DutyAnswer})


@transaction.atomic
def take_down(
    page: BasePage, *, actor: Any, reason: str, moment: Moment | None = None
) -> PublicationEvent:
    """Purge `page` for good; its address answers 410 with the public `reason`.

    Raises PermissionDenied, PublishingRefused.
    """
    if connection.vendor == "sqlite":  # what is deleted is overwritten
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")
    Page.objects.select_for_update().get(pk=page.pk)
    page = page.specific_class.objects.get(pk=page.pk)
    if not may(actor, "take_down_publication"):
        raise PermissionDenied(_("You may not take publications down."))
    last = PublicationEvent.objects.last_for_page(page.pk)
    if stands_once(page):
        raise stays(page)
    if last is None:
        raise refused("never_published", _("It was never published: delete the draft instead."))
    if last.kind == EventKind.TAKEN_DOWN:
        raise refused("taken_down", _("It is taken down already."))
    if not reason.strip():
        raise refused("reason_missing", _("Say why it is taken down: the reason is public."))
    drafted = _drafted_files(page)
    details = _fingerprints(page, drafted)
    answers, channel = answers_of_last_publication(page), channel_of_last_publication(page)
    with gate.opened():
        if page.live:
            UnpublishPageAction(page, user=actor, log_action=False).execute(
                skip_permission_checks=True
            )
        _purge_traces(page)
        page = _scrub(page)
    page.purged_files = [file.pk for file in drafted]
    event = write(
        EventKind.TAKEN_DOWN,
        actor=actor,
        page=page,
        channel=channel,
        answers=answers,
        reason=reason.strip(),
        details=details,
        moment=moment,
        send=False,
    )
    _scrub_ledger(event)
    for purge in registry.purges:
        purge(page, event)
    page.after_left_the_web(event)
    tell(event)
    transaction.on_commit(wipe, robust=True)
    return event


def _drafted_files(page: BasePage) -> list[Any]:
    """The files that any revision of the page names, its withheld originals too."""
    found: dict[int, Any] = {}
    for revision in page.revisions.order_by("pk").iterator():
        content = revision.as_object()
        original = getattr(content, "withheld_original", None)
        for file in (*content.published_files(), *([original] if original else ())):
            found[file.pk] = file
    return list(found.values())


def _fingerprints(page: BasePage, drafted: list[Any]) -> dict[str, Any]:
    """What remains of what is purged: hashes of the content, the address and every file."""
    content = page.get_latest_revision_as_object()
    events = PublicationEvent.objects.for_page(page.pk)
    files = {row["sha256"]: row for event in events for row in event.files}
    for file in drafted:
        row = {"id": file.pk, "sha256": file.sha256, "size": file.file_size}
        files.setdefault(file.sha256, row)
    addresses = {event.url_path for event in events} | {page.url_path}
    return {
        "content_sha256": fingerprint(content),
        "address_sha256": sorted(sha256_of_address(one) for one in addresses if one),
        "files": [
            {key: row[key] for key in ("id", "sha256", "size") if key in row}
            for row in files.values()
        ],
    }


def sha256_of_address(url_path: str) -> str:
    """How the ledger names an address that may say what must not be said."""
    return hashlib.sha256(url_path.encode()).hexdigest()


def taken_down_at(url_path: str) -> int | None:
    """The page that was taken down at that address, or None."""
    wanted = sha256_of_address(url_path)
    rows = PublicationEvent.objects.filter(kind=EventKind.TAKEN_DOWN).values_list(
        "page_id", "details"
    )
    return next(
        (page for page, details in rows if wanted in details.get("address_sha256", ())), None
    )


def _purge_traces(page: BasePage) -> None:
    """Revisions, workflow comments, editors' comments, log entries, numbers."""
    PageLogEntry.objects.filter(page=page.pk).update(label=_("Content taken down"), data={})
    TaskState.objects.filter(revision__object_id=str(page.pk)).update(comment="")
    getattr(page, COMMENTS_RELATION_NAME).model.objects.filter(page=page.pk).delete()
    Page.objects.filter(pk=page.pk).update(latest_revision=None, live_revision=None)
    page.revisions.all().delete()
    DocumentNumber.objects.filter(page_id=page.pk).delete()


def _scrub(page: BasePage) -> BasePage:
    """Empty the page's own row and rows. Past `save`: nothing about it is sent anywhere."""
    model, title = type(page), _("Content taken down")
    for relation in get_all_child_relations(model):
        row = relation.related_model
        if row in KEPT_ROWS or relation.get_accessor_name() == COMMENTS_RELATION_NAME:
            continue
        row._base_manager.filter(**{relation.field.name: page.pk}).delete()
    slug = f"go-bo-{page.pk}"
    address = f"{page.url_path.rstrip('/').rpartition('/')[0]}/{slug}/"
    values: dict[str, Any] = {
        field.attname: empty
        for field in model._meta.local_concrete_fields
        if (empty := _empty(field, page)) is not KEEP
    }
    values |= {
        "title": title,
        "draft_title": title,
        "slug": slug,
        "url_path": address,
        "seo_title": "",
        "search_description": "",
        "has_unpublished_changes": False,
        "go_live_at": None,
        "expire_at": None,
    }
    models.QuerySet(model).filter(pk=page.pk).update(**values)
    scrubbed = model.objects.get(pk=page.pk)
    index.insert_or_update_object(scrubbed)
    return scrubbed


KEEP = object()


def _empty(field: models.Field, page: BasePage) -> Any:
    """What a field holds once it is purged; KEEP for what says nothing."""
    if field.primary_key or field.name == "unit":
        return KEEP
    if field.is_relation:
        return None if field.null and field.many_to_one else KEEP
    if field.choices or isinstance(field, models.BooleanField):
        return KEEP
    if isinstance(field, models.CharField | models.TextField):
        return f"go-bo-{page.pk}" if field.unique else ""
    if field.null:
        return None
    return field.get_default() if field.has_default() else KEEP


def _scrub_ledger(event: PublicationEvent) -> None:
    """The one change of the ledger that the database allows (`portal.ledger_guard`)."""
    rows = PublicationEvent.objects.filter(page_id=event.page_id).exclude(pk=event.pk)
    for reason, filtered in ((PURGED, rows.exclude(reason="")), ("", rows.filter(reason=""))):
        models.QuerySet.update(filtered, title="", url_path="", files=[], reason=reason)


def wipe() -> None:
    """After the purge is committed: nothing of it in caches, nor in the free room of an embedded
    database. What fails is said; the purge stands."""
    caches["default"].clear()
    is_sqlite = connection.vendor == "sqlite"
    try:
        with connection.cursor() as cursor:
            if is_sqlite:  # words that were deleted stay in the full-text index until it is merged
                for table in connection.introspection.table_names(cursor):
                    if table.endswith("_fts"):
                        cursor.execute(
                            f"INSERT INTO {table}({table}) VALUES ('optimize')"  # noqa: S608
                        )
            if connection.in_atomic_block:
                return
            cursor.execute("VACUUM")
            if is_sqlite:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except Exception:
        logger.exception("Free room of the database was not wiped after taking down")
