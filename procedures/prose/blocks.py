"""A printed text as paragraphs, lists and headings: what its line ends and dashes say. Pure.

Nothing is left out and no word changes but the dash of an item, which the list shows itself.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

HEADING, LIST, TEXT = "heading", "list", "text"
#: A line that is no longer than this and says which step begins.
_LONGEST_HEADING = 120
_HEADING = re.compile(
    r"(?:(?:[a-zđ]|\d{1,2}|[IVX]{1,4})[.)]\s*|[-+*•]\s*)*[Bb](?:ước|ƯỚC)\s+\d{1,2}\b"
)
_ITEM = re.compile(r"[-–•]\s*(?=[^\s\d-])")


@dataclass(frozen=True, slots=True)
class Block:
    """`kind`: HEADING and TEXT have one line, LIST one or more."""

    kind: str
    lines: tuple[str, ...]


def text_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of `text` in its order; blank lines are none."""
    found: list[Block] = []
    for line in unicodedata.normalize("NFC", text).splitlines():
        line = line.strip()
        item = _ITEM.match(line)
        if not line:
            continue
        if len(line) <= _LONGEST_HEADING and _HEADING.match(line):
            found.append(Block(HEADING, (line,)))
        elif item is None:
            found.append(Block(TEXT, (line,)))
        elif found and found[-1].kind == LIST:
            found[-1] = Block(LIST, (*found[-1].lines, line[item.end() :]))
        else:
            found.append(Block(LIST, (line[item.end() :],)))
    return tuple(found)
