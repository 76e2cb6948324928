"""What changed between two texts, word by word. Pure."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

#: Longest text compared word by word; of longer ones whole lines are compared.
WORDS_UP_TO = 20_000
_PIECES = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text, and whether it is `same`, `added` or `removed`."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a page that differs: its name and the pieces of its two texts."""

    label: str
    pieces: tuple[Piece, ...]


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """The texts laid over one another, in order."""
    if len(before) + len(after) > WORDS_UP_TO:
        return tuple(_laid(before.splitlines(True), after.splitlines(True)))
    return tuple(_laid(_PIECES.findall(before), _PIECES.findall(after)))


def parts_between(
    before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]]
) -> tuple[Part, ...]:
    """The parts (label, text) that differ, in the order of `after`; parts that are gone last."""
    old, new = dict(before), dict(after)
    labels = [*new, *[label for label in old if label not in new]]
    return tuple(
        Part(label, pieces(old.get(label, ""), new.get(label, "")))
        for label in labels
        if old.get(label, "") != new.get(label, "")
    )


def _laid(before: list[str], after: list[str]) -> Iterator[Piece]:
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=len(before) > 2000)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(before[i1:i2]))
            continue
        if i2 > i1:
            yield Piece("removed", "".join(before[i1:i2]))
        if j2 > j1:
            yield Piece("added", "".join(after[j1:j2]))
