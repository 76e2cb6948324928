"""`search.query`: what somebody typed, understood."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portal.text import fold
from search.query import MAX_CHARACTERS, MAX_WORDS, Query, parse
from search.vietnamese import is_syllable, untelex


@pytest.mark.parametrize("nothing", ["", "   ", "\x00", '!!! ... "" (((', "\u200b\ufeff", "\ud800"])
def test_nothing_to_search_for_is_an_empty_query(nothing: str) -> None:
    assert not parse(nothing)
    assert parse(nothing) == Query()


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("1234/QĐ-UBND", "1234/qdubnd"),
        ("1234/QÐ-UBND", "1234/qdubnd"),
        ("1234 qd ubnd", "1234/qdubnd"),
        ("1234qđ-ubnd", "1234/qdubnd"),
        ("1861.QĐ-UBND", "1861/qdubnd"),
        ("18-CT-UBND", "18/ctubnd"),
        ("2614/QĐUBND", "2614/qdubnd"),
        ("4500 / ubnd-nc", "4500/ubndnc"),
        ("14 kh skhcn", "14/khskhcn"),
        ("05/KL-SKHCN", "5/klskhcn"),
        ("42/2022/NĐ-CP", "42/2022/ndcp"),
        ("nghị định 42/2022/nd-cp về dịch vụ công", "42/2022/ndcp"),
        ("45/2019/QH14", "45/2019/qh14"),
        ("2.002385", "2.002385"),
        ("2002385", "2.002385"),
        ("1.000894.000.00.00.H36", "1.000894"),
    ],
)
def test_a_number_is_understood_in_any_writing(typed: str, key: str) -> None:
    assert key in parse(typed).numbers


def test_a_number_without_its_symbol_keeps_its_type_and_year() -> None:
    query = parse("quyết định số 161 ngày 18/01/2018")
    assert query.typed_numbers == ("161/qd",)
    assert query.dates == (date(2018, 1, 18),)
    assert query.years == (2018,)
    assert parse("công văn 1939 2015").bare_numbers == ("1939",)


def test_a_number_in_a_sentence_is_not_the_number_of_a_document() -> None:
    assert parse("xe khách 12 chỗ ngồi").bare_numbers == ()
    assert parse("trẻ em dưới 6 tuổi").numbers == ()


def test_dates_that_are_none_are_words() -> None:
    assert parse("ngày 31/02/2026").dates == ()


def test_abbreviations_work_both_ways() -> None:
    (khcn,) = parse("KH&CN").words
    assert khcn.others == (("khoa", "hoc", "va", "cong", "nghe"),)
    assert all(("tthc",) in word.others for word in parse("thủ tục hành chính").words)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("tucj", "tuc"), ("thur", "thu"), ("hieenj", "hien"), ("cuwowcs", "cuoc"), ("thuur", "thu")],
)
def test_telex_keys_left_behind_are_understood(typed: str, meant: str) -> None:
    assert untelex(typed) == meant
    assert (meant,) in parse(typed).words[0].others


@pytest.mark.parametrize("word", ["giay", "phep", "nguoi", "nghiep", "quyen", "thuyen", "khuya"])
def test_unaccented_words_are_not_taken_for_telex(word: str) -> None:
    assert untelex(word) is None


def test_syllables_are_known_by_their_form() -> None:
    assert all(is_syllable(word) for word in ["nghiêng", "quyên", "thủy"[:2] + "uy", "gi", "ươn"])
    assert not any(is_syllable(word) for word in ["tucj", "thcs", "str", ""])


def test_question_words_weigh_little_unless_there_is_nothing_else() -> None:
    query = parse("thời hạn giải quyết tố cáo là bao lâu?")
    assert {word.folded for word in query.words if word.weak} == {"la", "bao", "lau"}
    assert len(parse("bao lâu?").strong_words) == 2


def test_quoted_words_belong_together_and_unbalanced_quotes_are_tolerated() -> None:
    assert [
        [word.folded for word in phrase] for phrase in parse('"giấy phép" “bức xạ”').phrases
    ] == [
        ["giay", "phep"],
        ["buc", "xa"],
    ]
    assert parse('"giấy phép').phrases == ()
    assert len(parse('"giấy phép').words) == 2


def test_a_long_quotation_in_a_question_is_cited_not_required() -> None:
    cited = "bản sao giấy chứng nhận do doanh nghiệp tự đóng dấu"
    assert parse(f'hồ sơ bưu chính cần "{cited}" không?').phrases == ()
    assert len(parse(f'"{cited}"').phrases) == 1


@pytest.mark.parametrize(
    ("typed", "wanted", "unwanted"),
    [
        ("giấy phép -xây", "giay phep", ["xay"]),
        ('giấy phép -"xây dựng" nhà', "giay phep nha", ["xay dung"]),
        ("giấy phép −x-quang –y", "giay phep", ["x quang", "y"]),
        ("-giấy", "giay", []),
        ("giấy phép - xây dựng", "giay phep xay dung", []),
        ("x-quang", "x quang", []),
        ("14-KH", "14 kh", []),
        ("14 -KH", "14 kh", []),
        ("QĐ -UBND", "qd ubnd", []),
        ("giấy phép -5", "giay phep 5", []),
        ('giấy -"" phép', "giay phep", []),
    ],
)
def test_a_hyphen_before_a_word_keeps_it_out_and_nowhere_else(
    typed: str, wanted: str, unwanted: list[str]
) -> None:
    query = parse(typed)
    assert " ".join(word.folded for word in query.words) == wanted
    assert [" ".join(word.folded for word in phrase) for phrase in query.minus] == unwanted


def test_the_word_of_every_day_means_that_of_the_law_where_the_accents_agree() -> None:
    law = ("ket", "hon")
    assert law in parse("cưới").words[0].meant
    assert law in parse("cuoi").words[0].meant
    assert law in parse("cuối năm").words[0].others  # found alike without accents,
    assert law not in parse("cuối năm").words[0].meant  # but of no weight


def test_who_asks_what_a_word_means_is_sent_to_the_definitions() -> None:
    assert parse("viên chức là gì?").titles == (("giai", "thich", "tu", "ngu"),)
    assert parse("lệ phí hộ chiếu").titles == ()


def test_accents_are_noticed() -> None:
    assert parse("giấy phép").accented
    assert not parse("giay phep").accented


@given(st.text(max_size=300))
@example("a" * 10_000)
@example("giấy " * 2_000)
@example("1/" * 5_000)
@example('"' * 10_000)
@example("9" * 10_000)
def test_any_text_is_a_bounded_query(text: str) -> None:
    query = parse(text)
    assert len(query.text) <= MAX_CHARACTERS
    assert len(query.words) <= MAX_WORDS
    assert len(query.numbers) <= 6 * MAX_WORDS


@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạếềểễệ 0123456789/-.&", max_size=80))
def test_writing_without_accents_asks_for_the_same(text: str) -> None:
    accented, unaccented = parse(text), parse(fold(text))
    assert [w.folded for w in accented.words] == [w.folded for w in unaccented.words]
    assert accented.numbers == unaccented.numbers
    assert accented.typed_numbers == unaccented.typed_numbers
