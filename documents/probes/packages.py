"""Office packages: DOCX, XLSX, ODT, ODS are ZIP archives with a table of contents (pure).

Everything is bounded before it is read: the list of members by its own size, each member and
all of them together by what they unpack to. Declared sizes are checked against real ones,
because what a later reader unpacks is decided by the bytes, not by the declaration.
"""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from documents.filetypes import FileType
from documents.probes import ZIP
from documents.refusals import FileRefused, Refusal

_CHUNK = 1 << 16
_END_RECORD = struct.Struct("<4s4H2LH")
_MAX_DIRECTORY = 4 << 20
#: The table of contents is a few kB in real files.
_MAX_CONTENTS = 1 << 20
_ENCRYPTED_FLAG = 0x1

#: Below this, a high ratio is only a short, repetitive document.
_RATIO_COUNTS_FROM = 20 << 20

_MAIN_PARTS: tuple[tuple[bytes, str], ...] = (
    (b"wordprocessingml.document.main+xml", FileType.DOCX),
    (b"spreadsheetml.sheet.main+xml", FileType.XLSX),
    (b"ms-word.document.macroenabled.main+xml", "docm"),
    (b"ms-excel.sheet.macroenabled.main+xml", "xlsm"),
    (b"presentationml", "pptx"),
    (b"wordprocessingml.template.main+xml", "dotx"),
    (b"spreadsheetml.template.main+xml", "xltx"),
)
_ODF_TYPES: dict[bytes, str] = {
    b"application/vnd.oasis.opendocument.text": FileType.ODT,
    b"application/vnd.oasis.opendocument.spreadsheet": FileType.ODS,
}
_MACRO_KINDS = frozenset({"docm", "xlsm"})
_MACRO_PARTS = re.compile(r"(^|/)vbaproject\.bin$|^basic/", re.IGNORECASE)
_XML_PART = re.compile(r"\.(xml|rels)$", re.IGNORECASE)
_DTD = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)


def kind_of_package(stream: BinaryIO) -> str:
    """Which office format the archive is: a `FileType`, the name of one we don't take, or ZIP.

    Raises `FileRefused`: damaged, encrypted, macros (a macro-enabled document by its own
    declaration).
    """
    with _opened(stream) as archive:
        if any(member.flag_bits & _ENCRYPTED_FLAG for member in archive.infolist()):
            raise FileRefused(Refusal.ENCRYPTED)
        names = set(archive.namelist())
        if "[Content_Types].xml" in names and "_rels/.rels" in names:
            contents = _read_small(archive, "[Content_Types].xml").replace(b"\0", b"").lower()
            for mark, kind in _MAIN_PARTS:
                if mark in contents:
                    if kind in _MACRO_KINDS:
                        raise FileRefused(Refusal.MACROS)
                    return kind
        if "mimetype" in names and "content.xml" in names:
            return _ODF_TYPES.get(_read_small(archive, "mimetype").strip(), ZIP)
    return ZIP


def check_package(
    stream: BinaryIO, *, size: int, max_unpacked: int, max_ratio: int, max_members: int
) -> None:
    """Unpacks the whole package within its bounds, keeping nothing.

    `size` is that of the file in bytes. Raises `FileRefused`: damaged, macros, unsafe XML,
    unpacks too large.
    """
    with _opened(stream) as archive:
        members = archive.infolist()
        if len(members) > max_members:
            raise FileRefused(Refusal.UNPACKS_TOO_LARGE, limit=max_unpacked)
        if any(_MACRO_PARTS.search(member.filename) for member in members):
            raise FileRefused(Refusal.MACROS)
        allowed = min(max_unpacked, max(_RATIO_COUNTS_FROM, size * max_ratio))
        if sum(member.file_size for member in members) > allowed:
            raise FileRefused(Refusal.UNPACKS_TOO_LARGE, limit=allowed)
        for member in members:
            is_xml = bool(_XML_PART.search(member.filename))
            for number, chunk in enumerate(_unpacked(archive, member)):
                # XML may declare its document type only before the first element; office
                # formats never have one, XML bombs always do.
                if is_xml and number == 0 and _DTD.search(chunk.replace(b"\0", b"")):
                    raise FileRefused(Refusal.UNSAFE_XML)


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The member's content in chunks; never more than it declares (zipfile checks its CRC)."""
    try:
        with archive.open(member) as content:
            while chunk := content.read(_CHUNK):
                yield chunk
    except Exception as error:
        # zlib, lzma, bz2, zipfile and struct each have their own way of saying "damaged".
        raise FileRefused(Refusal.DAMAGED) from error


def _read_small(archive: zipfile.ZipFile, name: str) -> bytes:
    """The whole of a small member; `FileRefused` (damaged) when it isn't small."""
    if archive.getinfo(name).file_size > _MAX_CONTENTS:
        raise FileRefused(Refusal.DAMAGED)
    return b"".join(_unpacked(archive, archive.getinfo(name)))


def _opened(stream: BinaryIO) -> zipfile.ZipFile:
    """The archive, once its list of members is known to be of a bearable size."""
    _check_directory(stream)
    stream.seek(0)
    try:
        return zipfile.ZipFile(stream)
    except Exception as error:
        raise FileRefused(Refusal.DAMAGED) from error


def _check_directory(stream: BinaryIO) -> None:
    """zipfile reads the whole list of members at once: refuse a list of millions first."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - (1 << 16) - _END_RECORD.size))
    tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END_RECORD.size:
        raise FileRefused(Refusal.DAMAGED)
    directory_size = _END_RECORD.unpack_from(tail, at)[5]
    if directory_size > _MAX_DIRECTORY:
        raise FileRefused(Refusal.DAMAGED)
