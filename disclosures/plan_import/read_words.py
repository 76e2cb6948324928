"""Words with boxes to blocks: a plan in a PDF, with a text layer or read by OCR.

A PDF has no table, only words that stand where a table put them. The columns are found under the
heading, where no word crosses; the rows by what divides them: wider gaps, else the numbers in the
first column, which stand at the top of their rows or in the middle of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise
from statistics import median

from documents.nd30.lines import Line as Printed
from documents.nd30.lines import lines_of, split
from documents.words import PageWords, TextSource, Word
from portal.text import fold

from .blocks import Block, Cell, Grid, Line, grid_of, one_line
from .columns import heading_of, role_of
from .errors import PlanRefused
from .ocr_slips import mended_number
from .rows import Band, bands_of, numbers_stand_at_the_top
from .source import MAX_ROWS

_COLUMN_GAP = 0.55  # letter heights between two headings, at least
_HEADING_LINES = 4
_RUNNING = 0.075  # of the page's height: where page numbers stand
_FULL = 60.0  # points short of the right margin that a line may be and go on
_AHEAD = 4  # lines looked at behind one that crosses the columns
_RULES = "|_—[]{}¦‖~¬`´\"“”‘’'\\"
_MAX_WORDS = 400_000


@dataclass(frozen=True)
class _Body:
    """The body of a table on one page, its rows not yet told apart."""

    heading: tuple[Printed, ...]
    lines: tuple[Printed, ...]
    columns: Columns

    @property
    def words(self) -> list[Word]:
        return [word for line in self.lines for word in line.words]


class Columns:
    """The columns of a table: their edges in points from the left, the letters of its heading."""

    def __init__(self, edges: Sequence[float], heading: str = "") -> None:
        self.edges = tuple(edges)
        self.heading = heading

    @property
    def count(self) -> int:
        return len(self.edges) + 1

    def of(self, word: Word) -> int:
        """The column a word stands in."""
        middle = (word.x0 + word.x1) / 2
        return sum(middle >= edge for edge in self.edges)

    def crossed_by(self, line: Printed) -> int:
        """How many edges a line runs over without a gap."""
        crossed = 0
        for edge in self.edges:
            left = [word for word in line.words if (word.x0 + word.x1) / 2 < edge]
            right = [word for word in line.words if (word.x0 + word.x1) / 2 >= edge]
            if left and right:
                gap = min(word.x0 for word in right) - max(word.x1 for word in left)
                crossed += gap < 0.27 * line.height
        return crossed


def read_words(pages: Sequence[PageWords]) -> list[Block]:
    """The blocks of a document given as the words of its pages. Raises PlanRefused."""
    if sum(len(page.words) for page in pages) > _MAX_WORDS:
        raise PlanRefused("too_many_rows", rows=MAX_ROWS)
    found: list[Line | _Body] = []
    columns: Columns | None = None
    for page in map(straightened, map(_without_rules, pages)):
        lines = [line for line in lines_of(page) if not _is_running(line, page)]
        columns = _read_page(page, lines, columns, found)
    # One table is set one way from its first page to its last.
    at_the_top = numbers_stand_at_the_top(
        [
            (body.words, [body.columns.of(word) for word in body.words])
            for body in found
            if isinstance(body, _Body)
        ]
    )
    return [one if isinstance(one, Line) else _grid(one, at_the_top) for one in found]


def _grid(body: _Body, at_the_top: bool) -> Grid:
    rows = list(_rows(body.lines, body.columns, at_the_top))
    if body.heading:
        rows.insert(0, _row(body.heading, body.columns))
    return grid_of(rows)


def _without_rules(page: PageWords) -> PageWords:
    """A page without what OCR makes of the lines that are drawn around cells."""
    if page.source is not TextSource.OCR:
        return page
    words = []
    for word in page.words:
        text = word.text.strip(_RULES)
        if text and (len(text) > 1 or text.isalnum() or text in "-–+"):
            words.append(replace(word, text=text))
    return replace(page, words=tuple(words))


def straightened(page: PageWords) -> PageWords:
    """The page as if it had been scanned straight: the slope of its lines taken out."""
    slopes = []
    for line in lines_of(page):
        first, last = line.words[0], line.words[-1]
        if last.x0 - first.x0 > 0.3 * page.width:
            rise = (last.y0 + last.y1 - first.y0 - first.y1) / 2
            slopes.append(rise / (last.x0 - first.x0))
    slope = median(slopes) if len(slopes) >= 3 else 0.0
    if abs(slope) < 0.0008:
        return page
    moved = tuple(
        replace(word, y0=word.y0 - slope * word.x0, y1=word.y1 - slope * word.x0)
        for word in page.words
    )
    return replace(page, words=moved)


def _is_running(line: Printed, page: PageWords) -> bool:
    """A page number in the margin."""
    margin = _RUNNING * page.height
    return line.text.strip(" -–.").isdigit() and (
        line.y1 < margin or line.y0 > page.height - margin
    )


def _read_page(
    page: PageWords, lines: list[Printed], columns: Columns | None, found: list[Line | _Body]
) -> Columns | None:
    """Adds the blocks of one page; gives the columns if the page ends inside a table."""
    at = 0
    prose: list[Printed] = []
    while at < len(lines):
        heading = _heading_at(lines, at, columns.heading if columns else "")
        if heading is not None:
            found += _paragraphs(prose, page)
            prose = []
            columns, height = heading
            end = _end_of_table(lines, at + height, columns)
            columns = _edges(columns, lines[at:end])
            end = _end_of_table(lines, at + height, columns)
            found.append(
                _Body(tuple(lines[at : at + height]), tuple(lines[at + height : end]), columns)
            )
            at = end
        elif columns is not None and at == 0 and (end := _end_of_table(lines, 0, columns)):
            found.append(_Body((), tuple(lines[:end]), columns))
            at = end
        else:
            prose.append(lines[at])
            at += 1
    found += _paragraphs(prose, page)
    return columns if not prose else None


# --- headings and columns ------------------------------------------------------------------------


def _heading_at(lines: Sequence[Printed], at: int, known: str = "") -> tuple[Columns, int] | None:
    """(columns, how many lines) of a plan's heading that begins at line `at`.

    `known` are the letters of the first heading: one that is repeated ends where it did.
    """
    best: tuple[Columns, int] | None = None
    best_like = 0.0
    first = split(lines[at], _COLUMN_GAP)
    # "Sở" alone is no heading of numbers.
    roles = [piece.text.isupper() or len(piece.words) > 1 for piece in first]
    named = [role_of(piece.text) is not None for piece in first]
    if 2 * sum(role and name for role, name in zip(roles, named, strict=True)) < len(first):
        return None  # the rest of a broken row, above a repeated heading
    for height in range(1, _HEADING_LINES + 1):
        taken = lines[at : at + height]
        if len(taken) < height or taken[-1].y0 - taken[0].y0 > 5 * taken[0].height:
            break
        clusters = _clusters(taken)
        if not 3 <= len(clusters) <= 12:
            continue
        cells = tuple(_cell(words) for words in clusters)
        if heading_of((cells,), 0) is None:
            continue
        edges = [
            (max(w.x1 for w in left) + min(w.x0 for w in right)) / 2
            for left, right in pairwise(clusters)
        ]
        if best is not None and len(edges) < len(best[0].edges):
            break
        if best is not None and not _goes_on_heading(lines[at + height - 1], taken):
            break
        printed = "".join(filter(str.isalnum, fold(" ".join(cell.text for cell in cells))))
        like = SequenceMatcher(None, printed, known, autojunk=False).ratio() if known else 0.0
        if best is not None and known and like < best_like:
            break  # nearer to the first heading it won't come
        best, best_like = (Columns(edges, known or printed), height), like
    return best


def _goes_on_heading(line: Printed, taken: Sequence[Printed]) -> bool:
    """Whether a line is one more of the heading: close below, and as bold as it."""
    close = line.y0 - max(above.y1 for above in taken[:-1]) < 0.6 * taken[0].height
    begins = line.words[0].text.strip(".()").upper()
    is_first_row = begins in {"I", "1", "A"} or begins.isdigit()
    return close and not is_first_row


def _clusters(lines: Sequence[Printed]) -> list[list[Word]]:
    """The words of the heading's lines, put together by the columns they stand in."""
    clusters: list[list[Word]] = []
    for line in lines:
        for piece in split(line, _COLUMN_GAP):
            over = [
                cluster
                for cluster in clusters
                if min(piece.x1, max(w.x1 for w in cluster))
                - max(piece.x0, min(w.x0 for w in cluster))
                > 0
            ]
            merged = [word for cluster in over for word in cluster] + list(piece.words)
            clusters = [cluster for cluster in clusters if cluster not in over] + [merged]
    return sorted(clusters, key=lambda words: min(word.x0 for word in words))


