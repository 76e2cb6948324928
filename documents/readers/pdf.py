"""PDF: the words of its text layer with their boxes, and pictures of its pages, by PDFium.

What stands on a page as one sees it counts, the appearance of form fields and of signature widgets
included: a signed scan may carry its number and day nowhere else. PDFium keeps appearances apart
from the page, so each page is flattened in memory first; the file itself is only read. That works
too where a rewritten gazette has lost its AcroForm and PDFium would draw no widget at all.

    with PdfReader(path) as pdf:
        words = pdf.words(1)            # PageWords of the first page; source NATIVE
        picture = pdf.picture(1, 300)   # a PIL image, grey, 300 dpi
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image

from documents.legacy import font_encoding, to_unicode
from documents.readers import ReaderRefused, Trouble
from documents.text_layer import Box, Painted, holds
from documents.words import MOST_RULES, PageWords, Rule, TextSource, Word

POINTS_PER_INCH = 72
#: A page picture never has more pixels, however large the page says it is: memory is bounded.
MAX_PIXELS = 40_000_000
#: A page with more characters is no page to read; PDFium would take minutes.
MAX_CHARACTERS = 200_000
#: pdfium_c.FPDF_FONT weight from which letters look bold.
_BOLD_WEIGHT = 600
_FONT_NAME_BYTES = 128
#: Points: a drawn line is thinner and longer than that. A page of more objects is a drawing.
_THIN, _LONG, _MOST_OBJECTS = 3.0, 6.0, 20_000
#: A picture that covers so much of its page is the scan; of so many pictures at most.
_COVERING, _MOST_PICTURES = 0.9, 200
#: Dots per inch of a scan that is drawn dot by dot: one that had to be enlarged more than about
#: twice for OCR would only be blurred; a finer one gains by smoothing.
_DOT_BY_DOT = (100.0, 180.0)
#: What PDFium gives for the hyphen at the end of a line.
_LINE_HYPHENS = {0x02: "-", 0xFFFE: "-"}


class PdfReader:
    """A PDF opened for reading. Raises `ReaderRefused`: damaged, encrypted."""

    def __init__(self, path: Path) -> None:
        try:
            self._path = path
            self._pdf = pdfium.PdfDocument(path)
            self._pdf.init_forms()
        except pdfium.PdfiumError as error:
            raise ReaderRefused(_trouble()) from error
        self._open: tuple[int, _Page] | None = None
        #: By page: flattening a page takes its annotations away until the file is opened again.
        self._annotations: dict[int, tuple[Box, ...]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        self._leave()
        self._pdf.close()

    def __len__(self) -> int:
        return len(self._pdf)

    def words(self, number: int) -> PageWords:
        """The words of page `number` (from 1) as its text layer has them, in its order."""
        return self._page(number).words(number)

    def painted(self, number: int) -> Painted:
        """What stands on page `number` beside its text."""
        return self._page(number).painted

    def size(self, number: int) -> tuple[float, float]:
        """Width and height in points, as one sees the page."""
        page = self._page(number)
        return page.width, page.height

    def picture(self, number: int, dpi: float, *, grey: bool = True) -> Image.Image:
        """Page `number` as a picture; at fewer dpi where it would be beyond MAX_PIXELS. What its
        `info["dpi"]` says holds."""
        page = self._page(number)
        inches = page.width * page.height / POINTS_PER_INCH**2
        dpi = min(dpi, max(1, math.isqrt(int(MAX_PIXELS / max(inches, 0.01)))))
        try:
            bitmap = page.page.render(scale=dpi / POINTS_PER_INCH, grayscale=grey)
        except (pdfium.PdfiumError, RuntimeError, ValueError) as error:
            raise ReaderRefused(Trouble.DAMAGED, page=number) from error
        picture = bitmap.to_pil().copy()
        bitmap.close()
        picture.info["dpi"] = (dpi, dpi)
        return picture

    def scan(self, number: int, dpi: int, stamps: Sequence[Word]) -> Image.Image:
        """Page `number` in colour for OCR: in the dots it was scanned in where those are coarse,
        else in `dpi`; `info["dpi"]` says which. The annotations that write `stamps` are left out:
        OCR sees what lies beneath them, and their own words are certain anyway."""
        if not stamps:
            return self._drawn(number, dpi)
        with PdfReader(self._path) as fresh:  # this one's page is flattened already
            page = fresh._pdf[number - 1]
            width, height = page.get_size()
            at = _transformation(page, width, height)
            for index in reversed(range(pdfium_c.FPDFPage_GetAnnotCount(page))):
                box = _annotation_box(page, index, at)
                if box is not None and any(holds(box, word) for word in stamps):
                    pdfium_c.FPDFPage_RemoveAnnot(page, index)
            page.close()
            return fresh._drawn(number, dpi)

    def _drawn(self, number: int, dpi: int) -> Image.Image:
        dots = self._page(number).dots
        if dots is None or not _DOT_BY_DOT[0] <= dots <= _DOT_BY_DOT[1]:
            return self._drawn_fine(number, dpi)
        return self.picture(number, dots, grey=False)

    def _drawn_fine(self, number: int, dpi: int) -> Image.Image:
        """Drawn twice as fine and made smaller, so that the edges of letters are smooth."""
        fine = self.picture(number, 2 * dpi, grey=False)
        if fine.info["dpi"][0] != 2 * dpi:  # a page too large for that
            return self.picture(number, dpi, grey=False)
        picture = fine.reduce(2)
        picture.info["dpi"] = (dpi, dpi)
        return picture

    def _page(self, number: int) -> _Page:
        if self._open is None or self._open[0] != number:
            self._leave()
            try:
                page = _Page(self._pdf, number - 1, self._annotations.get(number))
            except (pdfium.PdfiumError, RuntimeError) as error:
                raise ReaderRefused(Trouble.DAMAGED, page=number) from error
            self._annotations[number] = page.annotations
            self._open = (number, page)
        return self._open[1]

    def _leave(self) -> None:
        if self._open is not None:
            self._open[1].page.close()
            self._open = None


def read_words(path: Path, *, max_pages: int | None = None) -> Iterator[PageWords]:
    """Each page's words, one after the other, from the text layer alone."""
    with PdfReader(path) as pdf:
        for number in range(1, min(len(pdf), max_pages or len(pdf)) + 1):
            yield pdf.words(number)


