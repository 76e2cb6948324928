"""Lists in one cell of a table, and cells that no spreadsheet takes for a formula. Pure.

A list is written one item a line, so that a person can read and change it:

    » trực tuyến | số: 5 | đơn vị: ngày làm việc | phí: 50.000 đồng
    » trực tiếp | số: 7 | đơn vị: ngày làm việc

`»` begins an item; then its main part, then what else there is of it. Within a value `\\|` is a
bar, `\\n` a new line, `\\\\` a backslash, `\\s` a blank at an end. A cell whose lines don't all
begin with `»` is plain text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MARK = "» "
#: What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection), and our own sign
#: that says "text".
FORMULA = ("=", "+", "-", "@", "\t", "\r", "|")
TEXT = "'"
_WRITTEN = {"\\": "\\\\", "|": "\\|", "\n": "\\n"}
_READ = {"\\": "\\", "|": "|", "n": "\n", "s": " "}


@dataclass(frozen=True, slots=True)
class RowShape:
    """How the items of one list are written: `main`, the attribute that stands first, and the
    words for the others."""

    main: str
    words: Mapping[str, str]


SHAPES: Mapping[str, RowShape] = {
    "steps": RowShape("text", {"title": "tiêu đề"}),
    "filing_ways": RowShape(
        "channel",
        {
            "amount": "số",
            "unit": "đơn vị",
            "time": "thời hạn",
            "condition": "điều kiện",
            "fee": "phí",
            "fee_amount": "mức phí",
        },
    ),
    "dossier_cases": RowShape("name", {"sets": "số bộ", "note": "ghi chú"}),
    "dossier_lines": RowShape(
        "name",
        {
            "case": "trường hợp",
            "originals": "bản chính",
            "copies": "bản sao",
            "form": "mẫu",
            "note": "ghi chú",
        },
    ),
    "fees": RowShape(
        "name",
        {
            "amount": "mức",
            "formula": "cách tính",
            "unit": "tính theo",
            "payer": "người nộp",
            "exemption": "miễn, giảm",
            "basis": "căn cứ",
            "payment": "cách nộp",
            "printed": "như in",
        },
    ),
    "legal_bases": RowShape("text", {"number": "số hiệu", "signed_on": "ngày ký"}),
}


class NotAList(ValueError):
    """A cell that begins like a list and isn't one; the text is the line at fault."""


def write_rows(name: str, rows: Sequence[Mapping[str, Any]]) -> str:
    """The rows of the list `name` as one cell. Empty values are left out."""
    shape = SHAPES[name]
    lines = []
    for row in rows:
        parts = [_escaped(str(row.get(shape.main, "")))]
        for key, word in shape.words.items():
            value = row.get(key)
            if value is not None and value != "":
                parts.append(f"{word}: {_escaped(str(value))}")
        lines.append(MARK + " | ".join(parts))
    return "\n".join(lines)


def is_list(text: str) -> bool:
    """Whether `text` is a list as `write_rows` writes it."""
    lines = [line for line in text.split("\n") if line.strip()]
    return bool(lines) and all(line.lstrip().startswith(MARK.strip()) for line in lines)


def read_rows(name: str, text: str) -> list[dict[str, str]]:
    """The rows of a cell that `is_list`, values as text. Raises NotAList."""
    shape = SHAPES[name]
    keys = {word: key for key, word in shape.words.items()}
    rows = []
    for line in text.split("\n"):
        if not line.strip():
            continue
        main, *parts = line.lstrip()[len(MARK.strip()) :].split(" | ")
        row = {shape.main: _unescaped(main.strip(" "))}
        for part in parts:
            word, colon, value = part.partition(":")
            key = keys.get(word.strip().lower())
            if key is None or not colon or key in row:
                raise NotAList(line)
            row[key] = _unescaped(value.strip(" "))
        rows.append(row)
    return rows


def safe(text: str) -> str:
    """`text` as a cell that no spreadsheet runs: what it would take for a formula, and what begins
    with `'` itself, gets a `'` before it."""
    return f"{TEXT}{text}" if text.lstrip(" ").startswith((*FORMULA, TEXT)) else text


def meant(cell: str) -> str:
    """The text that `safe` wrote."""
    if cell.startswith(TEXT) and cell[1:].lstrip(" ").startswith((*FORMULA, TEXT)):
        return cell[1:]
    return cell


def _escaped(text: str) -> str:
    written = "".join(_WRITTEN.get(letter, letter) for letter in text)
    if written.startswith(" "):
        written = "\\s" + written[1:]
    return written[:-1] + "\\s" if written.endswith(" ") else written


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: _READ.get(found[1], found[0]), text)
