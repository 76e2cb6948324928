"""A whole file: the right reader for its type, page by page, and OCR where a page needs it.

`read` yields `Whole` once, then each `PageWords` in order, then `Blocks` for files without pages of
their own, and at last `Copy` where a searchable copy was made.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps

from documents.blocks import Block
from documents.filetypes import FileType
from documents.layout import blocks_of_pieces
from documents.readers import ReaderRefused, Trouble, ocr, office, searchable, second_look
from documents.readers.docx import read_docx
from documents.readers.pdf import PdfReader
from documents.readers.tables import read_csv, read_xlsx
from documents.readers.text import read_text, text_of
from documents.text_layer import needs_ocr, stamped_words, with_stamps
from documents.typeset import Piece, typeset
from documents.words import PageWords, TextSource, Word

#: More pages are not read; the reading says so.
MAX_PAGES = 1000
MAX_PAGES_OCR = 600
#: An A4 sheet is so wide: what a picture without dpi is taken for.
_A4_INCHES = 8.27


@dataclass(frozen=True, slots=True)
class Whole:
    """What is known before reading: how many pages will come (None: not known), how many of them
    by OCR; whether their numbers are the file's own; notes on what isn't read and why."""

    pages: int | None
    to_recognise: int = 0
    is_paged: bool = True
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Blocks:
    """What a file without pages is made of."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """A PDF with the same pages and words that can be searched and copied; its path."""

    path: Path


Part = Whole | PageWords | Blocks | Copy


def read(
    path: Path,
    file_type: FileType,
    folder: Path,
    *,
    with_ocr: bool = True,
    with_copy: bool = True,
    workers: int | None = None,
) -> Iterator[Part]:
    """The parts of the file; `folder` is for files made on the way. Raises `ReaderRefused`."""
    if file_type is FileType.PDF:
        yield from _read_pdf(path, folder, with_ocr, with_copy, workers or _cores())
    elif file_type in {FileType.PNG, FileType.JPEG}:
        yield from _read_picture(path, folder, with_ocr, with_copy)
    else:
        yield from _read_pieces(path, file_type, folder)


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on this system
        return os.cpu_count() or 1


# --- files without pages -------------------------------------------------------------------------


def _read_pieces(path: Path, file_type: FileType, folder: Path) -> Iterator[Part]:
    pieces = list(_pieces(path, file_type, folder))
    yield Whole(pages=None, is_paged=False)
    yield from typeset(pieces, max_pages=MAX_PAGES)
    yield Blocks(tuple(blocks_of_pieces(pieces)))


def _pieces(path: Path, file_type: FileType, folder: Path) -> Sequence[Piece]:
    if file_type in office.BECOMES:
        becomes = FileType(office.BECOMES[file_type])
        return _pieces(office.convert(path, file_type, folder), becomes, folder)
    if file_type is FileType.DOCX:
        return read_docx(path)
    if file_type is FileType.XLSX:
        return read_xlsx(path)
    text = text_of(path)
    return read_csv(text) if file_type is FileType.CSV else read_text(text)


# --- pictures ------------------------------------------------------------------------------------


def _read_picture(path: Path, folder: Path, with_ocr: bool, with_copy: bool) -> Iterator[Part]:
    if not with_ocr or ocr.why_not():
        yield Whole(pages=1, notes=(Trouble.NO_OCR.value,))
        return
    yield Whole(pages=1, to_recognise=1)
    try:
        with Image.open(path) as opened:
            dpi = _dpi_of(opened)
            picture = ImageOps.exif_transpose(opened)
            picture.load()
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # Pillow's decoders raise what their format's arithmetic raises
        raise ReaderRefused(Trouble.DAMAGED) from error
    scale = ocr.DPI / dpi
    if scale < 1 or scale > 1.2:
        size = (max(1, round(side * scale)) for side in picture.size)
        picture = picture.convert("L").resize(tuple(size), Image.Resampling.LANCZOS)
    page, _turn = ocr.read_upright(picture, number=1, dpi=ocr.DPI)
    yield ocr.without_specks(page)


def _dpi_of(picture: Image.Image) -> float:
    """What the file says, when it can be true; else as if it were a sheet of A4."""
    said = picture.info.get("dpi")
    dpi = float(said[0]) if said else 0.0
    shorter = min(picture.size)
    if 70 <= dpi <= 1200 and 2 <= shorter / dpi <= 40:
        return dpi
    return max(shorter / _A4_INCHES, 40.0)


# --- PDF -----------------------------------------------------------------------------------------


def _read_pdf(
    path: Path, folder: Path, with_ocr: bool, with_copy: bool, workers: int
) -> Iterator[Part]:
    with PdfReader(path) as pdf:
        numbers = range(1, min(len(pdf), MAX_PAGES) + 1)
        # Kept, not read twice: reading a page costs more than holding its words.
        native: dict[int, PageWords] = {}
        pictures = []
        for number in numbers:
            words = pdf.words(number)
            if needs_ocr(words, pdf.painted(number)):
                pictures.append(number)
            else:
                native[number] = words
        notes = []
        if len(pdf) > MAX_PAGES:
            notes.append(Trouble.TOO_MANY_PAGES.value)
        can_ocr = with_ocr and not ocr.why_not()
        if pictures and not can_ocr:
            notes.append(Trouble.NO_OCR.value)
        if len(pictures) > MAX_PAGES_OCR:
            notes.append(Trouble.TOO_MANY_PAGES.value)
        to_recognise = set(pictures[:MAX_PAGES_OCR]) if can_ocr else set()
        yield Whole(len(numbers), len(to_recognise), notes=tuple(dict.fromkeys(notes)))
        layers: dict[int, searchable.Layer] = {}
        for page, layer in _pages(pdf, numbers, native, to_recognise, folder, workers):
            if layer is not None:
                layers[page.number] = layer
            yield page
    if with_copy and layers:
        target = folder / "searchable.pdf"
        searchable.make(path, layers, target)
        yield Copy(target)


Recognised = tuple[PageWords, "searchable.Layer | None"]


def _pages(
    pdf: PdfReader,
    numbers: Sequence[int],
    native: dict[int, PageWords],
    to_recognise: set[int],
    folder: Path,
    workers: int,
) -> Iterator[Recognised]:
    """The pages in order. PDFium runs in this thread alone; tesseract beside it, a page a core."""
    waiting: list[Callable[[], Recognised]] = []
    with ThreadPoolExecutor(workers) as pool:
        running = 0
        for number in numbers:
            if number in to_recognise:
                future = pool.submit(_recognise, *_prepared(pdf, number, folder))
                waiting.append(future.result)
                running += 1
            else:
                # A picture nobody reads has no text: its stamps are none.
                page = native.pop(number, None) or PageWords(
                    number, *pdf.size(number), (), TextSource.NONE
                )
                waiting.append(_at_once(page))
            # So many pictures at once in memory as are worked on, and one more.
            while waiting and (running > workers or not _is_running(waiting[0])):
                running -= _is_future(waiting[0])
                yield waiting.pop(0)()
        for result in waiting:
            yield result()


def _at_once(page: PageWords) -> Callable[[], Recognised]:
    return lambda: (page, None)


def _is_future(result: Callable[[], Recognised]) -> bool:
    return isinstance(getattr(result, "__self__", None), Future)


def _is_running(result: Callable[[], Recognised]) -> bool:
    future = getattr(result, "__self__", None)
    return isinstance(future, Future) and not future.done()


def _prepared(
    pdf: PdfReader, number: int, folder: Path
) -> tuple[Image.Image, Image.Image | None, tuple[Word, ...], int, Path]:
    """The picture of a page as it was scanned, in grey and through a red glass, and the words that
    stamps put over it."""
    stamps = stamped_words(pdf.words(number), pdf.painted(number))
    picture = pdf.scan(number, ocr.DPI, stamps)
    dpi = picture.info["dpi"]
    red = second_look.through_red_glass(picture)
    grey = picture.convert("L")
    grey.info["dpi"] = dpi
    return grey, red, stamps, number, folder


def _recognise(
    picture: Image.Image,
    red: Image.Image | None,
    stamps: tuple[Word, ...],
    number: int,
    folder: Path,
) -> Recognised:
    layer = folder / f"layer-{number}.pdf"
    page, turn = ocr.read_upright(picture, number=number, dpi=picture.info["dpi"][0], copy=layer)
    if not turn:
        page = second_look.look_again(picture, page, picture.info["dpi"][0], red=red)
        page = ocr.without_specks(page)
        page = with_stamps(page, stamps)
    return page, searchable.Layer(layer, turn)
