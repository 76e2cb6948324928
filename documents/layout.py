"""From the words of a page to what it is made of (pure): lines, paragraphs, headings, lists,
tables.

The layout of Vietnamese official documents (NĐ 30/2020, Annex I) helps: chapters, articles,
clauses and points begin with their own words and marks, a new paragraph is indented, the last line
of one is short.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from documents.blocks import Block, BlockKind
from documents.ruled import RuledGrid, grids_of
from documents.typeset import Align, Paragraph, Piece
from documents.words import PageWords, Word

#: A gap of so many letter heights between two words divides columns.
_COLUMN_GAP = 2.2
#: Lines further apart than so many line heights belong to different paragraphs.
_PARAGRAPH_GAP = 1.9
#: A line that ends so many points before the others is the last of its paragraph.
_SHORT_BY = 40.0
_INDENT = 9.0
_MARGIN = 0.09  # of the page's height: where running heads and page numbers stand
_FEWEST_TABLE_ROWS = 3
#: The least that two columns leave free between them, in points.
_RIVER = 6.0
#: A document's head is within its first so many paragraphs.
_HEAD_PIECES = 8
#: How far columns of neighbouring rows may be apart, in points.
_COLUMN_TOLERANCE = 14.0

_CHAPTER = re.compile(r"(?:phần (?:thứ )?\S+|chương \S+|mục \S+|tiểu mục \S+)\.?$|phụ lục\b", re.I)
_ARTICLE = re.compile(r"điều \d+[a-zđ]?\s*[.:]", re.I)
#: What a document calls itself heads it, high up on the page though it stands.
_TYPE = re.compile(
    r"(?:hiến pháp|bộ luật|luật|pháp lệnh|lệnh|nghị quyết|nghị định|quyết định|chỉ thị|thông tư|"
    r"quy chế|quy định|thông cáo|thông báo|hướng dẫn|chương trình|kế hoạch|phương án|đề án|dự án|"
    r"báo cáo|biên bản|tờ trình|kết luận|kết luận (?:thanh tra|kiểm tra)|giấy \S+|án lệ.*)$",
    re.I,
)
_SECTION = re.compile(r"[IVX]{1,5}\.\s+\S")
_ITEM = re.compile(
    r"(?P<clause>\d{1,3}\.\s|\d{1,2}\.\d{1,2}\.?\s)|(?P<point>[a-zđ]{1,2}[).]\s)|(?P<dash>[-–+•*]\s)"
)
_OPENING = re.compile(r"(?:căn cứ|theo đề nghị|xét đề nghị|điều \d|nơi nhận|kính gửi)\b", re.I)
#: In what capacity somebody signs (NĐ 30/2020, Annex I §II.7): the lines from here on stay lines.
_CAPACITY = re.compile(r"\W{0,2}(?:T/?M|K/?T|T/?L|TUQ|Q)\s?[.,]\s?(?=\w)")
_PAGE_NUMBER = re.compile(r"[-–\s]*(?:trang\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?[-–\s]*$", re.I)
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Line:
    """Words beside one another without a column's gap between them."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def x0(self) -> float:
        return min(word.x0 for word in self.words)

    @property
    def x1(self) -> float:
        return max(word.x1 for word in self.words)

    @property
    def y0(self) -> float:
        return min(word.y0 for word in self.words)

    @property
    def y1(self) -> float:
        return max(word.y1 for word in self.words)

    @property
    def height(self) -> float:
        return max(median(word.y1 - word.y0 for word in self.words), 1.0)

    @property
    def is_bold(self) -> bool:
        return sum(word.bold for word in self.words) * 2 > len(self.words)

    @property
    def is_capitals(self) -> bool:
        return _is_in_capitals(self.text)


def blocks_of_pages(pages: Sequence[PageWords]) -> list[tuple[Block, ...]]:
    """The blocks of each page; heads and feet that run through the document are left out."""
    parts = [_parts(page) for page in pages]
    running = _running(zip(pages, parts, strict=True))
    return [
        tuple(
            _blocks(
                page,
                [
                    part
                    for part in found
                    if isinstance(part, Block) or not _is_margin(part, page, running)
                ],
            )
        )
        for page, found in zip(pages, parts, strict=True)
    ]


