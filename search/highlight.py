"""What of a found text is shown, and what of it is marked. On our side, so that engines look alike.

Works on the folded text (`portal.text.fold` keeps offsets) and respects accents: a word typed with
accents is marked where it stands with them; only where it never does, its other spellings are.
Everything comes back HTML-escaped, with `<mark>` around what was asked for.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
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
MOST_SPOTS = 200
_LEAD_IN = 60  # characters before the first hit among which a sentence may begin
_BLANKS = re.compile(r"\s+")
_NEIGHBOURS = re.compile(r"</mark>( ?)<mark>")
_NOT_LETTERS = re.compile(r"[\W_]+")
_LINE_END = re.compile(r"(?<=[\w)”>])\s*\n\s*")
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
        self._word_of: dict[str, int] = {}
        for index, word in enumerate(self._words):
            for way in ((word.folded,), *word.others):
                self._word_of.setdefault(" ".join(way), index)
        ways = sorted(self._word_of, key=len, reverse=True)
        # No lookbehind, no groups: the regex engine then skips to the letters words begin with.
        alternatives = "|".join(map(_spelled, ways))
        self._pattern = re.compile(f"(?:{alternatives})(?![^\\W_])") if ways else None
        self._exact: dict[str, str] = {}

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
            _Spot(start, hit.end(), self._index(hit[0]))
            for hit in islice(self._pattern.finditer(folded), MOST_SPOTS)
            if not (start := hit.start()) or not folded[start - 1].isalnum()
        ]
        # What was typed with accents is marked where it has them, if it has them anywhere.
        exact = [spot for spot in found if self._has_its_accents(composed, spot)]
        kept = {spot.word for spot in exact}
        if len(exact) == len(found) or kept.issuperset(spot.word for spot in found):
            return exact
        return [
            spot for spot in found if spot.word not in kept or self._has_its_accents(composed, spot)
        ]

    def _index(self, matched: str) -> int:
        index = self._word_of.get(matched)
        if index is None:
            index = self._word_of[_NOT_LETTERS.sub(" ", matched.replace("&", ""))]
        return index

    def _has_its_accents(self, composed: str, spot: _Spot) -> bool:
        word = self._words[spot.word]
        if word.text == word.folded:
            return True
        written = composed[spot.start : spot.end]
        if written not in self._exact:
            self._exact[written] = lower(place_tones(written))
        return self._exact[written] == word.text


def _spelled(way: str) -> str:
    """The words as a pattern; KH&CN is the word khcn."""
    if way in ABBREVIATIONS:
        return "&?".join(map(re.escape, way))
    return r"[\W_]+".join(map(re.escape, way.split()))


def _best_window(spots: Sequence[_Spot], length: int) -> tuple[int, int]:
    """(first spot, value) of the window with most of the words, each counted once, and neighbours
    counting extra; of equals the first. One pass: the window's far end only ever moves on.
    """
    beside = [
        following.word == one.word + 1 and following.start - one.end <= 2
        for one, following in pairwise(spots)
    ]
    words: Counter[int] = Counter()
    pairs: Counter[int] = Counter()
    best, last = (0, 0), 0
    for first, spot in enumerate(spots):
        while last < len(spots) and spots[last].start < spot.start + length:
            words[spots[last].word] += 1
            if last > first and beside[last - 1]:
                pairs[spots[last].word] += 1
            last += 1
        value = 3 * len(words) + len(pairs)
        if value > best[1]:
            best = (first, value)
        _take(words, spot.word)
        if last > first + 1 and beside[first]:
            _take(pairs, spots[first + 1].word)
    return best


def _take(counted: Counter[int], word: int) -> None:
    counted[word] -= 1
    if not counted[word]:
        del counted[word]


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
    for spot in spots[bisect_left(spots, start, key=lambda spot: spot.start) :]:
        if spot.end > end:
            break
        if spot.start < at:
            continue
        pieces += (escape(text[at : spot.start]), "<mark>")
        pieces += (escape(text[spot.start : spot.end]), "</mark>")
        at = spot.end
    pieces += (escape(text[at:end]), " …" if end < len(text) else "")
    # Lines of a list are told apart; neighbouring words are one mark: fewer boxes to read over.
    joined = _BLANKS.sub(" ", _LINE_END.sub(" · ", "".join(pieces).strip()))
    return mark_safe(_NEIGHBOURS.sub(r"\1", joined))  # noqa: S308  every piece was escaped
