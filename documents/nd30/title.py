"""Type and title (trích yếu): centred under the head, the type in capitals, the title below it.

NĐ 30/2020 Annex I §II.5. The title ends with a drawn line, a wider gap, another style of letter,
or where the running text begins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from portal.text import fold

from .kinds import ANNEX, leading_type
from .letterhead import is_furniture
from .lines import Line, hull, split
from .numbers import PrintedNumber, printed_number
from .values import Reading

_BODY = re.compile(
    r"^\W*(?:can cu\b|kinh g[ui]i\b|theo de nghi|xet\b"
    r"|chuong [ivx\d]+\b|phan (?:thu|[ivx\d])|muc [ivx\d]+\b|dieu \d+\b"
    r"|[ivx]{1,4}\s*[.,-]\s|\d+\s*[.,]\s"
    r"|loi noi dau|loi mo dau|duoc (?:hoi dong|uy ban)|quoc hoi ban hanh|bo truong .{3,60} ban hanh"
    r"|chinh phu ban hanh|hom nay\b|thoi gian\b|dia diem\b|nguon an le)"
)
_REFERENCE = re.compile(r"^\W*\(|^\W*(?:ban hanh )?kem theo\b|^\W*ap dung (?:tu|cho)\b")
# How running text begins, and titles too: only the first line below the type may begin so.
_BODY_OR_TITLE = re.compile(r"^\W*(?:thuc hien|nham|trien khai|de)\b")
# "GIÁM ĐỐC SỞ …", "ỦY BAN NHÂN DÂN …": who decides, printed in capitals below the title.
_AUTHORITY = re.compile(
    r"^\W*(?:(?:pho )?(?:giam doc|tong giam doc|chu tich|bo truong|thu truong|thu tuong|cuc truong"
    r"|chi cuc truong|vien truong|hieu truong|chanh an|chanh thanh tra|thong doc|tong thanh tra"
    r"|truong ban|bi thu|tong kiem toan|chanh van phong)\b|uy ban nhan dan|hoi dong nhan dan"
    r"|chinh phu\W*$|quoc hoi\W*$|uy ban thuong vu|hoi dong tham phan|ban chap hanh|ban thuong vu"
    r"|hoi dong (?:quan ly|truong|quan tri|thanh vien))"
)
_RULE = re.compile(r"^[\W_]+$")
_ANNEX_LABEL = re.compile(
    r"^\W*(?P<label>(?:phu luc|mau so|bieu mau|mau|bieu)"
    r"(?:\s+(?:so\s*)?:?\s*[\divxlc]{1,5}[a-z]?\b)?)"
)
_DOTS = re.compile(r"\.{3}|…|·{2}")
_LONGEST = 14  # lines of a title; decrees that amend many others need a dozen
_OFF_CENTRE = 0.045  # of the page's width
_NEXT_LINE = 1.15  # letter heights of gap that end the title when none was seen yet


@dataclass(frozen=True, slots=True)
class Heading:
    """Type, title, and a number printed in the same place ("ÁN LỆ SỐ 34/2020/AL")."""

    type: Reading[str]
    title: Reading[str] | None
    number: Reading[PrintedNumber] | None
    first: int
    end: int
    #: The text behind the number on the type's own line: "… ngày 27 tháng 6 năm 2024".
    rest: str = ""


def read_heading(lines: Sequence[Line], start: int, *, numbered: bool) -> Heading | None:
    """The first type printed at or after `start`; None where running text begins before one.

    `numbered`: the head has said the number, so that a type followed by one ("Nghị định số …") is
    another document's.
    """
    for index in range(start, len(lines)):
        line = lines[index]
        if is_furniture(line):
            continue
        if re.match(r"^\W*(?:kinh g[ui]i\b|dieu \d+\b|can cu\b)", line.folded):
            return None
        for piece in split(line, 2.2):
            heading = _heading_at(lines, index, piece)
            if heading is not None and not (numbered and heading.number is not None):
                return heading
    return None


def _heading_at(lines: Sequence[Line], index: int, piece: Line) -> Heading | None:
    words = [word.text for word in piece.words]
    skip = next((i for i, word in enumerate(words) if any(map(str.isalpha, word))), None)
    if skip is None or not 0.3 < piece.middle < 0.7:
        return None
    words = words[skip:]
    found = leading_type(words)
    if found is None:
        return None
    name, size = found
    printed = piece.part(piece.words[skip : skip + size])
    rest = piece.words[skip + size :]
    annex = _ANNEX_LABEL.match(piece.folded) if name == ANNEX else None
    number = printed_number(" ".join(word.text for word in rest))
    if number is not None and number.value is None:
        number = None
    if annex:
        rest = rest[1:] if len(rest) == 1 else _behind_label(rest)
    elif not printed.capitals and not (number is not None or (piece.bold and not rest)):
        return None
    if len(name) <= 5 and not number and not (printed.capitals and (not rest or _upper(rest))):
        return None
    sure = min(1.0, 0.3 + 0.75 * printed.confidence) * (0.98 if not rest or number else 0.9)
    type_reading = Reading(name, sure, printed.text, printed.place)
    number_reading = None
    behind = ""
    if number is not None:
        number_reading = Reading(number, sure * 0.95, piece.text, piece.place)
        behind = " ".join(word.text for word in rest)
        rest = ()
    first = piece.part(rest) if rest and any(c.isalpha() for w in rest for c in w.text) else None
    taken, end = _title_lines(lines, index + 1, piece, first)
    return Heading(type_reading, _title(taken), number_reading, index, end, behind)


def _behind_label(rest: Sequence[object]) -> Sequence[object]:
    """The words after "Phụ lục số I:" or "Phụ lục II."."""
    kept = list(rest)
    while kept and re.fullmatch(r"\W*(?:so|[ivxlc\d]{1,5}[a-z]?)\W*", fold(kept[0].text)):  # type: ignore[attr-defined]
        kept.pop(0)
    return kept


def _upper(words: Sequence[object]) -> bool:
    text = "".join(word.text for word in words)  # type: ignore[attr-defined]
    letters = [letter for letter in text if letter.isalpha()]
    return bool(letters) and sum(map(str.isupper, letters)) >= 0.8 * len(letters)


def _title_lines(
    lines: Sequence[Line], start: int, above: Line, first: Line | None
) -> tuple[list[Line], int]:
    """The lines of the title, and the index of the first line after it."""
    taken: list[Line] = [first] if first is not None else []
    centre = above.middle
    last_y1, pitch = above.y1, None
    end = start
    for index in range(start, min(len(lines), start + 2 * _LONGEST)):
        line = lines[index]
        if line.page != above.page:
            break
        if is_furniture(line):
            continue
        piece = _central(line, centre)
        if piece is None:
            if _RULE.match(line.text) and taken and line.confidence == 1:
                break
            continue
        if _RULE.match(piece.text):
            if taken and len(piece.text) > 2 and piece.confidence == 1:
                break
            continue
        folded = piece.folded
        if _BODY.match(folded) or _REFERENCE.match(folded):
            break
        gap = piece.y0 - last_y1
        height = max(piece.height, above.height)
        if (
            _BODY_OR_TITLE.match(folded)
            and (taken or gap > 1.6 * height)
            and not _goes_with(taken, piece)
        ):
            break
        if taken:
            decides = _AUTHORITY.match(folded) and (piece.capitals or piece.bold)
            apart = gap > 0.5 * height or not taken[0].capitals
            if decides and apart and not _carries_on(taken):
                break
            step = median((piece.y0, piece.y1)) - median((taken[-1].y0, taken[-1].y1))
            if pitch is not None and step > 1.45 * pitch and step > pitch + 4:
                break
            if pitch is None and gap > _NEXT_LINE * height and taken[-1] is not first:
                break
            if _changes_style(taken, piece):
                break
            pitch = step if pitch is None else max(pitch, step)
            if len(taken) >= _LONGEST:
                break
        elif gap > 5 * height:
            break
        if abs(piece.middle - centre) > _OFF_CENTRE * (1.6 if piece.confidence < 1 else 1):
            if taken:
                break
            continue
        taken.append(piece)
        last_y1, end = piece.y1, index + 1
    return taken, end


def _central(line: Line, centre: float) -> Line | None:
    """The piece of a line that stands in the middle: not a stamp's letters in the margin."""
    # Dotted leaders are a stamp's ("ĐẾN Ngày:......"), never a title's.
    words = [word for word in line.words if not _DOTS.search(word.text)]
    if not words:
        return None
    pieces = split(line.part(words), 2.6)
    held = [
        piece
        for piece in pieces
        if piece.x0 / piece.page_width < centre + 0.03
        and piece.x1 / piece.page_width > centre - 0.03
    ]
    if held:
        return max(held, key=lambda piece: piece.x1 - piece.x0)
    whole = line if abs(line.middle - centre) < _OFF_CENTRE else None
    return whole


