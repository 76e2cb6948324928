"""Words with boxes to lines of print, and lines to the columns of a letterhead.

A line follows its words from left to right and compares each with the last one it took, so that
a page scanned a little askew keeps its lines. A wide gap ends a piece of a line (`split`): the two
columns of a letterhead and of a signature block stand on the same lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from documents.words import PageWords, TextSource, Word
from portal.text import compose, fold

from .values import Box, Place

_SAME_LINE = 0.5  # of the lower word's height that two words of one line share, at least
_TALLEST = 60.0  # points: a taller "word" is a drawing or a seal that OCR took for one
_LONGEST_LINE = 4_000  # characters
_WIDE_GAP = 2.2  # letter heights between two columns, at least


@dataclass(frozen=True)
class Line:
    """Words that stand beside one another; coordinates in points, as in `Word`."""

    page: int
    page_width: float
    words: tuple[Word, ...]
    source: TextSource = TextSource.NATIVE

    @cached_property
    def text(self) -> str:
        return compose(" ".join(word.text for word in self.words))[:_LONGEST_LINE]

    @cached_property
    def folded(self) -> str:
        return fold(self.text)

    @cached_property
    def x0(self) -> float:
        return min(word.x0 for word in self.words)

    @cached_property
    def x1(self) -> float:
        return max(word.x1 for word in self.words)

    @cached_property
    def y0(self) -> float:
        return min(word.y0 for word in self.words)

    @cached_property
    def y1(self) -> float:
        return max(word.y1 for word in self.words)

    @cached_property
    def middle(self) -> float:
        """Where its centre is, across the page: 0 the left edge, 1 the right one."""
        return (self.x0 + self.x1) / 2 / self.page_width if self.page_width else 0.5

    @cached_property
    def height(self) -> float:
        """Of its letters, in points: the median of its words."""
        return median(word.y1 - word.y0 for word in self.words)

    @cached_property
    def bold(self) -> bool:
        letters = [word for word in self.words if any(map(str.isalpha, word.text))]
        return bool(letters) and 2 * sum(word.bold for word in letters) > len(letters)

    @cached_property
    def capitals(self) -> bool:
        """Whether nearly all its letters are capitals (OCR takes some of them for small ones)."""
        letters = [letter for letter in self.text if letter.isalpha()]
        return len(letters) > 1 and sum(map(str.isupper, letters)) >= 0.85 * len(letters)

    @cached_property
    def confidence(self) -> float:
        """How sure the reader is of its words: their mean."""
        return sum(word.confidence for word in self.words) / len(self.words)

    @cached_property
    def box(self) -> Box:
        return (self.x0, self.y0, self.x1, self.y1)

    @cached_property
    def place(self) -> Place:
        return Place(self.page, self.box)

    def part(self, words: Sequence[Word]) -> Line:
        return Line(self.page, self.page_width, tuple(words), self.source)


def lines_of(page: PageWords) -> list[Line]:
    """The lines of a page from top to bottom, each whole across the page."""
    usable = [word for word in page.words if word.text.strip() and word.y1 - word.y0 < _TALLEST]
    if not usable:
        return []
    typical = median(word.y1 - word.y0 for word in usable)
    rows: list[list[Word]] = []
    by_height: dict[int, list[list[Word]]] = {}
    # Hyphens, rules and specks say little of where their line is: they join lines that are there.
    marks = [word for word in usable if _is_mark(word, typical)]
    letters = [word for word in usable if not _is_mark(word, typical)]
    for word in (*sorted(letters, key=_left), *sorted(marks, key=_left)):
        row = _row_of(word, by_height, typical)
        if row is None:
            row = []
            rows.append(row)
        row.append(word)
        bucket = by_height.setdefault(_bucket(word), [])
        if not any(one is row for one in bucket):
            bucket.append(row)
    for row in rows:
        row.sort(key=_left)
    rows.sort(key=lambda row: median((word.y0 + word.y1) / 2 for word in row))
    return [Line(page.number, page.width, tuple(row), page.source) for row in rows]


def _left(word: Word) -> float:
    return word.x0


def _is_mark(word: Word, typical: float) -> bool:
    return not any(map(str.isalnum, word.text)) or word.y1 - word.y0 < 0.35 * typical


def _bucket(word: Word) -> int:
    return int((word.y0 + word.y1) / 2 // 20)


def _row_of(
    word: Word, by_height: dict[int, list[list[Word]]], typical: float
) -> list[Word] | None:
    here = _bucket(word)
    mark = _is_mark(word, typical)
    best, best_share = None, 0.0
    for bucket in (here - 1, here, here + 1):
        for row in by_height.get(bucket, ()):
            last = row[-1]
            if word.y0 >= last.y1 + 4 or word.y1 <= last.y0 - 4:
                continue  # far above or below: nearly all rows
            # The last words of the row, or for a mark the one that stands about it.
            near = row[-2:] if not mark else [min(row, key=lambda one: abs(one.x0 - word.x0))]
            share, end = 0.0, near[0].x1
            for one in near:
                share = max(share, _shared(word, one))
                end = max(end, one.x1)
            if share < _SAME_LINE:
                continue
            # Of two lines it could be on, the one it stands nearer to.
            share = max(_SAME_LINE, share - min(0.35, max(0.0, word.x0 - end) / 300))
            if share >= best_share:
                best, best_share = row, share
    return best


def _shared(word: Word, other: Word) -> float:
    lower = min(word.y1 - word.y0, other.y1 - other.y0)
    return (min(word.y1, other.y1) - max(word.y0, other.y0)) / lower if lower > 0 else 0.0


def split(line: Line, gap: float = _WIDE_GAP) -> list[Line]:
    """The pieces of a line between wide gaps (`gap` letter heights), from left to right."""
    pieces: list[list[Word]] = [[line.words[0]]]
    width, end = gap * line.height, line.words[0].x1
    for word in line.words[1:]:
        if word.x0 - end > width:
            pieces.append([])
            end = word.x1
        pieces[-1].append(word)
        end = max(end, word.x1)
    return [line] if len(pieces) == 1 else [line.part(piece) for piece in pieces]


def cut(line: Line, at: float) -> tuple[Line | None, Line | None]:
    """The parts of a line left and right of x = `at`, by where each word's middle is."""
    left = [word for word in line.words if (word.x0 + word.x1) / 2 < at]
    right = [word for word in line.words if (word.x0 + word.x1) / 2 >= at]
    return (line.part(left) if left else None), (line.part(right) if right else None)


def hull(lines: Iterable[Line]) -> Place:
    """The place that holds all `lines` of the first one's page."""
    listed = list(lines)
    here = [line for line in listed if line.page == listed[0].page]
    return Place(
        listed[0].page,
        (
            min(line.x0 for line in here),
            min(line.y0 for line in here),
            max(line.x1 for line in here),
            max(line.y1 for line in here),
        ),
    )
