"""What a thing says of itself in fields: the same values for machines and words for people."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace as Thing
from typing import Any

import pytest
from django.utils import translation

from portal.public_record import PublicField, ValueType, all_words, record_of, shown, words_of

ROWS = PublicField(
    "steps",
    "Bước",
    ValueType.ROWS,
    rows=(PublicField("text", "Việc"), PublicField("on", "Ngày", ValueType.DATE)),
)


def thing(**fields: Any) -> Thing:
    return Thing(**fields)


@pytest.mark.parametrize(
    ("kind", "value", "json_value", "words"),
    [
        (ValueType.TEXT, "05/KL", "05/KL", "05/KL"),
        (ValueType.TEXT, "", "", ""),
        (ValueType.TEXT, None, "", ""),
        (ValueType.DATE, date(2026, 3, 9), "2026-03-09", "09/03/2026"),
        (ValueType.DATE, None, None, ""),
        (ValueType.AMOUNT, 1250000, 1250000, "1.250.000 đồng"),
        (ValueType.AMOUNT, 0, 0, "0 đồng"),
        (ValueType.AMOUNT, None, None, ""),
        (ValueType.NUMBER, 12, 12, "12"),
        (ValueType.DECIMAL, Decimal("83.5"), 83.5, "83,5"),
        (ValueType.TRUTH, True, True, "Có"),
        (ValueType.TRUTH, None, False, "Không"),
        (ValueType.MARKUP, "<p>Lời &amp; ý</p>", "Lời & ý", "Lời & ý"),
        (
            ValueType.MOMENT,
            datetime(2026, 3, 9, 1, 30, tzinfo=UTC),
            "2026-03-09T01:30:00+00:00",
            "08:30 09/03/2026",
        ),
    ],
)
def test_each_type_has_its_value_and_its_words(
    kind: ValueType, value: Any, json_value: Any, words: str
) -> None:
    field = PublicField("it", "Nó", kind)
    with translation.override("vi"):
        assert record_of(thing(it=value), [field]) == {"it": json_value}
        assert words_of(thing(it=value), field) == words


def test_a_code_has_its_words_beside_it() -> None:
    one = thing(state="done", get_state_display=lambda: "Đã xong")
    field = PublicField("state", "Tình trạng", ValueType.CODE)
    assert record_of(one, [field]) == {"state": "done", "state_label": "Đã xong"}


def test_rows_are_records_of_their_own_and_search_reads_them() -> None:
    one = thing(steps=[thing(text="Ký", on=date(2026, 1, 2)), thing(text="Gửi", on=None)])
    record = record_of(one, [ROWS])
    assert record == {"steps": [{"text": "Ký", "on": "2026-01-02"}, {"text": "Gửi", "on": None}]}
    assert json.loads(json.dumps(record)) == record
    assert all_words(one, [ROWS]) == ["Ký", "02/01/2026", "Gửi"]
    assert words_of(one, ROWS) == ""


def test_a_path_that_breaks_off_is_nothing() -> None:
    field = PublicField("issuer", "Cơ quan", source="issuer.name")
    assert record_of(thing(issuer=None), [field]) == {"issuer": ""}
    assert record_of(thing(issuer=thing(name="Sở")), [field]) == {"issuer": "Sở"}


def test_a_place_shows_what_is_declared_for_it_and_says_something() -> None:
    fields = [
        PublicField("number", "Số", fact=True, in_list=True),
        PublicField("signer", "Người ký", fact=True),
        PublicField("link", "Địa chỉ", ValueType.LINK, pair=True),
    ]
    one = thing(number="05/KL", signer="", link="https://example.org/")
    assert [row["value"] for row in shown(one, fields, "fact")] == ["05/KL"]
    assert [row["value"] for row in shown(one, fields, "in_list")] == ["05/KL"]
    assert shown(one, fields, "pair")[-1]["url"] == "https://example.org/"
