"""The house rules of the documents app fail `manage.py check` when they are broken."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from documents import checks


def _ids(found: list[Any]) -> list[str]:
    return [message.id for message in found]


def test_the_projects_own_settings_break_no_rule() -> None:
    assert checks.files_go_through_our_doors(None) == []
    assert checks.files_are_private(None) == []
    assert checks.upload_names_are_seen(None) == []


@pytest.mark.parametrize(
    ("name", "value", "check_id"),
    [
        ("WAGTAILDOCS_DOCUMENT_MODEL", "wagtaildocs.Document", "documents.E001"),
        ("WAGTAILDOCS_DOCUMENT_FORM_BASE", "", "documents.E002"),
        ("WAGTAILDOCS_SERVE_METHOD", "direct", "documents.E003"),
    ],
)
def test_another_door_is_an_error(settings: Any, name: str, value: str, check_id: str) -> None:
    setattr(settings, name, value)
    assert _ids(checks.files_go_through_our_doors(None)) == [check_id]


@pytest.mark.parametrize("inside", [".", "tep", ".."])
@pytest.mark.parametrize("public", ["MEDIA_ROOT", "STATIC_ROOT"])
def test_private_files_near_public_ones_are_an_error(
    settings: Any, tmp_path: Path, inside: str, public: str
) -> None:
    settings.MEDIA_ROOT = settings.STATIC_ROOT = ""
    setattr(settings, public, str(tmp_path / "public"))
    settings.PRIVATE_FILES_ROOT = tmp_path / "public" / inside
    assert _ids(checks.files_are_private(None)) == ["documents.E004"]
    settings.PRIVATE_FILES_ROOT = tmp_path / "public-not"
    assert checks.files_are_private(None) == []


def test_upload_handlers_that_lose_the_name_are_an_error(settings: Any) -> None:
    settings.FILE_UPLOAD_HANDLERS = settings.FILE_UPLOAD_HANDLERS[1:]
    assert _ids(checks.upload_names_are_seen(None)) == ["documents.E005"]
