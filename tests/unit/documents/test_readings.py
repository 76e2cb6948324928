"""Readings: asked for, done beside the untouched original, stopped, kept, told to search."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from documents import readings
from documents.intake import Step
from documents.models import FileReading, OfficialFile, ReadingState, ReadPage
from documents.readable import attachment_texts
from documents.readers import Trouble
from documents.storage import official_files
from portal.events import EventKind
from portal.signals import pages_changed
from tests.unit.documents import reading_samples, samples
from tests.unit.documents.store import live_page, official_file, record

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_root")]


@pytest.fixture
def read(django_capture_on_commit_callbacks: Any) -> Callable[..., FileReading]:
    """`read(file)`: asks, and lets the task run as it does once the transaction is committed."""

    def run(file: OfficialFile, **options: Any) -> FileReading:
        with django_capture_on_commit_callbacks(execute=True):
            reading = readings.ask(file, **options)
        reading.refresh_from_db()
        return reading

    return run


@pytest.fixture
def file() -> OfficialFile:
    return official_file("Kết luận.pdf", reading_samples.text_pdf(2))


def test_a_file_is_read_page_by_page_and_stays_as_it_is(
    file: OfficialFile, read: Callable[..., FileReading]
) -> None:
    before = file.ledger_facts()
    reading = read(file)
    assert reading.state == ReadingState.DONE, reading.troubles
    assert (reading.number, reading.text_source, reading.pages_total) == (1, "native", 2)
    assert [page.number for page in reading.read_pages] == [1, 2]
    assert "an toàn bức xạ" in reading.read_pages[0].text
    assert reading.read_pages[0].confidence == 1.0
    file.refresh_from_db()
    assert file.is_readable
    assert file.ledger_facts() == before


def test_asking_again_changes_nothing_until_there_is_a_reason(
    file: OfficialFile, read: Callable[..., FileReading], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = read(file)
    assert read(file) == first
    assert FileReading.objects.count() == 1
    second = read(file, again=True)
    assert (second.number, second.state) == (2, ReadingState.DONE)
    texts = [page.text for page in first.pages.all()]
    assert [page.text for page in second.pages.all()] == texts
    monkeypatch.setattr(readings, "READER_VERSION", 99)
    assert read(file).number == 3


def test_what_is_under_way_is_not_asked_for_twice(file: OfficialFile) -> None:
    first = readings.ask(file)  # nothing is committed in this test: it waits
    assert readings.ask(file, again=True) == first
    with pytest.raises(IntegrityError), transaction.atomic():
        FileReading.objects.create(file=file, number=2, asked_at=timezone.now())


def test_a_waiting_reading_is_stopped_at_once(
    file: OfficialFile, read: Callable[..., FileReading]
) -> None:
    reading = readings.ask(file)
    readings.cancel(reading)
    readings.perform(reading.pk)
    reading.refresh_from_db()
    assert reading.state == ReadingState.CANCELLED
    assert not reading.pages.exists()
    assert read(file) == reading  # nobody starts it again behind one's back
    assert read(file, again=True).state == ReadingState.DONE


def test_a_running_reading_is_stopped_at_its_next_word(
    file: OfficialFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = readings.ask(file)
    wrote = readings._Progress.__call__

    def stop_soon(progress: Any, done: int, total: int | None) -> None:
        readings.cancel(reading)
        progress.written_at -= timedelta(minutes=1)
        wrote(progress, done, total)

    monkeypatch.setattr(readings._Progress, "__call__", stop_soon)
    readings.perform(reading.pk)
    reading.refresh_from_db()
    assert reading.state == ReadingState.CANCELLED
    assert not ReadPage.objects.exists()


def test_progress_is_written_down(file: OfficialFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readings, "_EVERY", timedelta(0))
    seen: list[tuple[int, int | None]] = []
    wrote = readings._Progress.__call__

    def watch(progress: Any, done: int, total: int | None) -> None:
        wrote(progress, done, total)
        row = FileReading.objects.get()
        seen.append((row.pages_done, row.percent))

    monkeypatch.setattr(readings._Progress, "__call__", watch)
    readings.perform(readings.ask(file).pk)
    assert (1, 50) in seen
    assert (2, 100) in seen


def test_a_file_that_cannot_be_read_stays_usable_and_says_why(
    read: Callable[..., FileReading],
) -> None:
    """The gate lets a page tree through whose content is rubbish; the reader meets it."""
    file = official_file("Hỏng.docx", samples.package("docx"))
    reading = read(file)
    assert reading.state == ReadingState.FAILED
    assert reading.troubles[Step.TEXT.value]["code"] == Trouble.DAMAGED.value
    file.refresh_from_db()
    assert not file.is_readable
    assert file.ledger_facts()["sha256"] == file.sha256
    assert [text.text for text in attachment_texts([file])] == [""]


def test_bytes_that_are_gone_are_a_failure_too(
    file: OfficialFile, read: Callable[..., FileReading]
) -> None:
    file.file.storage.delete(file.file.name)
    reading = read(file)
    assert reading.state == ReadingState.FAILED
    assert reading.troubles[Step.TEXT.value]["code"] == Trouble.NOT_THERE.value


def test_a_reading_whose_worker_died_is_done_once_more(
    file: OfficialFile, django_capture_on_commit_callbacks: Any
) -> None:
    long_ago = timezone.now() - timedelta(hours=1)
    reading = readings.ask(file)
    FileReading.objects.update(state=ReadingState.RUNNING, started_at=long_ago, beat_at=long_ago)
    with django_capture_on_commit_callbacks(execute=True):
        readings.catch_up()
    reading.refresh_from_db()
    assert reading.state == ReadingState.FAILED
    again = file.readings.order_by("number").last()
    assert (again.number, again.state) == (2, ReadingState.DONE)


def test_a_file_that_always_kills_its_worker_is_left_alone(file: OfficialFile) -> None:
    long_ago = timezone.now() - timedelta(hours=1)
    for _ in range(2):
        readings.ask(file)
        FileReading.objects.filter(state=ReadingState.WAITING).update(
            state=ReadingState.RUNNING, beat_at=long_ago
        )
        readings.catch_up()
    assert not FileReading.objects.under_way().exists()
    assert file.readings.count() == 2


def test_search_gets_the_text_with_its_pages_and_is_told_when_it_changes(
    file: OfficialFile, read: Callable[..., FileReading]
) -> None:
    page = live_page()
    record(EventKind.PUBLISHED, page, [file])
    told: list[list[int]] = []
    listen = lambda page_ids, **kwargs: told.append(page_ids)  # noqa: E731
    pages_changed.connect(listen)
    try:
        read(file)
    finally:
        pages_changed.disconnect(listen)
    assert told == [[page.pk]]
    texts = list(attachment_texts([file]))
    assert [text.page for text in texts] == [1, 2]
    assert "bức xạ" in texts[1].text
    assert texts[0].url == file.url


def test_what_is_taken_down_leaves_no_text_and_no_copy(
    file: OfficialFile, read: Callable[..., FileReading], django_capture_on_commit_callbacks: Any
) -> None:
    reading = read(file)
    from django.core.files.base import ContentFile

    reading.copy.save("copy.pdf", ContentFile(b"%PDF-copy"))
    stored = reading.copy.name
    page = live_page()
    record(EventKind.PUBLISHED, page, [file])
    with django_capture_on_commit_callbacks(execute=True):
        record(EventKind.TAKEN_DOWN, page)
    assert not FileReading.objects.exists()
    assert not ReadPage.objects.exists()
    assert not official_files().exists(stored)
    file.refresh_from_db()
    assert file.readable_url == ""


def test_the_doctor_knows_copies_from_orphans(file: OfficialFile, read: Any) -> None:
    import os
    from datetime import UTC, datetime

    from django.core.files.base import ContentFile

    from documents.doctor import stored_files_are_as_recorded

    reading = read(file)
    reading.copy.save("copy.pdf", ContentFile(b"%PDF-copy"))
    os.utime(official_files().path(reading.copy.name), (0, 0))
    assert not list(stored_files_are_as_recorded(datetime.now(tz=UTC)))
    FileReading.objects.update(copy="")
    assert [f.id for f in stored_files_are_as_recorded(datetime.now(tz=UTC))] == [
        "documents.file-orphan"
    ]


def test_uploads_are_read_unless_the_installation_says_otherwise(
    settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.DOCUMENTS_READ_UPLOADS = True
    with django_capture_on_commit_callbacks(execute=True):
        file = official_file("Mới.pdf", reading_samples.text_pdf(1))
    assert file.readings.get().state == ReadingState.DONE
    file.title = "Tên khác"
    with django_capture_on_commit_callbacks(execute=True):
        file.save()
    assert file.readings.count() == 1


def test_a_word_file_is_read_as_one_text_without_pages(read: Callable[..., FileReading]) -> None:
    reading = read(official_file("Kết luận.docx", reading_samples.word_file()))
    assert reading.state == ReadingState.DONE
    assert not reading.is_paged
    (page,) = reading.read_pages
    assert page.number == 0
    assert [block["kind"] for block in page.blocks][-1] == "table"
    (text,) = attachment_texts([reading.file])
    assert text.page == 0
    assert "Bệnh viện" in text.text


def test_facts_of_a_file_cannot_be_changed_by_a_reading(file: OfficialFile) -> None:
    with pytest.raises(ValueError):
        OfficialFile.objects.filter(pk=file.pk).update(sha256="0" * 64)
    with pytest.raises(ValidationError):
        file.sha256 = "0" * 64
        file.save()
