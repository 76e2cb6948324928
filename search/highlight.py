"""What of a found text is shown, and what of it is marked. On our side, so that engines look alike.

Works on the folded text (`portal.text.fold` keeps offsets) and respects accents: a word typed with
accents is marked where it stands with them; only where it never does, its other spellings are.
Everything comes back HTML-escaped, with `<mark>` around what was asked for.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from portal.text import compose, fold, lower, place_tones
from search.query import Query, Word
from search.vietnamese import ABBREVIATIONS

SNIPPET_CHARACTERS = 240
_LEAD_IN = 60  # characters before the first hit among which a sentence may begin
_BLANKS = re.compile(r"\s+")
_SENTENCE_END = re.compile(r"[.!?;\n]\s+")


@dataclass(frozen=True, slots=True)
class _Spot:
    start: int
    end: int
    word: int  # index of the query's word


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
        ways = sorted(self._ways(), key=lambda way: -len(way[0]))
        self._word_of = {f"w{place}": index for place, (_, index) in enumerate(ways)}
        alternatives = "|".join(f"(?P<w{place}>{way})" for place, (way, _) in enumerate(ways))
        self._pattern = re.compile(f"(?<![^\\W_])(?:{alternatives})(?![^\\W_])") if ways else None

    def _ways(self) -> Iterable[tuple[str, int]]:
        for index, word in enumerate(self._words):
            yield _spelled(word.folded), index
            for other in word.others:
                yield r"[\W_]+".join(map(_spelled, other)), index

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
        first, value = _best_window(spots, length - _LEAD_IN)
        start = _begin(composed, spots[first].start)
        end = min(len(composed), start + _cut(composed[start:], length))
        return Snippet(_marked(composed, spots, start, end), value)

    def _spots(self, composed: str) -> list[_Spot]:
        if self._pattern is None:
            return []
        folded = fold(composed)
        found = [
            _Spot(*hit.span(), self._word_of[hit.lastgroup])
            for hit in self._pattern.finditer(folded)
            if hit.lastgroup
        ]
        accented = {
            index for index, word in enumerate(self._words) if word.text != word.folded
        }.intersection(spot.word for spot in found)
        if not accented:
            return found
        exact = lower(place_tones(composed))
        same = [
            spot
            for spot in found
            if spot.word not in accented
            or exact[spot.start : spot.end] == self._words[spot.word].text
        ]
        kept = {spot.word for spot in same}
        return (
            same
            if kept.issuperset(accented)
            else [spot for spot in found if spot in same or spot.word not in kept]
        )


def _spelled(folded: str) -> str:
    """The word as a pattern; KH&CN is the word khcn."""
    if folded in ABBREVIATIONS:
        return "&?".join(map(re.escape, folded))
    return re.escape(folded)


def _best_window(spots: Sequence[_Spot], length: int) -> tuple[int, int]:
    """(first spot, value) of the window with most of the words, neighbours counting extra."""
    best = (0, 0)
    starts = [spot.start for spot in spots]
    for first, spot in enumerate(spots):
        last = bisect_left(starts, spot.start + length, lo=first)
        inside = spots[first : min(last, first + 40)]
        words = len({one.word for one in inside})
        neighbours = sum(
            1
            for one, following in pairwise(inside)
            if following.word == one.word + 1 and following.start - one.end <= 2
        )
        value = 3 * words + neighbours
        if value > best[1]:
            best = (first, value)
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


def _marked(text: str, spots: Iterable[_Spot], start: int, end: int) -> SafeString:
    pieces = ["… " if start else ""]
    at = start
    for spot in spots:
        if spot.start < at or spot.end > end:
            continue
        pieces += (_shown(text[at : spot.start]), "<mark>")
        pieces += (_shown(text[spot.start : spot.end]), "</mark>")
        at = spot.end
    pieces += (_shown(text[at:end]), " …" if end < len(text) else "")
    # Neighbouring words are one mark: fewer boxes to read over.
    html = re.sub(r"</mark>( ?)<mark>", r"\1", "".join(pieces))
    return mark_safe(html.strip())  # noqa: S308  every piece of text went through escape()


def _shown(text: str) -> str:
    return escape(_BLANKS.sub(" ", text))
