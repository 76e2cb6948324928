"""The dashboard, the lists behind its numbers, and the provincial indices."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from disclosures.models import IndexResult
from disclosures.register import forget
from portal import roles
from tests.factories import make_user
from tests.unit.disclosures.register_samples import load_catalogue, register_event

pytestmark = pytest.mark.django_db

SIGNED = date(2026, 3, 10)
BUDGET = 14
FIGURE = {
    "index": "papi",
    "year": "2024",
    "code": "",
    "name": "",
    "score": "42.5",
    "out_of": "80",
    "rank": "",
    "source": "Báo cáo ví dụ, bảng 1",
    "source_url": "",
    "is_example": "on",
}


@pytest.fixture(autouse=True)
def _catalogue() -> None:
    forget()
    caches["default"].clear()
    load_catalogue()


def signed_in(role: str = roles.LEADER, *units: str) -> Client:
    client = Client()
    client.force_login(make_user(role, units=units))
    return client


def test_only_who_may_read_the_register_sees_it() -> None:
    names = ("", "_duties", "_instances")
    addresses = [reverse(f"disclosures_dashboard{name}") for name in names]
    addresses.append(reverse("disclosures_indices"))
    for role, sees in {
        roles.LEADER: True,
        roles.OFFICE: True,
        roles.AUDITOR: True,
        roles.ADMINISTRATOR: True,
        roles.EDITOR: False,
        roles.APPROVER: False,
    }.items():
        client = signed_in(role, "KTRA")
        for address in addresses:
            assert (client.get(address).status_code == 200) is sees, (role, address)
    assert Client().get(addresses[0]).status_code == 302


def test_it_says_what_is_late_whose_and_how_long() -> None:
    register_event("KLKT", "05/KL-SKHCN@2026", SIGNED)
    response = signed_in().get(reverse("disclosures_dashboard"))
    (row,) = [one for one in response.context["late"] if one["code"] == "KLKT"]
    assert row["unit"] == "Phòng Kiểm tra"
    assert row["case"].startswith("05/KL-SKHCN")
    assert row["long"]
    assert response.context["total"] == 46


def test_every_number_opens_the_list_behind_it() -> None:
    register_event("KLKT", "05/KL-SKHCN@2026", SIGNED)
    client = signed_in()
    page = client.get(reverse("disclosures_dashboard"))
    links = [(one["url"], one["count"]) for one in page.context["segments"]]
    for group in page.context["groups"]:
        for row in group["rows"][:2]:
            links.append((row["url"], row["total"]))
            links += [(cell["url"], cell["count"]) for cell in row["cells"] if cell["count"]][:2]
    for month in page.context["months"]:
        links += [(cell["url"], cell["count"]) for cell in month["cells"] if cell["count"]]
    links.append((page.context["late_url"], page.context["late_total"]))
    for url, count in links:
        found = client.get(url)
        assert found.status_code == 200
        assert found.context["page_obj"].paginator.count == count, url


def test_a_past_day_is_shown_as_it_was_known() -> None:
    register_event("KLKT", "05/KL-SKHCN@2026", SIGNED)
    client = signed_in()
    before = client.get(reverse("disclosures_dashboard"), {"at": "2026-03-09"})
    assert not [one for one in before.context["late"] if one["code"] == "KLKT"]
    after = client.get(reverse("disclosures_dashboard"), {"at": "2026-03-20"})
    assert [one for one in after.context["late"] if one["code"] == "KLKT"]
    assert "at=2026-03-20" in after.context["late_url"]


def test_a_day_that_makes_no_sense_is_said() -> None:
    client = signed_in()
    days = ("x", "2026-02-30", "1900-01-01", "9999-12-31", "-1", "9" * 5_000)
    for day in days:
        for name in ("disclosures_dashboard", "disclosures_dashboard_duties"):
            assert client.get(f"{reverse(name)}?at={day}").status_code == 400
            assert client.get(f"{reverse(name)}?known_at={day}").status_code == 400


def test_a_filter_that_makes_no_sense_breaks_nothing() -> None:
    client = signed_in()
    values = ("0", "-1", "' OR 1", "a" * 5_000, "%00", "<b>", "٣")
    for name in ("status", "unit", "dimension", "month", "outcome", "trang"):
        for value in values:
            for view in ("duties", "instances"):
                address = reverse(f"disclosures_dashboard_{view}")
                assert client.get(f"{address}?{name}={value}").status_code == 200


@pytest.mark.parametrize("query", ["", "?at=2026-06-30"])
def test_it_stays_within_its_budget_after_the_ledger_changed(query: str) -> None:
    client = signed_in()
    address = reverse("disclosures_dashboard") + query
    client.get(address)  # what a process learns once: the catalogue, names of content types
    register_event("KLKT", "05/KL-SKHCN@2026", SIGNED)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    sql = "\n".join(re.sub(r"SELECT .*? FROM", "…", one["sql"])[:110] for one in queries)
    assert len(queries) <= BUDGET, sql


def test_a_timer_that_stays_away_is_said() -> None:
    from portal.models import ScheduleRun

    ScheduleRun.objects.create(
        started_at=timezone.now(), failures=[{"page": 1, "title": "Trang", "reason": "hỏng"}]
    )
    page = signed_in().get(reverse("disclosures_dashboard"))
    beats = {one["job"]: one for one in page.context["jobs"]}
    assert not beats["publish_scheduled"]["is_well"]
    assert "send_reminders" in beats


# Indices


def enter(client: Client, **changes: Any) -> Any:
    return client.post(reverse("disclosures_index_new"), {**FIGURE, **changes})


def test_the_office_enters_a_figure_and_corrects_it() -> None:
    office = signed_in(roles.OFFICE)
    assert enter(office).status_code == 302
    result = IndexResult.objects.get()
    assert result.entered_by is not None
    text = office.get(reverse("disclosures_indices")).content.decode()
    assert "42,5" in text
    assert "Báo cáo ví dụ, bảng 1" in text
    edit = reverse("disclosures_index_edit", args=[result.pk])
    assert office.post(edit, {**FIGURE, "score": "43"}).status_code == 302
    assert IndexResult.objects.get().score == 43


def test_nobody_else_enters_figures() -> None:
    for role in (roles.EDITOR, roles.APPROVER, roles.LEADER, roles.AUDITOR, roles.ADMINISTRATOR):
        enter(signed_in(role))
        assert not IndexResult.objects.exists(), role
    enter(Client())
    assert not IndexResult.objects.exists()


NONSENSE: list[dict[str, str]] = [
    {"score": "81"},
    {"score": "-1"},
    {"score": "NaN"},
    {"score": "1e400"},
    {"score": ""},
    {"out_of": "0"},
    {"year": "1850"},
    {"year": "99999999999"},
    {"index": "xyz"},
    {"code": "4.x", "name": "A"},
    {"code": "4", "name": ""},
    {"rank": "64"},
    {"rank": "0"},
    {"source": ""},
    {"source": "a\x00b"},
    {"source_url": "javascript:alert(1)"},
    {"source_url": "ftp://example.org/"},
]


def test_a_figure_that_makes_no_sense_is_refused() -> None:
    office = signed_in(roles.OFFICE)
    for changes in NONSENSE:
        response = enter(office, **changes)
        assert response.status_code == 400, changes
        assert response.context["form"].errors
        assert not IndexResult.objects.exists()


def test_a_figure_is_entered_once() -> None:
    office = signed_in(roles.OFFICE)
    enter(office)
    assert enter(office).status_code == 400
    assert IndexResult.objects.count() == 1


def test_a_year_without_a_figure_is_a_gap() -> None:
    office = signed_in(roles.OFFICE)
    enter(office, year="2021")
    enter(office, year="2023")
    (papi, *_rest) = office.get(reverse("disclosures_indices")).context["indices"]
    assert [row["year"] for row in papi["rows"]] == [2023, 2022, 2021]
    assert papi["rows"][1]["result"] is None
    assert [one.is_gap for one in papi["chart"].columns] == [False, True, False]
