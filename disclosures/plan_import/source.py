"""What kind of file it really is, and whether it is small and whole enough to be read.

The first bytes decide; the name only has to agree with them. Every limit is checked before
anything is unpacked or parsed, so that a hostile file costs no more than a refusal.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePath

from .errors import PlanRefused

MAX_BYTES = 20_000_000
MAX_TEXT = 1_000_000  # characters of Markdown; the real plan has 20,000
MAX_UNPACKED = 100_000_000  # all parts of a DOCX together
MAX_PART = 8_000_000  # one XML part of it; the real annex has 0.1 million
MAX_PARTS = 2_000
MAX_ROWS = 5_000

MARKDOWN = "markdown"
DOCX = "docx"
PDF = "pdf"

_BY_EXTENSION = {
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".txt": MARKDOWN,
    ".docx": DOCX,
    ".pdf": PDF,
}
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Word 97–2003, and any Office file with a password
_PDF = b"%PDF-"


def kind_of(data: bytes, filename: str) -> str:
    """MARKDOWN, DOCX or PDF. Raises PlanRefused for anything else, empty or too large."""
    if not data.strip(b" \t\r\n"):
        raise PlanRefused("empty")
    if not data.strip(b"\x00 \t\r\n"):
        raise PlanRefused("only_zeros")
    if len(data) > MAX_BYTES:
        raise PlanRefused("too_large", megabytes=MAX_BYTES // 1_000_000)
    extension = PurePath(filename.replace("\\", "/")).suffix.lower()
    named = _BY_EXTENSION.get(extension)
    if data.startswith(_OLE):
        raise PlanRefused("old_word")
    if data.startswith(_PDF):
        if named != PDF:
            raise PlanRefused("pdf")
        return PDF
    if named is None:
        raise PlanRefused("unsupported_type", extension=extension[:12])
    is_zip = data.startswith((_ZIP, _EMPTY_ZIP))
    if named == PDF:
        raise PlanRefused("not_pdf")
    if named == DOCX and not is_zip:
        raise PlanRefused("not_docx")
    if named == MARKDOWN and is_zip:
        raise PlanRefused("not_text")
    return named


def text_of(data: bytes) -> str:
    """The text of a Markdown file: UTF-8, or UTF-16 with its mark. Raises PlanRefused."""
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if b"\x00" in data:
            raise PlanRefused("not_text") from error
        line = data.count(b"\n", 0, error.start) + 1
        raise PlanRefused("not_utf8", line=line) from error
    if "\x00" in text:
        raise PlanRefused("not_text")
    if len(text) > MAX_TEXT:
        raise PlanRefused("too_large", megabytes=MAX_TEXT // 1_000_000)
    return text


def check_package(data: bytes) -> None:
    """Refuses a DOCX whose ZIP is damaged, locked, something else or unpacks to too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise PlanRefused("damaged") from error
    names = {part.filename for part in parts}
    if any(part.flag_bits & 0x1 for part in parts):
        raise PlanRefused("encrypted")
    # The sizes are the package's own word, but zipfile never unpacks more than they say.
    if (
        len(parts) > MAX_PARTS
        or sum(part.file_size for part in parts) > MAX_UNPACKED
        or any(part.file_size > MAX_PART for part in parts if part.filename.endswith(".xml"))
    ):
        raise PlanRefused("unpacks_too_large", megabytes=MAX_UNPACKED // 1_000_000)
    if "[Content_Types].xml" not in names or "word/document.xml" not in names:
        raise PlanRefused("not_docx")
