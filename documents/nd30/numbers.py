"""Number and symbol as printed: "Số: 14 /KH-SKHCN", "Luật số: 20/2023/QH15", "Số 12-NQ/TU".

NĐ 30/2020 Annex I §II.3. OCR writes l, I, | for 1, O for 0, Ð and D for Đ; strokes come as ⁄ or
double. A number left blank is said to be blank, never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from portal.text import compose

from .kinds import type_of_symbol

_STROKES = re.compile(r"\s*[/⁄∕／]+(?:\s*[/⁄∕／]+)*\s*")
_DASHES = re.compile(r"\s*[-–—−‐‑]+\s*")
_LEAD = re.compile(
    r"(?:^|[\s(«“\"'])(?P<lead>(?:(?:luật|bộ luật|pháp lệnh|nghị quyết|lệnh|án lệ)\s+)?"
    r"(?:s[ốôồổỗộóò0o]|n[oº°])\s*(?:hiệu|ký hiệu)?)\s*[:.;]?\s*(?=[\d\s/OolI|._…-])",
    re.IGNORECASE,
)
_LETTER = r"[A-Za-zĐÐđÀ-ỹ]"
# Digits as OCR gives them, the year of a legal document, the symbol.
_NUMBER = re.compile(
    r"^(?P<number>[\dOolI|]{1,6}(?:\s[\dOolI|]{1,3})?[a-zđ]?)/"
    r"(?:(?P<year>(?:19|20|[l1I]9|2[O0])[\dOolI]{2})/)?"
    rf"(?P<symbol>{_LETTER}[{_LETTER[1:-1]}&.\d]*(?:[-&]{_LETTER}[{_LETTER[1:-1]}&.\d]*|-\d{{1,3}}){{0,5}}"
    rf"(?:/{_LETTER}[{_LETTER[1:-1]}&.\d-]*)?)"
)
# The Party's own: 12-NQ/TU.
_PARTY = re.compile(
    rf"^(?P<number>[\dOolI|]{{1,5}})-(?P<symbol>{_LETTER}{{1,6}}/{_LETTER}[{_LETTER[1:-1]}&.\d-]*)"
)
_BLANK = re.compile(
    rf"^[\s._…·-]*/(?:\s*(?P<year>(?:19|20)\d\d)/)?(?P<symbol>{_LETTER}[{_LETTER[1:-1]}&.\d-]*)"
)
_DIGITS = str.maketrans("OolI|", "00111")
# Symbols whose small letters are printed so.
_PRINTED = {"TTG": "TTg", "CTR": "CTr", "TTR": "TTr", "QYĐ": "QyĐ", "TRS": "TrS"}
# What OCR makes of T before a small letter.
_SLIPS = {"TIRA": "TTra", "TIR": "TTr", "TIG": "TTg", "CIR": "CTr", "ITRA": "TTra", "ITR": "TTr"}
# "-P6" of a unit that OCR reads as "-Pó": symbols have no small letters with accents.
_SIX = re.compile(r"^[A-ZĐ]{1,5}[óôõỏổ]$")
# Without its stroke by OCR or an old font, in symbols where D means nothing.
_WITH_STROKE = {"ND": "NĐ", "QD": "QĐ", "HDND": "HĐND", "CD": "CĐ", "DA": "ĐA", "HDBT": "HĐBT",
           "HDQT": "HĐQT", "QDND": "QĐND", "LDTBXH": "LĐTBXH", "BLDTBXH": "BLĐTBXH",
           "GDDT": "GDĐT", "BGDDT": "BGDĐT", "SGDDT": "SGDĐT", "CTND": "CTNĐ"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A number as read: normal form, or only what stands behind the blank."""

    value: str | None
    blank: str | None
    symbol: str
    start: int
    end: int
    led: bool  # "Số:" stands before it


