"""The head of a document: two columns, the issuer and its number left, the State and the day right.

NĐ 30/2020 Annex I part I: Quốc hiệu at the top right (the Party prints its own name there), the
agency at the top left below the one it is part of, the number under it, place and day on the same
line to the right. Forms in annexes have such heads too: the first one is the document's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portal.text import fold

from .agencies import in_running_text, is_office
from .dates import PrintedDate, dates_in, has_blank_date, place_before
from .kinds import leading_type
from .lines import Line, cut, hull, split
from .numbers import PrintedNumber, printed_number
from .slips import likeness
from .values import Reading

_STATE = "conghoaxahoichunghiavietnam"
_MOTTO = "doclaptudohanhphuc"
_PARTY = "dangcongsanvietnam"
_GAZETTE = re.compile(
    r"^\W*\d{0,4}\s*\W?\s*cong bao\s*/"
    r"|/\s*so \d+[ +\d]*/\s*ngay \d|^\W*\d{0,4}\W*$"
)
# The visible text of a digital signature (NĐ 30/2020 Annex I), and stamps of arrival and of copies.
_STAMP = re.compile(
    r"^\W*(?:(?:nguoi ki|ki boi|ki so boi|email|thoi gian ki|ngay ki|ki ngay"
    r"|to chuc|co quan|don vi)"
    r"\s*[:.]|\S{0,3}email:|so\s*den\b|cong van den\b"
    r"|cong thong tin dien tu chinh phu$|tai lieu ki so)"
)
_LETTER_SUBJECT = re.compile(r"^\W*v\s*/?\s*v\b|^\W*ve viec\b", re.IGNORECASE)
_ADDRESSED = re.compile(r"^\W*kinh g[uiư]i\b")
_ROWS_ABOVE = 3  # rows of the agency that may stand above the State's name
_ROWS_BELOW = 14
_NO_LETTERS = re.compile(r"^[\W_\d]*$")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What the head says; `end` is the index of the first line below it (of the lines given).

    `subject` are the lines under the number: "V/v …" of a letter.
    """

    number: Reading[PrintedNumber] | None = None
    date: Reading[PrintedDate] | None = None
    date_blank: bool = False
    place: Reading[str] | None = None
    agency: Reading[str] | None = None
    parent: Reading[str] | None = None
    subject: tuple[Line, ...] = ()
    has_state: bool = False
    end: int = 0


def is_furniture(line: Line) -> bool:
    """Page numbers, running heads of the gazette, the text of signature stamps."""
    folded = line.folded
    return bool(_GAZETTE.search(folded) or _STAMP.match(folded))


def read_letterhead(lines: Sequence[Line], first_page_end: int) -> Letterhead:
    """From the lines of the first pages; `first_page_end` is how many belong to the first one."""
    at = _state_line(lines[:first_page_end])
    if at is None:
        return _headless(lines[:first_page_end])
    index, edge = at
    first = max(0, index - _ROWS_ABOVE)
    end = _end_of_head(lines, index, edge, min(first_page_end, index + _ROWS_BELOW))
    left: list[Line] = []
    right: list[Line] = []
    for line in lines[first:end]:
        if is_furniture(line) or (line.y1 < lines[index].y0 and _far_above(line, lines[index])):
            continue
        for piece in _columns(line, edge):
            (left if (piece.x0 + piece.x1) / 2 < edge else right).append(piece)
    number_at, number = _number(left)
    place, day, blank = _day([*right, *lines[first:end]])
    agency, parent = _agencies(left[: number_at if number_at is not None else len(left)])
    if number is None:  # printed across, or pushed to the right
        number = _number([*right, *lines[index:end]])[1]
    below = left[number_at + 1 :] if number_at is not None else left
    return Letterhead(
        number=number,
        date=day,
        date_blank=blank,
        place=place,
        agency=agency,
        parent=parent,
        subject=tuple(_subject(below)),
        has_state=True,
        end=end,
    )


def _far_above(line: Line, state: Line) -> bool:
    return state.y0 - line.y1 > 3 * state.height


def _state_line(lines: Sequence[Line]) -> tuple[int, float] | None:
    """(index, left edge of the right column) of the line that names the State or the Party."""
    for wanted, least in ((_STATE, 0.8), (_STATE[:-7], 0.85), (_PARTY, 0.85)):
        for index, line in enumerate(lines):
            start = _start_of(line, wanted, least)
            if start is not None:
                return index, start - line.height / 3
    for index, line in enumerate(lines):
        start = _start_of(line, _MOTTO, 0.8)
        if start is not None:  # the name above it is unreadable: it is the wider of the two
            above = max(0, index - 1)
            last = split(lines[above], 1.2)[-1]
            wide = last.x0 if last.middle > 0.5 else start
            return above, min(start, wide) - line.height / 3
    return None


