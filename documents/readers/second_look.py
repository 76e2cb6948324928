"""A second look at what OCR passed over: post and name under a seal.

Tesseract takes a seal with the signature over it for a picture and reads nothing there, neither
the post above nor the name below. Where there is much ink and no word, in the half of the page
where documents are signed (NĐ 30/2020 Annex I §II.7), the place is read once more by itself and
through a red glass: red seals vanish, black letters stay. The line of a name that was read in part
is read a third time by itself, with and without the thin strokes of seal and pen, in several cuts,
of which the surest counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from PIL import Image, ImageChops, ImageFilter

from documents.readers import ocr
from documents.words import PageWords, Word

_CELL = 8.0  # points; the page is looked at in squares of this size
_INKED = 0.06  # of a square's area, to count as ink
_DARK = 140  # of 255, in grey
_RED = 60  # of 255, that red is brighter than green somewhere
_LEFT_EDGE = 0.38  # of the page's width: signatures stand to the right of it
_LEAST = (70.0, 50.0)  # points: a seal is 100 wide, a signature 60
_LARGEST = 0.45  # of the page: more is a picture, a map, a drawing
# Points around the ink to the left, above, right and below: what is read again, and where what is
# read again may replace what was read before.
_ABOUT = (60.0, 75.0, 60.0, 60.0)
_CORE = (10.0, 45.0, 60.0, 25.0)
Box = tuple[float, float, float, float]
_FEWEST_WORDS = 8  # a page of pictures alone has no signature block
_SURE = 0.3
# Tesseract's page segmentation modes: one block, scattered text, one line. Each finds what the
# others pass over.
_BLOCK, _SCATTERED, _LINE = 6, 11, 7
_WELL_READ = 0.8
_BANDS = 2  # lines read a third time, at most
# Points by which the upper and the lower edge of such a line are moved between one look and the
# next, and how many dots per inch it is looked at in: what a stroke of the seal spoils in one,
# tesseract makes out in another.
_EDGES = ((0.0, 0.0), (2.0, 3.0), (3.0, 0.0))
_FINENESS = (240, 320)
_THIN = 3  # dots: strokes not wider are taken away
_FINE = 240  # dots per inch: a coarser picture is enlarged before it is looked at again
_NEIGHBOUR = 2.0  # letter heights: words no further apart stand beside each other in one line
_WHITE = 40  # dots of white around a line, which tesseract wants


def look_again(
    picture: Image.Image, page: PageWords, dpi: float, *, red: Image.Image | None = None
) -> PageWords:
    """`page` with the words found where it has ink and no words; the same page where it hasn't.

    `picture` is the page in `dpi` dots per inch, in grey; `red` what a red glass shows of it, where
    that differs. Raises `ReaderRefused` as `ocr.read_picture` does.
    """
    ink = unread_place(picture, page, dpi)
    if ink is None:
        return page
    size = (picture.width * 72 / dpi, picture.height * 72 / dpi)
    place, core = _around(ink, _ABOUT, size), _around(ink, _CORE, size)
    red = red or picture
    found: list[Word] = []
    for mode in (_BLOCK, _SCATTERED):
        found = _best_of(found, _read(red, place, dpi, mode))
    read_thrice = []
    for band in _bands(found, place):
        if line := _surest(red, band, dpi):
            found = [word for word in found if not _within(word, band)] + line
            read_thrice.append(band)
    here = [word for word in page.words if _within(word, core)]
    there = [word for word in page.words if word not in here]
    found = [
        word
        for word in found
        if any(_within(word, band) for band in read_thrice)
        or not any(_overlaps(word, other) for other in there)
    ]
    known = [word for word in here if not any(_within(word, band) for band in read_thrice)]
    best = _best_of(known, found)
    if best == here:
        return page
    return replace(page, words=_in_order(page.words, set(here) - set(best), best))


def _in_order(words: Sequence[Word], gone: Set[Word], best: Sequence[Word]) -> tuple[Word, ...]:
    """`words` without those that are `gone`, and what `best` has beside them in its place in the
    reading order: where a word stood before, else behind its neighbour, else at the end."""
    known = set(words)
    behind: dict[int, list[Word]] = {}
    for word in best:
        if word not in known:
            behind.setdefault(_place_of(word, words, gone), []).append(word)
    ordered: list[Word] = []
    for index, word in enumerate(words):
        if word not in gone:
            ordered.append(word)
        ordered += sorted(behind.get(index, ()), key=lambda one: one.x0)
    return (*ordered, *behind.get(len(words), ()))


def _place_of(word: Word, words: Sequence[Word], gone: Set[Word]) -> int:
    """The index of the word behind which `word` is read; the number of `words` where none is."""
    for index, other in enumerate(words):
        if other in gone and _overlaps(word, other):
            return index
    height, middle = word.y1 - word.y0, (word.y0 + word.y1) / 2
    beside = [
        index
        for index, other in enumerate(words)
        if other.y0 <= middle <= other.y1
        and -_NEIGHBOUR / 2 * height < word.x0 - other.x1 < _NEIGHBOUR * height
    ]
    return max(beside, key=lambda index: words[index].x1) if beside else len(words)


def _around(ink: Box, margins: Box, size: tuple[float, float]) -> Box:
    left, above, right, below = margins
    return (
        max(0.0, ink[0] - left),
        max(0.0, ink[1] - above),
        min(size[0], ink[2] + right),
        min(size[1], ink[3] + below),
    )


def _read(
    red: Image.Image,
    place: Box,
    dpi: float,
    mode: int,
    *,
    thick: bool = False,
    fineness: int | None = None,
) -> list[Word]:
    """The words at `place`, their boxes on the page; `thick`: thin strokes taken away before,
    `fineness`: looked at in so many dots per inch."""
    crop = red.crop(tuple(round(edge * dpi / 72) for edge in place))
    if dpi < _FINE:  # seals and pens are told by how many dots wide their strokes are
        fineness = fineness or ocr.DPI
    if fineness:
        size = (max(1, round(side * fineness / dpi)) for side in crop.size)
        crop, dpi = crop.resize(tuple(size), Image.Resampling.LANCZOS), fineness
    x0, y0 = place[:2]
    if thick:
        crop = crop.filter(ImageFilter.MaxFilter(_THIN)).filter(ImageFilter.MinFilter(_THIN))
    if mode == _LINE:
        framed = Image.new("L", (crop.width + 2 * _WHITE, crop.height + 2 * _WHITE), 255)
        framed.paste(crop, (_WHITE, _WHITE))
        crop = framed
        x0, y0 = x0 - _WHITE * 72 / dpi, y0 - _WHITE * 72 / dpi
    words = ocr.read_picture(crop, dpi=dpi, mode=mode).words
    return [
        replace(word, x0=word.x0 + x0, y0=word.y0 + y0, x1=word.x1 + x0, y1=word.y1 + y0)
        for word in words
        if _is_word(word, 0.0 if mode == _LINE else _SURE)
    ]


def _surest(red: Image.Image, band: Box, dpi: float) -> list[Word]:
    """The words of one line, of several looks at it the one that made out most; beside a word that
    stays unsure stands how the others read it."""
    x0, y0, x1, y1 = band
    looks: list[list[Word]] = []
    for fineness in _FINENESS:
        for above, below in _EDGES:
            place = (x0, y0 + above, x1, y1 + below)
            for thick in (True, False):
                words = _read(red, place, dpi, _LINE, thick=thick, fineness=fineness)
                if words and all(word.confidence >= _WELL_READ for word in words):
                    return words
                looks.append(words)
    looks.sort(key=_letters_made_out, reverse=True)
    best, others = looks[0], [word for look in looks[1:] for word in look]
    return [
        word
        if word.confidence >= _SURE
        else replace(word, also=tuple(other.text for other in others if _overlaps(word, other)))
        for word in best
    ]


def _letters_made_out(words: Sequence[Word]) -> float:
    """How many letters were read, a letter tesseract is sure of counting three times."""
    return sum((0.5 + word.confidence) * sum(map(str.isalpha, word.text)) for word in words)


def _bands(found: list[Word], place: Box) -> Iterator[Box]:
    """The lines in the lower half whose last word begins with a capital and was read well: a name
    with a seal over its beginning."""
    x0, y0, _, y1 = place
    lower = [
        word
        for word in found
        if word.y0 > (y0 + y1) / 2
        and word.confidence >= _WELL_READ
        and word.text[:1].isupper()
        and word.text[1:].islower()
    ]
    lines: list[list[Word]] = []
    for word in sorted(lower, key=lambda word: word.y0):
        if lines and word.y0 < lines[-1][0].y1:
            lines[-1].append(word)
        else:
            lines.append([word])
    for line in lines[-_BANDS:]:
        left = min(word.x0 for word in line) - 110
        yield (
            max(x0, left),
            min(word.y0 for word in line) - 5,
            max(word.x1 for word in line) + 8,
            max(word.y1 for word in line) + 5,
        )


def _best_of(found: list[Word], again: list[Word]) -> list[Word]:
    """Of two readings of one place the words that are surer, and those only one has."""
    kept = list(found)
    for word in again:
        rivals = [other for other in kept if _overlaps(word, other)]
        if all(word.confidence > other.confidence for other in rivals):
            kept = [other for other in kept if other not in rivals]
            kept.append(word)
    return kept


def _is_word(word: Word, sure: float) -> bool:
    letters = sum(map(str.isalpha, word.text))
    return word.confidence >= sure and letters >= 1 and letters >= len(word.text) / 2


def unread_place(picture: Image.Image, page: PageWords, dpi: float) -> Box | None:
    """The box in points about the largest patch of ink without words on the right; None without."""
    if len(page.words) < _FEWEST_WORDS:
        return None
    step = max(1, round(_CELL * dpi / 72))
    # One pixel a square: how much of it is ink.
    dark = picture.convert("L").point(lambda value: 255 if value < _DARK else 0).reduce(step)
    columns, rows = dark.size
    cell = step * 72 / dpi
    free = bytearray(value >= 255 * _INKED for value in dark.tobytes())
    for word in page.words:
        for row in range(
            max(0, int((word.y0 - 2) / cell)), min(rows, int((word.y1 + 2) / cell) + 1)
        ):
            left, right = int((word.x0 - 2) / cell), int((word.x1 + 2) / cell) + 1
            for column in range(max(0, left), min(columns, right)):
                free[row * columns + column] = 0
    best = max(_patches(free, columns, rows, int(columns * _LEFT_EDGE)), key=len, default=None)
    if best is None:
        return None
    x0 = min(at % columns for at in best) * cell
    x1 = (max(at % columns for at in best) + 1) * cell
    y0 = min(at // columns for at in best) * cell
    y1 = (max(at // columns for at in best) + 1) * cell
    width, height = picture.width * 72 / dpi, picture.height * 72 / dpi
    if (
        x1 - x0 < _LEAST[0]
        or y1 - y0 < _LEAST[1]
        or (x1 - x0) * (y1 - y0) > _LARGEST * width * height
    ):
        return None
    return (x0, y0, x1, y1)


def through_red_glass(picture: Image.Image) -> Image.Image | None:
    """A picture in colours as a red glass shows it, in grey; None where it has no red."""
    if picture.mode != "RGB":
        return None
    red = picture.getchannel("R")
    difference = ImageChops.subtract(red, picture.getchannel("G"))
    return red if difference.getextrema()[1] > _RED else None


def _patches(free: bytearray, columns: int, rows: int, first: int) -> Iterator[list[int]]:
    """Squares of ink that hang together (diagonals and one empty square between count)."""
    seen = bytearray(len(free))
    for start in range(len(free)):
        if not free[start] or seen[start] or start % columns < first:
            continue
        seen[start] = 1
        patch, waiting = [], [start]
        while waiting:
            at = waiting.pop()
            patch.append(at)
            row, column = divmod(at, columns)
            for below in range(max(0, row - 2), min(rows, row + 3)):
                for beside in range(max(first, column - 2), min(columns, column + 3)):
                    near = below * columns + beside
                    if free[near] and not seen[near]:
                        seen[near] = 1
                        waiting.append(near)
        yield patch


def _within(word: Word, place: Box) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
    return place[0] <= x <= place[2] and place[1] <= y <= place[3]


def _overlaps(word: Word, other: Word) -> bool:
    wide = min(word.x1, other.x1) - max(word.x0, other.x0)
    high = min(word.y1, other.y1) - max(word.y0, other.y0)
    return wide > 0.3 * min(word.x1 - word.x0, other.x1 - other.x0) and high > 0.3 * min(
        word.y1 - word.y0, other.y1 - other.y0
    )
