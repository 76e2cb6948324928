"""The public catalogue of duties: what must be public, with live status."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from disclosures.register import forget
from portal.site import set_up
from tests.factories import make_conclusion, publish_page
from tests.unit.disclosures.register_samples import load_catalogue, on, register_event

pytestmark = pytest.mark.django_db

ROOT = "/nghia-vu-cong-khai/"
SIGNED, DUE = date(2026, 3, 10), date(2026, 3, 17)


@pytest.fixture(autouse=True)
def _catalogue() -> None:
    forget()
    load_catalogue()


def duties(response: Any) -> list[str]:
    """Codes of the duties shown."""
    return [duty["code"] for group in response.context["groups"] for duty in group["duties"]]


def test_it_lists_every_duty_and_counts_those_to_publish(client: Client) -> None:
    response = client.get(ROOT)
    assert response.status_code == 200
    assert len(duties(response)) == len(set(duties(response))) == 46
    assert response.context["total"] == 44  # an answer and a report publish nothing
    assert sum(one["count"] for one in response.context["segments"]) == 44
    last = response.context["groups"][-1]
    assert {duty["code"] for duty in last["duties"]} == {"GIAITRINH", "PAPI-BC"}


def test_it_filters_by_state_unit_and_field(client: Client) -> None:
    register_event("KLKT", "05/KL-SKHCN@2026", SIGNED)
    assert "KLKT" in duties(client.get(ROOT, {"tinh-trang": "overdue"}))
    assert "KLKT" not in duties(client.get(ROOT, {"tinh-trang": "up_to_date"}))
    found = client.get(ROOT, {"don-vi": "KTRA", "linh-vuc": "4", "tinh-trang": "overdue"})
    assert "KLKT" in duties(found)
    assert set(duties(found)) < set(duties(client.get(ROOT, {"tinh-trang": "overdue"})))
    assert found.context["filtered"]


def test_a_choice_without_duties_says_so(client: Client) -> None:
    found = client.get(ROOT, {"linh-vuc": "7", "tinh-trang": "nil_declared"})
    assert found.status_code == 200
    assert duties(found) == []


@pytest.mark.parametrize("name", ["tinh-trang", "don-vi", "linh-vuc", "trang", "x"])
@pytest.mark.parametrize("value", ["", "0", "-1", "9" * 400, "' OR 1=1", "a" * 10_000, "٣", "<b>"])
def test_a_parameter_that_makes_no_sense_is_ignored(client: Client, name: str, value: str) -> None:
    assert len(duties(client.get(ROOT, {name: value}))) == 46
    assert client.get(f"{ROOT}KLKT/", {name: value}).status_code == 200


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.dictionaries(st.sampled_from(["tinh-trang", "don-vi", "linh-vuc"]), st.text()))
def test_no_address_breaks_it(client: Client, query: dict[str, str]) -> None:
    assert client.get(ROOT, query).status_code in (200, 400)


@pytest.mark.parametrize("code", ["NOPE", "klkt", "0", "-", "KLKT-", "a" * 500])
def test_a_duty_that_there_is_not_is_not_found(client: Client, code: str) -> None:
    assert client.get(f"{ROOT}{code}/").status_code == 404


def test_nothing_can_be_sent_to_it(client: Client) -> None:
    assert client.post(ROOT).status_code == 405


@pytest.mark.parametrize("path", ["", "KLKT/", "TTHC-ND/"])
def test_it_costs_few_queries(client: Client, path: str) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    register_event("KLKT", "05/KL-SKHCN@2026", SIGNED)
    forget()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"{ROOT}{path}").status_code == 200
    assert len(queries) <= 12


def test_every_duty_has_a_page_that_says_what_where_when_and_why(client: Client) -> None:
    codes = duties(client.get(ROOT))
    assert codes
    for code in codes:
        response = client.get(f"{ROOT}{code}/")
        assert response.status_code == 200
        terms = [pair["term"] for pair in response.context["pairs"] if pair["value"]]
        assert len(terms) >= 4
        assert response.context["duty"]["why"]


def test_a_duty_shows_its_cases_with_the_page_that_answered_them(client: Client) -> None:
    register_event("KLKT", "05/KL-SKHCN@2026", SIGNED)
    page = make_conclusion(number="05/KL-SKHCN", signed_on=SIGNED, title="Kết luận tại cơ sở A")
    publish_page(page, moment=on(DUE))
    response = client.get(f"{ROOT}KLKT/")
    (row,) = [one for one in response.context["instances"] if one["due_on"] == DUE]
    assert (row["status"], row["answered_on"]) == ("on_time", DUE)
    assert page.url in response.content.decode()
    assert escape(page.title) in response.content.decode()


def test_what_is_not_public_yet_is_known_by_its_number_alone(client: Client) -> None:
    register_event("KLKT", "09/KL-SKHCN@2026", SIGNED)
    make_conclusion(number="09/KL-SKHCN", signed_on=SIGNED, title="Chưa ai được biết")
    text = client.get(f"{ROOT}KLKT/").content.decode()
    assert "09/KL-SKHCN" in text
    assert "(thử)" not in text  # the title that staff gave to the event
    assert "Chưa ai được biết" not in text


def test_the_home_page_counts_the_duties(client: Client) -> None:
    set_up()
    response = client.get("/")
    assert response.status_code == 200
    assert ROOT in response.content.decode()