def _parts(page: PageWords) -> list[Line | Block]:
    """The lines of a page, and in their place the tables that are ruled."""
    grids = grids_of(page.rules)
    parts: list[tuple[RuledGrid | None, list[Word]]] = []
    inside: dict[int, list[Word]] = {}  # the words of a table, which may stand apart
    for word in page.words:
        at = next((n for n, grid in enumerate(grids) if grid.holds(word)), None)
        if at in inside:
            inside[at].append(word)
        elif at is not None:
            inside[at] = [word]
            parts.append((grids[at], inside[at]))
        elif parts and parts[-1][0] is None:
            parts[-1][1].append(word)
        else:
            parts.append((None, [word]))
    found: list[Line | Block] = []
    for grid, words in parts:
        rows = grid.cells(words) if grid else ()
        if len(rows) > 1 and len(rows[0]) > 1:
            found.append(Block(BlockKind.TABLE, rows=rows))
        else:  # no table, or a frame about text
            found += _lines_of(words)
    return found


def blocks_of_pieces(pieces: Iterable[Piece]) -> list[Block]:
    """The blocks of a file without pages of its own. A table that only sets things side by side is
    read column by column."""
    blocks: list[Block] = []
    for at, piece in enumerate(pieces):
        if isinstance(piece, Paragraph):
            in_head = at < _HEAD_PIECES and not blocks_began(blocks)
            for one in _signing_lines(piece):
                blocks += _of_paragraph(one, in_head=in_head)
        elif piece.is_layout:
            columns = max(len(row) for row in piece.rows)
            for column in range(columns):
                for row in piece.rows:
                    for one in row[column] if column < len(row) else ():
                        for line in _signing_lines(one):
                            blocks += _of_paragraph(line, in_head=True)
        else:
            rows = tuple(
                tuple("\n".join(one.text for one in cell) for cell in row) for row in piece.rows
            )
            blocks.append(Block(BlockKind.TABLE, rows=rows))
    return blocks


def _signing_lines(paragraph: Paragraph) -> list[Paragraph]:
    """A signature block set with line breaks alone, line by line; any other paragraph whole."""
    lines = paragraph.text.split("\n")
    if len(lines) > 1 and any(map(_signs, lines)):
        return [replace(paragraph, text=line) for line in lines if line.strip()]
    return [paragraph]


def _signs(text: str) -> bool:
    """Whether a line begins a signature block: "TM. ỦY BAN NHÂN DÂN", "KT. GIÁM ĐỐC"."""
    return _CAPACITY.match(text) is not None and _is_in_capitals(text)


def blocks_began(blocks: Sequence[Block]) -> bool:
    """Whether the document's head lies behind: something was a heading already."""
    return any(block.kind is BlockKind.HEADING for block in blocks)


def _of_paragraph(paragraph: Paragraph, *, in_head: bool) -> list[Block]:
    text = " ".join(paragraph.text.split())
    if not text:
        return []
    centred = paragraph.align is Align.CENTRE
    if not any(letter.isalnum() for letter in text):  # a line drawn with dashes
        return []
    if paragraph.level and not in_head and len(text) <= 250:
        return [Block(BlockKind.HEADING, text, level=min(paragraph.level + 1, 4))]
    is_heading = (_CHAPTER.match(text) and len(text) < 40) or (
        _is_in_capitals(text) and (centred or _SECTION.match(text))
    )
    return [_classified(text, centred=centred, is_heading=bool(is_heading), in_head=in_head)]


def blocks_of(page: PageWords) -> tuple[Block, ...]:
    """The blocks of one page by itself."""
    return blocks_of_pages([page])[0]


def lines_of(page: PageWords) -> list[Line]:
    """The lines of a page in reading order; what stands in columns is several lines."""
    return _lines_of(page.words)


def _lines_of(words: Iterable[Word]) -> list[Line]:
    lines: list[list[Word]] = []
    for word in words:
        if lines and _goes_on(lines[-1][-1], word):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [Line(tuple(words)) for words in lines]


