"""What OCR misreads in a plan's table, mended where the table itself shows how it is written.

Numbers are few and go on from one another; the same units and dates stand in row after row. Text
that stands once is left as it was read: nobody here can know better.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from .columns import COOPERATING, LEAD, SCHEDULE
from .draft import KnownUnit
from .table import TaskRow

_NEARLY = 0.86
_ROMAN = {"H": "II", "HI": "III", "IH": "III", "TI": "II", "TII": "III", "IL": "II", "LI": "II",
          "II1": "III", "1I": "II", "I1": "II", "L": "I", "IW": "IV", "1V": "IV"}  # fmt: skip
_QUARTER = re.compile(r"\b(Quý )[1l|](\s*(?:/|năm))")
_NUMBER = re.compile(r"^[\dlIO|](?:[.,]?[\dlIO|]){0,4}\.?$")


def mended_number(text: str) -> str:
    """A number of the first column as it must have been: "H" → "II", "l.2." → "1.2"."""
    bare = text.strip(" .,;:")
    if bare.upper() in _ROMAN and not bare.isdigit():
        return _ROMAN[bare.upper()]
    if _NUMBER.match(text) and (any(map(str.isdigit, bare)) or "." in bare):
        digits = bare.translate(str.maketrans("lI|O", "1110"))
        return re.sub(r"[.,]+", ".", digits)
    return text


def mend(rows: Iterable[TaskRow], units: Sequence[KnownUnit]) -> None:
    """Puts names of units and schedules right that are nearly one of the directory, or nearly what
    stands in other rows of the same column."""
    rows = list(rows)
    names = [name for unit in units for name in (unit.name, *unit.aliases)]
    for roles, known in (((LEAD, COOPERATING), names), ((SCHEDULE,), [])):
        counts = Counter(row.texts.get(role, "") for row in rows for role in roles)
        # The commonest writing first: a slip that was made twice is still a slip.
        often = [text for text, count in counts.most_common() if text and count > 1]
        for row in rows:
            for role in roles:
                text = row.texts.get(role, "")
                if text and text not in known:
                    near = _nearest(text, counts[text], [*known, *often], counts)
                    row.texts[role] = near or text
    for row in rows:
        # Quarters are printed in Roman numerals; OCR takes the first for a digit.
        row.texts[SCHEDULE] = _QUARTER.sub(r"\1I\2", row.texts.get(SCHEDULE, ""))


def _nearest(text: str, count: int, known: Sequence[str], counts: Counter[str]) -> str | None:
    best, best_like = None, _NEARLY
    for one in known:
        if one == text or (counts[one] and counts[one] <= count):
            continue
        like = SequenceMatcher(None, text, one, autojunk=False).ratio()
        if like > best_like:
            best, best_like = one, like
    return best
