"""The guard of withheld originals: their bytes are published by no page, under whatever name.

Registered in `portal.registry.guards`; nobody overrides it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from documents import messages
from documents.models import OfficialFile
from documents.originals import NAME
from portal.registry import Refusal


def guard(verb: str, page: Any, actor: Any, at: datetime) -> list[Refusal]:
    """For `registry.guards`."""
    if verb != "publish":
        return []
    files = {file.pk: file for file in page.published_files()}
    if not files:
        return []
    originals = OfficialFile.objects.filter(collection__depth=1, collection__name=NAME)
    hashes = set(
        originals.filter(sha256__in=[one.sha256 for one in files.values()]).values_list(
            "sha256", flat=True
        )
    )
    own = getattr(page, "withheld_original", None)
    if own is not None:
        hashes.add(own.sha256)
    return [
        Refusal("original_not_published", messages.ORIGINAL_NOT_PUBLISHED % {"name": file.filename})
        for file in files.values()
        if file.sha256 in hashes
    ]