def _goes_on(last: Word, word: Word) -> bool:
    height = max(min(last.y1 - last.y0, word.y1 - word.y0), 1.0)
    overlap = min(last.y1, word.y1) - max(last.y0, word.y0)
    gap = word.x0 - last.x1
    return overlap > height * 0.5 and -height < gap < _COLUMN_GAP * height


# --- heads and feet ------------------------------------------------------------------------------


def _running(pages: Iterable[tuple[PageWords, list[Line | Block]]]) -> frozenset[str]:
    """What stands in the margins of three pages or more, numbers apart."""
    seen: dict[str, int] = {}
    for page, parts in pages:
        lines = [part for part in parts if isinstance(part, Line)]
        for pattern in {_pattern(line) for line in lines if _stands_in_margin(line, page)}:
            seen[pattern] = seen.get(pattern, 0) + 1
    return frozenset(pattern for pattern, times in seen.items() if times >= 3)


def _pattern(line: Line) -> str:
    return _DIGITS.sub("#", line.text.lower())


def _stands_in_margin(line: Line, page: PageWords) -> bool:
    return line.y1 < page.height * _MARGIN or line.y0 > page.height * (1 - _MARGIN)


def _is_margin(line: Line, page: PageWords, running: frozenset[str]) -> bool:
    if not _stands_in_margin(line, page):
        return False
    return _PAGE_NUMBER.match(line.text) is not None or _pattern(line) in running


# --- rows and tables -----------------------------------------------------------------------------


def _blocks(page: PageWords, parts: list[Line | Block]) -> list[Block]:
    blocks: list[Block] = []
    lines: list[Line] = []
    for part in parts:
        if isinstance(part, Line):
            lines.append(part)
        else:
            blocks += [*_unruled(page, lines), part]
            lines = []
    return blocks + _unruled(page, lines)


def _unruled(page: PageWords, lines: list[Line]) -> list[Block]:
    """The blocks of lines without a table drawn among them."""
    blocks: list[Block] = []
    flowing: list[Line] = []
    for run in _runs(_rows(lines)):
        if isinstance(run, Line):
            flowing.append(run)
            continue
        blocks += _flow(page, flowing)
        flowing = []
        if isinstance(run, Columns):
            blocks += _flow(page, run.left, beside=True) + _flow(page, run.right, beside=True)
        else:
            blocks.append(Block(BlockKind.TABLE, rows=run))
    return blocks + _flow(page, flowing)


@dataclass(frozen=True, slots=True)
class Columns:
    """Two things set side by side: agency and motto, recipients and signature."""

    left: list[Line]
    right: list[Line]


def _rows(lines: list[Line]) -> list[list[Line]]:
    """Lines on the same height together, left to right; the order of their first ones stays."""
    rows: list[list[Line]] = []
    for line in lines:
        for row in rows[-12:]:
            overlap = min(row[0].y1, line.y1) - max(row[0].y0, line.y0)
            apart = all(line.x0 >= other.x1 - 2 or line.x1 <= other.x0 + 2 for other in row)
            if overlap > min(row[0].height, line.height) * 0.6 and apart:
                row.append(line)
                break
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.x0) for row in rows]


def _runs(rows: list[list[Line]]) -> Iterable[Line | Columns | tuple[tuple[str, ...], ...]]:
    """Lines of running text one by one, two columns, and tables as cells."""
    at = 0
    while at < len(rows):
        end, columns = _table_at(rows, at)
        if end:
            yield _cells(rows[at:end], columns)
        elif end := _columns_end(rows, at):
            yield _in_columns(rows[at:end])
        else:
            yield from rows[at]
            end = at + 1
        at = end


