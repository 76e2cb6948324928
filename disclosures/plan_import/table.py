"""The plan's tables to rows of tasks: headings found, broken rows joined, groups told apart.

A table broken over pages repeats its heading and goes on with the rest of the broken row, whose
first cell is empty. An un-numbered row can also be a task of its own, or a group. The signs used,
in words, are in the docstrings of `_is_group` and `_is_own_task`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from .blocks import Block, Cell, Grid, every_grid
from .cadence import cadence_of
from .columns import CONTENT, COOPERATING, LEAD, NUMBER, RESULT, SCHEDULE, Roles, heading_of
from .draft import DraftSection
from .errors import Notice, PlanRefused
from .sections import Outline, bare, is_group_number, split_label

_REST = (LEAD, COOPERATING, SCHEDULE, RESULT)
_LONGEST_NUMBER = 12
_LAYOUT_COLUMNS = 2  # letterheads and signature blocks are laid out in two


@dataclass
class Row:
    """One row of a table by roles.

    `texts` is what the row says, cells merged from above included; `fresh` only what begins in
    it. `merged`: the title cell runs over the other columns.
    """

    texts: dict[str, str]
    fresh: dict[str, str]
    strong: bool = False
    merged: bool = False
    same_task: bool = False
    after_break: bool = False
    place: dict[str, int] = field(default_factory=dict)

    def __getitem__(self, role: str) -> str:
        return self.texts.get(role, "")

    @property
    def rest(self) -> list[str]:
        return [self[role] for role in _REST if self[role]]


@dataclass
class TaskRow:
    """A task as printed, its pieces joined."""

    section: str
    number: str
    texts: dict[str, str]

    def join(self, row: Row) -> None:
        for role, piece in row.fresh.items():
            if role != NUMBER and piece:
                self.texts[role] = f"{self.texts.get(role, '')} {piece}".strip()


@dataclass(frozen=True)
class TableReading:
    """All tasks and groups of a document, in order; `grids` are the tables they stand in."""

    tasks: tuple[TaskRow, ...]
    sections: tuple[DraftSection, ...]
    grids: tuple[Grid, ...]
    notices: tuple[Notice, ...]


def read_tables(blocks: Sequence[Block]) -> TableReading:
    """Raises PlanRefused when there is no table, none with the headings of a plan, or no task."""
    grids = list(every_grid(blocks))
    if not grids:
        raise PlanRefused("no_table")
    used: list[Grid] = []
    notices: list[Notice] = []
    rows = list(_rows(grids, used, notices))
    if not used:
        headings = next((grid.rows[0] for grid in grids if len(grid.rows) > 1), grids[0].rows[0])
        raise PlanRefused("no_headings", found=" | ".join(c.text for c in headings)[:200])
    notices += _left_out(grids, used)
    outline, tasks = Outline(), []
    bold_tells = 2 * sum(row.strong for row in rows if row[LEAD]) <= len(rows)
    open_task: TaskRow | None = None
    for at, row in enumerate(rows):
        following = rows[at + 1] if at + 1 < len(rows) else None
        if _goes_on(row, open_task, outline):
            if open_task is not None:
                open_task.join(row)
                notices.append(Notice("row_joined", {**row.place, "task": len(tasks)}))
            else:
                outline.extend_title(row[CONTENT])
        elif _is_group(row, following, bold_tells):
            section = outline.open(row[NUMBER], row[CONTENT])
            open_task = None
            if row.rest:
                params = {**row.place, "section": section.path, "text": " ".join(row.rest)}
                notices.append(Notice("stray_text", params))
        else:
            open_task = TaskRow(outline.path, row[NUMBER], dict(row.texts))
            tasks.append(open_task)
    if not tasks:
        raise PlanRefused("no_tasks")
    return TableReading(tuple(tasks), tuple(outline.sections), tuple(used), tuple(notices))


def _rows(grids: Sequence[Grid], used: list[Grid], notices: list[Notice]) -> Iterator[Row]:
    """The body rows of every table of the plan; fills `used` and `notices`."""
    roles: Roles | None = None
    inside: set[int] = set()
    for index, grid in enumerate(grids, start=1):
        if id(grid) in inside:
            continue
        heading = next(
            (at for at in range(len(grid.rows)) if heading_of(grid.rows, at) is not None), None
        )
        if heading is None and (roles is None or not _continues(grid, roles, grids, used)):
            continue
        used.append(grid)
        inside |= {id(inner) for row in grid.rows for c in row for inner in every_grid(c.inner)}
        at = heading or 0
        after_break = True
        above: dict[int, str] = {}
        while at < len(grid.rows):
            found = heading_of(grid.rows, at)
            if found is not None:
                roles, height = found
                at += height
                after_break = True
                continue
            cells = grid.rows[at]
            at += 1
            place = {"table": index, "row": at}
            if any(cell.inner for cell in cells):
                notices.append(Notice("nested_table", place))
            row = _row(cells, roles or (), above)
            if any(row.texts.values()):
                row.after_break, row.place = after_break, place
                after_break = False
                yield row


def _left_out(grids: Sequence[Grid], used: Sequence[Grid]) -> Iterator[Notice]:
    """Tables of three columns and more that are not read: nothing is lost without a word."""
    known = {id(grid) for grid in every_grid(used)}
    for index, grid in enumerate(grids, start=1):
        if id(grid) not in known and grid.width > _LAYOUT_COLUMNS:
            found = " | ".join(cell.text for cell in grid.rows[0])[:200]
            yield Notice("table_left_out", {"table": index, "found": found})


def _continues(grid: Grid, roles: Roles, grids: Sequence[Grid], used: Sequence[Grid]) -> bool:
    """A table without a heading right after one of the plan, with as many columns: its rest."""
    at = next(index for index, other in enumerate(grids) if other is grid)
    return at > 0 and bool(used) and grids[at - 1] is used[-1] and grid.width == len(roles)


def _row(cells: Sequence[Cell], roles: Roles, above: dict[int, str]) -> Row:
    """A row by roles; pieces of a role cut into several columns are joined by one blank."""
    texts: dict[str, list[str]] = {}
    fresh: dict[str, list[str]] = {}
    carried: set[str] = set()
    strong = [cell.strong for cell in cells if cell.text]
    for column, (cell, role) in enumerate(zip(cells, roles, strict=False)):
        if cell.covered:
            continue
        text = above.get(column, "") if cell.continues else cell.text
        if cell.continues:
            carried |= {role} if text else set()
        else:
            above[column] = cell.text
            fresh.setdefault(role, []).append(cell.text)
        texts.setdefault(role, []).append(text)
    row = Row(
        {role: " ".join(filter(None, parts)) for role, parts in texts.items()},
        {role: " ".join(filter(None, parts)) for role, parts in fresh.items()},
        strong=bool(strong) and all(strong),
        merged=_title_is_merged(cells, roles),
        same_task=NUMBER in carried and not fresh.get(NUMBER),
    )
    if row.same_task:
        row.texts[NUMBER] = ""
        row.same_task = CONTENT in carried or not row.fresh.get(LEAD)
    _tidy_group(row)
    return row


def _title_is_merged(cells: Sequence[Cell], roles: Roles) -> bool:
    """True when the cell that holds the title also covers the lead's column."""
    lead = next((column for column, role in enumerate(roles) if role == LEAD), None)
    return (
        lead is not None
        and lead < len(cells)
        and cells[lead].covered
        and not cells[lead].continues
        and any(cell.text for cell in cells[:lead])
    )


