"""OCR: the words of a picture with their boxes and how sure tesseract is of each.

Tesseract is a program of the system (Debian: tesseract-ocr, tesseract-ocr-vie). Without it nothing
here works and `why_not` says so; all other reading does. One picture is read by one thread: pages
are read beside one another, one for each core, which is faster than threads within a page.
"""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from PIL import Image

from documents.programs import environment
from documents.readers import ReaderRefused, Trouble
from documents.text_layer import confidence_of
from documents.words import PageWords, TextSource, Word

PROGRAM = "tesseract"
LANGUAGE = "vie"
#: What tesseract's models were trained for; more brings nothing, less loses marks on vowels.
DPI = 300
#: Seconds for one page; an A4 page full of text takes two to eight.
PAGE_SECONDS = 120
#: Tesseract's own way of finding the columns and lines of a page.
WHOLE_PAGE = 3
_POINTS_PER_INCH = 72
#: Tesseract refuses wider or higher pictures.
_MAX_SIDE = 32_000
_WORD_LEVEL = "5"
#: Below this a page may lie on its side; another way up must be surer by so much.
_DOUBTFUL, _CLEARLY = 0.6, 0.15
_FEWEST_WORDS = 15
#: A mark without letter or digit of which tesseract is less sure is a speck of the paper.
_SPECK = 0.5


@cache
def why_not() -> str:
    """What is missing for OCR (a program or language in its own name); "" when nothing is."""
    if shutil.which(PROGRAM) is None:
        return PROGRAM
    try:
        listed = _run([PROGRAM, "--list-langs"], b"", 30).decode("utf-8", "replace")
    except (OSError, ReaderRefused):
        return PROGRAM
    return "" if LANGUAGE in listed.split() else f"{PROGRAM}-ocr-{LANGUAGE}"


def read_picture(
    picture: Image.Image,
    *,
    number: int = 1,
    dpi: float = DPI,
    copy: Path | None = None,
    mode: int = WHOLE_PAGE,
) -> PageWords:
    """The words in `picture`, a page in `dpi` dots per inch, in tesseract's reading order.

    `mode` is tesseract's page segmentation mode.

    `copy`: where to write the same words as a one-page PDF of invisible text, to be laid under the
    page's picture. Raises `ReaderRefused` (no OCR here, too long, crashed).
    """
    if missing := why_not():
        raise ReaderRefused(Trouble.NO_OCR, missing=missing)
    if max(picture.size) > _MAX_SIDE:
        shrink = _MAX_SIDE / max(picture.size)
        picture = picture.resize(tuple(max(1, int(side * shrink)) for side in picture.size))
        dpi = max(1.0, dpi * shrink)
    packed = io.BytesIO()
    picture.convert("L").save(packed, "BMP", dpi=(dpi, dpi))
    wanted = ["-c", "textonly_pdf=1", "tsv", "pdf"] if copy else ["tsv"]
    base = str(copy.with_suffix("")) if copy else "stdout"
    command = [PROGRAM, "stdin", base, "-l", LANGUAGE, "--dpi", str(round(dpi)), "--psm", str(mode)]
    command += wanted
    said = _run(command, packed.getvalue(), PAGE_SECONDS)
    if copy:
        table = copy.with_suffix(".tsv")
        said = table.read_bytes()
        table.unlink()
    scale = _POINTS_PER_INCH / dpi
    return PageWords(
        number,
        picture.width * scale,
        picture.height * scale,
        tuple(words_of_tsv(said.decode("utf-8", "replace"), scale)),
        TextSource.OCR,
    )


def read_upright(
    picture: Image.Image, *, number: int = 1, dpi: float = DPI, copy: Path | None = None
) -> tuple[PageWords, int]:
    """As `read_picture`, and the degrees clockwise by which the picture had to be turned: a page
    scanned sideways reads as rubbish, which tesseract itself is unsure of."""
    best = read_picture(picture, number=number, dpi=dpi, copy=copy)
    sure = confidence_of(best)
    if sure is None or sure >= _DOUBTFUL or len(best.words) < _FEWEST_WORDS:
        return best, 0
    turn = 0
    for degrees in (90, 270, 180):
        turned = picture.rotate(-degrees, expand=True)
        page = read_picture(turned, number=number, dpi=dpi)
        if (confidence_of(page) or 0) > sure + _CLEARLY:
            best, sure, turn = page, confidence_of(page) or 0, degrees
    if turn and copy:
        best = read_picture(picture.rotate(-turn, expand=True), number=number, dpi=dpi, copy=copy)
    return replace(best, turn=turn), turn


def without_specks(page: PageWords) -> PageWords:
    """`page` without marks that aren't letters or digits and that tesseract is unsure of. Not
    before a second look: to that they are ink which was looked at."""
    words = (
        word for word in page.words if word.confidence >= _SPECK or any(map(str.isalnum, word.text))
    )
    return replace(page, words=tuple(words))


def words_of_tsv(table: str, scale: float) -> Iterator[Word]:
    """The words of tesseract's table; `scale` makes points of its pixels."""
    rows = csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
    for row in rows:
        text = (row.get("text") or "").strip()
        if row.get("level") != _WORD_LEVEL or not text:
            continue
        confidence = min(max(float(row["conf"]) / 100, 0.0), 1.0)
        left, top, width, height = (
            int(row[name]) * scale for name in ("left", "top", "width", "height")
        )
        yield Word(
            text,
            round(left, 2),
            round(top, 2),
            round(left + width, 2),
            round(top + height, 2),
            size=round(height, 1),
            confidence=confidence,
        )


def _run(command: list[str], given: bytes, seconds: float) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603  (our own arguments, no shell)
            command,
            input=given,
            capture_output=True,
            timeout=seconds,
            env=environment(OMP_THREAD_LIMIT="1"),
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ReaderRefused(Trouble.TOO_LONG, seconds=int(seconds)) from error
    if done.returncode != 0:
        raise ReaderRefused(Trouble.CRASHED, program=command[0])
    return done.stdout
