"""Numbers as Vietnamese texts print them: `1.500.000`, `05`, `năm`. Pure."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_ONES = {
    "không": 0,
    "một": 1,
    "mốt": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "lăm": 5,
    "nhăm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
}

#: Digits parted in threes by the same sign throughout (a point, a comma or a blank).
GROUPED = r"\d{1,3}(?:(?P<part>[.,\u00a0 ])\d{3})(?:(?P=part)\d{3})*"


def plain(text: str) -> str:
    """`text` for reading: composed letters, one blank between words, none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def whole_number(text: str) -> int | None:
    """The number that `text` prints in digits, parted in threes or not; None for any other text.

    `1.500.000`, `1,500,000`, `1 500 000` and `1500000` are the same. `1.5`, `1.50` and `12.34.567`
    are none: whether a point parts thousands or decimals must not be guessed.
    """
    text = plain(text)
    if text.isascii() and text.isdecimal():
        return int(text)
    if text.isascii() and re.fullmatch(GROUPED, text):
        return int(re.sub(r"\D", "", text))
    return None


def decimal_number(text: str) -> Decimal | None:
    """A number that may have decimals after a comma or a point (`1,5`); one or two of them, so that
    it can't be thousands. None for any other text."""
    number = whole_number(text)
    if number is not None:
        return Decimal(number)
    text = plain(text)
    if text.isascii() and re.fullmatch(r"\d+[.,]\d{1,2}", text):
        return Decimal(text.replace(",", "."))
    return None


def number_in_words(text: str) -> int | None:
    """The number 0 to 999 that `text` says in words (`mười lăm`, `một trăm hai mươi`), or None."""
    words = plain(text).lower().split()
    total = 0
    if len(words) >= 2 and words[1] == "trăm":
        hundreds = _ONES.get(words[0])
        if not hundreds:
            return None
        total, words = hundreds * 100, words[2:]
        if not words:
            return total
        if words[0] in ("linh", "lẻ"):
            ones = _ONES.get(words[1]) if len(words) == 2 else None
            return total + ones if ones else None
    tens = _tens(words)
    if tens is None or (total and tens < 10):
        return None
    return total + tens


def _tens(words: list[str]) -> int | None:
    match words:
        case [one]:
            return 10 if one == "mười" else _ONES.get(one)
        case ["mười", ones]:
            return _plus(10, ones)
        case [tens, "mươi"]:
            return _times_ten(tens)
        case [tens, "mươi", ones]:
            many = _times_ten(tens)
            return None if many is None else _plus(many, ones)
    return None


def _times_ten(word: str) -> int | None:
    number = _ONES.get(word, 0)
    return number * 10 if number > 1 else None


def _plus(tens: int, word: str) -> int | None:
    number = _ONES.get(word, 0)
    return tens + number if number else None