def _carries_on(taken: Sequence[Line]) -> bool:
    """Whether the last line can't be the end of a title: "… của", "… và", "… tại"."""
    return bool(
        re.search(
            r"\b(?:cua|va|tai|thuoc|do|boi|voi|cho|den|trong|theo|ve)\W*$|,$", taken[-1].folded
        )
    )


def _goes_with(taken: Sequence[Line], piece: Line) -> bool:
    """Whether a line is bold like the title above it."""
    return bool(taken) and taken[-1].bold and piece.bold


def _changes_style(taken: Sequence[Line], piece: Line) -> bool:
    first = taken[0]
    native = first.confidence == 1 and piece.confidence == 1
    if native and first.bold and not piece.bold:
        return True
    if native and not first.bold and piece.bold and piece.capitals and not first.capitals:
        return True
    if not first.capitals or piece.capitals or piece.bold or _carries_on(taken):
        return False
    if min(sum(map(str.isalpha, line.text)) for line in (first, piece)) <= 6:
        return False
    # Pictures have no bold to tell by: there a gap has to be seen as well.
    return native or piece.y0 - taken[-1].y1 > 0.9 * piece.height


def _title(taken: Sequence[Line]) -> Reading[str] | None:
    if not taken:
        return None
    text = clean(" ".join(_tidy(line) for line in taken))
    if sum(map(str.isalpha, text)) < 3:
        return None
    sure = sum(line.confidence for line in taken) / len(taken)
    return Reading(text, min(1.0, 0.15 + 0.83 * sure), text, hull(taken))


def subject_title(subject: Sequence[Line]) -> Reading[str] | None:
    """The title of a letter, from its "V/v …" lines."""
    return _title(subject)


def _tidy(line: Line) -> str:
    """The line without what OCR made of specks and stamps at its ends."""
    words = list(line.words)

    def noise(text: str, confidence: float) -> bool:
        letters = sum(map(str.isalnum, text))
        return (letters == 0 and text not in {"-", "–", "(", ")"}) or (
            confidence < 0.35 and letters <= 2
        )

    while words and noise(words[0].text, words[0].confidence):
        words.pop(0)
    while words and noise(words[-1].text, words[-1].confidence):
        words.pop()
    return line.part(words).text if words else ""


def clean(text: str) -> str:
    """One line, single blanks, without footnote marks and strokes around it."""
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r"^[\s.,;:_|~`'‘’*–—-]+", "", text)
    return re.sub(r"[\s,;:_|~`*–—-]+$", "", text)
