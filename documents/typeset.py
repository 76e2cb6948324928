"""Words with boxes for texts without pages of their own: Word files, tables, plain text (pure).

What reads the layout of official documents reads where words stand. A Word file doesn't say; it
says alignment, indents and columns, and from these its lines are set here roughly as Word would on
A4. The pages so made are for reading only: nobody is told their numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from documents.words import PageWords, TextSource, Word

WIDTH, HEIGHT = 595.0, 842.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 85.0, 552.0, 57.0, 785.0
_LINE = 1.35  # of the letters' size
#: How wide a letter is, of its size: Times New Roman on an average over Vietnamese text.
_LETTER, _CAPITAL, _BLANK = 0.45, 0.66, 0.25
_INDENT = 28.0


class Align(StrEnum):
    """How a paragraph is set."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as its file says it; `size` in points, `level` of a heading (0: none)."""

    text: str
    align: Align = Align.LEFT
    bold: bool = False
    size: float = 13.0
    level: int = 0
    indented: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: `widths` are its columns' shares; rows of cells of paragraphs. `is_layout`: a table
    without lines that only sets things side by side, as the head of a document."""

    rows: tuple[tuple[tuple[Paragraph, ...], ...], ...]
    widths: tuple[float, ...] = ()
    is_layout: bool = False


Piece = Paragraph | Grid
#: What stands in a cell, between which x.
_Cell = tuple[tuple[Paragraph, ...], float, float]


@dataclass
class _Sheet:
    """The page being set: its words, how far down it is."""

    number: int = 1
    y: float = _TOP
    words: list[Word] = field(default_factory=list)


def typeset(pieces: Iterable[Piece], *, max_pages: int = 2000) -> Iterator[PageWords]:
    """A4 pages with the words of `pieces`, in their order; no more than `max_pages`."""
    sheet = _Sheet()
    for row in _rows_of(pieces):
        cells = [_lines_of(paragraphs, x0, x1) for paragraphs, x0, x1 in row]
        while any(cells):
            room = _BOTTOM - sheet.y
            if sheet.words and not any(cell and cell[0].height <= room for cell in cells):
                yield _page(sheet)
                if sheet.number >= max_pages:
                    return
                sheet = _Sheet(sheet.number + 1)
            cells = _set_what_fits(sheet, cells)
    if sheet.words:
        yield _page(sheet)


def _set_what_fits(sheet: _Sheet, cells: list[list[_Line]]) -> list[list[_Line]]:
    """Set the lines of a row's cells side by side down to the page's foot; what is left over."""
    top, deepest, left = sheet.y, sheet.y, []
    for lines in cells:
        y, fits = top, 0
        for line in lines:
            if y + line.height > _BOTTOM and (fits or sheet.words):
                break
            sheet.words += line.at(y)
            y += line.height
            fits += 1
        deepest = max(deepest, y)
        left.append(lines[fits:])
    sheet.y = deepest
    return left


def _page(sheet: _Sheet) -> PageWords:
    return PageWords(sheet.number, WIDTH, HEIGHT, tuple(sheet.words), TextSource.NATIVE)


def _rows_of(pieces: Iterable[Piece]) -> Iterator[list[_Cell]]:
    for piece in pieces:
        if isinstance(piece, Paragraph):
            yield [((piece,), _LEFT, _RIGHT)]
        else:
            yield from _rows(piece)


def _rows(grid: Grid) -> Iterator[list[_Cell]]:
    for row in grid.rows:
        widths = grid.widths if len(grid.widths) == len(row) else (1.0,) * len(row)
        total = sum(widths) or 1.0
        x, cells = _LEFT - 20, []
        for cell, width in zip(row, widths, strict=True):
            end = x + width / total * (_RIGHT - _LEFT + 40)
            cells.append((cell, x + 4, max(end - 4, x + 8)))
            x = end
        yield cells


@dataclass(frozen=True, slots=True)
class _Line:
    words: tuple[tuple[str, float, float], ...]
    size: float
    bold: bool

    @property
    def height(self) -> float:
        return self.size * _LINE

    def at(self, y: float) -> list[Word]:
        return [
            Word(text, round(x0, 1), round(y, 1), round(x1, 1), round(y + self.size * 1.15, 1),
                 size=self.size, bold=self.bold)
            for text, x0, x1 in self.words
        ]  # fmt: skip


def _lines_of(paragraphs: Sequence[Paragraph], x0: float, x1: float) -> list[_Line]:
    lines = []
    for paragraph in paragraphs:
        for text in paragraph.text.split("\n"):
            lines += _wrapped(text, paragraph, x0, x1)
    return lines


def _wrapped(text: str, paragraph: Paragraph, x0: float, x1: float) -> Iterator[_Line]:
    size = min(max(paragraph.size, 4.0), 72.0)
    indent = _INDENT if paragraph.indented else 0.0
    line: list[tuple[str, float]] = []
    used = indent
    for word in text.split():
        wide = _width(word, size)
        if line and x0 + used + wide > x1:
            yield _set(line, paragraph, x0 + indent, x1, size)
            line, used, indent = [], 0.0, 0.0
        line.append((word, wide))
        used += wide + _BLANK * size
    if line:
        yield _set(line, paragraph, x0 + indent, x1, size)


def _set(
    line: list[tuple[str, float]], paragraph: Paragraph, x0: float, x1: float, size: float
) -> _Line:
    whole = sum(wide for _word, wide in line) + _BLANK * size * (len(line) - 1)
    x = {
        Align.LEFT: x0,
        Align.CENTRE: max((x0 + x1 - whole) / 2, x0),
        Align.RIGHT: max(x1 - whole, x0),
    }[paragraph.align]
    words = []
    for word, wide in line:
        words.append((word, x, x + wide))
        x += wide + _BLANK * size
    return _Line(tuple(words), size, paragraph.bold)


def _width(word: str, size: float) -> float:
    return size * sum(_CAPITAL if letter.isupper() else _LETTER for letter in word)
