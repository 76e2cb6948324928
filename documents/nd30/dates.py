"""Dates as documents print them: "Quảng Trị, ngày 05 tháng 3 năm 2020", "thông qua ngày …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from portal.text import compose

# What OCR makes of the digits of a date, and nothing else stands for one there.
_DIGITS = str.maketrans("OoUQDlI|!iSsBZz", "000001111155822")
_D = r"[\dOoUQDlI|!iSsBZz]"
_DAY = r"ng[àaáâằăä]y"
_MONTH = r"th[áaàâắăäẳẵẩấ]ng"
_YEAR = r"n[ăaâáã]m"
_IN_WORDS = re.compile(
    rf"{_DAY}\s*(?P<day>{_D}{{1,2}})\s*{_MONTH}\s*(?P<month>{_D}{{1,2}}|giêng|chạp)\s*,?\s*{_YEAR}\s*"
    rf"(?P<year>{_D}{{4}}|{_D}\s?{_D}{{3}})",
    re.IGNORECASE,
)
_IN_FIGURES = re.compile(
    r"(?<![\d/.-])(?P<day>\d{1,2})\s*[-/.]\s*(?P<month>\d{1,2})\s*[-/.]\s*(?P<year>\d{4})(?![\d/])"
)
_BLANK = re.compile(
    rf"{_DAY}[\s._…·]*(?P<day>\d{{0,2}})[\s._…·]*{_MONTH}[\s._…·]*(?P<month>\d{{0,2}})[\s._…·]*{_YEAR}",
    re.IGNORECASE,
)
_PLACE = re.compile(r"^\W*(?P<place>[^\W\d_](?:[^\W_]|[ .'’()-]){1,60}?)\s*[,;.]\s*$")
_FIRST_YEAR, _LAST_YEAR = 1945, 2100


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date in a text; offsets are into `compose(text)`."""

    value: date
    start: int
    end: int
    clean: bool  # no digit had to be guessed from a letter


def dates_in(text: str, *, figures: bool = False) -> Iterator[PrintedDate]:
    """The dates in words, in order; with `figures` also 25/6/2024, 25-6-2024."""
    text = compose(text)
    found = [*_IN_WORDS.finditer(text), *(_IN_FIGURES.finditer(text) if figures else ())]
    for match in sorted(found, key=lambda match: match.start()):
        day, month = match["day"], match["month"]
        year = match["year"].replace(" ", "")
        month = {"giêng": "1", "chạp": "12"}.get(month.lower(), month)
        digits = [part.translate(_DIGITS) for part in (day, month, year)]
        value = day_of(*digits)
        if value is not None:
            yield PrintedDate(value, *match.span(), clean=digits == [day, month, year])


def day_of(day: str, month: str, year: str) -> date | None:
    """The day, or None when there is no such day or no document of that year."""
    try:
        value = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return value if _FIRST_YEAR <= value.year <= _LAST_YEAR else None


def has_blank_date(text: str) -> bool:
    """Whether day or month are left blank: "ngày      tháng      năm 2025"."""
    found = _BLANK.search(compose(text))
    return found is not None and not (found["day"] and found["month"])


def place_before(text: str) -> str | None:
    """The place a line names before its date: "Quảng Trị, ngày …" → "Quảng Trị"."""
    text = compose(text)
    day = re.search(rf"\b{_DAY}\b", text, re.IGNORECASE)
    if day is None:
        return None
    found = _PLACE.match(text[: day.start()])
    return found["place"].strip(" .") if found else None
