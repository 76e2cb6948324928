"""The documents' part of `manage.py doctor`: do the stored bytes and the listings of files agree
with the ledger?"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.core.files.storage import Storage
from django.db.models import Exists, Max, OuterRef
from django.utils.translation import gettext as _

from documents import sandbox
from documents.models import FileReading, OfficialFile, PublishedFile
from documents.readers import ReaderRefused
from documents.safety import sha256_of
from documents.storage import official_files
from portal.doctor import Finding, page_named, side_by_side
from portal.events import ON_THE_WEB
from portal.models import PublicationEvent

#: The bytes of an upload are stored before its row: what is younger may still be arriving.
ARRIVING = timedelta(hours=1)
ROWS_AT_A_TIME = 2000


def listings_agree_with_the_ledger(now: datetime) -> Iterator[Finding]:
    """The files that the last publication of each public page lists, and only they, are public."""
    of_pages = PublicationEvent.objects.of_pages().order_by()
    last = of_pages.values("page_id").annotate(last=Max("pk")).values("last")
    events = (
        PublicationEvent.objects.filter(pk__in=last, kind__in=sorted(ON_THE_WEB))
        .order_by("page_id")
        .values_list("page_id", "title", "pk", "files")
        .iterator(ROWS_AT_A_TIME)
    )
    listings = (
        PublishedFile.objects.current()
        .order_by("page_id")
        .values_list("page_id", "event_id", "file_id", "file__sha256")
        .iterator(ROWS_AT_A_TIME)
    )
    for page_id, (event, listed) in side_by_side(events, listings):
        _page, title, event_id, files = event[0] if event else (page_id, "", None, [])
        wanted = {(event_id, row["id"], row["sha256"]) for row in files}
        there = {row[1:] for row in listed}
        if there - wanted:
            yield Finding(
                "documents.listing-left",
                _("A file is public that no publication of today lists: %(files)s")
                % {"files": _ids(there - wanted)},
                page_named(page_id, title),
                _("Run manage.py rebuild_published_files; if it refuses, a file was exchanged."),
            )
        if wanted - there:
            yield Finding(
                "documents.listing-lacking",
                _("A file of a public page can't be read by anybody: %(files)s")
                % {"files": _ids(wanted - there)},
                page_named(page_id, title),
                _("Run manage.py rebuild_published_files; a file it doesn't know is in a backup."),
            )


def _ids(rows: set[tuple[Any, int, str]]) -> str:
    return ", ".join(sorted(f"#{file_id}" for _event, file_id, _sha256 in rows))


def stored_files_are_as_recorded(now: datetime) -> Iterator[Finding]:
    """Every file is in the storage, the public ones byte for byte, and nothing else lies there."""
    storage = official_files()
    # Names only: a hundred thousand of them take some ten megabytes.
    left = set(_names_in(storage))
    current = PublishedFile.objects.current().filter(file=OuterRef("pk"))
    files = OfficialFile.objects.exclude(file="").annotate(is_listed_now=Exists(current))
    for file in files.order_by("pk").iterator(ROWS_AT_A_TIME):
        where = _("file %(id)s “%(name)s” (%(stored)s)") % {
            "id": file.pk,
            "name": file.filename,
            "stored": file.file.name,
        }
        if file.file.name not in left:
            yield Finding(
                "documents.file-missing",
                _("A stored file is not there."),
                where,
                _("Restore it from a backup."),
            )
        elif file.is_listed_now and _sha256(storage, file.file.name) != file.sha256:
            yield Finding(
                "documents.file-changed",
                _("A published file is not what was published: its fingerprint differs."),
                where,
                _("Restore the original from a backup, and find out who changed it."),
            )
        left.discard(file.file.name)
    left.difference_update(FileReading.objects.exclude(copy="").values_list("copy", flat=True))
    for name in sorted(left):
        if now - storage.get_modified_time(name) > ARRIVING:
            yield Finding(
                "documents.file-orphan",
                _("A stored file belongs to no document."),
                name,
                _("An upload was interrupted, or a row was deleted: look at it, then remove it."),
            )


def _sha256(storage: Storage, name: str) -> str:
    with storage.open(name, "rb") as stored:
        return sha256_of(stored)


def _names_in(storage: Storage, folder: str = "") -> Iterator[str]:
    try:
        folders, names = storage.listdir(folder)
    except FileNotFoundError:  # nothing was ever stored
        return
    yield from (posixpath.join(folder, name) for name in names)
    for name in folders:
        yield from _names_in(storage, posixpath.join(folder, name))


#: What binds native code too; Python's own refusal does not (`documents.sandbox.isolation`).
_BY_THE_KERNEL = frozenset({"namespace", "filter"})


def readers_are_kept_from_the_network(now: datetime) -> Iterator[Finding]:
    """What parses strangers' files has given up the network by means of the kernel."""
    try:
        means = sandbox.call("isolation", Path(os.devnull), limits=sandbox.LOOKING)
    except ReaderRefused:
        means = []
    if not isinstance(means, list) or not _BY_THE_KERNEL & set(map(str, means)):
        yield Finding(
            "documents.reader-not-apart",
            _("What reads files is not kept from the network by the system's kernel."),
            "",
            _("Use Linux on x86-64 or ARM64 with seccomp, or allow user namespaces."),
        )


CHECKS = (
    listings_agree_with_the_ledger,
    stored_files_are_as_recorded,
    readers_are_kept_from_the_network,
)
