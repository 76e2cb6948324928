"""The whole of it: the words of a document's pages in, its metadata out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from documents.words import PageWords
from portal.text import compose, fold

from .agencies import in_running_text, is_office
from .dates import dates_in
from .kinds import ANNEX, LETTER, OF_THE_NATIONAL_ASSEMBLY, type_of_symbol
from .letterhead import Letterhead, is_furniture, read_letterhead
from .lines import Line, hull, lines_of
from .numbers import PrintedNumber, printed_number
from .parts import addressees_of, annexes_in, bases_in
from .signing import read_signature, recipients_of
from .title import Heading, clean, read_heading, subject_title
from .values import Metadata, Place, Reading

_FIRST_PAGES = 2
_READ_PAGES = 400  # a document's own pages; what comes after is annexes
_ISSUER = re.compile(
    r"\d{4}\s+c[uủ]a\s+(?P<agency>[^)\n]{3,90}?)\s*(?:\)|$|v[eề]\s)", re.IGNORECASE
)
_ADOPTED = re.compile(
    r"\b(?:luat|hien phap|bo luat|nghi quyet|phap lenh) nay (?:da )?(?:duoc|da)\b"
    r".{5,260}?thong qua.{0,70}?ngay"
)
_ADOPTED_AFTER = 340  # characters of text looked at behind "… này được"
_ANNOUNCED = re.compile(r"\bcong bo\b.{0,80}?\bngay\b")
_PASSED = re.compile(r"\bthong qua\b.{0,40}?\bngay\b")
_ENACTING = re.compile(r"quoc hoi ban hanh (?:bo luat|luat|hien phap) (?P<title>[^.;]{3,300})[.;]")
# Who alone may issue a type (Luật tổ chức TAND 2014 art. 22: precedents).
_ONLY_ISSUER = {"Án lệ": "Tòa án nhân dân tối cao"}


def read_metadata(pages: Sequence[PageWords]) -> Metadata:
    """What the layout says of a document (NĐ 30/2020 Annex I).

    Never raises for any words; a document without the layout gives an empty `Metadata`. Words may
    come in any order: where they stand is what counts.
    """
    by_page = [lines_of(page) for page in pages[:_READ_PAGES]]
    start = next((index for index, lines in enumerate(by_page) if lines), None)
    if start is None:
        return Metadata()
    by_page = by_page[start:]
    first = list(by_page[0])
    beginning = [line for lines in by_page[:_FIRST_PAGES] for line in lines]
    head = read_letterhead(beginning, len(first))
    heading = read_heading(first, head.end, numbered=head.number is not None)
    subject = subject_title(head.subject)
    number = head.number or (heading.number if heading else None)
    block = read_signature(by_page)
    kind = _type(head, heading, number, subject, beginning)
    title = (
        subject
        if kind is not None and kind.value == LETTER and subject
        else (heading.title if heading is not None else subject)
    )
    if title is None and kind is not None and kind.value in OF_THE_NATIONAL_ASSEMBLY:
        title = _enacted(beginning)
    attached = _attached(beginning[: (heading.end if heading else 0) + 6])
    alone = kind is not None and kind.value == ANNEX
    if alone:
        block = None  # what is signed in there is a form
    day, notes = _date(head, heading, kind, by_page, first)
    agency = head.agency or _agency(kind, block, attached, alone=alone)
    return Metadata(
        number=_value(number) if not alone else None,
        number_blank=number.value.blank if number is not None else None,
        date=None if alone else day,
        place=head.place,
        agency=agency,
        agency_parent=head.parent,
        type=kind,
        title=title,
        signer=block.signer if block else None,
        signer_title=block.title if block else None,
        signer_capacity=block.capacity if block else None,
        signer_rank=block.rank if block else None,
        addressees=addressees_of(first),
        recipients=recipients_of(by_page, block.page if block else None),
        bases=tuple(bases_in(beginning)),
        annexes=tuple(annexes_in(by_page, block.page if block else start + 2)),
        attached_to=attached[0] if attached and (alone or number is None) else None,
        notes=notes,
    )


def _enacted(lines: Sequence[Line]) -> Reading[str] | None:
    """The title of a law by its enacting sentence: "Quốc hội ban hành Luật Cư trú." """
    for index, line in enumerate(lines):
        if "ban hanh" not in line.folded or "quoc hoi" not in line.folded:
            continue
        text = compose(" ".join(one.text for one in lines[index : index + 4]))
        found = _ENACTING.search(fold(text))
        if found:
            title = clean(text[found.start("title") : found.end("title")])
            return Reading(title, 0.6 * line.confidence, clean(text[: found.end()]), line.place)
    return None


def _value(number: Reading[PrintedNumber] | None) -> Reading[str] | None:
    if number is None or number.value.value is None:
        return None
    return Reading(number.value.value, number.confidence, number.printed, number.place)


def _type(
    head: Letterhead,
    heading: Heading | None,
    number: Reading[PrintedNumber] | None,
    subject: Reading[str] | None,
    lines: Sequence[Line],
) -> Reading[str] | None:
    by_number = type_of_symbol(number.value.symbol) if number is not None else None
    if subject is not None and head.has_state and (heading is None or by_number is None):
        # "V/v …" stands under the number of letters only (NĐ 30/2020 Annex I §II.5).
        sure = 0.95 if by_number is None else 0.7
        return Reading(LETTER, sure, subject.printed, subject.place)
    if heading is not None:
        kind = heading.type
        if by_number is not None:
            agrees = kind.value.startswith(by_number) or by_number == "Kết luận"
            return replace(kind, confidence=min(1.0, kind.confidence * (1.02 if agrees else 0.7)))
        return kind
    addressed = next((line for line in lines if re.match(r"^\W*kinh g[ui]i\b", line.folded)), None)
    if by_number is not None and number is not None:
        return Reading(by_number, 0.7 * number.confidence, number.printed, number.place)
    if addressed is not None and (number is not None or head.has_state):
        return Reading(LETTER, 0.8, addressed.text, addressed.place)
    return None


def _date(
    head: Letterhead,
    heading: Heading | None,
    kind: Reading[str] | None,
    by_page: Sequence[Sequence[Line]],
    first: Sequence[Line],
) -> tuple[Reading[date] | None, tuple[str, ...]]:
    if head.date is not None:
        found = head.date
        return Reading(found.value.value, found.confidence, found.printed, found.place), ()
    if head.date_blank:
        return None, ("date_blank",)
    name = kind.value if kind is not None else ""
    if name in OF_THE_NATIONAL_ASSEMBLY or name in {"Nghị quyết", "Pháp lệnh"}:
        adopted = _sentence_date(by_page, _ADOPTED)
        if adopted is not None:
            return adopted, ("adopted",)
    if heading is not None and heading.rest:
        found_day = next(dates_in(heading.rest), None)
        if found_day is not None:
            return Reading(found_day.value, 0.85, heading.rest, heading.type.place), ()
    if name == "Án lệ":
        for pattern in (_ANNOUNCED, _PASSED):
            announced = _sentence_date([first], pattern)
            if announced is not None:
                return announced, ("announced",)
    return None, ()


def _sentence_date(
    by_page: Sequence[Sequence[Line]], pattern: re.Pattern[str]
) -> Reading[date] | None:
    """The last date in a sentence of `pattern`, which may run over several lines."""
    found: Reading[date] | None = None
    # Over the ends of pages too: the sentence may begin on one and end on the next.
    flow = [line for lines in by_page for line in lines if not is_furniture(line)]
    for index, line in enumerate(flow):
        if not _may_begin(line.folded, pattern):
            continue
        taken = flow[index : index + 5]
        text = " ".join(one.text for one in taken)
        match = pattern.search(fold(text))
        if match is None:
            continue
        day = next(dates_in(compose(text)[match.end() - 4 :], figures=True), None)
        if day is not None and day.start < 12:
            sure = min(one.confidence for one in taken[:2])
            found = Reading(
                day.value,
                (0.9 if day.clean else 0.6) * (0.4 + 0.6 * sure),
                clean(text[:_ADOPTED_AFTER]),
                hull(taken[:3]),
            )
    return found


def _may_begin(folded: str, pattern: re.Pattern[str]) -> bool:
    if pattern is _ADOPTED:
        return " nay" in folded and bool(
            re.search(r"\b(?:luat|hien phap|nghi quyet|phap lenh) nay\b", folded)
        )
    return "cong bo" in folded or "thong qua" in folded


def _attached(lines: Sequence[Line]) -> tuple[Reading[str], str | None] | None:
    """(number of the document an annex belongs to, who issued that) from "(Kèm theo …)"."""
    shown = [line for line in lines if not is_furniture(line)]
    for index, line in enumerate(shown):
        if not re.match(r"^\W*(?:ban hanh )?kem theo\b", line.folded):
            continue
        taken = shown[index : index + 3]
        text = compose(" ".join(one.text for one in taken))
        text = text.split(")")[0] if ")" in text else text
        number = printed_number(text) or None
        if number is None or number.value is None:
            continue
        issuer = _ISSUER.search(text + ")")
        place = hull(taken[:2])
        return (
            Reading(number.value, 0.9 * min(1.0, 0.3 + 0.75 * line.confidence), text, place),
            issuer["agency"].strip(" .,") if issuer else None,
        )
    return None


def _agency(
    kind: Reading[str] | None, block: Any, attached: Any, *, alone: bool
) -> Reading[str] | None:
    """The issuer where no head prints it: by law, by "TM. …", or by what an annex says."""
    if kind is not None and kind.value in OF_THE_NATIONAL_ASSEMBLY:
        return Reading("Quốc hội", 0.9, kind.printed, kind.place)
    if kind is not None and kind.value in _ONLY_ISSUER:
        return Reading(_ONLY_ISSUER[kind.value], 0.9, kind.printed, kind.place)
    if alone and attached and attached[1]:
        return Reading(attached[1], 0.8, attached[0].printed, attached[0].place)
    if block is not None and block.capacity is not None:
        found = re.match(r"^\W*tm\s*\.\s*", fold(block.capacity.value))
        if found:
            name = compose(block.capacity.value)[found.end() :].split(";")[0].strip()
            if is_office(name):
                place: Place | None = block.capacity.place
                return Reading(in_running_text(name), 0.6, block.capacity.printed, place)
    if attached and attached[1] and is_office(attached[1]):
        return Reading(attached[1], 0.5, attached[0].printed, attached[0].place)
    return None