def _start_of(line: Line, wanted: str, least: float) -> float | None:
    letters = ["".join(filter(str.isalpha, fold(word.text))) for word in line.words]
    if len("".join(letters)) < len(wanted) - 5:
        return None
    best: tuple[float, float] | None = None
    for start, word in enumerate(line.words):
        rest = "".join(letters[start:])
        if len(rest) < len(wanted) - 5:
            break
        like = likeness(rest[: len(wanted) + 2], wanted)
        if like >= least and (best is None or like > best[0]) and _begins_column(line, start):
            best = (like, word.x0)
    return best[1] if best else None


def _begins_column(line: Line, start: int) -> bool:
    """Whether the word begins the right column: on the right, what is left of it at a distance, and
    little behind the name. A sentence may name the State too."""
    word = line.words[start]
    before = line.words[start - 1] if start else None
    return (
        word.x0 > 0.3 * line.page_width
        and (before is None or word.x0 - before.x1 > 0.6 * line.height)
        and len(line.words) - start <= 12
    )


def _columns(line: Line, edge: float) -> Iterator[Line]:
    """The pieces of a row left and right of the edge. A piece that runs over the edge by the row's
    own gap stays whole: a long "V/v …" may reach into the right column's margin."""
    for piece in split(line, 1.2):
        if piece.x0 < edge < piece.x1:
            for part in cut(piece, edge):
                if part is not None:
                    yield part
        else:
            yield piece


def _end_of_head(lines: Sequence[Line], state: int, edge: float, last: int) -> int:
    """The first line below the head: what stands in the middle of the page, or is addressed.

    The columns have their centres far left and right of it; the type and title have theirs on it.
    """
    state_middle = _right_middle(lines[state], edge)
    for index in range(state + 1, last):
        line = lines[index]
        if _ADDRESSED.match(line.folded):
            return index
        if is_furniture(line):
            continue
        pieces = split(line, 1.2)
        if any(_is_type(piece) for piece in pieces):
            return index
        if any(_in_the_head(piece, edge, state_middle) for piece in pieces):
            continue
        if any(sum(map(str.isalpha, piece.text)) > 2 for piece in pieces):
            return index
    return last


def _is_type(piece: Line) -> bool:
    """Whether a piece about the middle is a type and nothing else: "NGHỊ ĐỊNH"."""
    if not (0.35 < piece.middle < 0.65 and piece.capitals):
        return False
    words = [word.text for word in piece.words if any(map(str.isalpha, word.text))]
    found = leading_type(words)
    return found is not None and found[1] == len(words)


def _right_middle(state: Line, edge: float) -> float:
    right = cut(state, edge)[1]
    return right.middle if right is not None else 0.7


def _in_the_head(piece: Line, edge: float, right_middle: float) -> bool:
    """Whether a piece belongs to one of the columns, or says something of what stands there."""
    text = piece.text
    if printed_number(text) or has_blank_date(text) or next(dates_in(text), None):
        return place_before(text) is not None or len(text) < 60
    if _LETTER_SUBJECT.match(piece.folded) or _start_of(piece, _MOTTO, 0.7) is not None:
        return True
    if _NO_LETTERS.match(text) or sum(map(str.isalpha, text)) < 3:
        return True
    central = abs(piece.middle - 0.5) < min(0.08, 0.6 * abs(piece.middle - right_middle))
    if central or (piece.x0 < edge - 40 and piece.x1 > edge + 60):
        return False
    return piece.x1 < edge + 15 or abs(piece.middle - right_middle) < 0.12


def _number(lines: Sequence[Line]) -> tuple[int | None, Reading[PrintedNumber] | None]:
    bare: tuple[int, Reading[PrintedNumber]] | None = None
    for index, line in enumerate(lines):
        if is_furniture(line):
            continue
        found = printed_number(line.text)
        if found is None:
            if re.match(r"^\W*(?:luat |bo luat |phap lenh |nghi quyet )?so\s*[:.]", line.folded):
                # "Số:" alone, or with dots: the line is there, the number is not.
                return index, None
            continue
        reading = Reading(found, _sure(line) * (0.98 if found.led else 0.8), line.text, line.place)
        if found.led:
            return index, reading
        bare = bare or (index, reading)
    return bare if bare is not None else (None, None)


