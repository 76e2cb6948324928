"""The file types the portal takes, each with its extensions and media type (pure).

One table owns the variation: a new type is a new line here and a probe in `probes/`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FileType(StrEnum):
    """A type we take. The value is stored in the database: never rename one."""

    PDF = "pdf"
    DOCX = "docx"
    DOC = "doc"
    XLSX = "xlsx"
    ODT = "odt"
    ODS = "ods"
    CSV = "csv"
    TXT = "txt"
    PNG = "png"
    JPEG = "jpeg"


@dataclass(frozen=True, slots=True)
class TypeSpec:
    """What goes with a type: how its files may be named and how they are served."""

    mime: str
    extensions: tuple[str, ...]
    #: Shown in the browser's window; everything else is offered for download.
    inline: bool = False


_OOXML = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"

SPECS: dict[FileType, TypeSpec] = {
    FileType.PDF: TypeSpec("application/pdf", ("pdf",), inline=True),
    FileType.DOCX: TypeSpec(f"{_OOXML}.wordprocessingml.document", ("docx",)),
    FileType.DOC: TypeSpec("application/msword", ("doc",)),
    FileType.XLSX: TypeSpec(f"{_OOXML}.spreadsheetml.sheet", ("xlsx",)),
    FileType.ODT: TypeSpec(f"{_ODF}.text", ("odt",)),
    FileType.ODS: TypeSpec(f"{_ODF}.spreadsheet", ("ods",)),
    FileType.CSV: TypeSpec("text/csv; charset=utf-8", ("csv",)),
    FileType.TXT: TypeSpec("text/plain; charset=utf-8", ("txt",)),
    FileType.PNG: TypeSpec("image/png", ("png",), inline=True),
    FileType.JPEG: TypeSpec("image/jpeg", ("jpg", "jpeg"), inline=True),
}

#: The two types that nothing inside the file tells apart: the name decides between them.
TEXT_TYPES = frozenset({FileType.CSV, FileType.TXT})

BY_EXTENSION: dict[str, FileType] = {
    extension: file_type for file_type, spec in SPECS.items() for extension in spec.extensions
}


def extension_of(name: str) -> str:
    """The lower-case extension of a file name without its dot; "" when there is none."""
    stem, dot, extension = name.rpartition(".")
    return extension.lower() if dot and stem else ""
