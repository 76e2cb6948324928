"""The steps of a procedure as printed: cut at `Bước 1`, `Bước 2`, … where they count up. Pure."""

from __future__ import annotations

import re
import unicodedata

_STEP = re.compile(
    r"(?:^[ \t]*(?:[-+*•]|[a-zđ]\)|\d{1,2}[.)])?[ \t]*|(?<=[.;:!?])\s+|(?<=\n))"
    r"[Bb](?:ước|ƯỚC)[ \t]*(?P<number>\d{1,2})[ \t]*[:.)–—-]?[ \t]*",
    re.MULTILINE,
)


def read_steps(text: str) -> tuple[str, ...]:
    """The text of each step, without its number; one step when the numbers don't count up from 1
    by one to at least 2, or something stands before the first."""
    text = unicodedata.normalize("NFC", text).strip()
    if not text:
        return ()
    found = list(_STEP.finditer(text))
    numbers = [int(one["number"]) for one in found]
    if len(found) < 2 or numbers != list(range(1, len(found) + 1)) or text[: found[0].start()]:
        return (text,)
    ends = [*(one.start() for one in found[1:]), len(text)]
    steps = tuple(text[one.end() : end].strip() for one, end in zip(found, ends, strict=True))
    return steps if all(steps) else (text,)
