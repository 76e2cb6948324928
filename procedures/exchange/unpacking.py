"""From a file's bytes to bytes that can be read as rows: size, gzip, kind, encoding. Pure.

What is read later is written to a file of its own first: a gzip that is cut off or unpacks without
end is known before the first row is taken, and nothing is held in memory.
"""

from __future__ import annotations

import codecs
import gzip
import tempfile
import zipfile
import zlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import IO, BinaryIO

from django.utils.translation import gettext as _

from documents.legacy import Encoding, suspect
from procedures.exchange.refusals import FileRefused

MEGABYTE = 1_000_000
#: All 3,354 procedures of the real corpus are 23 MB.
MAX_BYTES = 80 * MEGABYTE
#: What the parts of a workbook may unpack to: XML is wordy.
MAX_WORKBOOK = 400 * MEGABYTE
_CHUNK = 1 << 18
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Format(StrEnum):
    """How rows are written in a file."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"
    JSON_LINES = "jsonl"


_BY_EXTENSION = {
    ".csv": Format.CSV,
    ".tsv": Format.CSV,
    ".txt": Format.CSV,
    ".xlsx": Format.XLSX,
    ".json": Format.JSON,
    ".jsonl": Format.JSON_LINES,
    ".ndjson": Format.JSON_LINES,
}


@dataclass(frozen=True, slots=True)
class Unpacked:
    """An open temporary file with the rows' bytes, and how they are written."""

    stream: IO[bytes]
    format: Format


def unpack(source: BinaryIO, name: str) -> Unpacked:
    """The unpacked bytes of `source` (read to its end) and their format, told by the end of its
    `name` and checked against the bytes. Close `stream` when done. Raises FileRefused."""
    plain_name = name.lower().removesuffix(".gz")
    extension = Path(plain_name).suffix
    wanted = _BY_EXTENSION.get(extension)
    if extension == ".xls":
        raise FileRefused(_old_excel())
    if wanted is None:
        raise FileRefused(
            _(
                "Procedures are imported from CSV, XLSX, JSON or JSON Lines (.jsonl), each also "
                "with .gz after it; not from “%(name)s”."
            )
            % {"name": name[-80:]}
        )
    spool: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  (given to the caller)
    try:
        _copy(source, spool)
        _check(spool, wanted)
    except BaseException:
        spool.close()
        raise
    spool.seek(0)
    return Unpacked(spool, wanted)


def _copy(source: BinaryIO, spool: IO[bytes]) -> None:
    head = source.read(2)
    source.seek(0)
    stream: IO[bytes] | BinaryIO = source
    if head == b"\x1f\x8b":
        stream = gzip.GzipFile(fileobj=source)
    size = 0
    try:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > MAX_BYTES:
                raise FileRefused(
                    _(
                        "The file is larger than %(limit)s MB unpacked: more than all procedures "
                        "of the country take. Split it, or take out what is not about procedures."
                    )
                    % {"limit": MAX_BYTES // MEGABYTE}
                )
            spool.write(chunk)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise FileRefused(
            _(
                "The gzip file is damaged or was cut off while it was copied; nothing of it was "
                "taken. Get it again from where it came."
            )
        ) from error
    if size == 0:
        raise FileRefused(_("The file is empty."))


def _check(spool: IO[bytes], wanted: Format) -> None:
    spool.seek(0)
    head = spool.read(8)
    if head.startswith(_OLE):
        raise FileRefused(_old_excel())
    is_zip = head.startswith(b"PK")
    if wanted is Format.XLSX:
        if not is_zip:
            raise FileRefused(_("The file is named .xlsx but is no Excel workbook."))
        _check_workbook(spool)
    elif is_zip:
        raise FileRefused(_("The file holds a ZIP or a workbook, not what its name says."))
    else:
        _check_text(spool)


def _old_excel() -> str:
    return _(
        "This is an old Excel file (.xls) or one locked with a password. Open it, take the "
        "password off and save it as .xlsx."
    )


def _check_workbook(spool: IO[bytes]) -> None:
    try:
        with zipfile.ZipFile(spool) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise FileRefused(
            _("The workbook is damaged and cannot be opened. Save or download it again.")
        ) from error
    if any(part.flag_bits & 0x1 for part in parts):
        raise FileRefused(_("The workbook is locked with a password. Save it without one."))
    if sum(part.file_size for part in parts) > MAX_WORKBOOK:
        raise FileRefused(
            _("The workbook unpacks to more than %(limit)s MB and was not opened.")
            % {"limit": MAX_WORKBOOK // MEGABYTE}
        )


def _check_text(spool: IO[bytes]) -> None:
    """Raises FileRefused unless all of it is UTF-8 text."""
    spool.seek(0)
    start = spool.read(4)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or start[1:2] == b"\0":
        raise FileRefused(
            _(
                "The file is in UTF-16 (“Unicode text” of Excel). Save it again as “CSV UTF-8”, or "
                "as .xlsx."
            )
        )
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    spool.seek(0)
    line, blank = 1, True
    while True:
        chunk = spool.read(_CHUNK)
        try:
            text = decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            line += chunk[: max(error.start, 0)].count(b"\n")
            raise FileRefused(_not_unicode(spool, line)) from error
        if "\0" in text:
            raise FileRefused(_("The file holds zero bytes: it is no text, or it was damaged."))
        line += text.count("\n")
        blank = blank and not text.strip()
        if not chunk:
            break
    if blank:
        raise FileRefused(_("The file is empty."))


def _not_unicode(spool: IO[bytes], line: int) -> str:
    spool.seek(0)
    font = suspect(spool.read(_CHUNK).decode("cp1252", errors="replace"))
    if font:
        return in_legacy_font(font)
    return _(
        "The file is not in Unicode (first seen in line %(line)s). Open it where it was made and "
        "save it as “CSV UTF-8”; text in an old Vietnamese font (TCVN3, VNI) is converted first."
    ) % {"line": line}


def in_legacy_font(font: Encoding) -> str:
    """That a text is in a legacy font, and what to do."""
    return _(
        "The text is in the old Vietnamese encoding %(font)s. Convert it to Unicode first (for "
        "example with UniKey: Ctrl+Shift+F6), then save it again."
    ) % {"font": font.name}
