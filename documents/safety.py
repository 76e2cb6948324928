"""The one gate for incoming files (pure): what is this file really, and may it come in?

`examine` decides by content, never by what the name or the sender claims, and within bounds
(`Limits`). It answers with facts or raises `FileRefused`; it stores nothing. Every door for files
that are kept and shown asks it: documents, evidence, incoming files. Tables that are only read for
their rows (a plan's annex, procedures, a decision's list) have stricter doors of their own, named
in docs/operations.md.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from documents import probes
from documents.filetypes import BY_EXTENSION, SPECS, TEXT_TYPES, FileType, extension_of
from documents.names import clean_name, printable
from documents.probes import images, ole, packages, pdf, text
from documents.refusals import FileRefused, Refusal

__all__ = ["FileFacts", "FileRefused", "Limits", "Refusal", "examine", "sha256_of"]

MEBIBYTE = 1 << 20
_CHUNK = MEBIBYTE

_PACKAGES = frozenset({FileType.DOCX, FileType.XLSX, FileType.ODT, FileType.ODS})
_IMAGES = frozenset({FileType.PNG, FileType.JPEG})


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one file. Sizes in bytes."""

    max_bytes: int = 50 * MEBIBYTE
    max_name: int = 200
    max_pages: int = 10_000
    #: What a ZIP-based document may unpack to, absolutely and as a multiple of its size.
    max_unpacked: int = 400 * MEBIBYTE
    max_ratio: int = 150
    max_members: int = 10_000
    max_pixels: int = 150_000_000


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What is known of a file that may come in."""

    type: FileType
    mime: str
    #: In bytes.
    size: int
    #: Of the original bytes, 64 lower-case hexadecimal digits.
    sha256: str
    #: Pages of a PDF; None where only a layout program would know.
    pages: int | None
    #: The sender's name for it, composed (NFC).
    name: str


def examine(data: BinaryIO | Path | str, filename: str, limits: Limits | None = None) -> FileFacts:
    """The facts of a file, if it may come in.

    `data` is a path or a seekable binary stream (left at its start); `filename` is the name
    as the sender gave it. Raises `FileRefused`, and nothing else for any bytes and any name;
    an unreadable path or stream raises `OSError` as usual.
    """
    limits = limits or Limits()
    if isinstance(data, str | Path):
        with Path(data).open("rb") as stream:
            return examine(stream, filename, limits)
    try:
        return _examine(data, clean_name(filename, max_length=limits.max_name), limits)
    finally:
        data.seek(0)


def sha256_of(stream: BinaryIO) -> str:
    """SHA-256 of everything in the stream, in hexadecimal; leaves it at its start."""
    digest = hashlib.sha256()
    stream.seek(0)
    while chunk := stream.read(_CHUNK):
        digest.update(chunk)
    stream.seek(0)
    return digest.hexdigest()


def _examine(stream: BinaryIO, name: str, limits: Limits) -> FileFacts:
    size = stream.seek(0, 2)
    if size == 0:
        raise FileRefused(Refusal.EMPTY, name=printable(name))
    if size > limits.max_bytes:
        raise FileRefused(
            Refusal.TOO_LARGE, name=printable(name), size=size, limit=limits.max_bytes
        )
    if _only_zeros(stream):
        raise FileRefused(Refusal.ONLY_ZEROS, name=printable(name))
    try:
        file_type, pages = _type_and_pages(stream, name, size, limits)
    except FileRefused as refusal:
        # Probes know the trouble; the reader of the message wants to know of which file.
        refusal.params.setdefault("name", printable(name))
        raise
    return FileFacts(
        type=file_type,
        mime=SPECS[file_type].mime,
        size=size,
        sha256=sha256_of(stream),
        pages=pages,
        name=name,
    )


def _only_zeros(stream: BinaryIO) -> bool:
    """Whether there is no byte but zero: what a copy or a download leaves that broke off."""
    stream.seek(0)
    while chunk := stream.read(_CHUNK):
        if chunk.count(0) != len(chunk):
            return False
    return True


def _type_and_pages(
    stream: BinaryIO, name: str, size: int, limits: Limits
) -> tuple[FileType, int | None]:
    claimed = _claimed_type(name)
    found = _found_kind(stream, claimed)
    if found == probes.TEXT and claimed in TEXT_TYPES:
        return claimed, None
    if found == probes.WEB_PAGE:
        raise FileRefused(Refusal.WEB_PAGE)
    if found != claimed:
        raise FileRefused(Refusal.WRONG_TYPE, extension=extension_of(name), found=str(found))
    if claimed is FileType.PDF:
        return claimed, pdf.pages_of(stream, max_pages=limits.max_pages)
    if claimed in _PACKAGES:
        packages.check_package(
            stream,
            size=size,
            max_unpacked=limits.max_unpacked,
            max_ratio=limits.max_ratio,
            max_members=limits.max_members,
        )
    if claimed in _IMAGES:
        images.check_image(stream, claimed, max_pixels=limits.max_pixels)
    return claimed, None


def _claimed_type(name: str) -> FileType:
    """The type its extension claims. Raises `FileRefused` when we take no such files."""
    extension = extension_of(name)
    if not extension:
        raise FileRefused(Refusal.NO_EXTENSION)
    if extension in {"docm", "xlsm", "dotm", "xltm", "xlsb"}:
        raise FileRefused(Refusal.MACROS)
    if extension not in BY_EXTENSION:
        raise FileRefused(Refusal.UNKNOWN_TYPE, extension=printable(extension, width=12))
    return BY_EXTENSION[extension]


def _found_kind(stream: BinaryIO, claimed: FileType) -> str:
    """What the content is: a `FileType` or one of the names in `probes`."""
    stream.seek(0)
    kind = probes.sniff(stream.read(probes.HEAD_BYTES))
    if kind == probes.ZIP:
        return packages.kind_of_package(stream)
    if kind == probes.OLE:
        return ole.kind_of_ole(stream)
    if kind != probes.TEXT:
        return kind
    try:
        text.check_text(stream)
    except text.NotText:
        return probes.UNKNOWN
    except FileRefused:
        # Blank or oddly encoded matters only where text was promised.
        if claimed in TEXT_TYPES:
            raise
        return probes.UNKNOWN
    return probes.TEXT
