"""What should be looked at before a file goes public (P8): personal data, and what isn't seen.

`find(path, file_type, pages)` looks at the bytes and at the words that were read; it changes
nothing. `cleaning.clean` makes a copy without what can be taken out safely.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from documents.filetypes import FileType
from documents.readers import ReaderRefused, Trouble
from documents.words import PageWords

from .in_office import find_in_office
from .in_pdf import find_in_pdf
from .in_pictures import find_in_picture
from .in_words import find_in_words
from .values import BLOCKING, Finding, FindingKind, Mend, to_json

__all__ = ["BLOCKING", "Finding", "FindingKind", "Mend", "find", "to_json"]

_OFFICE = frozenset({FileType.DOCX, FileType.DOC, FileType.XLSX, FileType.ODT, FileType.ODS})


def find(path: Path, file_type: FileType, pages: Sequence[PageWords]) -> list[Finding]:
    """Everything found in the file at `path` and in its words. Raises `ReaderRefused` (damaged)."""
    try:
        found = _in_bytes(path, file_type)
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # parsers of three libraries, each with its own errors
        raise ReaderRefused(Trouble.DAMAGED) from error
    return [*found, *find_in_words(pages)]


def _in_bytes(path: Path, file_type: FileType) -> list[Finding]:
    if file_type is FileType.PDF:
        return find_in_pdf(path)
    if file_type in _OFFICE:
        return find_in_office(path, file_type)
    if file_type in {FileType.PNG, FileType.JPEG}:
        return find_in_picture(path)
    return []
