"""Taking a file in: the gate of `safety` with this installation's limits.

Reading text, metadata and signatures follows the same road: from the untouched original, with
results kept beside it.
"""

from __future__ import annotations

import os
from typing import Any

from django.conf import settings

from documents.safety import FileFacts, Limits, examine

#: Attribute on an uploaded file: its name as the browser sent it (`documents.uploads`).
CLIENT_NAME = "client_name"


def limits() -> Limits:
    """The bounds in force: WAGTAILDOCS_MAX_UPLOAD_SIZE (bytes), the rest by default."""
    return Limits(
        max_bytes=getattr(settings, "WAGTAILDOCS_MAX_UPLOAD_SIZE", None) or Limits().max_bytes
    )


def client_name(upload: Any) -> str:
    """The name its sender gave the file, as far as it is known."""
    name = getattr(upload, CLIENT_NAME, None)
    # Files opened by a script carry their path as name: that is ours, not the sender's.
    return name if name is not None else os.path.basename(upload.name or "")


def take_in(upload: Any) -> FileFacts:
    """The facts of an upload (a Django `File`). Raises `FileRefused`; stores nothing."""
    return examine(upload, client_name(upload), limits())
