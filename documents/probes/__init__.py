"""Probes look inside a file far enough to know what it really is (pure, bounded).

`sniff` names the content by its first bytes; the modules beside it look further into one
family each. None of them trusts the file's name.
"""

from __future__ import annotations

from documents.filetypes import FileType

#: How many first bytes `sniff` wants.
HEAD_BYTES = 4096

#: Content that is recognised in order to say what it is, never in order to take it.
WEB_PAGE = "html"
ZIP = "zip"
OLE = "ole"
TEXT = "text"
UNKNOWN = "unknown"

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", FileType.PNG),
    (b"\xff\xd8\xff", FileType.JPEG),
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
    (b"{\\rtf", "rtf"),
    (b"GIF8", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"AT&TFORM", "djvu"),
    (b"%!PS", "postscript"),
)

#: From the WHATWG's sniffing table: what a browser would take for a page, shortened to what
#: error pages begin with.
_HTML_STARTS = (
    b"<!doctype html", b"<html", b"<head", b"<body", b"<script", b"<iframe", b"<title",
    b"<style", b"<table", b"<div", b"<h1", b"<font", b"<p>", b"<br", b"<meta", b"<!--", b"<a ",
)  # fmt: skip


def sniff(head: bytes) -> str:
    """What the first `HEAD_BYTES` of a file say it is: a `FileType` value or a name above.

    TEXT means only that nothing speaks against text; `probes.text` reads all of it.
    """
    if head[8:12] == b"WEBP" and head.startswith(b"RIFF"):
        return "webp"
    if head[4:8] == b"ftyp":
        return "heic"
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    start = _without_utf16(head).removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(b"%pdf-"):
        return FileType.PDF
    if start.startswith(_HTML_STARTS):
        return WEB_PAGE
    if start.startswith(b"<?xml") or start.startswith(b"<svg"):
        return WEB_PAGE if b"<html" in start else "xml"
    return TEXT


def _without_utf16(head: bytes) -> bytes:
    """The head of UTF-16 text as plain bytes, so that markup is seen in it too."""
    if not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head
    return head.decode("utf-16", errors="ignore").encode("utf-8", errors="ignore")
