"""Reading the labelled documents: is the source of the text right, and how many letters are wrong

Every file of the labelled set (`../shared/data/documents`) is read as an upload is. *Source right*:
whether pages with text are told from pictures. Character error rate: the smallest edit distance
between a sentence typed by hand and any piece of its page, after composing letters and joining
blanks, per letter of the sentence; beside plain tesseract on the page drawn by pdftoppm at 300 dpi.
Metadata are measured in a section of their own.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from documents.filetypes import BY_EXTENSION, FileType
from documents.readers import ReaderRefused, ocr
from documents.readers.pdf import PdfReader
from documents.readers.whole import _prepared, _recognise, read
from documents.text_layer import needs_ocr, source_of
from documents.words import PageWords

SHARED = Path(os.environ.get("PORTAL_SHARED") or Path(__file__).resolve().parents[2] / "shared")
FOLDER = SHARED / "data" / "documents"


def why_not() -> str:
    """Why nothing can be measured here; "" when it can."""
    if not FOLDER.is_dir():
        return "the labelled documents are not there"
    for program in ("pdftoppm", "soffice"):
        if shutil.which(program) is None:
            return f"no {program}"
    return f"no {ocr.why_not()}" if ocr.why_not() else ""


def run() -> list[dict[str, object]]:
    rows = []
    totals: dict[str, list[float]] = {"ours": [0, 0], "plain": [0, 0]}
    right = files = 0
    for label in _labels():
        path = FOLDER / label["file"]
        source, pages = _source(path)
        files += 1
        is_right = source == label["text_source_expected"]
        right += is_right
        row: dict[str, object] = {
            "file": Path(label["file"]).name,
            "kind": label["kind"],
            "source": source,
            "source right": "yes" if is_right else "NO",
            "sentences": len(label["sentences"]),
            "CER": "",
            "plain tesseract": "",
        }
        for name, found in _errors(path, label, pages).items():
            wrong, letters = found
            if label["kind"] == "scan":
                totals[name][0] += wrong
                totals[name][1] += letters
            row["CER" if name == "ours" else "plain tesseract"] = f"{100 * wrong / letters:.2f} %"
        rows.append(row)
    rows.append(
        {
            "file": f"all {files}",
            "kind": "scans: CER",
            "source": "",
            "source right": f"{right} of {files}",
            "sentences": "",
            "CER": _rate(totals["ours"]),
            "plain tesseract": _rate(totals["plain"]),
        }
    )
    return rows


def _rate(total: list[float]) -> str:
    return f"{100 * total[0] / total[1]:.2f} %" if total[1] else ""


def _labels() -> Iterator[dict]:
    for line in (FOLDER / "labels.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def _source(path: Path) -> tuple[str, dict[int, PageWords]]:
    """The source of the file's text, and the pages of files that have none to recognise."""
    file_type = BY_EXTENSION[path.suffix[1:]]
    try:
        if file_type is FileType.PDF:
            with PdfReader(path) as pdf:
                pages = {n: pdf.words(n) for n in range(1, len(pdf) + 1)}
                pictures = {n for n in pages if needs_ocr(pages[n], pdf.painted(n))}
            if len(pictures) == len(pages):
                return "ocr", {}
            return ("mixed" if pictures else source_of(pages.values()).value), pages
        with tempfile.TemporaryDirectory() as folder:
            parts = list(read(path, file_type, Path(folder), with_ocr=False))
            words = [part for part in parts if isinstance(part, PageWords)]
        return source_of(words).value, {0: _joined(words)}
    except ReaderRefused:
        return "none", {}


def _joined(pages: list[PageWords]) -> PageWords:
    return PageWords(0, 1, 1, tuple(word for page in pages for word in page.words))


def _errors(path: Path, label: dict, pages: dict[int, PageWords]) -> dict[str, tuple[float, float]]:
    """Under "ours" and, for scans, "plain": wrong letters and letters of all sentences."""
    found: dict[str, list[float]] = {}
    by_page: dict[int, list[str]] = {}
    for sentence in label["sentences"]:
        by_page.setdefault(sentence["page"] or 0, []).append(sentence["text"])
    for number, sentences in by_page.items():
        texts = {}
        if pages:
            texts["ours"] = _text(pages[number])
        else:
            texts["ours"] = _text(_recognised(path, number))
            texts["plain"] = _plain(path, number)
        for name, text in texts.items():
            total = found.setdefault(name, [0, 0])
            for sentence in map(_even, sentences):
                total[0] += nearest(sentence, _even(text))
                total[1] += len(sentence)
    return {name: (total[0], total[1]) for name, total in found.items()}


def _recognised(path: Path, number: int) -> PageWords:
    with PdfReader(path) as pdf, tempfile.TemporaryDirectory() as folder:
        return _recognise(*_prepared(pdf, number, Path(folder)))[0]


def _plain(path: Path, number: int) -> str:
    with tempfile.TemporaryDirectory() as folder:
        page = f"{folder}/page"
        numbers = ["-f", str(number), "-l", str(number), "-singlefile"]
        subprocess.run(["pdftoppm", "-r", "300", "-png", *numbers, path, page], check=True)
        done = subprocess.run(
            ["tesseract", f"{page}.png", "-", "-l", "vie"],
            check=True,
            capture_output=True,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    return done.stdout.decode()


def _text(page: PageWords) -> str:
    return " ".join(word.text for word in page.words)


def _even(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def nearest(sentence: str, text: str) -> int:
    """The smallest edit distance between `sentence` and any piece of `text` (Sellers)."""
    row = [0] * (len(text) + 1)
    for at, letter in enumerate(sentence, 1):
        last, row[0] = row[0], at
        for column, other in enumerate(text, 1):
            kept = row[column]
            row[column] = min(last + (letter != other), kept + 1, row[column - 1] + 1)
            last = kept
    return min(row)
