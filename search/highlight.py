"""What of a found text is shown, and what of it is marked. On our side, so that engines look alike.

Works on the folded text (`portal.text.fold` keeps offsets) and respects accents: a word typed with
accents is marked where it stands with them; only where it never does, its other spellings are.
Everything comes back HTML-escaped, with `<mark>` around what was asked for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import islice, pairwise

from django.utils.safestring import SafeString, mark_safe

from portal.text import compose, fold, lower, place_tones
from search.query import Query, Word
from search.vietnamese import ABBREVIATIONS

SNIPPET_CHARACTERS = 240
#: The best piece is looked for among so many finds: what comes later in a text is seldom better.
MOST_SPOTS = 100
_LEAD_IN = 60  # characters before the first hit among which a sentence may begin
# Composed text has no control characters, so these two can stand for the marks until it is HTML.
_ON, _OFF = "\x01", "\x02"
_NEIGHBOURS = re.compile(f"{_OFF}( ?){_ON}")
_NOT_LETTERS = re.compile(r"[\W_]+")
_LINE_END = re.compile(rf"(?<=[\w)”{_OFF}])\s*\n\s*")
_SENTENCE_END = re.compile(r"[.!?;\n]\s+")

#: (start, end, which of the query's words): plain tuples, for a page has a thousand.
_Spot = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of text with the query's words marked; `value` tells how much of the query it has."""

    html: SafeString
    value: int


class Highlighter:
    """Marks the words of one query; made once for the ten texts of a page."""

    def __init__(self, query: Query) -> None:
        quoted = [word for phrase in query.phrases for word in phrase]
        words = {word.folded: word for word in (*quoted, *query.strong_words)}
        self._words: list[Word] = list(words.values())
        self._word_of: dict[str, int] = {}
        for index, word in enumerate(self._words):
            for way in ((word.folded,), *word.others):
                self._word_of.setdefault(" ".join(way), index)
        ways = sorted(self._word_of, key=len, reverse=True)
        # No lookbehind, no groups: the regex engine then skips to the letters words begin with.
        alternatives = "|".join(map(_spelled, ways))
        self._pattern = re.compile(f"(?:{alternatives})(?![^\\W_])") if ways else None
        self._known: dict[str, tuple[int, bool]] = {}

    def mark(self, text: str) -> SafeString:
        """The whole of `text`, marked."""
        composed = compose(text)
        return _marked(composed, self._spots(composed), 0, len(composed))

    def snippet(self, text: str, length: int = SNIPPET_CHARACTERS) -> Snippet:
        """The piece of `text` (about `length` characters) that says most about the query."""
        composed = compose(text)
        spots = self._spots(composed)
        if not spots:
            return Snippet(_marked(composed, [], 0, _cut(composed, length)), 0)
        first, value = _best_window(spots, length - _LEAD_IN, len(self._words))
        start = _begin(composed, spots[first][0])
        end = min(len(composed), start + _cut(composed[start : start + length + 1], length))
        return Snippet(_marked(composed, spots, start, end), value)

    def promise(self, text: str) -> int:
        """How much of the query a text may have: quick, too high rather than too low. Tells which
        of a hundred pages are worth a `snippet`."""
        folded = " ".join(fold(text).split())
        there = [word.folded in folded for word in self._words]
        others = sum(
            not found and any(" ".join(way) in folded for way in word.others)
            for found, word in zip(there, self._words, strict=True)
        )
        pairs = sum(
            all(found) and f"{one.folded} {other.folded}" in folded
            for found, (one, other) in zip(pairwise(there), pairwise(self._words), strict=True)
        )
        return 3 * (sum(there) + others) + pairs

    def _spots(self, composed: str) -> list[_Spot]:
        if self._pattern is None:
            return []
        folded = fold(composed)
        known = self._known
        exact: list[_Spot] = []
        other: list[_Spot] = []
        for hit in islice(self._pattern.finditer(folded), MOST_SPOTS):
            start, end = hit.span()
            if start and folded[start - 1].isalnum():
                continue
            written = composed[start:end]
            if written not in known:
                known[written] = self._read(written, hit[0])
            word, has_its_accents = known[written]
            (exact if has_its_accents else other).append((start, end, word))
        # What was typed with accents is marked where it has them, if it has them anywhere.
        kept = {word for _, _, word in exact}
        instead = [spot for spot in other if spot[2] not in kept]
        return sorted(exact + instead) if instead else exact

    def _read(self, written: str, folded: str) -> tuple[int, bool]:
        """(the query's word that is written there, whether with the accents it was typed with)."""
        index = self._word_of.get(folded)
        if index is None:
            index = self._word_of[_NOT_LETTERS.sub(" ", folded.replace("&", ""))]
        word = self._words[index]
        return index, word.text == word.folded or lower(place_tones(written)) == word.text