def _edges(columns: Columns, lines: Sequence[Printed]) -> Columns:
    """The edges moved to where the fewest words of the whole table cross."""
    words = [word for line in lines for word in line.words]
    edges = []
    starts = [-1e9, *columns.edges]
    ends = [*columns.edges, 1e9]
    for index, edge in enumerate(columns.edges):
        low = (starts[index] + edge) / 2 if index else edge - 40
        high = (edge + ends[index + 1]) / 2 if index + 1 < len(columns.edges) else edge + 60
        edges.append(_river(words, low, high, edge))
    return Columns(edges, columns.heading)


def _river(words: Sequence[Word], low: float, high: float, edge: float) -> float:
    """The middle of the widest strip between `low` and `high` that the fewest words stand in."""
    steps = [low + step for step in range(int(high - low) + 1)]
    counts = [sum(word.x0 < x < word.x1 for word in words) for x in steps]
    least = min(counts)
    strips: list[list[float]] = []
    for x, count in zip(steps, counts, strict=True):
        if count > least:
            continue
        if strips and x - strips[-1][-1] <= 1.01:
            strips[-1].append(x)
        else:
            strips.append([x])
    # The one that holds the headings' own gap, unless another is much wider.
    best = max(strips, key=lambda strip: len(strip) + (8 if strip[0] <= edge <= strip[-1] else 0))
    return (best[0] + best[-1]) / 2


