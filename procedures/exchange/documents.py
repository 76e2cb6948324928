"""Rows of a JSON array or of JSON Lines, one at a time. Pure.

Numbers count the objects from 1. Memory holds one object, whatever the file's size.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from typing import IO, Any

from django.utils.translation import gettext as _

from procedures.exchange.refusals import FileRefused, RowRefused

#: Characters of one object: the largest real record has 150,000.
MAX_OBJECT = 4_000_000
_CHUNK = 1 << 16
_DECODER = json.JSONDecoder(parse_constant=lambda name: name)

Rows = Iterator[tuple[int, "Mapping[str, Any] | RowRefused"]]


def read_json_lines(stream: IO[bytes]) -> Rows:
    """One object a line."""
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="\n")
    number = 0
    while line := text.readline(MAX_OBJECT):
        if not line.endswith("\n") and len(line) >= MAX_OBJECT:
            raise FileRefused(
                _("Line %(line)s is longer than a procedure can be.") % {"line": number + 1}
            )
        if not line.strip():
            continue
        number += 1
        try:
            yield number, _as_row(json.loads(line, parse_constant=str))
        except (ValueError, RecursionError):
            yield number, RowRefused([_("The line is no JSON, or it was cut off.")])


def read_json(stream: IO[bytes]) -> Rows:
    """The objects of one array (`[{…}, …]`), also under `procedures`. Raises FileRefused at the
    place where the file stops being JSON: what comes after can't be told apart."""
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    buffer = _Buffer(text)
    if buffer.peek() == "{":
        buffer.skip_to_array("procedures")
    if buffer.take() != "[":
        raise FileRefused(
            _(
                "The JSON is no list of procedures: write [ {…}, {…} ], or one object a line "
                "(.jsonl)."
            )
        )
    number = 0
    while buffer.peek() != "]":
        number += 1
        yield number, _as_row(buffer.value(number))
        if buffer.peek() == ",":
            buffer.take()
            if buffer.peek() == "]":
                raise _broken(number)
        elif buffer.peek() != "]":
            raise _broken(number)


def _as_row(value: Any) -> Mapping[str, Any] | RowRefused:
    if isinstance(value, dict):
        return value
    return RowRefused([_("This is no object with the fields of a procedure.")])


def _broken(number: int) -> FileRefused:
    return FileRefused(
        _("The JSON breaks off or is faulty at procedure %(number)s; nothing of it was taken.")
        % {"number": number}
    )


class _Buffer:
    """A window on the text that moves on as values are taken."""

    def __init__(self, text: io.TextIOBase) -> None:
        self._text, self._held, self._at = text, "", 0

    def _more(self) -> bool:
        chunk = self._text.read(_CHUNK)
        self._held, self._at = self._held[self._at :] + chunk, 0
        return bool(chunk)

    def peek(self) -> str:
        """The next character that isn't blank; empty at the end."""
        while True:
            while self._at < len(self._held):
                if not self._held[self._at].isspace():
                    return self._held[self._at]
                self._at += 1
            if not self._more():
                return ""

    def take(self) -> str:
        """That character, taken."""
        found = self.peek()
        self._at += len(found)
        return found

    def value(self, number: int) -> Any:
        """The JSON value that begins here. Raises FileRefused where it is none."""
        self.peek()
        while True:
            try:
                value, end = _DECODER.raw_decode(self._held, self._at)
            except (ValueError, RecursionError) as error:
                too_long = len(self._held) - self._at > MAX_OBJECT
                if too_long or isinstance(error, RecursionError) or not self._more():
                    raise _broken(number) from error
                continue
            length = end - self._at
            # A number or a word at the very end of the window may go on beyond it.
            if end < len(self._held) or not self._more():
                self._at += length
                return value

    def skip_to_array(self, key: str) -> None:
        """To the value of `key` in the object that begins here."""
        self.take()
        while self.peek() == '"':
            found = self.value(0)
            if self.take() != ":":
                raise _broken(0)
            if found == key:
                return
            self.value(0)
            if self.peek() == ",":
                self.take()
