"""Where the rows of a table begin and end, found from the words that stand in it.

Three ways, the surest first: gaps between rows that are wider than between lines; numbers in the
middle of their rows, which then divide the height between them; numbers at the top of their rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from documents.words import Word

_LONGEST_NUMBER = 12  # characters
_LEFT_OVER = 12.0  # what a row without number costs, in points of being off
_REST = 4.0  # the same at the ends of a page, where pieces of broken rows are expected
_UNNUMBERED_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Band:
    """A row: from its top to its bottom, in points."""

    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A number in the first column."""

    top: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def numbers_stand_at_the_top(bodies: Sequence[tuple[Sequence[Word], Sequence[int]]]) -> bool:
    """Whether the numbers of a table begin their rows; else they stand in the middle of them.

    At the top each is on a line with the first words of its text; in the middle every second one
    stands between two lines. `bodies` are words and their columns, a pair for each page.
    """
    on_a_line = total = 0
    for words, columns in bodies:
        texts = [word for word, at in zip(words, columns, strict=True) if at == 1]
        for anchor in _anchors([w for w, at in zip(words, columns, strict=True) if at == 0]):
            near = [abs(text.y1 - anchor.bottom) for text in texts if text.y0 < anchor.bottom + 30]
            total += 1
            on_a_line += bool(near) and min(near) < 0.22 * (anchor.bottom - anchor.top)
    return total == 0 or on_a_line >= 0.85 * total


def bands_of(words: Sequence[Word], columns: Sequence[int], *, at_the_top: bool) -> list[Band]:
    """The rows of a table's body from top to bottom; `columns` says in which each word stands."""
    if not words:
        return []
    stripes = _stripes(words)
    anchors = _anchors([word for word, at in zip(words, columns, strict=True) if at == 0])
    cuts = [
        stripes[0][0] - 1,
        *((a[1] + b[0]) / 2 for a, b in pairwise(stripes)),
        stripes[-1][1] + 1,
    ]
    if not anchors:
        return [Band(cuts[0], cuts[-1])]
    by_gap = _by_gaps(stripes, anchors, cuts)
    if by_gap is not None:
        return by_gap
    if not at_the_top:
        centred = _centred(anchors, cuts)
        if centred:
            return centred
    return _at_the_top(anchors, cuts, words, columns)


def _stripes(words: Sequence[Word]) -> list[list[float]]:
    """Where there is ink from top to bottom: heights that any word covers, put together."""
    typical = median(word.y1 - word.y0 for word in words)
    spans = sorted(
        # Letters that reach above or below their line don't bridge two lines.
        (word.y0 + 0.12 * typical, word.y1 - 0.12 * typical)
        for word in words
        if 0.4 * typical < word.y1 - word.y0 < 3 * typical
    )
    stripes: list[list[float]] = []
    for top, bottom in spans:
        if stripes and top <= stripes[-1][1]:
            stripes[-1][1] = max(stripes[-1][1], bottom)
        else:
            stripes.append([top, bottom])
    return stripes or [[min(word.y0 for word in words), max(word.y1 for word in words)]]


def _anchors(words: Sequence[Word]) -> list[_Anchor]:
    anchors: list[_Anchor] = []
    for word in sorted(words, key=lambda word: (word.y0 + word.y1) / 2):
        if len(word.text) > _LONGEST_NUMBER or not any(map(str.isalnum, word.text)):
            continue
        middle = (word.y0 + word.y1) / 2
        if anchors and middle < anchors[-1].bottom:
            continue  # "1 ." in two words
        anchors.append(_Anchor(word.y0, word.y1))
    return anchors


