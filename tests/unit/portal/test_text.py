"""`portal.text`: one spelling for what people write in many."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portal.text import (
    compose,
    find_numbers,
    fold,
    has_accents,
    normal_number,
    normalise,
    number_key,
    number_parts,
    procedure_code,
    tokens,
    word_forms,
)

VIETNAMESE = (
    "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵbcdđghklmnpqrstvx"
)
words = st.text(alphabet=VIETNAMESE + VIETNAMESE.upper() + " 0123456789./&-", max_size=40)
anything = st.text(max_size=60)


@pytest.mark.parametrize(
    ("written", "one_spelling"),
    [
        ("hoà bình", "hòa bình"),
        ("HOÀ", "HÒA"),
        ("Uỷ ban, thuỷ lợi", "Ủy ban, thủy lợi"),
        ("quý, quỹ, quỳ", "quý, quỹ, quỳ"),
        ("hòan thiện, tòan bộ", "hoàn thiện, toàn bộ"),
        ("ngoài, khoẻ", "ngoài, khỏe"),
        ("khuỷu, huỳnh", "khuỷu, huỳnh"),
        ("\u00d0ảng, QÐ-UBND", "Đảng, QĐ-UBND"),
        ("  hai\u00a0\t\nba ", "hai ba"),
        ("a\x00b\u200bc\ufeff", "abc"),
        ("la\u0301\u0302p", "lấp"),
    ],
)
def test_one_spelling(written: str, one_spelling: str) -> None:
    assert normalise(written) == one_spelling


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Thủ tục cấp phép bức xạ", "thu tuc cap phep buc xa"),
        ("Đường, ĐIỆN TỬ", "duong, dien tu"),
        ("kỹ sư và kĩ sư", "ki su va ki su"),
        ("công lý, công lí; quy, qui", "cong li, cong li; qui, qui"),
        ("yêu, ý, hay, thuý", "yeu, y, hay, thuy"),
    ],
)
def test_folding(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(anything | words)
@example("İstanbul ΑΣ ﬁ ² \u0344 \u1100\u0302\u1161")
@example("a\u0301\u0302\u0301")
def test_every_form_is_idempotent(text: str) -> None:
    for form in (compose, normalise, fold):
        assert form(form(text)) == form(text)


@given(anything | words)
@example("İstanbul")
def test_folding_keeps_the_offsets_of_the_composed_text(text: str) -> None:
    assert len(fold(text)) == len(compose(text))


@given(words)
def test_decomposed_input_is_the_same_text(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    assert normalise(decomposed) == normalise(unicodedata.normalize("NFC", text))
    assert fold(decomposed) == fold(text)


@given(words)
def test_text_typed_without_accents_has_the_same_folded_words(text: str) -> None:
    unaccented = fold(text)
    assert [word.folded for word in tokens(unaccented)] == [word.folded for word in tokens(text)]


@given(anything | words)
def test_tokens_are_what_the_index_holds(text: str) -> None:
    accented, folded = word_forms(text)
    assert accented == [word.text for word in tokens(text)]
    assert folded == [word.folded for word in tokens(text)]


@given(anything | words)
def test_a_token_says_where_it_stands(text: str) -> None:
    composed = compose(text)
    for word in tokens(text):
        assert 0 <= word.start < word.end <= len(composed)
        assert fold(composed[word.start : word.end]).replace("&", "") == word.folded


@given(anything)
def test_no_text_can_break_an_index(text: str) -> None:
    for form in word_forms(text + "\ud800\x00"):
        assert all(word and not re.search(r"[\s\x00_]", word) for word in form)
        " ".join(form).encode()


@given(words)
def test_words_are_those_of_the_whole_text(text: str) -> None:
    assert " ".join(word_forms(text)[1]) == " ".join(word_forms(fold(text))[0])


def test_words_and_codes() -> None:
    text = "Sở KH&CN: 2.002385, 42/2022/NĐ-CP, X-quang 4.0 và R&D."
    assert " ".join(word.text for word in tokens(text)) == (
        "sở khcn 2.002385 42 2022 nđ cp x quang 4.0 và rd"
    )


def test_accents_are_noticed() -> None:
    assert has_accents("giấy phép")
    assert has_accents("dai hoc đ")
    assert not has_accents("Giay phep ky thuat X-quang 2026")


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("14 /KH-SKHCN", "14/KH-SKHCN"),
        ("14/ kh - skhcn", "14/KH-SKHCN"),
        ("Số: 14/KH-SKHCN", "14/KH-SKHCN"),
        ("1234/QÐ–UBND", "1234/QĐ-UBND"),
        ("42 / 2022/NĐ-CP", "42/2022/NĐ-CP"),
        ("45/2019/QH14", "45/2019/QH14"),
        ("1/QĐ-TTG", "1/QĐ-TTg"),
        ("11/ctr-ubnd", "11/CTr-UBND"),
        ("05/KL-SKHCN", "05/KL-SKHCN"),
        ("12a/2020/TT-BKHCN", "12A/2020/TT-BKHCN"),
        ("192/2013/TTLT-BTC-BTP", "192/2013/TTLT-BTC-BTP"),
        ("2.002385", "2.002385"),
        ("1.000894.000.00.00.H36", "1.000894"),
        ("Không số", "Không số"),
    ],
)
def test_one_way_to_write_a_number(written: str, normal: str) -> None:
    assert normal_number(written) == normal
    assert normal_number(normal) == normal


def test_parts_of_a_number() -> None:
    parts = number_parts("Số: 42/2022/nđ-cp")
    assert parts is not None
    assert (parts.number, parts.year, parts.symbol) == ("42", 2022, "NĐ-CP")
    assert parts.type_symbol == "NĐ"
    assert number_parts("một hai") is None
    assert number_parts("12/05/2026") is None


@pytest.mark.parametrize(
    "writings",
    [
        ("1234/QĐ-UBND", "1234/qd-ubnd", "1234/QĐ UBND", "1234 / QÐ – UBND", "1234/QĐUBND"),
        ("05/KL-SKHCN", "5/kl-skhcn"),
        ("42/2022/NĐ-CP", "42/2022/nd-cp"),
        ("1.000894.000.00.00.H36", "1.000894"),
    ],
)
def test_writings_of_one_number_share_a_key(writings: tuple[str, ...]) -> None:
    assert len({number_key(writing) for writing in writings}) == 1


def test_different_numbers_have_different_keys() -> None:
    numbers = ["1/QĐ-UBND", "11/QĐ-UBND", "1/2022/QĐ-UBND", "1/QĐ-SKHCN", "2.002385", "2.002386"]
    assert len({number_key(number) for number in numbers}) == len(numbers)


def test_numbers_in_running_text() -> None:
    text = "Căn cứ Nghị định 42/2022/NĐ-CP, Kế hoạch số 14 /KH-SKHCN ngày 12/5/2026 (mã 2.002385)."
    assert [number for _, _, number in find_numbers(text)] == [
        "42/2022/NĐ-CP",
        "14/KH-SKHCN",
        "2.002385",
    ]
    start, end, _ = next(iter(find_numbers(text)))
    assert text[start:end] == "42/2022/NĐ-CP"


def test_a_procedure_code_is_read_from_a_local_one() -> None:
    assert procedure_code("Mã số 1.000894.000.00.00.H36") == "1.000894"
    assert procedure_code("2.000.000 đồng") is None


@given(anything | words)
def test_number_helpers_take_any_text(text: str) -> None:
    assert normal_number(normal_number(text)) == normal_number(text)
    assert isinstance(number_key(text), str)
    assert all(start < end for start, end, _ in find_numbers(text))


@given(st.text(max_size=200))
@example("….. ________ " + "x" * 500 + " KH&CN 2.002385")
def test_whole_texts_have_the_same_words_as_their_tokens(text: str) -> None:
    found = list(tokens(text))
    assert word_forms(text) == ([t.text for t in found], [t.folded for t in found])


@given(st.text(alphabet="aăâđĐọỞ“”–…•İςß½", max_size=40))
def test_folding_keeps_offsets_whatever_the_letters(text: str) -> None:
    assert len(fold(text)) == len(compose(text))
    assert fold(fold(text)) == fold(text)
