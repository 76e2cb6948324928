"""The list of an announcing decision, typed or pasted from a table, as rows. Pure.

A line is `code`, `code; action` or `code; action; name`, parted by semicolons or tabs; a line
without a code that names an action (“II. Thủ tục bị bãi bỏ”) is the heading of those that follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from portal.text import fold, procedure_code
from procedures.codes import code_list, normal_code

ADD, AMEND, REPEAL = "add", "amend", "repeal"
MOST_ROWS = 1_000

#: What a decision calls what it does, as `fold` leaves it; the first that is found counts.
_WORDS: tuple[tuple[str, str], ...] = (
    ("bai bo", REPEAL),
    ("huy bo", REPEAL),
    ("het hieu luc", REPEAL),
    ("sua doi", AMEND),
    ("bo sung", AMEND),
    ("thay the", AMEND),
    ("chuan hoa", AMEND),
    ("ban hanh moi", ADD),
    ("moi ban hanh", ADD),
    ("cong bo moi", ADD),
    ("moi", ADD),
)
#: A cell that says what is done says nothing else: “Bổ sung giấy phép” is a name.
_ACTION_CELL = re.compile(
    r"(?:(?:thu tuc|hanh chinh|tthc|danh muc|duoc|bi|ban hanh|cong bo|va|hoac|mot phan|toan bo|hoa|"
    rf"{'|'.join(words for words, _action in _WORDS)})[\s,./&()-]*)+"
)
#: How `read_list` is told each action; the lists are Vietnamese whatever the admin's language.
ACTION_WORDS = {ADD: "mới", AMEND: "sửa đổi", REPEAL: "bãi bỏ"}
REPLACED_BY = "thay bằng"
_REPLACED_BY = re.compile(r"(?:thay (?:the )?(?:bang|boi))\s*:?\s*([\d.,\s]+)")
_LOCAL_CODE = re.compile(r"^[A-Z0-9][A-Z0-9.\-]{2,39}$")


@dataclass(frozen=True, slots=True)
class Row:
    """One procedure of the list: `action` add, amend or repeal; `replaced_by` codes, for a repeal
    that names them."""

    code: str
    action: str
    title: str = ""
    replaced_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """A line that could not be read: its number from 1, its text, a reason by name (`no_code`,
    `no_action`, `twice`, `too_many`)."""

    line: int
    text: str
    reason: str


@dataclass(slots=True)
class DecisionList:
    """What was read."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def action_in(text: str) -> str:
    """The action that the words name; empty when none."""
    folded = " ".join(fold(text).split())
    for words, action in _WORDS:
        if re.search(rf"(?<!\w){words}(?!\w)", folded):
            return action
    return ""


def read_list(lines: Iterable[str], default: str = "") -> DecisionList:
    """The rows of a list. `default` is the action of rows without one, before any heading."""
    found = DecisionList()
    seen: set[str] = set()
    heading = default
    for number, line in enumerate(lines, start=1):
        text = line.strip(" \t;\ufeff")
        if not text:
            continue
        if len(found.rows) >= MOST_ROWS:
            found.problems.append(Problem(number, text[:200], "too_many"))
            break
        cells = [cell.strip(" \"'") for cell in re.split(r"[;\t]", text)]
        code = _code(cells)
        if not code:
            action = action_in(text)
            if action and len(cells) == 1:
                heading = action
            elif not action or len(cells) > 1:
                found.problems.append(Problem(number, text[:200], "no_code"))
            continue
        rest = [cell for cell in cells if _code([cell]) != code]
        named = [(cell, action_in(cell)) for cell in rest if _says_only_action(cell)]
        own = next(((cell, action) for cell, action in named if action), None)
        action = own[1] if own else heading
        if not action:
            found.problems.append(Problem(number, text[:200], "no_action"))
            continue
        if code in seen:
            found.problems.append(Problem(number, text[:200], "twice"))
            continue
        seen.add(code)
        titles = [cell for cell in rest if (own is None or cell != own[0]) and _is_title(cell)]
        successors = _REPLACED_BY.search(fold(text))
        found.rows.append(
            Row(
                code,
                action,
                max(titles, key=len, default="")[:1_000],
                tuple(one for one in code_list(successors[1]) if one != code)
                if successors and action == REPEAL
                else (),
            )
        )
    return found


def _code(cells: list[str]) -> str:
    """The national code in the cells, or a province's own code standing alone in one of the
    first two."""
    for cell in cells:
        national = procedure_code(cell)
        if national and len(cell) <= 40:
            return national
    for cell in cells[:2]:
        bare = normal_code(cell)
        is_code = _LOCAL_CODE.match(bare) and any(sign.isdigit() for sign in bare)
        if is_code and "." in bare and " " not in cell:
            return bare
    first = cells[0].split()[0] if cells[0].split() else ""
    return procedure_code(first) or ""


def _says_only_action(cell: str) -> bool:
    return len(cell) <= 60 and _ACTION_CELL.fullmatch(" ".join(fold(cell).split())) is not None


def _is_title(cell: str) -> bool:
    is_number = cell.replace(".", "").isdigit()
    return len(cell) > 5 and not is_number and not _REPLACED_BY.search(fold(cell))