def _columns_end(rows: list[list[Line]], at: int) -> int:
    """Where two columns that begin at row `at` end; 0 when none do. Between them nothing stands."""
    if len(rows[at]) != 2:
        return 0
    left, right = rows[at][0].x1, rows[at][1].x0
    end, both = at + 1, 1
    while end < len(rows):
        row = rows[end]
        gap = row[0].y0 - max(line.y1 for line in rows[end - 1])
        before = [line for line in row if (line.x0 + line.x1) / 2 < (left + right) / 2]
        behind = [line for line in row if line not in before]
        new_left = max([left, *(line.x1 for line in before)])
        new_right = min([right, *(line.x0 for line in behind)])
        if len(row) > 2 or gap > 4 * row[0].height or new_right - new_left < _RIVER:
            break
        left, right = new_left, new_right
        both += bool(before and behind)
        end += 1
    return end if both >= 2 else 0


def _in_columns(rows: list[list[Line]]) -> Columns:
    middle = (
        max(row[0].x1 for row in rows if len(row) == 2)
        + min(row[1].x0 for row in rows if len(row) == 2)
    ) / 2
    lines = [line for row in rows for line in row]
    left = [line for line in lines if (line.x0 + line.x1) / 2 < middle]
    return Columns(left, [line for line in lines if line not in left])


def _table_at(rows: list[list[Line]], at: int) -> tuple[int, list[float]]:
    """(end, left edges of the columns) of the table that begins at row `at`; (0, []) for none."""
    if len(rows[at]) < 3:
        return 0, []
    columns = [line.x0 for line in rows[at]]
    end, full = at + 1, 1
    while end < len(rows) and _fits(rows[end], rows[end - 1], columns):
        if len(rows[end]) >= 3:
            full += 1
            for line in rows[end]:
                if min(abs(line.x0 - x) for x in columns) > 3 * _COLUMN_TOLERANCE:
                    columns = sorted([*columns, line.x0])
        end += 1
    return (end, columns) if full >= _FEWEST_TABLE_ROWS else (0, [])


def _fits(row: list[Line], before: list[Line], columns: list[float]) -> bool:
    """Whether a row goes on with the table: close below, its lines begin within its columns, and
    it is no line across all of them."""
    gap = row[0].y0 - max(line.y1 for line in before)
    if gap > 3 * row[0].height or gap < -40:
        return False
    if len(row) >= 3:
        return True
    last = columns[-1]
    for line in row:
        crossed = sum(
            line.x0 + _COLUMN_TOLERANCE < x < line.x1 - _COLUMN_TOLERANCE for x in columns
        )
        if crossed:
            return False
        if line.x0 < columns[0] - 2 * _COLUMN_TOLERANCE:
            return False
    return row[0].x0 >= columns[0] - _COLUMN_TOLERANCE and row[0].x0 < last + 400


def _cells(rows: list[list[Line]], columns: list[float]) -> tuple[tuple[str, ...], ...]:
    """Each line in the column it begins in; a row without the first column goes on with the one
    above (a cell of several lines)."""
    table: list[list[str]] = []
    for row in rows:
        cells = [""] * len(columns)
        for line in row:
            middle = min(line.x0 + _COLUMN_TOLERANCE, (line.x0 + line.x1) / 2 + _COLUMN_TOLERANCE)
            index = max((n for n, x in enumerate(columns) if x <= middle), default=0)
            cells[index] = f"{cells[index]} {line.text}".strip()
        if table and not cells[0]:
            table[-1] = [f"{a} {b}".strip() for a, b in zip(table[-1], cells, strict=True)]
        else:
            table.append(cells)
    return tuple(map(tuple, table))


# --- running text --------------------------------------------------------------------------------


def _flow(page: PageWords, lines: list[Line], *, beside: bool = False) -> list[Block]:
    """`beside`: the lines are one of two columns, in which nothing is a heading."""
    if not lines:
        return []
    left, right = _edges(lines)
    centred = beside and _share_a_middle(lines)
    if centred:
        left, right = left - 3 * _INDENT, right + 3 * _INDENT
    blocks: list[Block] = []
    paragraph: list[Line] = []
    for line in lines:
        if paragraph and (
            (centred and not _is_wrapped(paragraph[-1], left, right))
            or _begins_anew(paragraph, line, left, right)
        ):
            blocks.append(_block(paragraph, page, left, right, beside=beside))
            paragraph = []
        paragraph.append(line)
    blocks.append(_block(paragraph, page, left, right, beside=beside))
    # A line drawn with dashes is no text.
    return [block for block in blocks if any(letter.isalnum() for letter in block.text)]


