"""The catalogue as open data and for past days: fields, filters, moments, conditional requests."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosures.asked import asked
from disclosures.bases import instruments
from disclosures.open_catalogue import DUTY_FIELDS, INSTANCE_FIELDS, as_csv
from disclosures.register import forget
from portal.csv_files import FORMULA, safe
from tests.factories import make_conclusion, publish_page
from tests.unit.disclosures.register_samples import load_catalogue, on, register_event

ROOT = "/nghia-vu-cong-khai/"
FILES = ("nghia-vu.json", "nghia-vu.csv", "cac-lan.csv")
SIGNED, DUE = date(2026, 3, 10), date(2026, 3, 17)


@pytest.fixture
def catalogue(db: None) -> None:
    forget()
    load_catalogue()


def file(name: str, query: str = "", **headers: str) -> Any:
    return Client().get(f"{ROOT}du-lieu/{name}{query}", headers=headers)


def lines(response: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_the_files_have_the_documented_fields_and_every_duty(catalogue: None) -> None:
    register_event("KLKT", "05/KL-SKHCN@2026", SIGNED)
    duties, cases = file("nghia-vu.csv"), file("cac-lan.csv")
    assert duties.content.startswith("\ufeff".encode())
    rows = lines(duties)
    assert len(rows) == 46
    assert list(rows[0]) == list(DUTY_FIELDS)
    (klkt,) = [row for row in rows if row["code"] == "KLKT"]
    assert (klkt["status"], klkt["unit_code"], klkt["rule_confirmed"]) == (
        "overdue",
        "KTRA",
        "false",
    )
    (case,) = [row for row in lines(cases) if row["case"] == "05/KL-SKHCN@2026"]
    assert list(case) == list(INSTANCE_FIELDS)
    assert (case["due_on"], case["status"]) == ("2026-03-17", "overdue")
    data = file("nghia-vu.json").json()
    assert [row["code"] for row in data["duties"]] == [row["code"] for row in rows]
    assert set(DUTY_FIELDS) <= set(data["duties"][0])
    (duty,) = [row for row in data["duties"] if row["code"] == "KLKT"]
    assert case["id"] in [one["id"] for one in duty["instances"]]
    assert set(INSTANCE_FIELDS) <= set(duty["instances"][0])
    assert duty["versions"]


def test_ids_are_stable_and_never_twice(catalogue: None) -> None:
    for number in (5, 6):
        register_event("KLKT", f"0{number}/KL-SKHCN@2026", SIGNED)
    first = [row["id"] for row in lines(file("cac-lan.csv"))]
    forget()
    assert [row["id"] for row in lines(file("cac-lan.csv"))] == first
    assert len(set(first)) == len(first)


def test_titles_of_staff_and_drafts_stay_inside(catalogue: None) -> None:
    register_event("KLKT", "09/KL-SKHCN@2026", SIGNED)
    make_conclusion(number="09/KL-SKHCN", signed_on=SIGNED, title="Chưa ai được biết")
    for name in FILES:
        text = file(name).content.decode()
        assert "(thử)" not in text
        assert "Chưa ai được biết" not in text


def test_the_latest_item_is_linked_while_it_is_public(catalogue: None) -> None:
    register_event("KLKT", "05/KL-SKHCN@2026", SIGNED)
    page = make_conclusion(number="05/KL-SKHCN", signed_on=SIGNED, title="Kết luận tại cơ sở A")
    publish_page(page, moment=on(DUE))
    (row,) = [row for row in lines(file("nghia-vu.csv")) if row["code"] == "KLKT"]
    assert row["latest_title"] == page.title
    assert row["latest_url"].endswith(page.url)
    assert page.url in Client().get(f"{ROOT}KLKT/").content.decode()
    before = [one for one in lines(file("nghia-vu.csv", "?at=2026-03-11")) if one["code"] == "KLKT"]
    assert before[0]["latest_url"] == ""


def test_a_past_day_is_answered_as_it_was_known_then_or_on_another_day(catalogue: None) -> None:
    register_event("KLKT", "05/KL-SKHCN@2026", SIGNED)
    for query, status in {"?at=2026-03-12": "due_soon", "?at=2026-03-18": "overdue"}.items():
        rows = {row["code"]: row["status"] for row in lines(file("nghia-vu.csv", query))}
        assert rows["KLKT"] == status, query
    page = Client().get(f"{ROOT}KLKT/?at=2026-03-18")
    assert page.status_code == 200
    assert "18/03/2026" in page.content.decode()
    known = lines(file("nghia-vu.csv", "?at=2026-03-18&known_at=2026-03-09"))
    assert {row["code"]: row["status"] for row in known}["KLKT"] != "overdue"


BAD_DAYS = [
    "2026-13-01", "2026-02-30", "1999-12-31", "9999-01-01", "20260301", "2026-1-1", "hôm qua",
    "٢٠٢٦-٠١-٠١", "-1", "9" * 5_000, "2026-01-01T10:00", "%00", "' OR 1=1",
]  # fmt: skip


def test_a_day_that_makes_no_sense_is_refused_and_never_ignored(catalogue: None) -> None:
    for name in ("at", "known_at"):
        for day in BAD_DAYS:
            empty = day == "%00"  # the middleware takes a NUL out, and nothing is left
            for address in (f"{ROOT}du-lieu/nghia-vu.json", f"{ROOT}KLKT/"):
                answer = Client().get(f"{address}?{name}={day}")
                assert answer.status_code == (200 if empty else 400), (address, name, day[:20])
    assert Client().get(f"{ROOT}?at=x").status_code == 400


@given(st.text(max_size=40))
def test_no_text_is_a_day_by_accident(text: str) -> None:
    found = asked({"at": text}, date(2026, 11, 20))
    assert found.error or found.is_now or found.at.isoformat() == text.strip()


def test_filters_hold_for_the_files_as_on_the_page(catalogue: None) -> None:
    query = "?linh-vuc=4&can-cu=luat-pctn-2018"
    rows = lines(file("nghia-vu.csv", query))
    assert rows
    assert len(rows) < 46
    for row in rows:
        assert row["papi_dimension"] == "4"
        assert "PCTN" in row["legal_basis"]
    page = Client().get(f"{ROOT}{query}")
    assert sum(len(group["duties"]) for group in page.context["groups"]) == len(rows)
    assert len(lines(file("nghia-vu.csv", "?can-cu=khong-co&don-vi=%00&tinh-trang=x"))) == 46


def test_who_asks_again_is_told_that_nothing_is_new(catalogue: None) -> None:
    first = {name: file(name) for name in FILES}
    for name, answer in first.items():
        again = file(name, **{"if-none-match": answer["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert file(name, **{"if-modified-since": answer["Last-Modified"]}).status_code == 304
    # Yesterday: whatever the hour, it has happened.
    register_event("KLKT", "05/KL-SKHCN@2026", timezone.localdate() - timedelta(days=1))
    forget()
    for name, answer in first.items():
        assert file(name, **{"if-none-match": answer["ETag"]}).status_code == 200


def test_a_file_costs_few_queries_and_is_read_only(catalogue: None) -> None:
    register_event("KLKT", "05/KL-SKHCN@2026", SIGNED)
    for name in FILES:
        forget()
        with CaptureQueriesContext(connection) as queries:
            assert file(name).status_code == 200
        assert len(queries) <= 16
        assert Client().post(f"{ROOT}du-lieu/{name}").status_code == 405


def test_the_fields_are_explained_on_a_page(catalogue: None) -> None:
    text = Client().get(f"{ROOT}du-lieu/").content.decode()
    for name in (*DUTY_FIELDS, *INSTANCE_FIELDS):
        assert f"<code>{name}</code>" in text


@settings(max_examples=200)
@given(st.text(max_size=40))
def test_no_cell_is_a_formula_and_nothing_is_lost(text: str) -> None:
    cell = safe(text)
    assert not cell.startswith(FORMULA)
    assert cell.removeprefix("'") == text or cell == text
    text = text.replace("\x00", "")
    (row,) = list(csv.reader(io.StringIO(as_csv(["a"], [{"a": text}]), newline="")))[1:] or [[""]]
    assert row == [safe(text)] or (not text and row == [""])


@pytest.mark.parametrize("text", ["=1+1", "+84", "-1", "@x", "\t=1", " =1", "|x", "\r=1"])
def test_what_a_spreadsheet_would_run_begins_with_an_apostrophe(text: str) -> None:
    assert safe(text) == f"'{text}"


def test_one_law_written_in_two_ways_is_one() -> None:
    first = instruments("Luật TCTT 104/2016/QH13 Đ.18(4); NĐ 63/2010/NĐ-CP Đ.15")
    second = instruments("NĐ 63/2010 Đ.13; Luật TCTT 2016 Đ.17")
    assert (
        {one.key for one in first}
        == {one.key for one in second}
        == {
            "luat-tctt-2016",
            "nd-63-2010",
        }
    )


@given(st.text(max_size=200))
def test_any_basis_is_read(text: str) -> None:
    keys = [one.key for one in instruments(text)]
    assert len(keys) == len({one.name for one in instruments(text)})
