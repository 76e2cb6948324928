"""The order of Vietnamese words, as a dictionary has it. Pure.

Databases order by code point (Đ after Z, Ă after Y), and `portal.text.fold` tells no a from ă or â;
whatever people read in alphabetical order is sorted by `sort_key`.
"""

from __future__ import annotations

from functools import lru_cache
from unicodedata import normalize

from portal.text import word_forms

_LETTERS = {letter: chr(0x100 + n) for n, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONES = {tone: str(n) for n, tone in enumerate("\u0300\u0309\u0303\u0301\u0323", 1)}


def sort_key(title: str, length: int = 60) -> str:
    """What titles are ordered by: as a Vietnamese dictionary does, letters first (a ă â, d đ),
    tones (ngang huyền hỏi ngã sắc nặng) where the letters are the same. Words before marks.
    At most twice `length` characters and one.
    """
    keys = [_word_key(word) for word in word_forms(title[: 4 * length])[0]]
    letters = " ".join([letters for letters, _ in keys])
    return f"{letters[:length]} {''.join([tones for _, tones in keys])[:length]}"


@lru_cache(maxsize=10_000)
def _word_key(word: str) -> tuple[str, str]:
    letters, tones = "", ""
    for letter in word:
        plain = normalize("NFD", letter)
        tone = next((mark for mark in plain if mark in _TONES), "")
        base = normalize("NFC", plain.replace(tone, "")) if tone else letter
        letters += _LETTERS.get(base, base)
        tones += _TONES.get(tone, "0")
    return letters, tones