def _share_a_middle(lines: list[Line]) -> bool:
    middles = [(line.x0 + line.x1) / 2 for line in lines]
    return len(lines) > 1 and max(middles) - min(middles) < 2 * _INDENT


def _is_wrapped(line: Line, left: float, right: float) -> bool:
    """Whether a centred line is so long that the next one may go on with it."""
    return line.x1 - line.x0 > 0.85 * (right - left - 6 * _INDENT)


def _edges(lines: list[Line]) -> tuple[float, float]:
    """The left and right edge of the text: where the long lines begin and end."""
    widest = max(line.x1 - line.x0 for line in lines)
    long = [line for line in lines if line.x1 - line.x0 >= 0.7 * widest] or lines
    return min(line.x0 for line in long), max(line.x1 for line in long)


def _begins_anew(paragraph: list[Line], line: Line, left: float, right: float) -> bool:
    last = paragraph[-1]
    gap = line.y0 - last.y1
    if gap > (_PARAGRAPH_GAP - 1) * max(last.height, line.height) or line.y1 < last.y0:
        return True
    if _ITEM.match(line.text) or _OPENING.match(line.text) or _CHAPTER.match(line.text):
        return True
    if _signs(last.text) or _signs(line.text):
        return True
    if _is_heading(paragraph[0], left, right) != _is_heading(line, left, right):
        return True
    if _is_centred(last, left, right) and _is_centred(line, left, right):
        return last.is_capitals != line.is_capitals or last.is_bold != line.is_bold
    overlaps = min(last.x1, line.x1) - max(last.x0, line.x0)
    if overlaps <= 0:
        return True
    if _hangs(paragraph[0], line):
        return last.x1 < right - _SHORT_BY
    if line.x0 > left + _INDENT and line.x0 > last.x0 + _INDENT:
        return True
    return last.x1 < right - _SHORT_BY


def _hangs(first: Line, line: Line) -> bool:
    """Whether `line` stands under the text of an item, to the right of its mark."""
    words = first.words
    return (
        len(words) > 1
        and _ITEM.match(first.text) is not None
        and abs(line.x0 - words[1].x0) < _INDENT / 2
    )


def _is_centred(line: Line, left: float, right: float) -> bool:
    before, behind = line.x0 - left, right - line.x1
    return before > _INDENT and abs(before - behind) < max(0.12 * (right - left), 12)


def _is_heading(line: Line, left: float, right: float) -> bool:
    text = line.text
    if _CHAPTER.match(text) and len(text) < 40:
        return True
    return line.is_capitals and (_is_centred(line, left, right) or bool(_SECTION.match(text)))


def _block(
    lines: list[Line], page: PageWords, left: float, right: float, *, beside: bool = False
) -> Block:
    text = " ".join(line.text for line in lines)
    first = lines[0]
    return _classified(
        text,
        centred=all(_is_centred(line, left, right) for line in lines),
        is_heading=_is_heading(first, left, right),
        # The head of the first page (agency, motto) is in capitals too and heads nothing.
        in_head=beside or (page.number == 1 and first.y0 < page.height * 0.17),
    )


def _classified(text: str, *, centred: bool, is_heading: bool, in_head: bool) -> Block:
    if _ARTICLE.match(text) and len(text) <= 200:
        return Block(BlockKind.HEADING, text, level=4)
    if in_head and _is_in_capitals(text) and _TYPE.match(text):
        return Block(BlockKind.HEADING, text, level=2)
    if is_heading and not in_head and len(text) <= 250:
        return Block(BlockKind.HEADING, text, level=3 if _CHAPTER.match(text) else 2)
    item = _ITEM.match(text)
    if item:
        level = {"clause": 1, "point": 2, "dash": 3}[str(item.lastgroup)]
        return Block(BlockKind.ITEM, text, level=level)
    return Block(BlockKind.PARAGRAPH, text, centred=centred)


def _is_in_capitals(text: str) -> bool:
    return text.upper() == text and sum(letter.isalpha() for letter in text) >= 4
