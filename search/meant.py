"""What was meant by words that no document has: tried along with them, and offered as a correction.

Pure: the engine tells how many documents have a term (`frequency(field, value)`), and gives the
entries whose writing is taken over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from portal.searchable import SearchEntry
from portal.text import compose, tokens
from search.query import Query, Word
from search.slips import MENDED, closest

Frequency = Callable[[str, str], int]


def mended(query: Query, frequency: Frequency) -> Query:
    """The query with what may be meant by each word that no document has."""
    words = [word.folded for word in query.words]
    return replace(
        query,
        words=tuple(
            replace(word, others=tuple((way,) for way in closest(words, place, frequency)[:MENDED]))
            if _unknown(word, frequency)
            else word
            for place, word in enumerate(query.words)
        ),
    )


def _unknown(word: Word, frequency: Frequency) -> bool:
    return (
        len(word.folded) > 2
        and word.folded.isalpha()
        and not word.others
        and not frequency("all_folded", word.folded)
    )


def corrected(query: Query, frequency: Frequency) -> list[str] | None:
    """The folded words with those put right that no document has; None when there is nothing to
    put right, or one that nothing is known for."""
    folded = [word.folded for word in query.words]
    changed = False
    for place, word in enumerate(query.words):
        if word.weak or not word.folded.isalpha() or frequency("all_folded", word.folded):
            continue
        if word.others and len(word.others[0]) == 1:
            ways = [word.others[0][0]]
        else:
            ways = closest(folded, place, frequency)
        if not ways:
            return None
        folded[place], changed = ways[0], True
    return folded if changed else None


def as_written(folded: Sequence[str], entries: Iterable[SearchEntry]) -> str | None:
    """The words with the accents that the first of `entries` to have each writes it with; None
    without entries."""
    written = dict.fromkeys(folded, "")
    none = True
    for entry in entries:
        none = False
        for token in tokens(compose(f"{entry.title}\n{entry.summary}\n{entry.body}")):
            if written.get(token.folded) == "":
                written[token.folded] = token.text
    return None if none else " ".join(written[word] or word for word in folded)
