"""The stored file: facts measured once, never changed afterwards."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, QuerySet

from documents.models import FileIsListed, FileNeverChanges, FileNotAsRecorded, OfficialFile
from documents.safety import FileRefused
from tests.unit.documents import samples
from tests.unit.documents.store import live_page, official_file, record, stored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_root")]


def test_a_new_file_gets_its_facts_from_its_original_bytes(files_root: Path) -> None:
    data = samples.pdf(4)
    file = official_file("Kết luận 05.pdf", data)
    file.refresh_from_db()
    assert file.sha256 == hashlib.sha256(data).hexdigest()
    assert (file.file_size, file.file_type, file.pages) == (len(data), "pdf", 4)
    assert file.original_name == file.filename == "Kết luận 05.pdf"
    assert [path.read_bytes() for path in stored(files_root)] == [data]


def test_the_name_on_disk_tells_nothing_and_the_folder_is_private(files_root: Path) -> None:
    one, two = official_file("mat.pdf"), official_file("mat.pdf")
    assert one.file.name != two.file.name
    assert "mat" not in one.file.name
    path = files_root / one.file.name
    assert path.is_file()
    assert (path.stat().st_mode & 0o077, path.parent.stat().st_mode & 0o077) == (0, 0)
    with pytest.raises(NotImplementedError):
        _ = one.file.url


def test_a_refused_file_leaves_neither_row_nor_bytes(files_root: Path) -> None:
    with pytest.raises(FileRefused):
        official_file("a.pdf", samples.HTML)
    assert not OfficialFile.objects.exists()
    assert stored(files_root) == []


def test_a_row_the_database_refuses_leaves_no_bytes(files_root: Path) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        official_file(title=None)
    assert stored(files_root) == []


@pytest.mark.parametrize(
    "change",
    [
        {"sha256": "A" * 64},
        {"sha256": "a" * 63},
        {"sha256": ""},
        {"file_size": 0},
        {"file_size": None},
        {"file_type": "exe"},
        {"file": ""},
    ],
    ids=str,
)
def test_the_database_itself_refuses_impossible_facts(change: dict) -> None:
    file = official_file()
    rows = OfficialFile.objects.filter(pk=file.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        QuerySet.update(rows, **change)


def test_facts_are_never_updated_in_bulk() -> None:
    file = official_file()
    with pytest.raises(ValueError, match="sha256"):
        OfficialFile.objects.update(sha256="0" * 64)
    assert OfficialFile.objects.filter(pk=file.pk).update(title="Tên khác") == 1


def test_its_ledger_facts_are_measured_again_on_the_stored_bytes(files_root: Path) -> None:
    file = official_file("a.pdf")
    assert file.ledger_facts() == {
        "id": file.pk,
        "name": "a.pdf",
        "sha256": file.sha256,
        "size": file.file_size,
    }
    (files_root / file.file.name).write_bytes(samples.pdf(2))
    with pytest.raises(FileNotAsRecorded):
        file.ledger_facts()
    (files_root / file.file.name).unlink()
    with pytest.raises(FileNotAsRecorded):
        file.ledger_facts()


def test_the_hash_stays_when_the_title_changes() -> None:
    file = official_file()
    before = file.ledger_facts()
    file = OfficialFile.objects.get(pk=file.pk)
    file.title = "Tên khác"
    file.save()
    assert OfficialFile.objects.get(pk=file.pk).ledger_facts() == before


def test_bytes_never_change_after_the_upload_listed_or_not(files_root: Path) -> None:
    """Who approves a page approves its files: the author can't swap them afterwards."""
    file = official_file()
    before, facts = stored(files_root), file.ledger_facts()
    file.file = ContentFile(samples.pdf(2), name="moi.pdf")
    with pytest.raises(FileNeverChanges, match=r"new document|tài liệu mới"):
        file.save()
    with pytest.raises(FileNeverChanges):
        OfficialFile.objects.get(pk=file.pk).file.save("x.pdf", ContentFile(samples.pdf(3)))
    assert stored(files_root) == before
    assert OfficialFile.objects.get(pk=file.pk).ledger_facts() == facts


def test_a_file_written_by_a_script_is_examined_too(files_root: Path) -> None:
    file, data = OfficialFile(title="Biên bản"), samples.pdf(2)
    file.file.save("x.pdf", ContentFile(data))
    file.refresh_from_db()
    assert (file.pages, file.original_name) == (2, "Biên bản.pdf")
    assert file.ledger_facts()["sha256"] == hashlib.sha256(data).hexdigest()
    with pytest.raises(FileRefused):
        OfficialFile(title="x").file.save("x.pdf", ContentFile(samples.HTML))
    assert [path.read_bytes() for path in stored(files_root)] == [data]


@pytest.mark.parametrize("is_listed", [True, False], ids=["listed", "draft"])
@pytest.mark.parametrize("field", ["sha256", "original_name", "file_size", "pages"])
def test_a_files_facts_are_never_altered(field: str, is_listed: bool) -> None:
    file = official_file()
    if is_listed:
        record("published", live_page(), [file])
    setattr(file, field, "0" * 64 if field == "sha256" else 9)
    with pytest.raises(FileNeverChanges):
        file.save()
    with pytest.raises(FileNeverChanges):
        file.save(update_fields=[field])


def test_a_listed_files_title_may_change() -> None:
    file = official_file()
    record("published", live_page(), [file])
    file.title = "Tên khác"
    file.save()
    assert OfficialFile.objects.get(pk=file.pk).title == "Tên khác"


def test_a_listed_file_is_never_deleted_by_any_way() -> None:
    page, file, draft = live_page(), official_file(), official_file("nhap.pdf")
    record("published", page, [file])
    record("withdrawn", page)
    with pytest.raises(FileIsListed, match=r"ledger|sổ"):
        file.delete()
    with pytest.raises(FileIsListed):
        OfficialFile.objects.all().delete()
    with pytest.raises(ProtectedError):
        QuerySet.delete(OfficialFile.objects.all())
    assert OfficialFile.objects.count() == 2
    draft.delete()
    assert list(OfficialFile.objects.all()) == [file]


def test_a_draft_file_is_deleted_with_its_bytes(
    files_root: Path, django_capture_on_commit_callbacks
) -> None:
    file = official_file()
    with django_capture_on_commit_callbacks(execute=True):
        file.delete()
    assert stored(files_root) == []
