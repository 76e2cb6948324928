"""What the readers of rules and catalogues say is wrong has words in the reader's language."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest
from django.utils import translation

from disclosures.catalogue.reading import CatalogueError, parse_catalogue
from disclosures.words.mistakes import mistake_words
from scripts.system import PROJECT_DIR

READERS = (
    "disclosures/counting/grammar.py",
    "disclosures/deadlines.py",
    *(f"disclosures/catalogue/{name}.py" for name in ("reading", "rules", "values", "loading")),
)


def said() -> Iterator[str]:
    """Every sentence that a reader raises, with `x` for what it is about."""
    for reader in READERS:
        for node in ast.walk(ast.parse((PROJECT_DIR / reader).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in (
                "RuleError",
                "Mistake",
                "CatalogueError",
                "DeadlineError",
            ):
                words = _text(node.args[-1])
                if words:
                    yield words


def _text(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    if not isinstance(node, ast.JoinedStr):
        return ""
    return "".join(
        str(part.value) if isinstance(part, ast.Constant) else "x" for part in node.values
    )


def test_everything_a_reader_says_is_translated() -> None:
    sentences = sorted(set(said()))
    assert len(sentences) > 30
    with translation.override("vi"):
        assert [one for one in sentences if mistake_words(ValueError(one)) == one] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- code: X\n  khoa: 1\n", "danh-muc.yaml: X: khoa: khóa lạ"),
        ("a: [", "danh-muc.yaml: không đọc được YAML"),
        ("x", "danh-muc.yaml: phải là danh sách các nghĩa vụ"),
    ],
)
def test_the_place_stays_and_the_reason_is_said_in_vietnamese(text: str, words: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        parse_catalogue(text, "danh-muc.yaml")
    with translation.override("vi"):
        assert mistake_words(caught.value).startswith(words)
