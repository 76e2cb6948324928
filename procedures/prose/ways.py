"""Which text belongs to which way of filing: `Trực tiếp: 5 Ngày\\nTrực tuyến: 3 Ngày`. Pure.

The national portal prints time and fee of each way in one cell, one way after the other, each
beginning on a line of its own with its name; sometimes the colon got lost (`Trực tuyến120 VNĐ`).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

IN_PERSON, ONLINE, POST = "in_person", "online", "post"

_NAMES = {
    "trực tiếp": IN_PERSON,
    "trực tuyến": ONLINE,
    "dịch vụ bưu chính": POST,
    "qua dịch vụ bưu chính": POST,
    "bưu chính": POST,
    "qua bưu chính": POST,
    "qua bưu điện": POST,
    "nộp trực tiếp": IN_PERSON,
    "nộp trực tuyến": ONLINE,
}
_NAME = "|".join(sorted((name.replace(" ", r"\s+") for name in _NAMES), key=len, reverse=True))
#: A name begins a way at the start of a line when a colon follows, or nothing but a value: a digit
#: or an amount. "Trực tiếp tại Sở" is a sentence.
_BEGIN = re.compile(rf"^[ \t]*(?P<name>{_NAME})[ \t]*(?::|(?=\d|$|Miễn|Phí|Lệ))", re.I | re.M)


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of one way of filing (in_person, online, post; empty: of none by name)."""

    channel: str
    text: str


def by_way(text: str) -> tuple[Said, ...]:
    """`text` cut where a way of filing begins, in its order; the same said twice is there once.
    Nothing else is lost but the names themselves and blank ends."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n")
    begins = list(_BEGIN.finditer(text))
    before = (text[: begins[0].start()] if begins else text).strip()
    found = [Said("", before)] if before else []
    ends = [*(begin.start() for begin in begins[1:]), len(text)]
    for begin, end in zip(begins, ends, strict=False):
        channel = _NAMES[" ".join(begin["name"].lower().split())]
        found.append(Said(channel, text[begin.end() : end].strip()))
    return tuple(dict.fromkeys(found))
