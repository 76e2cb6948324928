"""Whether a page has text worth the name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from documents.text_layer import (
    Painted,
    confidence_of,
    needs_ocr,
    source_of,
    stamped_words,
    with_stamps,
)
from documents.words import PageWords, TextSource, Word

SCAN = Painted(picture=1.0)
STAMP = (
    "Người ký: CỔNG THÔNG TIN ĐIỆN TỬ CHÍNH PHỦ",
    "Email: thongtinchinhphu@chinhphu.vn",
    "Cơ quan: VĂN PHÒNG CHÍNH PHỦ",
    "Thời gian ký: 25.06.2024 16:17:49 +07:00",
)
TEXT = ("Căn cứ Luật Tổ chức chính quyền địa phương và nghị định của Chính phủ",) * 12


def page(lines: Sequence[str], *, top: float = 700, **fields: object) -> PageWords:
    words = []
    for row, line in enumerate(lines):
        for column, text in enumerate(line.split()):
            x, y = 10.0 + 50 * column, top + 14 * row
            words.append(Word(text, x, y, x + 40, y + 10))
    return PageWords(1, 595, 842, tuple(words), **fields)


@pytest.mark.parametrize("times", [1, 2, 4])
@pytest.mark.parametrize("seen", ["in an annotation", "in the page"])
def test_stamps_of_signatures_on_a_scan_are_no_text(times: int, seen: str) -> None:
    """However the reader finds them, and however many signed."""
    stamps = page(STAMP * times, top=0)
    painted = Painted(1.0, annotations=((0, 0, 595, 842),)) if "annot" in seen else SCAN
    assert needs_ocr(stamps, painted)


def test_a_page_with_text_is_native_whatever_pictures_and_stamps_it_has() -> None:
    assert not needs_ocr(page(TEXT), Painted())
    assert not needs_ocr(page(TEXT), Painted(0.3, annotations=((0, 0, 100, 100),)))
    assert not needs_ocr(page(["Trang cuối"]), Painted())


def test_a_scanners_own_layer_counts_when_it_can_be_vietnamese() -> None:
    assert not needs_ocr(page(TEXT), SCAN)
    rubbish = ("CQNG HÕA XÄ HÖI CHÜ NGHÏA VIËT NAM Dßc lâp Tu do Hçnh phúc",) * 12
    assert needs_ocr(page(rubbish), SCAN)


def test_letters_nobody_can_name_are_no_text() -> None:
    private = "".join(chr(0xE000 + n) for n in range(40))
    assert needs_ocr(page([private] * 10), Painted())
    assert needs_ocr(page(["\N{REPLACEMENT CHARACTER}" * 30] * 10), Painted())


def test_an_empty_page_is_empty_unless_something_is_drawn_on_it() -> None:
    assert not needs_ocr(page([]), Painted())
    assert needs_ocr(page([]), Painted(picture=0.2))
    assert needs_ocr(page([]), Painted(shapes=2000))  # letters drawn as curves


def test_a_stamped_number_takes_the_place_of_what_ocr_made_of_it() -> None:
    stamp = Word("2243", 108, 109, 136, 122)
    layer = PageWords(1, 595, 842, (stamp,))
    painted = Painted(1.0, annotations=((100, 100, 150, 125),))
    assert stamped_words(layer, painted) == (stamp,)
    read = PageWords(
        1,
        595,
        842,
        (
            Word("Số:", 80, 110, 100, 122, confidence=0.9),
            Word("2Z4B", 109, 110, 135, 121, confidence=0.3),
            Word("/PCCC", 146, 110, 190, 122, confidence=0.9),
            Word("Kính", 80, 150, 100, 160, confidence=0.9),
        ),
        TextSource.OCR,
    )
    words = [word.text for word in with_stamps(read, [stamp]).words]
    assert words == ["Số:", "2243", "/PCCC", "Kính"]


def test_a_file_is_mixed_when_its_pages_are() -> None:
    native, ocr = page(["một"]), page(["hai"], source=TextSource.OCR)
    empty = page([], source=TextSource.NONE)
    assert source_of([native, empty]) is TextSource.NATIVE
    assert source_of([ocr, empty]) is TextSource.OCR
    assert source_of([native, ocr]) is TextSource.MIXED
    assert source_of([empty]) is TextSource.NONE


def test_a_long_word_weighs_more_in_the_confidence() -> None:
    words = (Word("a", 0, 0, 1, 1, confidence=0.0), Word("bbb", 0, 0, 1, 1, confidence=1.0))
    assert confidence_of(PageWords(1, 1, 1, words)) == 0.75
    assert confidence_of(PageWords(1, 1, 1, ())) is None


def test_every_pdf_of_the_labelled_set_is_told_apart(shared: Path) -> None:
    """First pages only: the whole set is measured by `make bench`."""
    import json

    from documents.readers.pdf import PdfReader

    folder = shared / "data/documents"
    for line in (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        if not label["file"].endswith(".pdf") or label["text_source_expected"] == "none":
            continue
        with PdfReader(folder / label["file"]) as pdf:
            for number in range(1, min(len(pdf), 3) + 1):
                scanned = needs_ocr(pdf.words(number), pdf.painted(number))
                assert scanned == (label["text_source_expected"] == "ocr"), (label["file"], number)
