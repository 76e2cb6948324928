"""Words and pictures of a PDF."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from documents.readers import ReaderRefused, Trouble
from documents.readers.pdf import MAX_PIXELS, PdfReader, read_words
from documents.wire import page_from_json, page_to_json
from documents.words import Word
from tests.unit.documents import samples


@pytest.fixture
def stored(tmp_path: Path):
    def store(content: bytes) -> Path:
        path = tmp_path / "a.pdf"
        path.write_bytes(content)
        return path

    return store


def turned(angle: int, *, crop: tuple[float, ...] | None = None) -> bytes:
    """One page whose word stands 72 points from the left and about 122 from the top."""
    document = pikepdf.open(io.BytesIO(samples.pdf(text="Trang")))
    page = document.pages[0]
    page.Rotate = angle
    if crop:
        page.CropBox = list(crop)
    page.Resources = pikepdf.Dictionary(
        Font=pikepdf.Dictionary(
            F1=pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
            )
        )
    )
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def test_words_have_boxes_from_the_upper_left_corner(stored) -> None:
    page = next(read_words(stored(turned(0))))
    assert [word.text for word in page.words] == ["Trang", "1"]
    first = page.words[0]
    assert (page.width, page.height) == (595, 842)
    assert first.x0 == pytest.approx(72, abs=1.5)
    assert first.y1 == pytest.approx(842 - 720, abs=5)
    assert first.size == 12


def test_a_turned_page_is_measured_as_one_sees_it(stored) -> None:
    page = next(read_words(stored(turned(90))))
    assert (page.width, page.height) == (842, 595)
    first = page.words[0]
    assert first.x0 == pytest.approx(720, abs=5)
    assert first.y0 == pytest.approx(72, abs=1.5)
    assert first.y1 - first.y0 > first.x1 - first.x0  # the word runs downwards


def test_a_cropped_page_is_measured_from_its_crop(stored) -> None:
    page = next(read_words(stored(turned(0, crop=(50, 100, 500, 800)))))
    assert (page.width, page.height) == (450, 700)
    assert page.words[0].x0 == pytest.approx(22, abs=1.5)
    assert page.words[0].y1 == pytest.approx(80, abs=5)


def test_a_picture_is_in_the_dpi_asked_for_until_it_would_be_too_large(stored) -> None:
    document = pikepdf.new()
    document.add_blank_page(page_size=(595, 842))
    document.add_blank_page(page_size=(14_000, 14_000))
    target = io.BytesIO()
    document.save(target)
    with PdfReader(stored(target.getvalue())) as pdf:
        assert pdf.picture(1, 100).size == pytest.approx((827, 1170), abs=1)
        large = pdf.picture(2, 300)
    assert large.width * large.height <= MAX_PIXELS * 1.01


def test_the_appearance_of_a_signature_widget_is_read_and_drawn(shared: Path) -> None:
    with PdfReader(shared / "data/documents/files/vb-017.pdf") as pdf:
        assert [word.text for word in pdf.words(1).words] == ["2243", "23", "07"]
        assert pdf.painted(1).picture > 0.9
        assert len(pdf.painted(1).annotations) == 4


def test_an_orphaned_widget_is_read_too(shared: Path) -> None:
    """vb-003 lost its AcroForm: PDFium draws its widget only because the page is flattened."""
    with PdfReader(shared / "data/documents/files/vb-003.pdf") as pdf:
        text = " ".join(word.text for word in pdf.words(1).words)
        assert "20/2023/QH15" in text
        assert len(pdf.painted(1).annotations) == 1


@pytest.mark.parametrize(
    ("content", "trouble"),
    [
        (b"%PDF-1.7 nothing more", Trouble.DAMAGED),
        (b"", Trouble.DAMAGED),
        (samples.pdf()[:200], Trouble.DAMAGED),
        (samples.pdf_with_password(), Trouble.ENCRYPTED),
    ],
    ids=["head only", "empty", "cut", "password"],
)
def test_what_cannot_be_opened_says_why(stored, content: bytes, trouble: Trouble) -> None:
    with pytest.raises(ReaderRefused) as refused:
        PdfReader(stored(content))
    assert refused.value.code is trouble


def drawn(rectangles: int) -> bytes:
    """One page with a word and so many rectangles, each of four lines."""
    document = pikepdf.open(io.BytesIO(turned(0)))
    boxes = b"".join(b"%d %d 20 20 re S\n" % (n % 90 * 6, n // 90 * 20) for n in range(rectangles))
    document.pages[0].contents_add(boxes, prepend=True)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def test_a_drawing_of_very_many_lines_is_read_without_them(stored) -> None:
    with PdfReader(stored(drawn(300))) as pdf:
        assert len(pdf.words(1).rules) == 1200
    with PdfReader(stored(drawn(3000))) as pdf:  # 12,000 lines: more than may leave the sandbox
        page = pdf.words(1)
    assert page.rules == ()
    assert page_from_json(page_to_json(replace(page, turn=90))) == replace(page, turn=90)
    unsure = replace(page, words=(Word("xNf", 1, 2, 3, 4, confidence=0.1, also=("Ng", "")),))
    assert page_from_json(page_to_json(unsure)) == unsure


@pytest.mark.parametrize(("scanned", "drawn_in"), [(144, 144), (200, 300), (60, 300)])
def test_a_coarse_scan_is_drawn_dot_by_dot_for_ocr(
    tmp_path: Path, scanned: int, drawn_in: int
) -> None:
    """Enlarging it would only blur it."""
    path = tmp_path / "scan.pdf"
    size = (round(8.27 * scanned), round(11.69 * scanned))
    Image.new("L", size, 255).save(path, resolution=scanned)
    with PdfReader(path) as pdf:
        picture = pdf.scan(1, 300, ())
    assert picture.info["dpi"][0] == pytest.approx(drawn_in, abs=1)
    assert picture.width == pytest.approx(8.27 * drawn_in, abs=3)
