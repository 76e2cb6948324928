"""Words that OCR spelled a little wrong: are they the ones we know?"""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache


@lru_cache(maxsize=20_000)
def alike(found: str, known: str) -> bool:
    """Whether folded `found` is folded `known` but for a slip: one letter in six, none in a word
    of three letters or fewer, and as many letters but one."""
    if found == known:
        return True
    if abs(len(found) - len(known)) > 1 + len(known) // 12 or len(known) <= 4:
        return False
    if len(known) <= 6:
        # "quyet" and "quyen": too short to forgive more than one wrong letter in the same place.
        same = sum(a == b for a, b in zip(found, known, strict=False))
        return len(found) == len(known) and same >= len(known) - 1
    return likeness(found, known) >= 1 - 1 / 6


@lru_cache(maxsize=20_000)
def likeness(found: str, known: str) -> float:
    """How much of two texts is the same, 0 to 1."""
    return SequenceMatcher(None, found, known, autojunk=False).ratio()
