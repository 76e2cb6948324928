"""What a reader gives of a page: its words and where they stand. Pure values.

Readers (`documents.readers`) make them from a text layer or from OCR; metadata (`documents.nd30`),
tables of plans and the readable twin are made of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class TextSource(StrEnum):
    """Where the words of a page, or of a whole file, come from."""

    NATIVE = "native"
    OCR = "ocr"
    MIXED = "mixed"  # of a whole file: some pages one way, some the other
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Word:
    """One word as it stands on a page.

    The box is in points (1/72 inch) of the page as one sees it (turned the right way), measured
    from its upper left corner: x to the right, y downwards. `size` is the height of the letters in
    points, None where the reader can't tell; `confidence` is 0 to 1, and 1 for native text; `also`
    holds how OCR read a word it was unsure of when it looked at it again, surest first.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float | None = None
    bold: bool = False
    confidence: float = 1.0
    also: tuple[str, ...] = ()


#: A page with more lines is a drawing, and none of them is kept.
MOST_RULES = 1500
#: A line drawn level or upright: the thin box it fills, in points as in `Word`.
Rule = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class PageWords:
    """One page: its number from 1, its size in points, its words in reading order, and the lines
    drawn on it, where the reader can tell."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    source: TextSource = TextSource.NATIVE
    rules: tuple[Rule, ...] = ()
    #: Degrees clockwise by which a sideways scan was turned to be read: the words stand so.
    turn: int = 0
