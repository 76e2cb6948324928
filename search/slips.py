"""Slips of the fingers: which word of the corpus was meant by one that no document has.

Pure: the engine tells how many documents have a term.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from search.schema import pair

#: How many ways of reading a mistyped word are tried.
MENDED = 3
_ALPHABET = "abcdeghiklmnopqrstuvxy"


def closest(
    folded: Sequence[str],
    place: int,
    frequency: Callable[[str, str], int],
    others: Sequence[str] = (),
) -> list[str]:
    """What `folded[place]` may have been meant for, one of `others` (Telex read) or one slip away,
    best first: what stands most often beside the words typed around it, then what is most frequent.

    `frequency(field, value)`: how many documents have the term.
    """
    before = folded[place - 1] if place else ""
    after = folded[place + 1] if place + 1 < len(folded) else ""
    ways = []
    for candidate in dict.fromkeys([*others, *slips(folded[place])]):
        if often := frequency("all_folded", candidate):
            beside = sum(
                frequency("all_folded_pairs", pair(*two))
                for two in ((before, candidate), (candidate, after))
                if all(two)
            )
            ways.append((beside, often, candidate))
    return [candidate for _, _, candidate in sorted(ways, reverse=True)]


def slips(word: str) -> Iterator[str]:
    """Everything one slip away: a letter too few, two swapped, one too many, another."""
    for place in range(len(word) + 1):
        head, tail = word[:place], word[place:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in _ALPHABET:
            yield head + letter + tail
            if tail:
                yield head + letter + tail[1:]
