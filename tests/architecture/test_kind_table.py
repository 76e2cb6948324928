"""The table of kinds in the documentation says what the code says."""

from __future__ import annotations

from tests.architecture.kind_rows import kind_table
from tests.conftest import PROJECT_DIR


def test_the_table_of_kinds_tells_the_truth() -> None:
    said = (PROJECT_DIR / "docs/content-model.md").read_text(encoding="utf-8")
    rows = said.partition("## The kinds")[2].partition("Some fields need a word")[0].splitlines()
    written = [row for row in rows if row.startswith("| `")]
    assert written == kind_table()
