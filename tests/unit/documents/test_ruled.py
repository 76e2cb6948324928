"""Tables rebuilt from the lines drawn around their cells."""

from __future__ import annotations

from documents.blocks import BlockKind
from documents.layout import blocks_of
from documents.ruled import grids_of
from documents.words import PageWords, Rule, Word


def frame(xs: list[float], ys: list[float]) -> list[Rule]:
    """Every line of a grid."""
    return [(x, ys[0], x, ys[-1]) for x in xs] + [(xs[0], y, xs[-1], y) for y in ys]


def word(text: str, x: float, y: float) -> Word:
    return Word(text, x, y, x + 6 * len(text), y + 12)


def test_two_columns_and_cells_of_several_lines_with_text_around_them() -> None:
    rules = frame([80, 120, 400], [200, 230, 290])
    inside = [word("TT", 85, 205), word("Việc", 130, 205), word("1", 85, 240)]
    inside += [word("Công", 130, 240), word("khai", 160, 240), word("phí", 130, 265)]
    around = [word("Trước", 80, 150), word("Sau", 80, 320)]
    page = PageWords(1, 595, 842, (around[0], *inside, around[1]), rules=tuple(rules))
    before, table, behind = blocks_of(page)
    assert (before.text, behind.text) == ("Trước", "Sau")
    assert table.kind is BlockKind.TABLE
    assert table.rows == (("TT", "Việc"), ("1", "Công khai phí"))


def test_a_cell_over_two_columns_or_two_rows_stands_once() -> None:
    # The first row has one cell over columns 2 and 3; column 1 has one over rows 2 and 3.
    rules: list[Rule] = [(80, 100, 80, 190), (150, 100, 150, 190), (300, 100, 300, 190)]
    rules += [(220, 130, 220, 190), (80, 100, 300, 100), (80, 130, 300, 130)]
    rules += [(150, 160, 300, 160), (80, 190, 300, 190)]
    (grid,) = grids_of(rules)
    words = [word("A", 90, 105), word("BC", 215, 105), word("D", 90, 140), word("d", 90, 170)]
    words += [word("E", 160, 135), word("F", 230, 135), word("G", 160, 165), word("H", 230, 165)]
    assert grid.cells(words) == (("A", "BC", ""), ("D d", "E", "F"), ("", "G", "H"))


def test_lines_that_make_no_table_are_none() -> None:
    page = frame([20, 575], [20, 822])  # a border about the page
    assert grids_of([*page, (200, 100, 300, 100)]) == []
    assert grids_of([(float(n), 0, float(n), 9) for n in range(2000)]) == []


def test_a_table_open_at_its_sides_has_all_its_columns() -> None:
    rules: list[Rule] = [(150, 100, 150, 160), (80, 100, 300, 100), (80, 130, 300, 130)]
    (grid,) = grids_of([*rules, (80, 160, 300, 160)])
    words = [word("A", 90, 105), word("B", 160, 105), word("C", 90, 135), word("D", 160, 135)]
    assert grid.cells(words) == (("A", "B"), ("C", "D"))