def _day(
    lines: Sequence[Line],
) -> tuple[Reading[str] | None, Reading[PrintedDate] | None, bool]:
    for line in lines:
        if is_furniture(line):
            continue
        found = next(dates_in(line.text), None)
        place = place_before(line.text)
        if found is None:
            if has_blank_date(line.text):
                reading = Reading(place, _sure(line) * 0.9, line.text, line.place)
                return (reading if place else None), None, True
            continue
        if place is None and not re.match(r"^\W*(?:ngay|\S{0,12},?\s*ngay)\b", line.folded):
            continue
        sure = _sure(line) * (0.98 if found.clean else 0.75) * (1.0 if place else 0.9)
        day = Reading(found, sure, line.text, line.place)
        return Reading(place, sure, line.text, line.place) if place else None, day, False
    return None, None, False


def _sure(line: Line) -> float:
    """How sure its words are: OCR's own word for it, which errs on the low side."""
    return min(1.0, 0.25 + 0.8 * line.confidence)


def _agencies(lines: Sequence[Line]) -> tuple[Reading[str] | None, Reading[str] | None]:
    """(agency, the one it is part of) from the left column above the number."""
    offices: list[list[Line]] = []
    for line in lines:
        text = line.text.strip(" .,:*-–_|'‘’~")
        letters = sum(map(str.isalpha, text))
        printed_as_one = letters >= 3 and line.capitals and not _LETTER_SUBJECT.match(line.folded)
        if not printed_as_one and (offices or not is_office(text)):
            continue
        if offices and not _begins_office(line, offices[-1]):
            offices[-1].append(line)
        else:
            offices.append([line])
    offices = [office for office in offices if any(is_office(line.text) for line in office)] or (
        offices[:1]
    )
    if not offices:
        return None, None
    agency = _office(offices[-1])
    parent = _office(offices[-2]) if len(offices) > 1 else None
    return agency, parent


def _begins_office(line: Line, above: Sequence[Line]) -> bool:
    """Whether a line names another office than the lines above it, or carries their name on.

    The issuer is bold and the one above it isn't (NĐ 30/2020); where that doesn't tell, the word
    it begins with does.
    """
    native = all(one.confidence == 1 for one in (line, *above))
    if native and line.bold != above[-1].bold:
        return True
    if native and line.bold and any(one.bold for one in above) and not is_office(line.text):
        return False
    text = fold(above[-1].text).strip(" .,:*-–_")
    if re.search(r"(?:\b(?:va|cua|thuoc|tai)|[,-])$", text):
        return False
    return is_office(line.text)


def _office(lines: Sequence[Line]) -> Reading[str]:
    printed = " ".join(line.text.strip(" .:*_|'‘’~") for line in lines).strip(" ,")
    printed = re.sub(r"\s+", " ", printed).strip(" -–")
    sure = min(_sure(line) for line in lines) * (0.97 if is_office(printed) else 0.7)
    return Reading(in_running_text(printed), sure, printed, hull(lines))


def _subject(below: Sequence[Line]) -> Iterator[Line]:
    """The lines of "V/v …" in the left column, under the number."""
    started: list[Line] = []
    for line in below:
        if not started:
            if _LETTER_SUBJECT.match(line.folded):
                started.append(line)
                yield line
            continue
        if line.y0 - started[-1].y1 > 1.1 * started[-1].height or _NO_LETTERS.match(line.text):
            if (
                sum(map(str.isalpha, line.text)) < 2
                and line.y0 - started[-1].y1 < started[-1].height
            ):
                continue
            return
        started.append(line)
        yield line


def _headless(lines: Sequence[Line]) -> Letterhead:
    """A document whose text has lost its State heading: number, day and issuer by pattern alone,
    before the first line of running text."""
    top: list[Line] = []
    for line in lines[:12]:
        pieces = split(line, 2.0)
        if len(pieces) == 1 and not line.capitals and len(line.text) > 85:
            break
        top += [piece for piece in pieces if not is_furniture(piece)]
    leds = [line for line in top if (found := printed_number(line.text)) and found.led]
    own = [line for line in leds if re.match(r"^\W*so\b", line.folded)]
    number_at, number = _number(own[:1])
    place, day, blank = _day([line for line in top if place_before(line.text)])
    if number is None and day is None and not blank:
        return Letterhead()
    last = own[0] if own else None
    above = top[: top.index(last)] if last is not None else []
    agency, parent = _agencies([line for line in above if line.capitals and is_office(line.text)])
    used = [line for line in (*own[:1],) if number_at is not None]
    end = 0
    for index, line in enumerate(lines[:12]):
        if any(word in line.words for one in used for word in one.words) or (
            day is not None and line.text == day.printed
        ):
            end = index + 1
    return Letterhead(
        number=number,
        date=day,
        date_blank=blank,
        place=place,
        agency=agency,
        parent=parent,
        end=end,
    )
