"""Reads a list of old addresses: one pair a line, old and new, as CSV (comma, semicolon or tab).

Pure: no models, no clock.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

#: A list of all addresses of a big site has some ten thousand lines.
MOST_BYTES, MOST_ROWS, LONGEST = 8 * 1024 * 1024, 50_000, 500
#: A letter of Vietnamese takes nine characters once a browser wrote it; lower case may be longer.
LONGEST_WRITTEN, LONGEST_KEY = 9 * LONGEST, 700
#: What stands in an address of no browser: controls, blanks, backslashes.
_STRANGE = re.compile(r"[\x00-\x20\x7f\\]")


class ListRefused(ValueError):
    """The file as a whole can't be read; says why."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line as it stands: its number in the file, the old address, the new one."""

    line: int
    old: str
    new: str


def rows_of(data: bytes) -> list[Row]:
    """The rows of the file without its header and empty lines. Raises ListRefused."""
    if len(data) > MOST_BYTES:
        raise ListRefused(f"The file is larger than {MOST_BYTES // 1024 // 1024} MB.")
    text = _text(data)
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    rows: list[Row] = []
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter), 1):
            cells = [cell.strip() for cell in cells]
            is_head = number == 1 and any(cells[:1]) and not _is_address(cells[0])
            if not any(cells) or is_head:
                continue
            rows.append(Row(number, cells[0], cells[1] if len(cells) > 1 else ""))
            if len(rows) > MOST_ROWS:
                raise ListRefused(f"There are more than {MOST_ROWS} lines.")
    except csv.Error as error:
        raise ListRefused(f"This is no CSV: {error}.") from error
    return rows


def _text(data: bytes) -> str:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ListRefused("The file is not UTF-8; save it as “CSV UTF-8”.") from error
    if "\x00" in text:
        raise ListRefused("This is no text file.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _is_address(cell: str) -> bool:
    return cell.startswith("/") or "://" in cell


def path_of(address: str, hosts: frozenset[str] | None) -> str:
    """The path of `address` with its query, if it may be asked of this site: one beginning with a
    slash, or one on one of `hosts` (None: any host). Raises ValueError with the reason."""
    if not address:
        raise ValueError("empty")
    if len(address) > LONGEST:
        raise ValueError(f"longer than {LONGEST} characters")
    if _STRANGE.search(address) or address.startswith("//"):
        raise ValueError("no address")
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError as error:
        raise ValueError("no address") from error
    if parts.scheme and parts.scheme not in ("http", "https"):
        raise ValueError("no address of a page")
    if host and hosts is not None and host not in hosts:
        raise ValueError("leads to another site")
    if not host and not address.startswith("/"):
        raise ValueError("does not begin with a slash")
    path = parts.path or "/"
    if path.startswith("//") or "\\" in unquote(path) or "\x00" in unquote(address):
        raise ValueError("no address")
    return f"{path}?{parts.query}" if parts.query else path


def key_of(path: str) -> str:
    """An old address as it is looked up, however it is encoded, capitalised or ended."""
    name, _mark, query = path.partition("?")
    name = unicodedata.normalize("NFC", unquote(name)).casefold().rstrip("/") or "/"
    query = "&".join(sorted(unicodedata.normalize("NFC", unquote(query)).casefold().split("&")))
    return f"{name}?{query}" if query else name
