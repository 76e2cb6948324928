"""Vietnamese from before Unicode."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.legacy import _TCVN3, _VNI, Encoding, font_encoding, recognise, suspect, to_unicode

TEXT = (
    "Cộng hòa xã hội chủ nghĩa Việt Nam, Độc lập, Tự do, Hạnh phúc. Căn cứ Nghị định của Chính phủ "
    "về kỷ luật kỹ thuật ở tỉnh Quảng Trị, điều kiện được hưởng chế độ, phụ cấp thâm niên."
)


def written(text: str, encoding: Encoding) -> str:
    """What a program that doesn't know the encoding shows for `text`."""
    if encoding is Encoding.TCVN3:
        table = {letter: chr(code) for code, letter in _TCVN3.items()}
    else:
        table = {}
        for code, letter in sorted(_VNI.items(), key=lambda pair: -len(pair[0])):
            table.setdefault(letter, code)
    return "".join(table.get(letter, letter) for letter in text)


@pytest.mark.parametrize("encoding", Encoding)
def test_an_older_encoding_is_recognised_by_its_words_and_converted(encoding: Encoding) -> None:
    old = written(TEXT, encoding)
    assert old != TEXT
    assert recognise(old) is encoding
    assert to_unicode(old, encoding) == TEXT
    assert suspect(old) is encoding


@pytest.mark.parametrize("encoding", Encoding)
def test_a_name_of_a_few_words_is_enough_to_refuse_it(encoding: Encoding) -> None:
    short = "Thủ tục cấp giấy phép bức xạ"
    assert suspect(written(short, encoding)) is encoding and suspect(short) is None
    assert recognise(written(short, encoding)) is None  # too few to convert it unasked


@pytest.mark.parametrize(
    "text",
    [TEXT, "Plain English words that nobody would want to convert at all, never ever.", "", "Céng"],
)
def test_what_is_right_already_is_left_alone(text: str) -> None:
    assert recognise(text) is None and suspect(text) is None


@pytest.mark.parametrize(
    ("font", "encoding"),
    [
        (".VnTime", Encoding.TCVN3),
        ("ABCDEF+.VnTimeH", Encoding.TCVN3),
        ("VNI-Times", Encoding.VNI),
        ("TimesNewRomanPSMT", None),
        ("", None),
    ],
)
def test_the_name_of_a_font_tells_its_encoding(font: str, encoding: Encoding | None) -> None:
    assert font_encoding(font) is encoding


@given(st.text(), st.sampled_from(Encoding))
def test_any_text_can_be_asked_about(text: str, encoding: Encoding) -> None:
    recognise(text)
    converted = to_unicode(text, encoding)
    assert unicodedata.is_normalized("NFC", converted) or not text.isascii()