def _by_gaps(
    stripes: Sequence[Sequence[float]], anchors: Sequence[_Anchor], cuts: Sequence[float]
) -> list[Band] | None:
    """Rows divided by gaps of one width and more, if nearly each of them has a number."""
    gaps = [b[0] - a[1] for a, b in pairwise(stripes)]
    for least in sorted({round(gap, 1) for gap in gaps}, reverse=True):
        edges = [
            cuts[0],
            *(cut for cut, gap in zip(cuts[1:], gaps, strict=False) if gap >= least - 0.06),
        ]
        edges.append(cuts[-1])
        bands = [Band(top, bottom) for top, bottom in pairwise(edges)]
        held = [sum(band.top <= a.middle < band.bottom for a in anchors) for band in bands]
        if max(held) > 1:
            continue
        smaller = [gap for gap in gaps if gap < least - 0.06]
        clear = not smaller or least > 1.35 * max(smaller) + 1
        if held.count(0) <= _UNNUMBERED_SHARE * len(bands) + 1 and clear:
            return bands
        return None
    return [Band(cuts[0], cuts[-1])] if len(anchors) == 1 and not gaps else None


def _centred(anchors: Sequence[_Anchor], cuts: Sequence[float]) -> list[Band]:
    """The rows, each number in the middle of its own; none where that is impossible.

    The cheapest way through all cuts: a row from one cut to another holds one number; between two
    rows there may be one without a number.
    """
    best: dict[int, tuple[float, list[Band]]] = {
        at: (0.0 if at == 0 else _REST, [] if at == 0 else [Band(cuts[0], cuts[at])])
        for at, cut in enumerate(cuts)
        if cut <= anchors[0].top + 2
    }
    for index, anchor in enumerate(anchors):
        following = anchors[index + 1].top if index + 1 < len(anchors) else cuts[-1]
        ends: dict[int, tuple[float, list[Band]]] = {}
        for start, (cost, bands) in best.items():
            for end in range(start + 1, len(cuts)):
                if cuts[end] <= anchor.bottom - 2:
                    continue
                if cuts[end] > following + 2:
                    break
                price = cost + abs((cuts[start] + cuts[end]) / 2 - anchor.middle)
                if end not in ends or price < ends[end][0]:
                    ends[end] = (price, [*bands, Band(cuts[start], cuts[end])])
        best = dict(ends)
        for start, (cost, bands) in ends.items():
            for end in range(start + 1, len(cuts)):
                if cuts[end] > following + 2:
                    break
                price = cost + (_REST if end == len(cuts) - 1 else _LEFT_OVER)
                if end not in best or price < best[end][0]:
                    best[end] = (price, [*bands, Band(cuts[start], cuts[end])])
    return best.get(len(cuts) - 1, (0.0, []))[1]


def _at_the_top(
    anchors: Sequence[_Anchor],
    cuts: Sequence[float],
    words: Sequence[Word],
    columns: Sequence[int],
) -> list[Band]:
    """Rows that begin where their numbers stand."""
    starts = []
    for anchor in anchors:
        above = [cut for cut in cuts if cut <= anchor.top + 0.35 * (anchor.bottom - anchor.top)]
        starts.append(max(above) if above else cuts[0])
    if starts[0] > cuts[0] + 1:
        starts.insert(0, cuts[0])
    edges = [*dict.fromkeys(starts), cuts[-1]]
    bands = [Band(top, bottom) for top, bottom in pairwise(edges)]
    return [part for band in bands for part in _without_number(band, cuts, words, columns)]


def _without_number(
    band: Band, cuts: Sequence[float], words: Sequence[Word], columns: Sequence[int]
) -> list[Band]:
    """A group's title with a task of no number right below it: the task begins where the columns
    behind its text do."""
    inside = [
        (word, column)
        for word, column in zip(words, columns, strict=True)
        if band.top <= (word.y0 + word.y1) / 2 < band.bottom
    ]
    others = [word for word, column in inside if column > 1]
    if not others or max(column for _, column in inside) < 3:
        return [band]
    first = min(word.y0 for word in others)
    height = median(word.y1 - word.y0 for word, _ in inside)
    if first - band.top < 1.2 * height:
        return [band]
    at = max((cut for cut in cuts if band.top < cut <= first + 0.35 * height), default=None)
    above = [word for word, column in inside if column == 1 and at and word.y1 <= at + 2]
    if at is None or not above:
        return [band]
    return [Band(band.top, at), Band(at, band.bottom)]
