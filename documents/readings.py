"""Readings of files: asked for, done in the background with visible progress, stopped, kept.

`ask` answers at once; a worker of the queue `reading` does the work (`documents.tasks`), so that a
thick scan keeps nobody else's mail or index waiting. Doing it again changes nothing unless the
readers got better, OCR came to this machine, or somebody says `again`.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.files import File
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from documents.filetypes import FileType
from documents.intake import Cancelled, DocumentRead, Step, read_document
from documents.models import FileReading, OfficialFile, PublishedFile, ReadingState, ReadPage
from documents.models.readings import READER_VERSION
from documents.readers import Trouble, ocr
from portal.signals import pages_changed

log = logging.getLogger(__name__)

#: A reading whose worker was silent so long has lost it (killed, or the machine restarted).
LOST_AFTER = timedelta(minutes=15)
#: Progress is written down so often.
_EVERY = timedelta(seconds=1)
_READ_AT_ONCE = 1 << 20


def ask(file: OfficialFile, *, user: Any = None, again: bool = False) -> FileReading:
    """The reading of `file`: the one that is there or under way, else a new one, queued.

    `again`: a new one even where nothing has changed.
    """
    from documents.tasks import read_file  # tasks stand above this module

    under_way = file.readings.under_way().first()
    if under_way is not None:
        return under_way
    last = file.readings.order_by("-number").first()
    if last is not None and not again and not _is_outdated(last):
        return last
    try:
        with transaction.atomic():
            number = file.readings.aggregate(last=Max("number"))["last"] or 0
            reading = FileReading.objects.create(
                file=file,
                number=number + 1,
                asked_by=user if getattr(user, "pk", None) else None,
                asked_at=timezone.now(),
            )
            transaction.on_commit(lambda: read_file.enqueue(reading.pk))
    except IntegrityError:  # somebody else asked in the same moment
        return file.readings.under_way().get()
    return reading


def cancel(reading: FileReading) -> None:
    """Stop a reading: at once while it waits, within seconds while it runs."""
    now = timezone.now()
    waiting = FileReading.objects.filter(pk=reading.pk, state=ReadingState.WAITING)
    if not waiting.update(state=ReadingState.CANCELLED, ended_at=now):
        FileReading.objects.filter(pk=reading.pk, state=ReadingState.RUNNING).update(
            is_cancel_asked=True
        )


def perform(reading_id: int) -> None:
    """Do a reading that waits; nothing when it is done, running or was stopped."""
    now = timezone.now()
    waiting = FileReading.objects.filter(pk=reading_id, state=ReadingState.WAITING)
    if not waiting.update(state=ReadingState.RUNNING, started_at=now, beat_at=now):
        return
    reading = FileReading.objects.select_related("file").get(pk=reading_id)
    reading.with_ocr = not ocr.why_not()
    try:
        with local_copy(reading.file) as (path, folder):
            read = read_document(
                path, FileType(reading.file.file_type), folder, progress=_Progress(reading)
            )
            _keep(reading, read)
    except Cancelled:
        _end(reading, ReadingState.CANCELLED)
    except OSError:
        log.exception("The stored bytes of file %s cannot be read", reading.file_id)
        reading.troubles = {Step.TEXT.value: {"code": Trouble.NOT_THERE.value, "params": {}}}
        _end(reading, ReadingState.FAILED)
    except Exception:
        log.exception("The reading of file %s failed", reading.file_id)
        reading.troubles = {Step.TEXT.value: {"code": Trouble.CRASHED.value, "params": {}}}
        _end(reading, ReadingState.FAILED)
    if reading.state == ReadingState.DONE:
        _tell_search(reading.file_id)


def catch_up() -> None:
    """With every run of the timer: readings that lost their worker are put back, once."""
    silent = timezone.now() - LOST_AFTER
    for reading in FileReading.objects.filter(state=ReadingState.RUNNING, beat_at__lt=silent):
        reading.troubles = {Step.TEXT.value: {"code": Trouble.INTERRUPTED.value, "params": {}}}
        _end(reading, ReadingState.FAILED)
        before = reading.file.readings.filter(number=reading.number - 1).first()
        if before is None or not _was_interrupted(before):
            ask(reading.file, again=True)


def _was_interrupted(reading: FileReading) -> bool:
    return reading.troubles.get(Step.TEXT.value, {}).get("code") == Trouble.INTERRUPTED.value


def _is_outdated(reading: FileReading) -> bool:
    if reading.state in (ReadingState.CANCELLED, ReadingState.FAILED):
        return False  # it would end the same way; whoever wants it says `again`
    lacked_ocr = Trouble.NO_OCR.value in reading.notes and not ocr.why_not()
    return reading.reader_version < READER_VERSION or lacked_ocr


class _Progress:
    """Writes down how far a reading is, and stops it when somebody asked for that."""

    def __init__(self, reading: FileReading) -> None:
        self.reading = reading
        self.written_at = timezone.now() - _EVERY

    def __call__(self, done: int, total: int | None) -> None:
        now = timezone.now()
        if now - self.written_at < _EVERY:
            return
        self.written_at = now
        self.reading.pages_done, self.reading.pages_total = done, total
        rows = FileReading.objects.filter(pk=self.reading.pk, state=ReadingState.RUNNING)
        rows.update(pages_done=done, pages_total=total, beat_at=now)
        if not rows.filter(is_cancel_asked=False).exists():
            raise Cancelled


@contextmanager
def local_copy(file: OfficialFile) -> Iterator[tuple[Path, Path]]:
    """The bytes as a file of this machine under a name that tells nothing, and a folder for what
    is made of them: the storage may be far away, and parsers never touch the original."""
    with tempfile.TemporaryDirectory(prefix="reading-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        path = folder / f"original.{file.file_type}"
        with file.file.storage.open(file.file.name, "rb") as stored, path.open("wb") as local:
            shutil.copyfileobj(stored, local, _READ_AT_ONCE)
        work = folder / "work"
        work.mkdir()
        yield path, work


def _keep(reading: FileReading, read: DocumentRead) -> None:
    """Store what was read, all of it or nothing."""
    failed = Step.TEXT.value in read.troubles and not read.pages
    reading.text_source = read.text_source.value
    reading.is_paged = read.is_paged
    reading.notes = read.notes
    reading.troubles = read.troubles
    reading.metadata = read.metadata
    reading.signatures = read.signatures
    reading.findings = read.findings
    reading.pages_done = reading.pages_total = len(read.pages)
    if read.copy is not None and read.copy.is_file():
        with read.copy.open("rb") as copied:
            reading.copy.save("copy.pdf", File(copied), save=False)
    try:
        with transaction.atomic():
            ReadPage.objects.bulk_create(
                ReadPage(
                    reading=reading,
                    number=page.number,
                    source=page.source.value,
                    confidence=page.confidence,
                    text=page.text,
                    blocks=[block.to_json() for block in page.blocks],
                    width=page.words.width if page.words else 0,
                    turn=page.words.turn if page.words else 0,
                    height=page.words.height if page.words else 0,
                )
                for page in read.pages
            )
            _end(reading, ReadingState.FAILED if failed else ReadingState.DONE)
            if not failed:
                has_text = any(page.blocks for page in read.pages)
                OfficialFile.objects.filter(pk=reading.file_id).update(is_readable=has_text)
    except Exception:
        if reading.copy:
            reading.copy.storage.delete(reading.copy.name)
            reading.copy = ""
        raise


def _end(reading: FileReading, state: ReadingState) -> None:
    reading.state = state
    reading.ended_at = timezone.now()
    reading.save()


def _tell_search(file_id: int) -> None:
    """What search knows of the pages that list the file has changed."""
    pages = PublishedFile.objects.current().filter(file_id=file_id)
    page_ids = list(pages.values_list("page_id", flat=True).distinct())
    if page_ids:
        with transaction.atomic():
            pages_changed.send(sender=FileReading, page_ids=page_ids)
