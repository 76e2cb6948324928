"""Personal data in the words of pages, each with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from documents.nd30.lines import Line, lines_of
from documents.words import PageWords, TextSource
from portal.text import compose

from .personal import births_in_a_table, hits_in, is_list_of_phones
from .values import Finding, FindingKind

_FEWEST_BIRTHS = 2


def find_in_words(pages: Sequence[PageWords]) -> list[Finding]:
    """What is written on the pages, and pages that are pictures nobody can read."""
    found: list[Finding] = []
    phones: dict[str, Finding] = {}
    for page in pages:
        lines = lines_of(page)
        for finding, text in _on_page(lines):
            if finding.kind is FindingKind.PHONE:
                phones.setdefault("".join(filter(str.isdigit, text)), finding)
            found.append(finding)
        births = births_in_a_table("\n".join(line.text for line in lines))
        if births >= _FEWEST_BIRTHS and not any(
            one.kind is FindingKind.BIRTH_DATE and one.page == page.number for one in found
        ):
            found.append(Finding(FindingKind.BIRTH_DATE, page=page.number, count=births))
    if is_list_of_phones(len(phones)):
        first = next(iter(phones.values()))
        found.append(
            Finding(FindingKind.PHONE_LIST, first.excerpt, first.page, first.box, count=len(phones))
        )
    blank = [page for page in pages if page.source is TextSource.NONE and not page.words]
    if blank:
        found.append(Finding(FindingKind.PICTURE_ONLY, page=blank[0].number, count=len(blank)))
    return found


def _on_page(lines: Sequence[Line]) -> Iterator[tuple[Finding, str]]:
    """Each line is read with the one below it: what is named in one may stand in the next."""
    for index, line in enumerate(lines):
        text = compose(line.text)
        following = compose(lines[index + 1].text) if index + 1 < len(lines) else ""
        before = compose(lines[index - 1].text)[-60:] if index else ""
        whole = f"{before}\n{text}\n{following}"
        start, end = len(before) + 1, len(before) + 1 + len(text)
        for hit in hits_in(whole):
            if start <= hit.start < end:
                box = _box(line, hit.start - start, hit.end - start)
                yield Finding(hit.kind, hit.excerpt, line.page, box), whole[hit.start : hit.end]


def _box(line: Line, start: int, end: int) -> tuple[float, float, float, float]:
    """The box of the words that hold the characters from `start` to `end` of the line."""
    at = 0
    held = []
    for word in line.words:
        length = len(compose(word.text))
        if at < end and at + length > start:
            held.append(word)
        at += length + 1
    held = held or list(line.words)
    return (
        min(word.x0 for word in held),
        min(word.y0 for word in held),
        max(word.x1 for word in held),
        max(word.y1 for word in held),
    )
