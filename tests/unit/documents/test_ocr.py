"""Scans: read by tesseract, sideways ones too, and a copy that can be searched."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest

from documents import programs
from documents.filetypes import FileType
from documents.intake import Step, read_document
from documents.readers import Trouble, ocr
from documents.readers.pdf import PdfReader
from documents.text_layer import confidence_of
from documents.words import PageWords, TextSource, Word
from scripts import tesseract
from tests.conftest import ENVIRONMENT
from tests.unit.documents import reading_samples


@pytest.fixture
def _tesseract() -> None:
    if reason := tesseract.why_not():
        pytest.skip(f"{ENVIRONMENT} {reason}")


needs_tesseract = pytest.mark.usefixtures("_tesseract")


@needs_tesseract
def test_a_scan_is_read_and_gets_a_searchable_copy_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(reading_samples.scanned_pdf())
    before = path.read_bytes()
    read = read_document(path, FileType.PDF, tmp_path)
    assert Step.TEXT.value not in read.troubles
    assert read.text_source is TextSource.OCR
    (page,) = read.pages
    assert "Số: 27/KL-SKHCN" in page.text
    assert "Luật Khoa học và Công nghệ" in page.text
    assert page.confidence is not None and page.confidence > 0.8
    assert path.read_bytes() == before, "the original is never rewritten"
    with PdfReader(read.copy) as copy:
        assert "KL-SKHCN" in " ".join(word.text for word in copy.words(1).words)
        assert copy.painted(1).picture > 0.9, "the picture of the page is still there"
    if shutil.which("pdftotext"):
        done = subprocess.run(["pdftotext", read.copy, "-"], capture_output=True, check=True)
        assert "27/KL-SKHCN" in done.stdout.decode()


@needs_tesseract
def test_words_of_a_scan_stand_where_they_stand_on_the_page(tmp_path: Path) -> None:
    native, scan = tmp_path / "native.pdf", tmp_path / "scan.pdf"
    native.write_bytes(reading_samples.text_pdf())
    scan.write_bytes(reading_samples.scanned_pdf())
    with PdfReader(native) as one, PdfReader(scan) as other:
        written = {word.text: word for word in one.words(1).words}
        read = {
            word.text: word
            for word in ocr.read_picture(other.picture(1, ocr.DPI)).words
            if word.confidence > 0.8
        }
    common = written.keys() & read.keys()
    assert len(common) > 20
    for text in common:
        assert read[text].x0 == pytest.approx(written[text].x0, abs=4), text


@needs_tesseract
def test_a_page_scanned_sideways_is_turned() -> None:
    lines = tuple(reading_samples.LINES[3:]) * 3
    upright = reading_samples.scanned_picture(lines)
    page, turn = ocr.read_upright(upright.rotate(90, expand=True), dpi=200)
    assert page.turn == turn
    assert turn == 90
    assert (page.width, page.height) == pytest.approx((595, 842), abs=3)
    assert (confidence_of(page) or 0) > 0.8


def test_specks_of_the_paper_are_no_words() -> None:
    read = [("-", 0.91), ("¬", 0.3), ("Số", 0.2), ("_", 0.49)]
    words = tuple(Word(text, 1, 1, 9, 9, confidence=sure) for text, sure in read)
    page = ocr.without_specks(PageWords(1, 595, 842, words, TextSource.OCR))
    assert [word.text for word in page.words] == ["-", "Số"]


def test_without_tesseract_a_scan_is_kept_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(programs, "PATH", str(tmp_path))  # of the process that reads
    path = tmp_path / "scan.pdf"
    path.write_bytes(reading_samples.scanned_pdf())
    ocr.why_not.cache_clear()
    try:
        read = read_document(path, FileType.PDF, tmp_path)
    finally:
        ocr.why_not.cache_clear()
    assert read.text_source is TextSource.NONE
    assert read.notes == [Trouble.NO_OCR.value]
    assert Step.TEXT.value not in read.troubles
    assert [page.blocks for page in read.pages] == [()]


def test_the_copy_carries_no_signature_and_shows_what_it_showed(
    shared: Path, tmp_path: Path
) -> None:
    """A signed original: the copy must not look signed, nor lose its stamped number."""
    from documents.readers.searchable import Layer, make

    source = shared / "data/documents/files/vb-017.pdf"
    layer = tmp_path / "layer.pdf"
    blank = pikepdf.new()
    blank.add_blank_page(page_size=(595, 842))
    blank.save(layer)
    make(source, {1: Layer(layer)}, tmp_path / "copy.pdf")
    with pikepdf.open(tmp_path / "copy.pdf") as copy:
        assert "/AcroForm" not in copy.Root
        assert all("/Annots" not in page or not len(page.Annots) for page in copy.pages)
    with PdfReader(tmp_path / "copy.pdf") as copy:
        assert "2243" in [word.text for word in copy.words(1).words]
