"""Readers: what is written in a file, and where it stands (pure, bounded, no models).

A reader takes the path of a file and gives values of `documents.words`; it raises `ReaderRefused`
when it can't. They parse what strangers made, so inside the portal they are called only in the
process of `documents.sandbox`; tests, benchmarks and other readers call them directly.

| module | gives |
|---|---|
| `pdf` | words with boxes from the text layer, form fields and stamps included; page pictures |
| `ocr` | words with boxes and confidence from a picture, by tesseract |
"""

from __future__ import annotations

from enum import StrEnum


class Trouble(StrEnum):
    """Every reason for which a file can't be read. `documents.messages` has the words."""

    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_LARGE = "too_large"
    NO_OCR = "no_ocr"
    NO_OFFICE = "no_office"
    TOO_LONG = "too_long"
    TOO_MUCH_MEMORY = "too_much_memory"
    CRASHED = "crashed"
    TEXT_ENCODING = "text_encoding"
    NOT_READ = "not_read"
    NOT_THERE = "not_there"
    INTERRUPTED = "interrupted"


class ReaderRefused(Exception):
    """The file can't be read; it stays usable as it is. `code` says why, `params` holds facts."""

    def __init__(self, code: Trouble, **params: str | int) -> None:
        self.code = code
        self.params = params
        super().__init__(code.value)
