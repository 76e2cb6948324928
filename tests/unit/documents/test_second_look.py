"""Where OCR looks a second time: ink without words on the right, as under a seal."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from documents.readers import ocr
from documents.readers.second_look import look_again, through_red_glass, unread_place
from documents.words import PageWords, TextSource, Word

DPI = 150
SCALE = DPI / 72
FONT = str(Path(__file__).parents[3] / "portal/fonts/BeVietnamPro-SemiBold.ttf")


def words() -> tuple[Word, ...]:
    """A paragraph of read words above."""
    return tuple(
        Word("từ", 80 + 40 * column, 100 + 20 * row, 110 + 40 * column, 112 + 20 * row)
        for row in range(4)
        for column in range(10)
    )


def sheet(colour: str = "black") -> Image.Image:
    """A page with black text where the words are, and a seal at the lower right."""
    picture = Image.new("RGB", (round(595 * SCALE), round(842 * SCALE)), "white")
    draw = ImageDraw.Draw(picture)
    for word in words():
        draw.rectangle([edge * SCALE for edge in (word.x0, word.y0, word.x1, word.y1)], "black")
    draw.ellipse([edge * SCALE for edge in (340, 400, 440, 500)], outline=colour, width=20)
    return picture


def page() -> PageWords:
    return PageWords(1, 595, 842, words(), TextSource.OCR)


def test_a_seal_is_found_and_text_that_was_read_is_not() -> None:
    place = unread_place(sheet().convert("L"), page(), DPI)
    assert place is not None
    assert place == pytest.approx((340, 400, 440, 500), abs=12)


def test_nothing_is_looked_for_where_all_ink_has_words_or_the_page_is_a_picture() -> None:
    plain = sheet("white").convert("L")
    assert unread_place(plain, page(), DPI) is None
    assert look_again(plain, page(), DPI) == page()
    assert unread_place(sheet().convert("L"), replace(page(), words=()), DPI) is None


def test_a_word_read_better_keeps_its_place_and_a_new_one_stands_beside_its_neighbour(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Text beside a seal that is read again must not move behind the page."""
    line = [Word(text, 300 + 40 * at, 440, 330 + 40 * at, 452, confidence=0.6)
            for at, text in enumerate(("quản", "lý", "cua"))]  # fmt: skip
    last = Word("mình", 80, 700, 110, 712)
    given = replace(page(), words=(*words(), *line, last))
    better = replace(line[2], text="của", confidence=0.9)
    same = replace(line[0], confidence=0.9)
    new = Word("Sở", 412, 440, 430, 452, confidence=0.9)
    found = [same, better, new]
    monkeypatch.setattr("documents.readers.second_look._read", lambda *_, **__: list(found))
    read = look_again(sheet().convert("L"), given, DPI)
    assert [word.text for word in read.words[-5:]] == ["quản", "lý", "của", "Sở", "mình"]


def test_a_name_under_a_seal_keeps_what_each_look_made_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known = Word("Phúc", 430, 470, 460, 484, confidence=0.97)
    looks = iter(f"xNuy{number}n" for number in range(100))

    def read(red: object, place: object, dpi: object, mode: int, **_: object) -> list[Word]:
        if mode != 7:  # a line by itself
            return [known]
        spoilt = Word(next(looks), 385, 470, 425, 484, confidence=0.1)
        return [spoilt, known]

    monkeypatch.setattr("documents.readers.second_look._read", read)
    seen = look_again(sheet().convert("L"), page(), DPI).words
    [name] = [word for word in seen if word.text.startswith("xNuy")]
    assert len(name.also) > 5
    assert {*name.also, name.text} == {f"xNuy{number}n" for number in range(len(name.also) + 1)}
    assert not any(word.also for word in seen if word.confidence > 0.5)


def test_a_red_glass_takes_red_seals_away_and_leaves_black() -> None:
    red = through_red_glass(sheet("red"))
    assert red is not None
    assert unread_place(red, page(), DPI) is None
    assert through_red_glass(sheet("black")) is None
    assert through_red_glass(sheet().convert("L")) is None


@pytest.mark.skipif(bool(ocr.why_not()), reason="tesseract with Vietnamese is not installed")
def test_a_name_under_a_red_seal_is_read() -> None:
    picture = sheet("white").resize((round(595 * 300 / 72), round(842 * 300 / 72)))
    draw = ImageDraw.Draw(picture)
    scale = 300 / 72
    font = ImageFont.truetype(FONT, round(13 * scale))
    draw.ellipse([edge * scale for edge in (340, 400, 440, 500)], outline="red", width=24)
    draw.text((350 * scale, 490 * scale), "Trần Ngọc Lân", "black", font=font)
    read = look_again(picture.convert("L"), page(), 300, red=through_red_glass(picture))
    assert {"Trần", "Ngọc", "Lân"} <= {word.text for word in read.words}
    assert set(page().words) <= set(read.words)
