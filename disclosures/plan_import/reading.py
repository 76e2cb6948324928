"""The whole of it: bytes and the directory of units in, a draft plan out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from documents.nd30 import Metadata, Reading, read_metadata
from documents.words import PageWords, TextSource

from .blocks import Block, Grid, Line, unpacked
from .cadence import cadence_of
from .columns import CONTENT, COOPERATING, LEAD, RESULT, SCHEDULE
from .draft import DraftPlan, DraftTask, KnownUnit, UnknownUnit
from .errors import Notice, PlanRefused
from .header import Header, read_header
from .ocr_slips import mend
from .read_docx import read_docx
from .read_markdown import read_markdown
from .read_words import read_words
from .report_cycle import read_report_cycle
from .sections import bare
from .source import DOCX, PDF, kind_of
from .table import TaskRow, read_tables
from .units import Recognised, UnitDirectory, unit_key

WordsOf = Callable[[bytes], Sequence[PageWords]]

_LONGEST_LINE = 4_000  # characters; beyond it a line is no part of a header


def read_plan(
    data: bytes,
    filename: str,
    units: Sequence[KnownUnit],
    *,
    words_of: WordsOf | None = None,
) -> DraftPlan:
    """Reads a plan from the bytes of a Markdown, DOCX or PDF file.

    `units` is the directory names are looked up in, as it was on the day of signing. `words_of`
    gives the words of a PDF's pages (they are read apart from the portal: `plans.pdf_words`) or
    raises PlanRefused. Raises PlanRefused, and nothing else, when the file cannot be read as a
    plan.
    """
    notices: list[Notice] = []
    blocks: list[Block]
    kind = kind_of(data, filename)
    by_ocr = False
    if kind == DOCX:
        blocks, has_changes = read_docx(data)
        if has_changes:
            notices.append(Notice("tracked_changes"))
    elif kind == PDF:
        if words_of is None:
            raise PlanRefused("pdf_here")
        pages = words_of(data)
        by_ocr = any(page.source is TextSource.OCR for page in pages)
        notices += [Notice("read_by_ocr")] if by_ocr else []
        blocks = read_words(pages)
    else:
        blocks = read_markdown(data)
    tables = read_tables(blocks)
    if by_ocr:
        mend(tables.tasks, units)
    notices += tables.notices
    before, after = _around_tables(blocks, tables.grids)
    header = read_header(before, after)
    if kind == PDF:
        header = _with_layout(header, read_metadata(pages))
    notices += _header_notices(header)
    cut = next((line.text for line in [*before, *after] if line.text.startswith("|")), None)
    if cut:
        notices.append(Notice("rows_outside_table", {"text": cut[:120]}))
    directory = UnitDirectory(units, header.signed_on)
    tasks, unknown = _tasks(tables.tasks, directory, notices)
    return DraftPlan(
        number=header.number,
        signed_on=header.signed_on,
        title=header.title,
        agency=header.agency,
        agency_hint=header.agency_hint,
        signer=header.signer,
        signer_title=header.signer_title,
        place=header.place,
        sections=tables.sections,
        tasks=tasks,
        unknown_units=unknown,
        report_cycle=read_report_cycle([*before, *after]),
        warnings=tuple(notices),
    )


def _with_layout(header: Header, found: Metadata) -> Header:
    """The header with what only the places of the words tell: a letterhead's columns."""

    def value(reading: Reading[Any] | None) -> Any:
        return reading.value if reading is not None else None

    return replace(
        header,
        number=header.number or value(found.number),
        signed_on=header.signed_on or value(found.date),
        place=header.place or value(found.place),
        title=header.title or value(found.title),
        agency=value(found.agency) if found.agency_parent or found.place else header.agency,
        signer=header.signer or value(found.signer),
        signer_title=header.signer_title or value(found.signer_title),
    )


def _around_tables(blocks: Iterable[Block], grids: Sequence[Grid]) -> tuple[list[Line], list[Line]]:
    """The lines before the plan's first table, and those after it began."""
    before: list[Line] = []
    after: list[Line] = []
    lines = before
    for block in unpacked(blocks, grids):
        if isinstance(block, Line):
            lines.append(Line(block.text[:_LONGEST_LINE], block.strong))
        else:
            lines = after
    return before, after


def _header_notices(header: Header) -> list[Notice]:
    missing = {
        "number_missing": header.number,
        "date_missing": header.signed_on,
        "title_missing": header.title,
    }
    return [Notice(code) for code, value in missing.items() if value is None]


def _tasks(
    rows: Sequence[TaskRow], directory: UnitDirectory, notices: list[Notice]
) -> tuple[tuple[DraftTask, ...], tuple[UnknownUnit, ...]]:
    seen: Counter[tuple[str, str]] = Counter()
    printed: dict[str, str] = {}  # one name may be printed with a capital here, without there
    unknown: dict[str, list[tuple[int, bool]]] = {}
    read: dict[str, Recognised] = {}
    tasks = []
    for order, row in enumerate(rows, start=1):
        texts = {role: row.texts.get(role, "") for role in (LEAD, COOPERATING)}
        for text in texts.values():
            if text not in read:
                read[text] = directory.recognise(text)
        lead, cooperating = read[texts[LEAD]], read[texts[COOPERATING]]
        place = (row.section, bare(row.number))
        seen[place] += 1
        notices += _task_notices(order, row, lead, cooperating, seen[place])
        for cell, as_lead in ((lead, True), (cooperating, False)):
            for name in cell.unknown:
                key = printed.setdefault(unit_key(name), name)
                unknown.setdefault(key, []).append((order, as_lead))
        tasks.append(
            DraftTask(
                order=order,
                section=row.section,
                number=row.number or None,
                content=row.texts.get(CONTENT, ""),
                lead=texts[LEAD],
                cooperating=texts[COOPERATING],
                schedule=row.texts.get(SCHEDULE, ""),
                result=row.texts.get(RESULT, ""),
                cadence=cadence_of(row.texts.get(SCHEDULE, "")),
                lead_unit=lead.first,
                lead_units=lead.codes,
                cooperating_units=cooperating.codes,
                key=f"{row.section}/{bare(row.number) or '-'}/{seen[place]}",
            )
        )
    offered = tuple(
        UnknownUnit(
            name,
            tuple(dict.fromkeys(order for order, _ in uses)),
            any(as_lead for _, as_lead in uses),
            directory.similar(name),
        )
        for name, uses in unknown.items()
    )
    return tuple(tasks), offered


def _task_notices(
    order: int, row: TaskRow, lead: Recognised, cooperating: Recognised, occurrence: int
) -> list[Notice]:
    found = []
    if not row.number:
        found.append(Notice("task_unnumbered", {"task": order}))
    elif occurrence > 1:
        found.append(Notice("number_repeated", {"task": order, "number": row.number}))
    if not row.texts.get(CONTENT):
        found.append(Notice("content_missing", {"task": order}))
    if not row.texts.get(LEAD):
        found.append(Notice("lead_missing", {"task": order}))
    elif len(lead.codes) + len(lead.unknown) > 1:
        found.append(Notice("several_leads", {"task": order, "lead": row.texts[LEAD]}))
    if row.texts.get(SCHEDULE) and cadence_of(row.texts[SCHEDULE]) is None:
        found.append(Notice("cadence_unknown", {"task": order, "schedule": row.texts[SCHEDULE]}))
    for cell in (lead, cooperating):
        found += [Notice("unit_ambiguous", {"task": order, "name": n}) for n in cell.ambiguous]
        found += [Notice("unit_ended", {"task": order, "code": code}) for code in cell.ended]
    return found
