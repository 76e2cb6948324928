"""What is exported is read back without a difference, in every format."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings

from procedures.content import ProcedureContent
from procedures.exchange import cells
from procedures.exchange.reading import rows_of
from procedures.exchange.records import Record, read_record
from procedures.exchange.unpacking import unpack
from procedures.exchange.writing import (
    Item,
    as_json,
    columns_needed,
    write_csv,
    write_json,
    write_json_lines,
    write_xlsx,
)
from tests.unit.procedures.contents import contents, texts

TODAY = date(2026, 11, 29)
BESIDE = {
    "keywords": "bức xạ, x-quang",
    "unit": "CNTT",
    "decision_number": "101/QĐ-UBND",
    "decision_signed_on": date(2026, 3, 1),
    "in_force_from": date(2026, 4, 1),
}


def _xlsx(items: list[Item]) -> bytes:
    out = io.BytesIO()
    write_xlsx(items, columns_needed(items), out)
    return out.getvalue()


WRITERS: dict[str, Callable[[list[Item]], bytes]] = {
    "csv": lambda items: "".join(write_csv(items)).encode(),
    "json": lambda items: "".join(write_json(items)).encode(),
    "jsonl": lambda items: "".join(write_json_lines(items)).encode(),
    "xlsx": _xlsx,
}


def read(data: bytes, ending: str) -> list[Any]:
    unpacked = unpack(io.BytesIO(data), f"thu-tuc.{ending}")
    with unpacked.stream:
        return [row for _number, row in rows_of(unpacked, {}).rows]


def cleaned(content: ProcedureContent) -> ProcedureContent:
    """The content as a file's texts are read: composed, without blanks at the ends."""
    return read_record(as_json(Item(content, {})), TODAY).applied_to(content)


@pytest.mark.parametrize("ending", sorted(WRITERS))
@settings(max_examples=12)
@given(content=contents())
def test_a_content_comes_back_as_it_went_out(ending: str, content: ProcedureContent) -> None:
    content = cleaned(content)
    assert cleaned(content) == content
    row = read(WRITERS[ending]([Item(content, BESIDE)]), ending)[0]
    record = read_record(row, TODAY)
    assert isinstance(record, Record)
    assert record.applied_to(ProcedureContent(code=content.code)) == content
    assert record.beside == BESIDE


@given(texts)
def test_no_cell_is_a_formula_and_each_is_meant(text: str) -> None:
    assert not cells.safe(text).lstrip(" ").startswith(cells.FORMULA)
    assert cells.meant(cells.safe(text)) == text


def test_a_text_longer_than_a_cell_goes_on_in_the_next_column() -> None:
    long = "Điều kiện " * 9000
    content = cleaned(ProcedureContent(code="1.000001", title="Dài", conditions=long))
    row = read(_xlsx([Item(content, {})]), "xlsx")[0]
    assert read_record(row, TODAY).content["conditions"] == long.strip()