def _trouble() -> Trouble:
    encrypted = (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY)
    return Trouble.ENCRYPTED if pdfium_c.FPDF_GetLastError() in encrypted else Trouble.DAMAGED


class _Page:
    """One page, flattened, with the transformation from its own space to what one sees."""

    def __init__(self, pdf: pdfium.PdfDocument, index: int, known: tuple[Box, ...] | None) -> None:
        page = pdf[index]
        self.width, self.height = page.get_size()
        if not (self.width > 0 and self.height > 0):
            raise ReaderRefused(Trouble.DAMAGED, page=index + 1)
        before = _transformation(page, self.width, self.height)
        self.annotations = tuple(_annotations(page, before)) if known is None else known
        if self.annotations and known is None:
            pdfium_c.FPDFPage_Flatten(page, pdfium_c.FLAT_NORMALDISPLAY)
            page.close()
            page = pdf[index]
            self.width, self.height = page.get_size()
        self.page = page
        self._at = _transformation(page, self.width, self.height)

    @property
    def dots(self) -> float | None:
        """In how many dots per inch the page was scanned: those of the one picture that covers
        it; None where none does."""
        kinds = (pdfium_c.FPDF_PAGEOBJ_IMAGE,)
        found = None
        for item in islice(self.page.get_objects(filter=kinds, max_depth=3), _MOST_PICTURES):
            left, bottom, right, top = item.get_bounds()
            wide, high = right - left, top - bottom
            if wide * high < _COVERING * self.width * self.height:
                continue
            if found is not None:  # a scan in layers
                return None
            across, down = item.get_px_size()
            if (wide > high) != (across > down):  # turned
                wide, high = high, wide
            found = across / wide * POINTS_PER_INCH if wide > 0 else None
        return found

    @property
    def painted(self) -> Painted:
        area, shapes, picture = self.width * self.height, 0, 0.0
        kinds = (pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_PATH)
        for item in self.page.get_objects(filter=kinds, max_depth=3):
            if item.type == pdfium_c.FPDF_PAGEOBJ_PATH:
                shapes += 1
                continue
            left, bottom, right, top = item.get_bounds()
            # What hangs over the edge covers nothing.
            width = min(right, self.width) - max(left, 0)
            height = min(top, self.height) - max(bottom, 0)
            picture += max(width, 0) * max(height, 0) / area
        return Painted(min(picture, 1.0), shapes, self.annotations)

    def words(self, number: int) -> PageWords:
        text = pdfium_c.FPDFText_LoadPage(self.page)
        if not text:
            raise ReaderRefused(Trouble.DAMAGED, page=number)
        try:
            words = tuple(_words(text, self._at))
        finally:
            pdfium_c.FPDFText_ClosePage(text)
        return PageWords(
            number,
            self.width,
            self.height,
            words,
            TextSource.NATIVE,
            self._table_rules() if words else (),
        )

    def _table_rules(self) -> tuple[Rule, ...]:
        """The lines of a page that may be a table's: none of a drawing's."""
        rules = tuple(islice(self._rules(), MOST_RULES + 1))
        return rules if len(rules) <= MOST_RULES else ()

    def _rules(self) -> Iterator[Rule]:
        """The level and upright lines drawn on the page itself."""
        count = pdfium_c.FPDFPage_CountObjects(self.page)
        if count > _MOST_OBJECTS:
            return
        edges = [ctypes.c_float() for _ in range(4)]
        for index in range(count):
            item = pdfium_c.FPDFPage_GetObject(self.page, index)
            if pdfium_c.FPDFPageObj_GetType(item) != pdfium_c.FPDF_PAGEOBJ_PATH:
                continue
            if not pdfium_c.FPDFPageObj_GetBounds(item, *edges):
                continue
            left, bottom, right, top = (edge.value for edge in edges)
            x0, y0, x1, y1 = self._at.box(left, bottom, right, top)
            wide, high = x1 - x0, y1 - y0
            if wide > 0.97 * self.width and high > 0.97 * self.height:  # the sheet itself
                continue
            box = (round(x0, 1), round(y0, 1), round(x1, 1), round(y1, 1))
            if min(wide, high) <= _THIN:
                if max(wide, high) >= _LONG:
                    yield box
            elif _is_rectangle(item):
                yield from _sides(*box)


