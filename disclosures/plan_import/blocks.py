"""What every reader of files turns a document into: lines of text and grids of cells, in order.

A grid has one cell per grid column, so that a heading and what stands under it share an index
whatever was merged: a cell merged over several columns leaves covered cells to its right, one
merged over several rows leaves cells that continue the one above.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from portal.text import compose

_BLANKS = re.compile(r"\s+")


def one_line(text: str) -> str:
    """The text as printed, in one encoding, its line breaks and runs of blanks single blanks."""
    return _BLANKS.sub(" ", compose(text)).strip()


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line or paragraph; `strong` when all of it is bold or it is a heading."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a grid.

    `covered`: belongs to the cell on its left; `continues`: belongs to the cell above it.
    `inner` holds tables drawn inside the cell.
    """

    lines: tuple[Line, ...] = ()
    covered: bool = False
    continues: bool = False
    inner: tuple[Grid, ...] = ()

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines if line.text)

    @property
    def strong(self) -> bool:
        written = [line for line in self.lines if line.text]
        return bool(written) and all(line.strong for line in written)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; every row has `width` cells."""

    rows: tuple[tuple[Cell, ...], ...]

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0


Block = Line | Grid


def grid_of(rows: Iterable[Iterable[Cell]]) -> Grid:
    """A grid whose short rows are filled up with empty cells."""
    listed = [tuple(row) for row in rows]
    width = max((len(row) for row in listed), default=0)
    return Grid(tuple(row + (Cell(),) * (width - len(row)) for row in listed))


def unpacked(blocks: Iterable[Block], is_plan: Iterable[Grid]) -> Iterator[Block]:
    """The blocks with tables that only lay out text (letterhead, signature) taken apart.

    Column after column: in a letterhead the number stands below the agency, in a signature block
    the name below the office, though they are cells of different rows.
    """
    plans = {id(grid) for grid in is_plan}
    for block in blocks:
        if isinstance(block, Line) or id(block) in plans:
            yield block
            continue
        for column in range(block.width):
            for row in block.rows:
                yield from row[column].lines
                yield from unpacked(row[column].inner, is_plan)


def every_grid(blocks: Iterable[Block]) -> Iterator[Grid]:
    """All grids, the outer before those inside its cells."""
    for block in blocks:
        if isinstance(block, Grid):
            yield block
            for row in block.rows:
                for cell in row:
                    yield from every_grid(cell.inner)
