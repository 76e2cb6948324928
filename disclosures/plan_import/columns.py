"""Which column is which, by its heading: plans of different offices order and name them freely."""

from __future__ import annotations

import re
from collections.abc import Sequence

from portal.text import fold

from .blocks import Cell, one_line

NUMBER = "number"
CONTENT = "content"
LEAD = "lead"
COOPERATING = "cooperating"
SCHEDULE = "schedule"
RESULT = "result"
OTHER = "other"

#: Folded words that name a column. In a heading with several of them ("Nội dung công tác và kết
#: quả đầu ra") the one that stands first decides.
_WORDS = {
    CONTENT: ("noi dung", "nhiem vu", "cong viec", "hoat dong", "giai phap", "cong tac"),
    LEAD: (
        "chu tri",
        "don vi thuc hien",
        "co quan thuc hien",
        "bo phan thuc hien",
        "don vi phu trach",
        "co quan phu trach",
        "phu trach",
        "don vi dau moi",
        "co quan dau moi",
        "dau moi",
    ),
    COOPERATING: ("phoi hop",),
    SCHEDULE: ("thoi gian", "thoi han", "thoi diem", "tien do", "lo trinh", "han hoan thanh"),
    RESULT: ("ket qua", "san pham", "dau ra"),
    OTHER: ("ghi chu", "kinh phi", "can cu", "muc tieu", "chi tieu"),
}
_NUMBER_HEADING = re.compile(r"tt|s\s?tt|so tt|so thu tu|thu tu|so|muc|no")
_LONGEST_HEADING = 80
_COUNTED = re.compile(r"\(?(?:cot )?(\d{1,2})\)?")

#: What a heading of two rows splits: "Đơn vị thực hiện" into "Chủ trì" and "Phối hợp".
_SPLIT = frozenset({LEAD, COOPERATING, SCHEDULE, RESULT})

Roles = tuple[str, ...]


def role_of(heading: str) -> str | None:
    """The role a heading names; None when it names none we know."""
    if not heading or len(heading) > _LONGEST_HEADING:
        return None
    folded = fold(one_line(heading)).strip(" .:*")
    if _NUMBER_HEADING.fullmatch(folded.replace(".", "")):
        return NUMBER
    found = [
        (match.start(), -len(word), role)
        for role, words in _WORDS.items()
        for word in words
        if (match := re.search(rf"\b{word}\b", folded))
    ]
    return min(found)[2] if found else None


def roles_of(row: Sequence[Cell]) -> Roles | None:
    """The role of each column if `row` is the heading of a plan's table, else None.

    A plan names what is to be done, who leads it, and at least one thing more.
    """
    roles: list[str] = []
    for cell in row:
        if cell.covered and roles:
            roles.append(roles[-1])
        else:
            roles.append(role_of(cell.text) or OTHER)
    known = set(roles) - {OTHER}
    return tuple(roles) if {CONTENT, LEAD} <= known and len(known) >= 3 else None


def heading_of(rows: Sequence[Sequence[Cell]], at: int) -> tuple[Roles, int] | None:
    """(roles, rows the heading takes) if a heading starts at `rows[at]`: one row or two.

    Two: "Đơn vị thực hiện" over "Chủ trì" and "Phối hợp". Rows merged into the heading from
    above and rows that only count the columns, (1) (2) (3), belong to it.
    """
    roles = roles_of(rows[at])
    height = 1
    below = rows[at + 1] if at + 1 < len(rows) else None
    if below is not None and _belongs_above(below) and any(role_of(c.text) for c in rows[at]):
        both = roles_of([_stacked(top, low) for top, low in zip(rows[at], below, strict=True)])
        roles, height = (both, 2) if both is not None else (roles, height)
    if roles is None:
        return None
    if at + height < len(rows) and counts_columns(rows[at + height]):
        height += 1
    return roles, height


def _stacked(top: Cell, low: Cell) -> Cell:
    """What the reader of a two-row heading sees over a column; the lower, narrower word wins."""
    if low.continues or not low.text:
        return top
    return Cell(low.lines, covered=low.covered)


def _belongs_above(row: Sequence[Cell]) -> bool:
    """True for the second row of a heading: headings and gaps, or merged with the row above."""
    if roles_of(row) is not None:
        return False
    written = [cell.text for cell in row if cell.text]
    headings = bool(written) and all(role_of(text) in _SPLIT for text in written)
    return headings or (not written and any(cell.continues for cell in row))


def counts_columns(row: Sequence[Cell]) -> bool:
    """True for the row under a heading that only counts: 1, 2, 3 or (1), (2), (3)."""
    written = [cell.text for cell in row if not cell.covered]
    found = [_COUNTED.fullmatch(fold(text)) for text in written]
    numbers = [int(match[1]) for match in found if match]
    return len(numbers) >= 3 and numbers == list(range(1, len(written) + 1))
