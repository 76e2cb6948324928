"""Files, which of them are public, and what was read in them."""

from __future__ import annotations

from documents.models.files import (
    FileIsListed,
    FileNeverChanges,
    FileNotAsRecorded,
    OfficialFile,
    PublishedFile,
)
from documents.models.incoming import IncomingDocument
from documents.models.readings import FileReading, ReadingState, ReadPage

__all__ = [
    "FileIsListed",
    "FileNeverChanges",
    "FileNotAsRecorded",
    "FileReading",
    "IncomingDocument",
    "OfficialFile",
    "PublishedFile",
    "ReadPage",
    "ReadingState",
]
