"""Which procedures a need claims: what a life or business event asks one to do. Pure.

A need claims a procedure by naming it, by naming its field, or by words in its name. What no need
claims is listed for the editor (`procedures.admin_listing`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from portal.text import fold


@dataclass(frozen=True, slots=True)
class Claim:
    """What one need claims: ids of fields and of procedures, and folded words."""

    slug: str
    field_ids: frozenset[int] = frozenset()
    page_ids: frozenset[int] = frozenset()
    words: tuple[str, ...] = ()


def words_of(text: str) -> tuple[str, ...]:
    """The words of a need, parted by commas or lines, as they are looked for; a word of fewer than
    three letters would claim everything and is left out."""
    parts = (" ".join(fold(part).split()) for part in re.split(r"[,;\n]", text))
    return tuple(dict.fromkeys(part for part in parts if len(part) >= 3))


def claims(claim: Claim, page_id: int, field_id: int | None, folded_title: str) -> bool:
    """Whether the need claims the procedure; `folded_title` is its name as `fold` leaves it."""
    return (
        page_id in claim.page_ids
        or field_id in claim.field_ids
        or any(_has(folded_title, word) for word in claim.words)
    )


def _has(text: str, word: str) -> bool:
    """Whether `word` stands in `text` as a whole word."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            return True
        at = text.find(word, at + 1)
    return False


def unclaimed(
    claimed: Iterable[Claim], rows: Iterable[tuple[int, int | None, str]]
) -> list[tuple[int, int | None, str]]:
    """The rows (page id, field id, folded title) that no need claims."""
    needs = list(claimed)
    return [row for row in rows if not any(claims(need, *row) for need in needs)]
