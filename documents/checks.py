"""House rules of the documents app as system checks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import checks

from documents.storage import PrivateFileStorage, official_files

_UPLOAD_HANDLER = "documents.uploads.ClientNameUploadHandler"


@checks.register("documents")
def files_go_through_our_doors(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Wagtail uses our model, our form and our view; nothing goes past them."""
    wanted = (
        ("WAGTAILDOCS_DOCUMENT_MODEL", "documents.OfficialFile", "documents.E001"),
        ("WAGTAILDOCS_DOCUMENT_FORM_BASE", "documents.forms.OfficialFileForm", "documents.E002"),
        ("WAGTAILDOCS_SERVE_METHOD", "serve_view", "documents.E003"),
    )
    return [
        checks.Error(
            f"{name} is not {value!r}.",
            hint=f"Set {name} = {value!r}: otherwise files come in or go out unseen.",
            id=check_id,
        )
        for name, value, check_id in wanted
        if getattr(settings, name, None) != value
    ]


@checks.register("documents", checks.Tags.security)
def files_are_private(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Stored files lie outside every folder that a web server hands out by itself."""
    storage = official_files()
    if not isinstance(storage, PrivateFileStorage):
        return []
    private = Path(storage.location).resolve()
    found: list[checks.CheckMessage] = []
    for name in ("MEDIA_ROOT", "STATIC_ROOT"):
        public = getattr(settings, name, None)
        if public and _overlap(private, Path(public).resolve()):
            found.append(
                checks.Error(
                    f"PRIVATE_FILES_ROOT ({private}) and {name} ({public}) lie in each other.",
                    hint="Give private files a folder of their own: drafts would be public.",
                    id="documents.E004",
                )
            )
    return found


@checks.register("documents")
def upload_names_are_seen(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Bad file names can be refused only when the upload handler keeps them."""
    if settings.FILE_UPLOAD_HANDLERS[:1] == [_UPLOAD_HANDLER]:
        return []
    return [
        checks.Error(
            f"{_UPLOAD_HANDLER} is not the first of FILE_UPLOAD_HANDLERS.",
            hint="Django cuts folders and control characters out of names before we see them.",
            id="documents.E005",
        )
    ]


def _overlap(one: Path, other: Path) -> bool:
    return one == other or one in other.parents or other in one.parents
