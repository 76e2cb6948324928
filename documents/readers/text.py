"""Plain text, in Unicode (the gate has seen to that) or in an older encoding kept as if it were."""

from __future__ import annotations

from pathlib import Path

from documents.legacy import recognise, to_unicode
from documents.readers import ReaderRefused, Trouble
from documents.typeset import Paragraph, Piece

MAX_CHARACTERS = 5_000_000


def text_of(path: Path) -> str:
    """The whole text; TCVN3 and VNI converted. Raises `ReaderRefused` when it isn't Unicode."""
    content = path.read_bytes()
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = content.decode(encoding)[:MAX_CHARACTERS]
    except UnicodeError as error:
        raise ReaderRefused(Trouble.TEXT_ENCODING) from error
    older = recognise(text)
    return to_unicode(text, older) if older else text


def read_text(text: str) -> list[Piece]:
    """Its lines as paragraphs; what an empty line doesn't divide, and is short, stays a line."""
    return [Paragraph(" ".join(line.split())) for line in text.splitlines() if line.strip()]
