"""Metadata out of the layout of official documents (P5): words with boxes in, fields out.

Pure. Layout first (NĐ 30/2020/NĐ-CP Annex I: where each part stands), patterns second; every field
says how sure it is and where it was read. Nothing here decides: a person confirms each value.
Reading goes: `lines` (words to lines) → `letterhead` (number, day, issuer) → `title` → `signing`
→ `parts` (bases, annexes) → `reading`.
"""

from __future__ import annotations

from .agencies import in_running_text
from .kinds import types
from .reading import read_metadata
from .values import READING_FIELDS, Annex, Basis, Metadata, Place, Reading, to_json

__all__ = [
    "READING_FIELDS",
    "Annex",
    "Basis",
    "Metadata",
    "Place",
    "Reading",
    "in_running_text",
    "read_metadata",
    "to_json",
    "types",
]
