"""Pages as a printer would set them, for tests: lines of text to words with boxes.

Widths are about those of Times New Roman; what matters is where a line stands.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from documents.words import PageWords, TextSource, Word

WIDTH, HEIGHT = 595.0, 842.0
LEFT_COLUMN, RIGHT_COLUMN, MIDDLE = 170.0, 400.0, 305.0
LEFT_MARGIN = 85.0


@dataclass(frozen=True)
class Printed:
    """One line: its text, where its middle is across the page (None: it begins at `x`), bold."""

    y: float
    text: str
    middle: float | None = None
    bold: bool = False
    size: float = 13.0
    x: float = LEFT_MARGIN


def left(y: float, text: str, *, bold: bool = False, size: float = 12.0) -> Printed:
    """A line of a head's left column."""
    return Printed(y, text, LEFT_COLUMN, bold, size)


def right(y: float, text: str, *, bold: bool = False, size: float = 12.0) -> Printed:
    """A line of the right column of a head or a signature block."""
    return Printed(y, text, RIGHT_COLUMN, bold, size)


def centred(y: float, text: str, *, bold: bool = True, size: float = 14.0) -> Printed:
    """A line in the middle of the page."""
    return Printed(y, text, MIDDLE, bold, size)


def body(y: float, *texts: str, size: float = 13.0) -> list[Printed]:
    """Lines of running text one below the other; the first is indented."""
    return [
        Printed(y + 18 * at, text, None, False, size, LEFT_MARGIN + (36 if at == 0 else 0))
        for at, text in enumerate(texts)
    ]


def page(*lines: Printed, number: int = 1) -> PageWords:
    """The page with these lines, its words in reading order."""
    words = [word for line in lines for word in words_of(line)]
    return PageWords(number, WIDTH, HEIGHT, tuple(words))


def words_of(line: Printed) -> list[Word]:
    """The words of a line with their boxes."""
    letter = line.size * (0.52 if line.text.isupper() else 0.44)
    blank = line.size * 0.25
    texts = line.text.split(" ")
    length = sum(len(text) * letter for text in texts) + blank * (len(texts) - 1)
    x = line.x if line.middle is None else line.middle - length / 2
    words = []
    for text in texts:
        if text:
            words.append(
                Word(
                    text,
                    x,
                    line.y,
                    x + len(text) * letter,
                    line.y + line.size,
                    line.size,
                    line.bold,
                )
            )
        x += len(text) * letter + blank
    return words


def as_scan(pages: list[PageWords], seed: int = 1, *, slope: float = 0.008) -> list[PageWords]:
    """The same pages as OCR gives them: askew, boxes of other heights, no bold, out of order."""
    chance = Random(seed)
    scanned = []
    for one in pages:
        words = [
            replace(
                word,
                y0=word.y0 + slope * word.x0 + chance.uniform(-1.5, 1.0),
                y1=word.y1 + slope * word.x0 + chance.uniform(-1.0, 1.5),
                x0=word.x0 + chance.uniform(-0.6, 0.6),
                bold=False,
                confidence=chance.uniform(0.85, 0.97),
            )
            for word in one.words
        ]
        chance.shuffle(words)
        scanned.append(replace(one, words=tuple(words), source=TextSource.OCR))
    return scanned
