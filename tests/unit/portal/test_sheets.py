"""Sheets of paper as PDF: values stay values, Vietnamese is right, fonts are ours."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from portal import sheets

MADE_AT = datetime(2026, 3, 1, tzinfo=UTC)
TEMPLATE = """
#import "/sheets/house.typ": *
#show: house.with(title: data.title)
= #data.title
#lines(data.text)
#qr(data.qr, alt: data.alt)
"""
VOWELS = "ă â đ ê ô ơ ư ắ ằ ẳ ẵ ặ ấ ầ ẩ ẫ ậ ế ề ể ễ ệ ố ồ ổ ỗ ộ ớ ờ ở ỡ ợ ứ ừ ử ữ ự ỳ ỵ ỷ ỹ"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(sheets.TEMPLATES / "sheets", tmp_path / "sheets")
    (tmp_path / "sheet.typ").write_text(TEMPLATE, encoding="utf-8")
    (tmp_path / "endless.typ").write_text("#{ let n = 0; while true { n = calc.rem(n, 7) } }")
    (tmp_path / "wrong.typ").write_text("#nothing-of-that-name")
    (tmp_path / "curious.typ").write_text('#read("/../secret.txt")')
    (tmp_path.parent / "secret.txt").write_text("bí mật")
    monkeypatch.setattr(sheets, "TEMPLATES", tmp_path)


def made(text: str = "", title: str = "Tờ niêm yết", address: str = "https://example.vn/") -> bytes:
    values = {"title": title, "text": text, "qr": sheets.qr_svg(address), "alt": "Mã QR"}
    return sheets.make_pdf("sheet.typ", values, made_at=MADE_AT)


def read(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_vietnamese_comes_out_as_it_went_in_whatever_its_form() -> None:
    import unicodedata

    text = f"{VOWELS} {VOWELS.upper()}"
    for form in ("NFC", "NFD"):
        words = " ".join(read(made(unicodedata.normalize(form, text))).split())
        assert text in words


def test_typsts_own_signs_in_a_value_are_printed_not_obeyed() -> None:
    text = '#panic("x") $a^2$ *đậm* _nghiêng_ = đề mục #{1+1} \\ <nhãn> @ai `mã` // lời'
    assert text in read(made(text))


def test_the_same_values_make_the_same_bytes() -> None:
    assert made("Lệ phí: 50.000 đồng") == made("Lệ phí: 50.000 đồng")


def test_it_carries_the_font_and_follows_pdf_ua() -> None:
    pdf = made(VOWELS)
    assert b"BeVietnamPro" in pdf and b"pdfuaid" in pdf and b"/StructTreeRoot" in pdf


def test_a_letter_without_a_shape_costs_no_sheet() -> None:
    assert "Bước" in read(made("\uf0d8 Bước 1\x00\u200b 中文 \ue123"))


def test_the_code_leads_where_it_says() -> None:
    address = "https://congkhai.example.gov.vn/ban/7K4Q-2F9M/"
    picture = pypdfium2.PdfDocument(made(address=address))[0].render(scale=2).to_pil()
    found = zxingcpp.read_barcodes(picture)
    assert [code.text for code in found] == [address]


@pytest.mark.parametrize("template", ["wrong.typ", "missing.typ", "curious.typ"])
def test_a_template_that_fails_says_so(template: str) -> None:
    with pytest.raises(sheets.SheetFailed):
        sheets.make_pdf(template, {}, made_at=MADE_AT)


def test_a_sheet_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(sheets.SheetFailed):
        sheets.make_pdf("endless.typ", {}, made_at=MADE_AT, seconds=1)
