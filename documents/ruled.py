"""Tables from the lines drawn around their cells (pure).

What a typist ruled is certain where words alone are a guess: cells of several lines, empty cells,
cells that go over several columns or rows.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from documents.words import MOST_RULES, Rule, Word

#: Lines thus near to one another, in points, meet, or are one.
_NEAR = 3.0
_LEAST_COLUMN, _LEAST_ROW = 8.0, 6.0
#: Of a cell's width: what must be ruled above it to end the cell above.
_ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class RuledGrid:
    """The columns' and rows' edges of one table, and the lines that divide them."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    upright: tuple[Rule, ...]
    level: tuple[Rule, ...]

    def holds(self, word: Word) -> bool:
        """Whether the middle of the word lies in the table."""
        x, y = _middle(word)
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]

    def cells(self, words: Iterable[Word]) -> tuple[tuple[str, ...], ...]:
        """The text of each cell, in the words' order; columns and rows without any are left out.
        A cell that goes over several stands in the first of them."""
        owners = self._owners()
        texts: dict[tuple[int, int], list[str]] = {}
        for word in words:
            x, y = _middle(word)
            row = min(bisect_right(self.ys, y), len(self.ys) - 1) - 1
            column = min(bisect_right(self.xs, x), len(self.xs) - 1) - 1
            texts.setdefault(owners[max(row, 0), max(column, 0)], []).append(word.text)
        rows = sorted({row for row, _ in texts})
        columns = sorted({column for _, column in texts})
        return tuple(
            tuple(" ".join(texts.get((row, column), ())) for column in columns) for row in rows
        )

    def _owners(self) -> dict[tuple[int, int], tuple[int, int]]:
        """The first cell of those that one goes over, for each place in the grid."""
        owners: dict[tuple[int, int], tuple[int, int]] = {}
        for row in range(len(self.ys) - 1):
            for column in range(len(self.xs) - 1):
                owner = (row, column)
                if column and not self._is_divided_beside(row, column):
                    owner = owners[row, column - 1]
                elif row and not self._is_divided_above(row, column):
                    owner = owners[row - 1, column]
                owners[row, column] = owner
        return owners

    def _is_divided_beside(self, row: int, column: int) -> bool:
        x, y = self.xs[column], (self.ys[row] + self.ys[row + 1]) / 2
        return any(
            abs((x0 + x1) / 2 - x) <= _NEAR and y0 <= y <= y1 for x0, y0, x1, y1 in self.upright
        )

    def _is_divided_above(self, row: int, column: int) -> bool:
        y, left, right = self.ys[row], self.xs[column], self.xs[column + 1]
        ruled = sum(
            max(0.0, min(x1, right) - max(x0, left))
            for x0, y0, x1, y1 in self.level
            if abs((y0 + y1) / 2 - y) <= _NEAR
        )
        return ruled >= _ENOUGH * (right - left)


def grids_of(rules: Sequence[Rule]) -> list[RuledGrid]:
    """The tables of at least two columns and two rows that the lines of a page make."""
    if len(rules) > MOST_RULES:
        return []
    return [grid for group in _groups(rules) if (grid := _grid(group)) is not None]


def _grid(rules: Sequence[Rule]) -> RuledGrid | None:
    upright = tuple(rule for rule in rules if _is_upright(rule))
    level = tuple(rule for rule in rules if not _is_upright(rule))
    if not upright or not level:
        return None
    # Open at the sides or above: the ends of the other lines are the edge.
    xs = _edges(
        [(x0 + x1) / 2 for x0, _, x1, _ in upright],
        min(rule[0] for rule in level),
        max(rule[2] for rule in level),
        _LEAST_COLUMN,
    )
    ys = _edges(
        [(y0 + y1) / 2 for _, y0, _, y1 in level],
        min(rule[1] for rule in upright),
        max(rule[3] for rule in upright),
        _LEAST_ROW,
    )
    if len(xs) < 3 or len(ys) < 3:
        return None
    return RuledGrid(tuple(xs), tuple(ys), upright, level)


def _edges(values: Iterable[float], first: float, last: float, least: float) -> list[float]:
    """The values in order, those near to one another once, the outer ones too."""
    found: list[float] = []
    for value in sorted([*values, first, last]):
        if not found or value - found[-1] >= least:
            found.append(value)
    return found


def _groups(rules: Sequence[Rule]) -> Iterator[list[Rule]]:
    """Lines that hang together, from the left to the right and on."""
    left = sorted(rules)
    while left:
        group, waiting = [], [left.pop()]
        while waiting:
            one = waiting.pop()
            group.append(one)
            near = [other for other in left if _meet(one, other)]
            if near:
                taken = set(map(id, near))
                left = [other for other in left if id(other) not in taken]
                waiting += near
        yield group


def _meet(one: Rule, other: Rule) -> bool:
    return (
        one[0] - _NEAR <= other[2]
        and other[0] - _NEAR <= one[2]
        and one[1] - _NEAR <= other[3]
        and other[1] - _NEAR <= one[3]
    )


def _is_upright(rule: Rule) -> bool:
    return rule[3] - rule[1] > rule[2] - rule[0]


def _middle(word: Word) -> tuple[float, float]:
    return (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
