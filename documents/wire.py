"""Pages of words as JSON values and back (pure): how they come out of the sandbox.

What comes back is looked at like anything from outside: wrong types and numbers out of all measure
are a ValueError.
"""

from __future__ import annotations

import math
from typing import Any

from documents.words import PageWords, Rule, TextSource, Word

_MOST_WORDS = 200_000
_MOST_RULES = 10_000
_MOST_ALSO = 100
_FARTHEST = 1_000_000.0


def page_to_json(page: PageWords) -> dict[str, Any]:
    """The page as plain values."""
    return {
        "number": page.number,
        "width": page.width,
        "height": page.height,
        "source": page.source.value,
        "words": [
            [w.text, w.x0, w.y0, w.x1, w.y1, w.size, w.bold, round(w.confidence, 3), *w.also]
            for w in page.words
        ],
        "rules": page.rules,
        "turn": page.turn,
    }


def page_from_json(found: Any) -> PageWords:
    """The page of which `page_to_json` made `found`. Raises ValueError for anything else."""
    try:
        words = found["words"]
        rules = found.get("rules", ())
        if len(words) > _MOST_WORDS or len(rules) > _MOST_RULES:
            raise ValueError("too many words or lines")
        return PageWords(
            int(found["number"]),
            _number(found["width"]),
            _number(found["height"]),
            tuple(_word(*word) for word in words),
            TextSource(found["source"]),
            tuple(_rule(*rule) for rule in rules),
            int(found.get("turn", 0)) % 360,
        )
    except (KeyError, TypeError, AttributeError, OverflowError) as error:
        raise ValueError("not a page of words") from error


def _word(
    text: str,
    x0: float,
    y0: float,
    x1: float,
    y1: float,
    size: Any,
    bold: bool,
    sure: float,
    *also: str,
) -> Word:
    if not all(isinstance(one, str) for one in (text, *also)) or len(also) > _MOST_ALSO:
        raise ValueError("a word is text")
    return Word(
        # NUL can't be stored by PostgreSQL and means nothing.
        text.replace("\0", ""),
        _number(x0),
        _number(y0),
        _number(x1),
        _number(y1),
        None if size is None else _number(size),
        bool(bold),
        min(max(_number(sure), 0.0), 1.0),
        tuple(one.replace("\0", "") for one in also),
    )


def _rule(x0: Any, y0: Any, x1: Any, y1: Any) -> Rule:
    return _number(x0), _number(y0), _number(x1), _number(y1)


def _number(value: Any) -> float:
    number = float(value)
    if not math.isfinite(number) or abs(number) > _FARTHEST:
        raise ValueError("a number out of all measure")
    return number