def printed_number(text: str) -> PrintedNumber | None:
    """The document number that a line of a letterhead prints, if it prints one.

    Offsets are into `compose(text)`.
    """
    text = compose(text)
    for lead in _LEAD.finditer(text):
        found = _at(text[lead.end() :], lead.end(), led=True)
        if found is not None:
            return found
    bare = len(text) - len(text.lstrip(" *_|.,'‘’"))
    return _at(text[bare:], bare, led=False)


def normal(text: str) -> str | None:
    """`text` if it is one document number and nothing else, in its normal form."""
    found = printed_number(text)
    if found is None or found.value is None:
        return None
    return found.value if not re.search(r"\w", compose(text)[found.end :]) else None


def _at(text: str, offset: int, *, led: bool) -> PrintedNumber | None:
    squeezed, places = _squeezed(text)
    for pattern in (_NUMBER, _PARTY):
        found = pattern.match(squeezed)
        if found is None:
            continue
        number = found["number"].replace(" ", "")
        number = (
            number[:-1].translate(_DIGITS) + number[-1]
            if number[-1].isalpha() and (number[-1] not in "OolI")
            else number.translate(_DIGITS)
        )
        if not any(map(str.isdigit, found["number"])) and not led:
            return None
        symbol = _symbol(found["symbol"])
        if not _is_symbol(symbol):
            return None
        if pattern is _PARTY:
            value = f"{number}-{symbol}"
        else:
            year = found["year"].translate(_DIGITS) if found["year"] else ""
            value = f"{number}/{year}/{symbol}" if year else f"{number}/{symbol}"
        return PrintedNumber(value, None, symbol, offset, offset + places[found.end() - 1] + 1, led)
    blank = _BLANK.match(squeezed) if led else None
    if blank is not None:
        symbol = _symbol(blank["symbol"])
        if _is_symbol(symbol):
            year = f"/{blank['year']}" if blank["year"] else ""
            end = offset + places[blank.end() - 1] + 1
            return PrintedNumber(None, f"{year}/{symbol}", symbol, offset, end, led)
    return None


def _squeezed(text: str) -> tuple[str, list[int]]:
    """`text` without blanks around strokes and dashes, and where each character came from."""
    characters: list[str] = []
    places: list[int] = []
    at = 0
    while at < len(text):
        found = _STROKES.match(text, at) or _DASHES.match(text, at)
        if found and found.end() > at:
            characters.append("/" if re.search(r"[/⁄∕／]", found[0]) else "-")
            places.append(found.end() - 1)
            at = found.end()
            continue
        characters.append(" " if text[at].isspace() else text[at])
        places.append(at)
        at += 1
    return "".join(characters), places


def _symbol(printed: str) -> str:
    printed = printed.replace("Ð", "Đ").rstrip("-&./")
    # "ÁN LỆ SỐ 34/2020/AL¹": a footnote's mark, not a part of the symbol.
    bare = printed.rstrip("0123456789")
    if bare != printed and type_of_symbol(bare) is not None and "-" not in bare:
        printed = bare
    parts = re.split(r"([-/&.])", printed)
    return "".join(_symbol_part(part) for part in parts)


def _symbol_part(part: str) -> str:
    if _SIX.match(part):
        part = f"{part[:-1]}6"
    upper = part.upper()
    upper = _WITH_STROKE.get(upper, upper)
    if upper in _SLIPS and any(map(str.islower, part)):
        return _SLIPS[upper]
    if upper in _PRINTED:
        return _PRINTED[upper]
    # "TTr", "UBQGPCGNĐ" stay as printed; what is all small letters was typed carelessly.
    return part if any(map(str.isupper, part)) and upper not in _WITH_STROKE.values() else upper


def _is_symbol(symbol: str) -> bool:
    """Symbols are initials: capitals for the most part, and not a word of running text."""
    letters = [letter for letter in symbol if letter.isalpha()]
    capitals = sum(map(str.isupper, letters))
    return bool(letters) and len(symbol) <= 40 and capitals >= 0.6 * len(letters)
