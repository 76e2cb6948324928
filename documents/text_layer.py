"""Is the text of a PDF page worth the name, or is the page a picture to be read by OCR? (pure)

Scans come with a little text that nobody wrote as text: the stamp of a digital signature (`Người
ký: …`, about 150 characters), which one program finds in the page and another only in an
annotation; a scanner's own OCR in the wrong language; letters of a font that doesn't say what they
are. The answer must be the same however the stamp is read, so the words within annotations and the
lines of a stamp are left out of account.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from documents.legacy import vietnamese_share
from documents.words import PageWords, TextSource, Word

Box = tuple[float, float, float, float]

#: A picture that covers so much of the page is the page.
_COVERS = 0.5
#: Letters that a page beneath its picture must have to count as written; two stamps have fewer.
_LETTERS_ON_PICTURE = 300
#: Which part of them must be letters we know, and of the words possible Vietnamese (or plain
#: ASCII throughout, where another language is written).
_KNOWN_LETTERS = 0.9
_POSSIBLE_WORDS = 0.5
#: Without text a page is empty, unless so many lines are drawn that they are letters.
_SHAPES_OF_LETTERS = 200

_STAMP = re.compile(
    r"(?:người ký|ký bởi|được ký|ký số|chữ ký số|cơ quan|chức vụ|tổ chức|thời gian ký|ngày ký|"
    r"e-?mail|signed by|signature valid|date|reason|location)\s*:?|\S+@\S+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Painted:
    """What stands on a page beside its text: how much of it pictures cover (0 to 1), how many
    drawn lines and shapes, and the boxes of its annotations (points, as in `Word`)."""

    picture: float = 0.0
    shapes: int = 0
    annotations: tuple[Box, ...] = ()


def needs_ocr(page: PageWords, painted: Painted) -> bool:
    """Whether the page has to be read from its picture."""
    words = [word for word in page.words if not _within(word, painted.annotations)]
    text = _without_stamps(words)
    letters = sum(letter.isalpha() for letter in text)
    if painted.picture >= _COVERS:
        return letters < _LETTERS_ON_PICTURE or not _is_readable(text)
    if text.strip():
        return not _is_readable(text)
    return painted.picture > 0.05 or painted.shapes >= _SHAPES_OF_LETTERS


def stamped_words(page: PageWords, painted: Painted) -> tuple[Word, ...]:
    """The words that annotations bring, among them the number and day that a signature put in."""
    return tuple(word for word in page.words if _within(word, painted.annotations))


def with_stamps(page: PageWords, stamps: Iterable[Word]) -> PageWords:
    """An OCR page with the words of stamps put where they stand, in place of what OCR made of
    them: the text of an appearance is certain. What a signature says of itself ("Người ký: …")
    lies over the text, not in it, and comes last."""
    placed = [word for line in _lines(list(stamps)) for word in line if not _is_stamp(line)]
    last = [word for line in _lines(list(stamps)) for word in line if _is_stamp(line)]
    stamps = placed
    words = [word for word in page.words if not any(_covers(one, word) for one in stamps)]
    for stamp in stamps:
        words.insert(_place_of(stamp, words), stamp)
    return replace(page, words=(*words, *last))


def source_of(pages: Iterable[PageWords]) -> TextSource:
    """Where the words of a whole file come from; pages without a word don't count."""
    sources = {page.source for page in pages if page.words} - {TextSource.NONE}
    if not sources:
        return TextSource.NONE
    return sources.pop() if len(sources) == 1 else TextSource.MIXED


def confidence_of(page: PageWords) -> float | None:
    """How sure the reader is of the page, 0 to 1: the mean over its letters; None without any."""
    weights = [len(word.text) for word in page.words]
    if not sum(weights):
        return None
    sure = sum(word.confidence * weight for word, weight in zip(page.words, weights, strict=True))
    return sure / sum(weights)


def _without_stamps(words: Sequence[Word]) -> str:
    """The words line by line, lines of a signature's stamp left out."""
    lines = [line for line in _lines(words) if not _is_stamp(line)]
    return "\n".join(" ".join(word.text for word in line) for line in lines)


def _lines(words: Sequence[Word]) -> list[list[Word]]:
    lines: list[list[Word]] = []
    for word in words:
        if not lines or abs(word.y1 - lines[-1][-1].y1) > max(word.y1 - word.y0, 4) / 2:
            lines.append([])
        lines[-1].append(word)
    return lines


def _is_stamp(line: Sequence[Word]) -> bool:
    return _STAMP.match(" ".join(word.text for word in line)) is not None


def _is_readable(text: str) -> bool:
    letters = [letter for letter in text if not letter.isspace()]
    strange = sum(
        letter == "\N{REPLACEMENT CHARACTER}" or "\ue000" <= letter <= "\uf8ff" or letter < " "
        for letter in letters
    )
    if strange > (1 - _KNOWN_LETTERS) * len(letters):
        return False
    return text.isascii() or vietnamese_share(text) >= _POSSIBLE_WORDS


def holds(box: Box, word: Word) -> bool:
    """Whether the middle of the word lies in the box."""
    x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _within(word: Word, boxes: Iterable[Box]) -> bool:
    return any(holds(box, word) for box in boxes)


def _covers(stamp: Word, word: Word) -> bool:
    """Whether most of `word` lies under the stamp."""
    width = min(stamp.x1, word.x1) - max(stamp.x0, word.x0)
    height = min(stamp.y1, word.y1) - max(stamp.y0, word.y0)
    area = (word.x1 - word.x0) * (word.y1 - word.y0)
    return width > 0 and height > 0 and width * height > area / 2


def _place_of(stamp: Word, words: Sequence[Word]) -> int:
    """Behind the last word to its left on the same line; else before the first one below."""
    middle = (stamp.y0 + stamp.y1) / 2
    beside = [
        index
        for index, word in enumerate(words)
        if word.y0 <= middle <= word.y1 and word.x0 <= stamp.x0
    ]
    if beside:
        return max(beside, key=lambda index: words[index].x1) + 1
    return next((n for n, word in enumerate(words) if word.y0 > middle), len(words))
