"""What tests about stored files share: an empty store, files in it, events in the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import Page

from documents.models import OfficialFile
from portal.models import PublicationEvent
from portal.signals import ledger_written
from tests.unit.documents import samples


@pytest.fixture
def files_root(tmp_path: Path, settings: Any) -> Path:
    """The folder of private files, empty; the public media folder is beside it."""
    settings.PRIVATE_FILES_ROOT = tmp_path / "files"
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "files"


def stored(root: Path) -> list[Path]:
    """Every file on disk, in the private folder or in the public one beside it."""
    return sorted(path for path in root.parent.rglob("*") if path.is_file())


def official_file(
    name: str = "Kết luận.pdf", data: bytes | None = None, **fields: Any
) -> OfficialFile:
    """A file as an upload makes it."""
    content = ContentFile(samples.pdf() if data is None else data, name=name)
    return OfficialFile.objects.create(title=fields.pop("title", name), file=content, **fields)


def live_page(title: str = "Trang", **fields: Any) -> Page:
    """A page that is live, beneath the root."""
    root = Page.objects.get(depth=1)
    return root.add_child(instance=Page(title=title, live=fields.pop("live", True), **fields))


def record(
    kind: str, page: Page | None, files: Sequence[OfficialFile] = (), **fields: Any
) -> PublicationEvent:
    """An event in the ledger with those files, told to whoever listens."""
    event = PublicationEvent.objects.create(
        kind=kind,
        happened_on=timezone.localdate(),
        recorded_at=timezone.now(),
        page_id=page.pk if page else None,
        files=[file.ledger_facts() for file in files],
        reason=fields.pop("reason", "vì sao"),
        **fields,
    )
    ledger_written.send(sender=PublicationEvent, event=event)
    return event
