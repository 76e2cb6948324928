"""A time limit in prose: `05 (năm) ngày làm việc kể từ ngày nhận đủ hồ sơ`. Pure.

A time is read only when the text begins with it (after words like *không quá*), when number and
unit are both printed, and when nothing after it says otherwise. `Ngày` and `ngày làm việc` are
different limits (a working day is counted by the calendar of NĐ 61/2018 and BLLĐ 2019), so a text
that prints both for the same number is not read at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from procedures.prose.numbers import number_in_words, plain

WORKING_DAY, DAY, HOUR, MONTH = "working_day", "day", "hour", "month"
#: No time limit of a procedure is longer than this many of its unit.
LONGEST = {WORKING_DAY: 730, DAY: 1095, HOUR: 2160, MONTH: 60}


@dataclass(frozen=True, slots=True)
class Time:
    """A time limit: `amount` (1 or more) of `unit` (hour, day, working_day or month). `note` is
    what the text says after it."""

    amount: int
    unit: str
    note: str = field(default="", compare=False)


_UNITS = (
    (r"ngày\s*(?:làm\s*việc|lv\b)", WORKING_DAY),
    (r"ngày", DAY),
    (r"giờ\s*làm\s*việc", ""),  # of how many hours a day? not ours to guess
    (r"giờ|tiếng|h\b", HOUR),
    (r"tháng", MONTH),
    (r"tuần|phút|năm|quý|buổi", ""),
)
_UNIT = "|".join(f"(?:{words})" for words, _ in _UNITS)
_AMOUNT = r"(?P<amount>\d{1,4})\s*(?:\((?P<words>[^()\d]{2,40})\))?"
_TIME = re.compile(rf"(?<![\d.,/])(?:{_AMOUNT})\s*(?P<unit>{_UNIT})(?![\w/])", re.IGNORECASE)
#: What may stand before the time and leaves it the limit it is.
_BEFORE = re.compile(
    r"(?:[-+*•]\s*)?"
    r"(?:thời\s*(?:hạn|gian)(?:\s*(?:giải\s*quyết|xử\s*lý|thực\s*hiện))?\s*(?:là|:)?\s*)?"
    r"(?:(?:trong\s*thời\s*(?:hạn|gian)|trong\s*vòng|thời\s*hạn|trong)\s*)?"
    r"(?:(?:không\s*quá|không\s*vượt\s*quá|tối\s*đa(?:\s*không\s*quá)?|"
    r"chậm\s*nhất(?:\s*là|\s*trong)?)\s*)?"
    r"(?:là\s*)?",
    re.IGNORECASE,
)
#: What may follow a time in a sentence: when it begins to run. Anything else may limit it.
_FROM = re.compile(
    r"(?:,|;|\.)?\s*(?:\(?\s*(?:kể|tính)\s*(?:từ|tính\s*từ)|sau\s*khi\s*nhận|từ\s*(?:ngày|khi|lúc|thời)|"
    r"khi\s*nhận|nhận\s*(?:được|đủ))",
    re.IGNORECASE,
)
#: A cell of the national portal: the time, then `(note)`, `— note`, or the word for "other unit".
_CELL_END = re.compile(r"\s*(?:$|[.;]\s*$|\(|[—–-]\s|Khác\s*$)")
#: These make one limit of two, or a range: neither number alone is the limit.
_OTHERWISE = re.compile(r"^\s*(?:,|;|\+|/|và|hoặc|hay|đến|tới|[-–~]\s*\d|\d)", re.IGNORECASE)


def read_time(text: str) -> Time | None:
    """The time limit that `text` states, or None where it is not stated without doubt."""
    text = plain(text)
    begin = _BEFORE.match(text)
    found = _TIME.match(text, begin.end() if begin else 0)
    time = _as_time(found) if found else None
    if found is None or time is None:
        return None
    rest = text[found.end() :]
    if _OTHERWISE.match(rest) and not _FROM.match(rest):
        return None
    # A note may name another time: the limit of one case, a stage, an extension. Which of them is
    # this reader's limit can't be known, so the number alone would be a guess.
    if any(_as_time(other) != time for other in _TIME.finditer(rest)):
        return None
    is_cell = begin is not None and begin.end() == 0 and _CELL_END.match(rest)
    if not (is_cell or _FROM.match(rest) or not rest.strip(" .;")):
        return None
    return replace(time, note=_note(rest))


def _note(rest: str) -> str:
    note = re.sub(r"\s*Khác\s*$", "", rest).strip(" —–;,.")
    if note.startswith("(") and note.endswith(")") and note.count("(") == note.count(")") == 1:
        note = note[1:-1]
    return note.strip()


def _as_time(found: re.Match[str]) -> Time | None:
    unit = next(unit for words, unit in _UNITS if re.fullmatch(words, found["unit"], re.IGNORECASE))
    amount = int(found["amount"])
    if not unit or not 1 <= amount <= LONGEST[unit]:
        return None
    if found["words"] and number_in_words(found["words"]) != amount:
        return None
    return Time(amount, unit)