def _is_rectangle(item: Any) -> bool:
    """Whether a path is drawn as the outline of one rectangle."""
    drawn, filled = ctypes.c_int(), ctypes.c_int()
    if pdfium_c.FPDFPath_CountSegments(item) not in (4, 5):
        return False
    return bool(pdfium_c.FPDFPath_GetDrawMode(item, filled, drawn)) and bool(drawn.value)


def _sides(x0: float, y0: float, x1: float, y1: float) -> Iterator[Rule]:
    yield from ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1))


@dataclass(frozen=True, slots=True)
class _Affine:
    """x' = a·x + c·y + e, y' = b·x + d·y + f."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """The upright box round the transformed one."""
        xs = (self.a * x0 + self.c * y0 + self.e, self.a * x1 + self.c * y1 + self.e)
        ys = (self.b * x0 + self.d * y0 + self.f, self.b * x1 + self.d * y1 + self.f)
        return min(xs), min(ys), max(xs), max(ys)


def _transformation(page: Any, width: float, height: float) -> _Affine:
    """From the page's own space to points from the upper left corner of what one sees (crop and
    rotation considered). PDFium answers in whole pixels, so it is asked at a hundredth of a point.
    """
    fine = 100

    def seen(x: float, y: float) -> tuple[float, float]:
        device_x, device_y = ctypes.c_int(), ctypes.c_int()
        pdfium_c.FPDF_PageToDevice(
            page, 0, 0, int(width * fine), int(height * fine), 0, x, y, device_x, device_y
        )
        return device_x.value / fine, device_y.value / fine

    side = 1000.0
    (e, f), (ax, ay), (cx, cy) = seen(0, 0), seen(side, 0), seen(0, side)
    return _Affine((ax - e) / side, (ay - f) / side, (cx - e) / side, (cy - f) / side, e, f)


def _annotations(page: Any, at: _Affine) -> Iterator[Box]:
    for index in range(min(pdfium_c.FPDFPage_GetAnnotCount(page), 2000)):
        if (box := _annotation_box(page, index, at)) is not None:
            yield box


def _annotation_box(page: Any, index: int, at: _Affine) -> Box | None:
    """Where an annotation stands; None for one that paints nothing of its own."""
    annotation = pdfium_c.FPDFPage_GetAnnot(page, index)
    if not annotation:
        return None
    kind = pdfium_c.FPDFAnnot_GetSubtype(annotation)
    box = pdfium_c.FS_RECTF()
    found = pdfium_c.FPDFAnnot_GetRect(annotation, box)
    pdfium_c.FPDFPage_CloseAnnot(annotation)
    # Links and pop-up notes paint nothing.
    if not found or kind in (pdfium_c.FPDF_ANNOT_LINK, pdfium_c.FPDF_ANNOT_POPUP):
        return None
    return at.box(box.left, box.bottom, box.right, box.top)


def _words(text: Any, at: _Affine) -> Iterator[Word]:
    """The words of a text page. What PDFium calls a blank or a line end divides them."""
    count = pdfium_c.FPDFText_CountChars(text)
    if count > MAX_CHARACTERS:
        raise ReaderRefused(Trouble.DAMAGED)
    unicode_of, letters, first = pdfium_c.FPDFText_GetUnicode, [], 0
    for index in range(count):
        code = unicode_of(text, index)
        letter = _LINE_HYPHENS.get(code) or (chr(code) if 0 < code <= 0x10FFFF else "")
        if letter and not letter.isspace():
            if not letters:
                first = index
            letters.append(letter)
        elif letter and letters:
            yield from _word(text, "".join(letters), first, index - 1, at)
            letters = []
    if letters:
        yield from _word(text, "".join(letters), first, count - 1, at)


def _word(text: Any, letters: str, first: int, last: int, at: _Affine) -> Iterator[Word]:
    boxes = [box for box in (_box(text, first), _box(text, last)) if box is not None]
    if not boxes:
        return
    font = _font_name(text, first)
    encoding = font_encoding(font)
    if encoding is not None:
        letters = to_unicode(letters, encoding)
    letters = _paired(letters)
    x0, y0, x1, y1 = at.box(
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
    yield Word(
        letters,
        round(x0, 2),
        round(y0, 2),
        round(x1, 2),
        round(y1, 2),
        size=_size(text, first),
        bold=pdfium_c.FPDFText_GetFontWeight(text, first) >= _BOLD_WEIGHT or "bold" in font.lower(),
    )


def _box(text: Any, index: int) -> tuple[float, float, float, float] | None:
    box = pdfium_c.FS_RECTF()
    if not pdfium_c.FPDFText_GetLooseCharBox(text, index, box):
        return None
    return box.left, box.bottom, box.right, box.top


def _size(text: Any, index: int) -> float:
    """The size of the letters in points: the font's size is often 1, scaled by the matrix."""
    matrix = pdfium_c.FS_MATRIX()
    scale = 1.0
    if pdfium_c.FPDFText_GetMatrix(text, index, matrix):
        scale = math.hypot(matrix.c, matrix.d) or 1.0
    return round(pdfium_c.FPDFText_GetFontSize(text, index) * scale, 1)


def _font_name(text: Any, index: int) -> str:
    name, flags = ctypes.create_string_buffer(_FONT_NAME_BYTES), ctypes.c_int()
    size = pdfium_c.FPDFText_GetFontInfo(text, index, name, _FONT_NAME_BYTES, flags)
    return name.value.decode("utf-8", "replace") if 0 < size <= _FONT_NAME_BYTES else ""


def _paired(letters: str) -> str:
    """Halves of one character joined, lone ones replaced: the text is kept as UTF-8."""
    if not any("\ud800" <= letter <= "\udfff" for letter in letters):
        return letters
    return letters.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
