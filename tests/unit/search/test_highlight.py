"""`search.highlight`: the piece of text shown, and what of it is marked."""

from __future__ import annotations

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from portal.text import compose
from search.highlight import SNIPPET_CHARACTERS, Highlighter
from search.query import parse


def mark(query: str, text: str) -> str:
    return str(Highlighter(parse(query)).mark(text))


def test_words_are_marked_whatever_their_accents() -> None:
    assert mark("buc xa", "An toàn bức xạ") == "An toàn <mark>bức xạ</mark>"
    assert mark("dien tu", "Đường điện tử") == "Đường <mark>điện tử</mark>"


def test_accents_typed_are_respected() -> None:
    assert mark("bản", "bản sao bán buôn") == "<mark>bản</mark> sao bán buôn"


def test_another_spelling_is_marked_where_the_typed_one_never_stands() -> None:
    assert mark("bản", "bán buôn") == "<mark>bán</mark> buôn"
    assert mark("hoà bình kĩ thuật", "Hòa bình, kỹ thuật") == (
        "<mark>Hòa bình</mark>, <mark>kỹ thuật</mark>"
    )


def test_only_whole_words_are_marked() -> None:
    assert mark("an", "an toàn, ban hành") == "<mark>an</mark> toàn, ban hành"


def test_what_stands_for_an_abbreviation_is_marked() -> None:
    assert mark("khcn", "Sở KH&CN, khoa học và công nghệ") == (
        "Sở <mark>KH&amp;CN</mark>, <mark>khoa học và công nghệ</mark>"
    )


def test_decomposed_text_is_marked_in_the_right_place() -> None:
    assert mark("phép", "gia\u0302\u0301y phe\u0301p") == "giấy <mark>phép</mark>"


def test_nothing_of_the_text_is_taken_for_html() -> None:
    assert mark("script", "<script>&amp;") == "&lt;<mark>script</mark>&gt;&amp;amp;"


def test_the_snippet_is_the_piece_that_says_most() -> None:
    filler = "Chuyện khác không liên quan gì ở đây cả. " * 40
    wanted = "Phí thẩm định cấp phép máy X-quang là 2.000.000 đồng. "
    text = f"{filler}Phí cấp một lần. {filler}{wanted}{filler}"
    snippet = Highlighter(parse("phí cấp phép máy x quang")).snippet(text)
    assert "2.000.000 đồng" in snippet.html
    assert snippet.html.startswith("… <mark>Phí</mark>")


def test_lines_of_a_list_are_told_apart() -> None:
    assert mark("đơn", "Đơn đề nghị\nĐơn\nBản sao.\nẢnh") == (
        "<mark>Đơn</mark> đề nghị · <mark>Đơn</mark> · Bản sao. Ảnh"
    )


def test_a_word_often_said_counts_once() -> None:
    text = "Giấy phép bức xạ. " + "Chuyện khác. " * 40 + "giấy phép giấy phép giấy phép " * 5
    assert Highlighter(parse("giấy phép bức xạ")).snippet(text).html.startswith("<mark>Giấy phép")


def test_without_a_hit_the_snippet_is_the_beginning() -> None:
    snippet = Highlighter(parse("xyz")).snippet("Một hai ba. " * 100)
    assert snippet.value == 0
    assert snippet.html.startswith("Một hai ba.")
    assert snippet.html.endswith(" …")


@given(st.text(max_size=30), st.text(max_size=200))
def test_marks_change_nothing_of_the_text(query: str, text: str) -> None:
    marked = mark(query, text)
    assert marked.count("<mark>") == marked.count("</mark>")
    shown = html.unescape(re.sub("</?mark>", "", marked))
    assert shown.replace(" ·", "") == re.sub(r"\s+", " ", compose(text).replace(" ·", "")).strip()


@given(st.text(alphabet="ab ", max_size=20), st.text(alphabet="ab .\n", max_size=2_000))
def test_snippets_are_short(query: str, text: str) -> None:
    shown = re.sub("</?mark>", "", str(Highlighter(parse(query)).snippet(text).html))
    assert len(shown) <= SNIPPET_CHARACTERS + len("…  …")
