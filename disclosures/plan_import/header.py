"""What is printed around the table: number, date, title, issuer, signer.

Layout of NĐ 30/2020/NĐ-CP art. 8 and Annex I. Plans reach us with parts lost (the real one has
neither national heading nor issuer), so each part is looked for alone and is None when it is not
there; a citation of another document is never taken for it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portal.text import find_numbers, fold

from .blocks import Line

_NUMBER_LINE = re.compile(r"^\W*so\s*:?\s*\d{0,6}[a-z]?\s*/", re.IGNORECASE)
_DATED = re.compile(
    r"(?P<place>[^\W\d_][\w .'-]{1,40}?)\s*,?\s+ngày\s+(?P<day>\d{1,2})"
    r"\s+tháng\s+(?P<month>\d{1,2})\s+năm\s+(?P<year>\d{4})",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"ngày\s+(\d{1,2})(?:\s+tháng\s+|\s*[/.-]\s*)(\d{1,2})(?:\s+năm\s+|\s*[/.-]\s*)(\d{4})",
    re.IGNORECASE,
)
_ANNEX = re.compile(r"^\W*(?:ban hành )?kèm theo\b", re.IGNORECASE)
_ANNEX_ISSUER = re.compile(r"\d{4}\s+của\s+(?P<agency>[^)]+?)\s*\)?\s*$", re.IGNORECASE)
_ANNEX_TITLE = re.compile(r"^phu luc(?: (?:so )?[ivxlc\d]{1,5})?[.:]?$")
_TYPES = frozenset(
    {
        "chi thi",
        "chuong trinh",
        "chuong trinh cong tac",
        "chuong trinh hanh dong",
        "cong van",
        "de an",
        "huong dan",
        "ke hoach",
        "ke hoach hanh dong",
        "nghi quyet",
        "phuong an",
        "quyet dinh",
        "thong bao",
    }
)
_STATE_HEADING = re.compile(r"^(cong hoa xa hoi|doc lap\s?[-–])")
_ISSUER = re.compile(
    r"^(?:ubnd|uy ban|hdnd|hoi dong|so|bo|chi cuc|cuc|tong cuc|trung tam|tt|ban|vien|truong"
    r"|thanh tra|van phong|chinh phu|quoc hoi|tinh uy|huyen uy|thanh uy|dang|cong an|toa an"
    r"|hoi|phong|benh vien)\b"
)
_BODY = re.compile(r"^(?:[ivxlc]+\.|\d+\.|can cu|thuc hien|kinh gui|phan |dieu |chuong |-|nham )")
_POSITION = re.compile(
    r"^(?:(?:kt|tm|tl|tuq|q)\.? ?)?(?:pho |quyen )?(?:tong )?"
    r"(?:giam doc|chu tich|bo truong|thu truong|thu tuong|cuc truong|vu truong|chi cuc truong"
    r"|vien truong|hieu truong|chanh van phong|bi thu|chanh thanh tra|truong (?:phong|ban)"
    r"|chanh an|chu nhiem)(?: (?:so|ubnd|van phong|tinh).{0,40})?$"
)
_SIGNED = re.compile(r"^\W*(da ki|ki|chu ki|signed)\b.{0,40}$")
_RANK = re.compile(r"^(?:(?:PGS|GS|TSKH|TS|ThS|Ths|BS|CKI|CKII|KS|CN|LS)\b\.?[ ,]*)+")
_NAME = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){1,4}")
_LONGEST_TITLE = 6  # lines
_LONGEST_DATE_LINE = 160  # characters
_NEAR = 4  # lines between the office and the name under it


@dataclass(frozen=True, slots=True)
class Header:
    """The header as printed; None for what is not there."""

    number: str | None = None
    signed_on: date | None = None
    place: str | None = None
    title: str | None = None
    agency: str | None = None
    agency_hint: str | None = None
    signer: str | None = None
    signer_title: str | None = None


def read_header(before: Sequence[Line], after: Sequence[Line]) -> Header:
    """From the lines before the plan's first table and those after it.

    An annex alone names its plan in the line "(Kèm theo Kế hoạch số … ngày … của …)": number and
    date then come from there.
    """
    annex = next((line.text for line in before if _ANNEX.match(bare_line(line.text))), "")
    type_at = _type_line(before)
    top = before[: type_at if type_at is not None else len(before)]
    number_at = next((i for i, line in enumerate(top) if _NUMBER_LINE.match(fold(line.text))), None)
    place, signed_on = _place_and_date(top)
    signed_on = signed_on or _date_in(annex)
    number = _number_in(top[number_at].text) if number_at is not None else None
    issuer = _ANNEX_ISSUER.search(annex)
    signer_title, signer = _signer(before[type_at or 0 :])
    if signer is None:
        signer_title, signer = _signer(after)
    return Header(
        number=number or _number_in(annex),
        signed_on=signed_on,
        place=place,
        title=_title(before, type_at) or _annex_title(before),
        agency=_issuer(top[: number_at if number_at is not None else len(top)]),
        agency_hint=issuer["agency"].strip() if issuer else None,
        signer=signer,
        signer_title=signer_title,
    )


def bare_line(text: str) -> str:
    """The line without what people put around an annex reference."""
    return text.strip(" ()*_–-")


def _number_in(text: str) -> str | None:
    return next((number for _, _, number in find_numbers(text) if "/" in number), None)


def _date(day: str, month: str, year: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _date_in(text: str) -> date | None:
    found = _DATE.search(text)
    return _date(*found.groups()) if found else None


def _place_and_date(lines: Sequence[Line]) -> tuple[str | None, date | None]:
    """From the line "Quảng Trị, ngày … tháng … năm …", which may begin with the number."""
    for line in lines:
        end_of_number = max((end for _, end, _ in find_numbers(line.text)), default=0)
        found = _DATED.match(line.text[end_of_number:].lstrip(" |;,"))
        if found and len(line.text) < _LONGEST_DATE_LINE and not _ANNEX.match(bare_line(line.text)):
            return found["place"].strip(), _date(found["day"], found["month"], found["year"])
    return None, None


def _type_line(lines: Sequence[Line]) -> int | None:
    """Where the kind of document is printed: a line of its own, in capitals or bold."""
    for index, line in enumerate(lines):
        folded = fold(line.text).strip(" .:*")
        if folded in _TYPES and (line.strong or line.text.isupper()):
            return index
        capitals = _capital_start(line.text)
        if capitals in _TYPES and len(line.text) < 400 and not _ANNEX_TITLE.match(folded):
            return index
    return None


def _capital_start(text: str) -> str:
    """The words in capitals a mixed line begins with: "KẾ HOẠCH Duy trì" → "ke hoach"."""
    words = []
    for word in text.split():
        if not word.isupper():
            return fold(" ".join(words)) if words else ""
        words.append(word)
    return ""


def _title(lines: Sequence[Line], type_at: int | None) -> str | None:
    if type_at is None:
        return None
    capitals = _capital_start(lines[type_at].text)
    if capitals:
        count = len(capitals.split())
        return " ".join(lines[type_at].text.split()[count:])
    return _joined(lines[type_at + 1 :])


def _annex_title(lines: Sequence[Line]) -> str | None:
    start = next((i for i, line in enumerate(lines) if _ANNEX_TITLE.match(fold(line.text))), None)
    return _joined(lines[start + 1 :]) if start is not None else None


def _joined(lines: Sequence[Line]) -> str | None:
    """The first line that says something, and those of its kind that carry it on."""
    parts: list[Line] = []
    for line in lines:
        if not re.search(r"\w", line.text):
            continue
        folded = fold(line.text)
        if _ANNEX.match(bare_line(line.text)) or (parts and _BODY.match(folded)):
            break
        if parts and not _alike(line, parts[0]):
            break
        parts.append(line)
        if line.text.endswith(".") or len(parts) == _LONGEST_TITLE:
            break
    return " ".join(line.text for line in parts) or None


def _alike(line: Line, first: Line) -> bool:
    return line.strong and first.strong and line.text.isupper() == first.text.isupper()


def _issuer(lines: Sequence[Line]) -> str | None:
    """The last office named above the number: the one that issues, below the one it is part of."""
    offices: list[str] = []
    for line in lines:
        folded = fold(line.text)
        if _STATE_HEADING.match(folded) or not re.search(r"\w", folded) or len(folded) > 120:
            continue
        capitals = line.text.isupper()
        if _ISSUER.match(folded) and (capitals or line.strong) and not _DATED.search(line.text):
            offices.append(line.text)
        elif offices and capitals and not _NUMBER_LINE.match(folded):
            offices[-1] = f"{offices[-1]} {line.text}"
    return offices[-1] if offices else None


def _signer(lines: Sequence[Line]) -> tuple[str | None, str | None]:
    """(office, name) of the last signature: an office on a line, a person's name soon under it."""
    found: tuple[str | None, str | None] = (None, None)
    for index, line in enumerate(lines):
        if not _POSITION.match(fold(line.text).strip(" .:,*")):
            continue
        for below in lines[index + 1 : index + 1 + _NEAR]:
            folded = fold(below.text)
            if _POSITION.match(folded.strip(" .:,*")):
                break  # a second line of the office: the one right above the name counts
            name = _RANK.sub("", below.text).strip(" .*")
            if _NAME.fullmatch(name) and _is_cased_name(name) and not _SIGNED.match(folded):
                found = (line.text.strip(" :,*"), name)
                break
    return found


def _is_cased_name(name: str) -> bool:
    return all(word[0].isupper() for word in name.split()) and not _ANNEX_TITLE.match(fold(name))