def _spelled(way: str) -> str:
    """The words as a pattern; KH&CN is the word khcn."""
    if way in ABBREVIATIONS:
        return "&?".join(map(re.escape, way))
    return r"[\W_]+".join(map(re.escape, way.split()))


def _best_window(spots: Sequence[_Spot], length: int, words: int) -> tuple[int, int]:
    """(first spot, value) of the window with most of the `words`, each counted once, and neighbours
    counting extra; of equals the first. One pass: the window's far end only ever moves on.
    """
    # `beside[n]`: spot n is followed by the word that follows in the query, at once.
    beside = [
        following[2] == one[2] + 1 and following[0] - one[1] <= 2
        for one, following in pairwise(spots)
    ]
    there, pairs = [0] * words, [0] * words
    best, value, last, count = (0, 0), 0, 0, len(spots)
    for first, (start, _, word) in enumerate(spots):
        end = start + length
        while last < count and spots[last][0] < end:
            added = spots[last][2]
            value += 0 if there[added] else 3
            there[added] += 1
            if last > first and beside[last - 1]:
                value += not pairs[added]
                pairs[added] += 1
            last += 1
        if value > best[1]:
            best = (first, value)
        there[word] -= 1
        value -= 0 if there[word] else 3
        if last > first + 1 and beside[first]:
            following = spots[first + 1][2]
            pairs[following] -= 1
            value -= not pairs[following]
    return best


def _begin(text: str, spot: int) -> int:
    """Where a piece that shows `spot` begins: at a sentence close before it, else at a word."""
    if spot <= _LEAD_IN:
        return 0
    earliest = spot - _LEAD_IN
    ends = [found.end() for found in _SENTENCE_END.finditer(text, earliest, spot)]
    if ends:
        return ends[-1]
    blank = text.find(" ", earliest, spot)
    return blank + 1 if blank >= 0 else earliest


def _cut(text: str, length: int) -> int:
    """The length of the longest piece of at most `length` characters that ends after a word."""
    if len(text) <= length:
        return len(text)
    blank = max(text.rfind(" ", length // 2, length), text.rfind("\n", length // 2, length))
    return blank if blank > 0 else length


def _marked(text: str, spots: Sequence[_Spot], start: int, end: int) -> SafeString:
    pieces = ["… " if start else ""]
    at = start
    for first, last, _ in spots:
        if last > end:
            break
        if first < at:
            continue
        pieces += (text[at:first], _ON, text[first:last], _OFF)
        at = last
    pieces += (text[at:end], " …" if end < len(text) else "")
    # Lines of a list are told apart; neighbouring words are one mark: fewer boxes to read over.
    lines = _LINE_END.sub(" · ", "".join(pieces).strip())
    joined = escape(_NEIGHBOURS.sub(r"\1", " ".join(lines.split())))
    return mark_safe(  # noqa: S308  the marks are put in after escaping
        joined.replace(_ON, "<mark>").replace(_OFF, "</mark>")
    )
