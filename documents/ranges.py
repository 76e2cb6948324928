"""One byte range of a file (pure): what PDF viewers ask for while a reader turns pages.

RFC 9110 §14. Several ranges at once are answered with the whole file, which the RFC allows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

_ONE_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})", re.ASCII)
_CHUNK = 1 << 16


class RangeNotSatisfiable(Exception):
    """The range begins behind the end of the file (status 416)."""


def parse_range(header: str, size: int) -> tuple[int, int] | None:
    """(first, last) byte, both included, of a Range header for a file of `size` bytes.

    None: no single byte range, serve the whole. Raises `RangeNotSatisfiable`.
    """
    match = _ONE_RANGE.fullmatch(header.strip())
    if match is None or not any(match.groups()):
        return None
    first, last = match.groups()
    if not first:
        length = min(int(last), size)
        if length == 0:
            raise RangeNotSatisfiable
        return size - length, size - 1
    if last and int(last) < int(first):
        return None
    if int(first) >= size:
        raise RangeNotSatisfiable
    return int(first), min(int(last), size - 1) if last else size - 1


def read_range(stream: BinaryIO, first: int, last: int) -> Iterator[bytes]:
    """The bytes from `first` to `last`, both included, in chunks; closes the stream."""
    with stream:
        stream.seek(first)
        left = last - first + 1
        while left > 0 and (chunk := stream.read(min(_CHUNK, left))):
            left -= len(chunk)
            yield chunk
