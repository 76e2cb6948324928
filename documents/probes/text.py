"""Is this plain text in Unicode? (pure)"""

from __future__ import annotations

import codecs
from typing import BinaryIO

from documents.refusals import FileRefused, Refusal

_CHUNK = 1 << 16
#: Control characters that text files really have: tab, line ends, form feed, the end mark
#: old programs leave.
_ALLOWED_CONTROLS = frozenset("\t\n\r\f\x1a")
_CONTROLS = frozenset(map(chr, range(0x20))) - _ALLOWED_CONTROLS


class NotText(Exception):
    """The bytes are not text in any encoding: there are control characters among them."""


def check_text(stream: BinaryIO) -> None:
    """Raises `NotText`, or `FileRefused` when the text is blank or not in Unicode.

    UTF-8, and UTF-16 with its mark, are Unicode. Older Vietnamese encodings (TCVN3, VNI,
    windows-1258) look alike to a program and are refused with advice, not guessed.
    """
    stream.seek(0)
    start = stream.read(4)
    encoding = "utf-16" if start.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    decoder = codecs.getincrementaldecoder(encoding)()
    blank = True
    stream.seek(0)
    try:
        while chunk := stream.read(_CHUNK):
            blank = _look_at(decoder.decode(chunk), blank)
        blank = _look_at(decoder.decode(b"", final=True), blank)
    except UnicodeError as error:
        _look_at_bytes(stream)
        raise FileRefused(Refusal.TEXT_ENCODING) from error
    if blank:
        raise FileRefused(Refusal.EMPTY)


def _look_at(text: str, blank: bool) -> bool:
    """Whether all text so far is blank. Raises `NotText` at a control character."""
    if not _CONTROLS.isdisjoint(text):
        raise NotText
    return blank and not text.strip()


def _look_at_bytes(stream: BinaryIO) -> None:
    """Raises `NotText` when the bytes can't be an older text encoding either."""
    stream.seek(0)
    controls = bytes(ord(char) for char in _CONTROLS)
    while chunk := stream.read(_CHUNK):
        if len(chunk.translate(None, controls)) != len(chunk):
            raise NotText