def _end_of_table(lines: Sequence[Printed], start: int, columns: Columns) -> int:
    """The first line behind the table; a row whose title runs over the columns belongs to it."""
    end = start
    for at in range(start, len(lines)):
        if _heading_at(lines, at, columns.heading) is not None:
            return at
        line = lines[at]
        if columns.crossed_by(line) == 0 and _stands_in(line, columns):
            end = at + 1
        elif not any(
            columns.crossed_by(other) == 0 and len({columns.of(w) for w in other.words}) >= 3
            for other in lines[at + 1 : at + 1 + _AHEAD]
        ):
            break
    return end


def _stands_in(line: Printed, columns: Columns) -> bool:
    """Whether a line could be a table's: it doesn't begin in the first column with running text."""
    first = [word for word in line.words if columns.of(word) == 0]
    return len(" ".join(word.text for word in first)) <= 14


# --- rows ----------------------------------------------------------------------------------------


def _rows(lines: Sequence[Printed], columns: Columns, at_the_top: bool) -> Iterator[list[Cell]]:
    by_word = {word: line for line in lines for word in line.words}
    words = list(by_word)
    crossing = {word for word, line in by_word.items() if columns.crossed_by(line)}
    for band in bands_of(words, [columns.of(word) for word in words], at_the_top=at_the_top):
        inside = [word for word in words if _in(word, band)]
        if inside:
            yield _row_of_words(inside, columns, crossing)


def _in(word: Word, band: Band) -> bool:
    return band.top <= (word.y0 + word.y1) / 2 < band.bottom


def _row(lines: Sequence[Printed], columns: Columns) -> list[Cell]:
    return _row_of_words([word for line in lines for word in line.words], columns, set())


def _row_of_words(words: Sequence[Word], columns: Columns, crossing: set[Word]) -> list[Cell]:
    if any(word in crossing for word in words):
        number = [word for word in words if columns.of(word) == 0]
        title = [word for word in words if columns.of(word) > 0]
        return [
            _cell(number, is_number=True),
            _cell(title),
            *[Cell(covered=True)] * (columns.count - 2),
        ]
    return [
        _cell([word for word in words if columns.of(word) == column], is_number=column == 0)
        for column in range(columns.count)
    ]


def _cell(words: Sequence[Word], *, is_number: bool = False) -> Cell:
    lines = [_line(line) for line in lines_of(PageWords(1, 1.0, 1.0, tuple(words)))]
    if is_number and any(word.confidence < 1 for word in words):
        lines = [Line(mended_number(line.text), line.strong) for line in lines]
    return Cell(tuple(lines))


def _line(line: Printed) -> Line:
    return Line(one_line(line.text), line.bold)


# --- what stands around the tables ---------------------------------------------------------------


def _paragraphs(lines: Sequence[Printed], page: PageWords) -> Iterator[Line]:
    """Lines of running text joined to paragraphs; columns of a letterhead one after the other."""
    right = max((line.x1 for line in lines), default=page.width)
    open_lines: list[Printed] = []
    columns: list[list[Printed]] = []
    for line in lines:
        pieces = split(line, 1.6)
        if len(pieces) > 1:
            yield from _joined(open_lines)
            open_lines = []
            columns = columns or [[], []]
            middle = page.width * 0.45
            for piece in pieces:
                columns[piece.x0 > middle].append(piece)
            continue
        if columns:
            if line.x0 > page.width * 0.45 or line.x1 < page.width * 0.45:
                columns[line.x0 > page.width * 0.45].append(line)
                continue
            for column in columns:
                yield from (_line(one) for one in column)
            columns = []
        if open_lines and not _continues(open_lines[-1], line, right):
            yield from _joined(open_lines)
            open_lines = []
        open_lines.append(line)
    yield from _joined(open_lines)
    for column in columns:
        yield from (_line(one) for one in column)


def _continues(above: Printed, line: Printed, right: float) -> bool:
    close = line.y0 - above.y1 < 0.9 * max(above.height, line.height)
    return close and above.x1 > right - _FULL and above.bold == line.bold


def _joined(lines: Sequence[Printed]) -> Iterator[Line]:
    if lines:
        text = one_line(" ".join(line.text for line in lines))
        yield Line(text, all(line.bold for line in lines))