def _tidy_group(row: Row) -> None:
    """A group's title written over all columns, or repeated in each by a converter, to one cell."""
    told = [text for role, text in row.texts.items() if role in {CONTENT, *_REST}]
    if row[CONTENT] and len(told) > 2 and len(set(told)) == 1:
        for texts in (row.texts, row.fresh):
            texts.update({role: "" for role in _REST if texts.get(role) == row[CONTENT]})
        row.merged = True
        if row[NUMBER] == row[CONTENT]:
            row.texts[NUMBER] = row.fresh[NUMBER] = ""
    if row[NUMBER] and not row[CONTENT] and not row[LEAD]:
        number, title = split_label(row[NUMBER])
        if len(title) > _LONGEST_NUMBER or row.merged:
            row.texts.update({NUMBER: number, CONTENT: title})
            row.fresh.update({NUMBER: number, CONTENT: title})
    elif row.merged and not row[NUMBER] and not row[LEAD]:
        number, title = split_label(row[CONTENT])
        row.texts.update({NUMBER: number, CONTENT: title})
        row.fresh.update({NUMBER: number, CONTENT: title})


def _goes_on(row: Row, open_task: TaskRow | None, outline: Outline) -> bool:
    """True when the row is the rest of what stands above it, broken by a page or a split cell."""
    if row.same_task:
        return open_task is not None
    if row[NUMBER]:
        return False
    if open_task is None:
        begins_small = row[CONTENT][:1].islower()
        return bool(outline.sections) and bool(row[CONTENT]) and not row.rest and begins_small
    if (row.strong or row.merged) and not row.rest and not row[CONTENT][:1].islower():
        return False  # an un-numbered group
    return not _is_own_task(row)


def _is_own_task(row: Row) -> bool:
    """True when an un-numbered row after a task is a task of its own.

    It says what, who and when; its text begins like a sentence. Right under a repeated heading,
    where the rest of a broken row is expected, its schedule must also be one that stands alone
    ("kế hoạch" is the end of "Hàng năm theo kế hoạch").
    """
    content = row[CONTENT]
    if not content or not row[LEAD] or not row[SCHEDULE]:
        return False
    if content[0].islower() or row[LEAD][0].islower():
        return False
    return not row.after_break or cadence_of(row[SCHEDULE]) is not None


def _is_group(row: Row, following: Row | None, bold_tells: bool) -> bool:
    """True for the title of a group of tasks: nobody leads it, and one of these holds.

    Its number is a Roman numeral or a letter; it is bold in a table where tasks are not; its
    title is merged over the columns; the next row's number goes on from it (5, then 5.1), starts
    again (7, then 1) or is missing from a row complete in itself (8, then a task).
    """
    if row[LEAD] or not row[CONTENT] or len(row.rest) > 1:
        return False
    if is_group_number(row[NUMBER]) or row.merged:
        return True
    if row.strong and bold_tells:
        return True
    if row.rest or not row[NUMBER] or following is None:
        return False
    number, next_number = bare(row[NUMBER]), bare(following[NUMBER])
    if not next_number:
        return _is_own_task(following)
    if next_number.startswith(f"{number}."):
        return True
    return bool(following[LEAD]) and next_number == "1"
