"""Files of these tests lie in a folder of their own."""

from __future__ import annotations

from tests.unit.documents.store import files_root

__all__ = ["files_root"]
