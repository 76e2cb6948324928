"""The readable page (twin) of a file: its text as headings, paragraphs, lists and tables.

It is made from the last reading and can never hold more than the file says. The original rules, and
the page says so. A long document is cut into parts by its own pages, so that a phone gets little at
a time; search gets every page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models.functions import Length

from documents.blocks import Block, BlockKind
from documents.models import FileReading, OfficialFile, ReadPage
from documents.originals import is_original
from portal.searchable import AttachmentText

#: About so many characters go into one part: some 15 kB over the wire.
PART_CHARACTERS = 40_000
PART_PAGES = 20
#: A table of more rows is cut off with a word about it; the file has them all.
TABLE_ROWS = 1000


@dataclass
class Group:
    """Blocks shown together: `kind` is "heading", "paragraph", "list" or "table"."""

    kind: str
    text: str = ""
    level: int = 2
    centred: bool = False
    items: list[Block] = field(default_factory=list)
    head: tuple[str, ...] = ()
    rows: list[list[tuple[str, str]]] = field(default_factory=list)
    rows_left_out: int = 0


@dataclass(frozen=True, slots=True)
class ShownPage:
    """One page of the original. `percent`: how sure OCR is, where readers should know."""

    number: int
    groups: tuple[Group, ...]
    by_ocr: bool
    percent: int | None

    @property
    def anchor(self) -> str:
        """Its place within the readable page."""
        return f"trang-{self.number}"


@dataclass(frozen=True, slots=True)
class Part:
    """Pages shown together, and where this part stands among all."""

    number: int
    of: int
    pages: tuple[ShownPage, ...]
    #: (number of the part, its first page, its last page)
    parts: tuple[tuple[int, int, int], ...]


def reading_shown(file: OfficialFile) -> FileReading | None:
    """The reading that readers see: the last one done."""
    return file.readings.done().order_by("-number").first()


def part_of(reading: FileReading, number: int) -> Part:
    """Part `number` (from 1; beyond the end the last one) of the readable page."""
    parts = _cut(_sizes(reading))
    number = min(max(number, 1), len(parts))
    first, last = parts[number - 1] if parts else (0, 0)
    pages = reading.pages.filter(number__gte=first, number__lte=last).order_by("number")
    return Part(
        number,
        len(parts),
        tuple(shown(page) for page in pages),
        tuple((n, a, z) for n, (a, z) in enumerate(parts, 1)),
    )


def part_with(reading: FileReading, page: int) -> int:
    """The number of the part that page `page` of the original stands in; 1 when none does."""
    for number, (first, last) in enumerate(_cut(_sizes(reading)), 1):
        if first <= page <= last:
            return number
    return 1


def _sizes(reading: FileReading) -> list[tuple[int, int]]:
    return list(
        reading.pages.order_by("number").annotate(size=Length("text")).values_list("number", "size")
    )


def _cut(sizes: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """(first, last) page of each part."""
    parts: list[tuple[int, int]] = []
    filled = pages = 0
    for number, size in sizes:
        if parts and pages < PART_PAGES and filled + size <= PART_CHARACTERS:
            parts[-1] = (parts[-1][0], number)
            filled, pages = filled + size, pages + 1
        else:
            parts.append((number, number))
            filled, pages = size, 1
    return parts


def shown(page: ReadPage) -> ShownPage:
    """The page as its template wants it."""
    return ShownPage(
        page.number,
        tuple(groups_of(page.block_values())),
        page.source == "ocr",
        round(100 * (page.confidence or 0)) if page.is_uncertain else None,
    )


def groups_of(blocks: Iterable[Block]) -> Iterator[Group]:
    """Items that follow one another as one list; headings never jump a level (h1 is the file's
    name), whatever the paper does."""
    listed: Group | None = None
    level = 1
    for block in blocks:
        if block.kind is BlockKind.ITEM:
            if listed is None:
                listed = Group("list")
            listed.items.append(block)
            continue
        if listed is not None:
            yield listed
            listed = None
        if block.kind is BlockKind.HEADING:
            level = min(max(block.level, 2), level + 1)
            yield Group("heading", block.text, level=level)
        elif block.kind is BlockKind.TABLE:
            yield _table(block)
        else:
            yield Group("paragraph", block.text, centred=block.centred)
    if listed is not None:
        yield listed


def _table(block: Block) -> Group:
    head, *rows = block.rows
    wide = max(map(len, block.rows))
    head = (*head, *[""] * (wide - len(head)))
    return Group(
        "table",
        head=head,
        rows=[list(zip(row, head, strict=False)) for row in rows[:TABLE_ROWS]],
        rows_left_out=max(len(rows) - TABLE_ROWS, 0),
    )


def attachment_texts(files: Sequence[Any]) -> Iterator[AttachmentText]:
    """What search knows of these files: each page's text with its number, or the bare name of a
    file that was not read (`portal.registry.attachment_texts`)."""
    documents = [
        file
        for file in files
        if isinstance(file, OfficialFile) and file.file and not is_original(file)
    ]
    readings = FileReading.objects.latest_of([file.pk for file in documents])
    pages: dict[int, list[tuple[int, str]]] = {}
    rows = ReadPage.objects.filter(reading__in=readings.values()).exclude(text="")
    for reading_id, number, text in rows.order_by("reading", "number").values_list(
        "reading_id", "number", "text"
    ):
        pages.setdefault(reading_id, []).append((number, text))
    for file in documents:
        reading = readings.get(file.pk)
        found = pages.get(reading.pk, []) if reading else []
        for number, text in found or [(0, "")]:
            yield AttachmentText(file.title, number, text, file.url)
