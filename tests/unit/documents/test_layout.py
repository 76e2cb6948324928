"""From words to headings, paragraphs, lists and tables."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from documents.blocks import Block, BlockKind, text_of
from documents.layout import blocks_of, blocks_of_pages, blocks_of_pieces
from documents.typeset import Align, Grid, Paragraph, typeset
from documents.words import PageWords, Word

LONG = (
    "Sở Khoa học và Công nghệ hướng dẫn các đơn vị thực hiện công khai thông tin theo quy định " * 3
)


def kinds(blocks: tuple[Block, ...]) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text[:30]) for block in blocks]


def decision() -> list[Paragraph | Grid]:
    cell = lambda *lines: tuple(Paragraph(line, Align.CENTRE) for line in lines)  # noqa: E731
    return [
        Grid(
            ((cell("UBND TỈNH QUẢNG TRỊ", "SỞ KHOA HỌC VÀ CÔNG NGHỆ", "Số: 05/QĐ-SKHCN"),
              cell("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")),),
            (2.0, 3.0),
            is_layout=True,
        ),
        Paragraph("QUYẾT ĐỊNH", Align.CENTRE, bold=True),
        Paragraph(f"Căn cứ {LONG};", indented=True),
        Paragraph("Chương I", Align.CENTRE, bold=True),
        Paragraph("QUY ĐỊNH CHUNG", Align.CENTRE, bold=True),
        Paragraph("Điều 1. Phạm vi điều chỉnh", bold=True, indented=True),
        Paragraph(LONG, indented=True),
        Paragraph(f"1. {LONG}", indented=True),
        Paragraph(f"a) {LONG}", indented=True),
    ]  # fmt: skip


def check(blocks: list[Block]) -> None:
    found = {block.text.split(".")[0][:14]: block for block in blocks}
    assert found["QUYẾT ĐỊNH"].kind is BlockKind.HEADING
    assert found["Chương I"].kind is BlockKind.HEADING
    assert found["QUY ĐỊNH CHUNG"].kind is BlockKind.HEADING
    assert found["Điều 1"].level == 4
    assert found["1"].kind is BlockKind.ITEM and found["1"].level == 1
    points = [block for block in blocks if block.text.startswith("a) ")]
    assert [point.level for point in points] == [2]
    assert not any(
        block.kind is BlockKind.HEADING and "CỘNG HÒA" in block.text for block in blocks
    ), "the motto heads nothing"
    assert " ".join(LONG.split()) in [block.text for block in blocks]


def test_a_word_file_becomes_what_it_is_made_of() -> None:
    check(blocks_of_pieces(decision()))


def test_the_same_is_found_where_only_the_words_places_are_known() -> None:
    pages = list(typeset(decision()))
    assert len(pages) == 1
    blocks = [block for page in blocks_of_pages(pages) for block in page]
    check(blocks)
    head = " ".join(block.text for block in blocks[:6])
    # Column by column, not line by line across both.
    assert head.index("SỞ KHOA HỌC") < head.index("05/QĐ") < head.index("CỘNG HÒA")


SIGNED = ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Ngọc Lân")


def test_the_lines_of_a_signature_block_stay_lines() -> None:
    """With nobody to inform beside it, in a cell with line breaks, and read by OCR not quite in
    the middle."""
    broken = Paragraph("\n".join(SIGNED), Align.CENTRE, bold=True)
    cells = ((Paragraph("Nơi nhận:"),), (broken,))
    assert [block.text for block in blocks_of_pieces([broken])] == [*SIGNED]
    beside = blocks_of_pieces([Grid((cells,), (1.0, 1.0), is_layout=True)])
    assert [block.text for block in beside] == ["Nơi nhận:", *SIGNED]
    words = []
    for at, (text, askew) in enumerate(zip(SIGNED, (0, 14, -9, 20), strict=True)):
        x = 330.0 + askew
        for part in text.split():
            words.append(Word(part, x, 500.0 + 18 * at, x + 7 * len(part), 512.0 + 18 * at))
            x += 7 * len(part) + 4
    text = Word("chữ", 85, 480, 552, 492)
    found = blocks_of(PageWords(3, 595, 842, (text, *words)))
    assert [block.text for block in found] == ["chữ", *SIGNED]


def test_a_table_is_rebuilt_from_its_columns() -> None:
    rows = [["TT", "Nội dung", "Đơn vị chủ trì"], ["1", "Công khai thủ tục", "Văn phòng"]]
    rows += [["2", "Công khai kết luận thanh tra", "Thanh tra"], ["3", "Lệ phí", "Phòng KH-TC"]]
    grid = Grid(tuple(tuple((Paragraph(cell),) for cell in row) for row in rows), (1.0, 4.0, 3.0))
    (table,) = blocks_of(next(typeset([grid])))
    assert table.kind is BlockKind.TABLE
    assert [list(row) for row in table.rows] == rows


def test_running_heads_and_page_numbers_are_left_out() -> None:
    def page(number: int) -> PageWords:
        head = [Word(f"{number + 5}", 60, 20, 70, 32), Word("CÔNG", 200, 20, 240, 32)]
        text = [Word(word, 80 + 40 * n, 200, 115 + 40 * n, 212) for n, word in enumerate("abcd")]
        return PageWords(number, 595, 842, (*head, *text))

    pages = blocks_of_pages([page(number) for number in (1, 2, 3)])
    assert [text_of(blocks) for blocks in pages] == ["a b c d"] * 3


words = st.builds(
    Word,
    text=st.text(min_size=1, max_size=6),
    x0=st.floats(-50, 900),
    y0=st.floats(-50, 900),
    x1=st.floats(-50, 900),
    y1=st.floats(-50, 900),
)


@given(st.lists(words, max_size=40))
def test_no_page_is_too_strange_and_no_word_gets_lost(found: list[Word]) -> None:
    page = PageWords(1, 595, 842, tuple(found))
    inside = [w.text for w in found if any(letter.isalnum() for letter in w.text)]
    blocks = blocks_of(page)
    assert [Block.from_json(block.to_json()) for block in blocks] == list(blocks)
    # Margins may hold a page number; everything else stands somewhere.
    text = text_of(blocks).replace("\t", " ")
    for word in inside:
        if not word.isdecimal():
            assert " ".join(word.split()) in " ".join(text.split()) or word.strip() in text


@given(st.lists(st.text(max_size=30), max_size=20))
def test_every_word_of_a_text_is_set_once(lines: list[str]) -> None:
    pages = list(typeset([Paragraph(line) for line in lines]))
    set_words = [word.text for page in pages for word in page.words]
    assert set_words == [
        word for line in lines for part in line.split("\n") for word in part.split()
    ]
