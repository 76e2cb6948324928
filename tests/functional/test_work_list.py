"""*My work*: each sees what waits for their units, and may do it from there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import bs4
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from disclosures.models import DigestState, ReminderDigest
from disclosures.register import forget
from disclosures.work import WorkItem, WorkKind
from disclosures.work_sources import work_sources
from portal import roles
from portal.models import ScheduleRun, Unit
from portal.models.schedule import REMINDERS
from tests.clock import stopped_clock
from tests.factories import make_user
from tests.unit.disclosures.register_samples import load_catalogue, register_event

pytestmark = pytest.mark.django_db

ADDRESS = "/quan-tri/work/"
BUDGET = 20


@pytest.fixture(autouse=True)
def _office() -> Iterator[None]:
    forget()
    load_catalogue()
    with stopped_clock():
        yield


def signed_in(role: str, *units: str) -> Client:
    client = Client()
    client.force_login(make_user(role, units=units))
    return client


def seen(client: Client, query: str = "") -> bs4.BeautifulSoup:
    response = client.get(ADDRESS + query)
    assert response.status_code == 200
    return bs4.BeautifulSoup(response.content, "html.parser")


def cards(page: bs4.BeautifulSoup, group: str) -> list[Any]:
    return page.select(f".work-{group} .work-item")


def test_a_member_sees_what_is_overdue_with_its_days_and_a_button() -> None:
    day = timezone.localdate() - timedelta(days=40)
    register_event("KLKT", f"05/KL-SKHCN@{day.year}", day)
    page = seen(signed_in(roles.EDITOR, "KTRA"))
    card = next(one for one in cards(page, "overdue") if "05/KL-SKHCN" in one.text)
    assert card.select_one(".status.overdue")
    assert card.select_one("a.button")["href"] == "/quan-tri/duties/KLKT/"
    assert not page.select(".work-choose")


def test_a_question_leads_straight_to_the_forms_that_answer_it() -> None:
    client = signed_in(roles.EDITOR, "KTRA")
    [card] = [one for one in cards(seen(client), "questions") if "KN-QD" in one.text]
    case = next(one for one in card.select(".work-case") if "nil-return" in str(one))
    nil, event = (link["href"] for link in case.select("a.button"))
    assert nil.startswith("/quan-tri/duties/KN-QD/nil-return/?case=")
    assert event.startswith("/quan-tri/duties/KN-QD/register-event/")
    form = bs4.BeautifulSoup(client.get(nil).content, "html.parser")
    chosen = form.select_one("select[name=case] option[selected]")
    assert chosen["value"] == nil.partition("case=")[2]


def test_an_invented_case_in_the_address_of_a_form_does_no_harm() -> None:
    client = signed_in(roles.EDITOR, "KTRA")
    for case in ("<b>", "2026-Q9", "x" * 5000, "%00"):
        response = client.get("/quan-tri/duties/KN-QD/nil-return/", {"case": case})
        assert response.status_code == 200
        assert b"<b>" not in response.content


def test_whoever_belongs_to_a_unit_that_ended_sees_what_its_heir_has_to_do() -> None:
    page = seen(signed_in(roles.EDITOR, "TTRA"))
    assert "Phòng Kiểm tra" in page.text
    assert page.select(".work-item")
    assert page.select(".work-item a.button")  # its work passed on with its people


def test_somebody_elses_unit_is_refused_and_what_is_no_unit_ignored() -> None:
    client = signed_in(roles.EDITOR, "KTRA")
    assert client.get(f"{ADDRESS}?don-vi=VP").status_code in (302, 403)
    assert client.get(f"{ADDRESS}?don-vi=tat-ca").status_code in (302, 403)
    assert client.get(f"{ADDRESS}?don-vi=KTRA").status_code == 200
    for hostile in ("%00", "<script>", "x" * 3000, "%F0%9F%90%9F"):
        assert client.get(f"{ADDRESS}?don-vi={hostile}").status_code == 200


def test_a_visitor_is_asked_to_sign_in_and_who_has_no_work_is_sent_away() -> None:
    assert Client().get(ADDRESS).status_code == 302
    assert signed_in(roles.APPROVER).get(ADDRESS).status_code in (302, 403)
    assert Client().post(ADDRESS).status_code in (302, 405)


def test_the_office_and_leaders_choose_any_unit_or_all() -> None:
    for role, units in ((roles.OFFICE, ("VP",)), (roles.LEADER, ()), (roles.AUDITOR, ())):
        client = signed_in(role, *units)
        options = [one["value"] for one in seen(client).select("#work-unit option")]
        assert {"tat-ca", "KTRA", "VP"} <= set(options) and "TTRA" not in options
        assert cards(seen(client, "?don-vi=KTRA"), "questions")
        whole = seen(client, "?don-vi=tat-ca")
        assert whole.select_one("#work-unit option[selected]")["value"] == "tat-ca"
        assert len(whole.select(".work-item")) > len(
            seen(client, "?don-vi=VP").select(".work-item")
        )


def test_who_only_reads_may_look_and_is_offered_no_act() -> None:
    page = seen(signed_in(roles.AUDITOR), "?don-vi=KTRA")
    assert page.select(".work-item a.button")
    assert "nil-return" not in str(page)


def test_an_account_without_unit_is_told_what_to_do() -> None:
    assert seen(signed_in(roles.EDITOR)).select(".help-warning")


def test_who_gets_no_mail_is_told_so() -> None:
    client = signed_in(roles.OFFICE, "VP")
    assert "Phòng Kiểm tra" in seen(client, "?don-vi=KTRA").select_one(".help-warning").text
    Unit.objects.filter(code="KTRA").update(email="ktra@example.org")
    page = seen(client, "?don-vi=KTRA")
    assert not page.select(".help-warning") and "ktra@example.org" in page.text
    ReminderDigest.objects.create(
        unit="KTRA",
        day=timezone.localdate(),
        claimed_at=timezone.now(),
        state=DigestState.FAILED,
        error="Connection <b>refused</b>",
    )
    warning = seen(client, "?don-vi=KTRA").select_one(".help-critical")
    assert "Connection <b>refused</b>" in warning.text


def test_work_of_other_sources_stands_among_the_rest() -> None:
    def given(found: Any, units: Any) -> list[WorkItem]:
        return [
            WorkItem(
                WorkKind.ANSWER, "14/KH-SKHCN", "2026-Q1", found.day, "KTRA",
                "/quan-tri/reports/1/", "3 nhiệm vụ chưa trả lời.", "Báo cáo quý", "due_soon",
            )
        ]  # fmt: skip

    work_sources.register(given)
    try:
        page = seen(signed_in(roles.EDITOR, "KTRA"))
    finally:
        work_sources.unregister(given)
    [card] = [one for one in cards(page, "soon") if "14/KH-SKHCN" in one.text]
    assert card.select_one("a.button")["href"] == "/quan-tri/reports/1/"


def test_the_menu_and_the_landing_page_lead_there() -> None:
    client = signed_in(roles.EDITOR, "KTRA")
    landing = bs4.BeautifulSoup(client.get("/quan-tri/").content, "html.parser")
    assert ADDRESS in str(landing.select_one("#wagtail-sidebar-props"))
    assert landing.select_one(f'.register-work a[href="{ADDRESS}"]')
    nobody = signed_in(roles.APPROVER).get("/quan-tri/").content.decode()
    assert f'"{ADDRESS}"' not in nobody


def test_the_landing_page_rings_when_a_mail_could_not_be_sent() -> None:
    ScheduleRun.objects.create(
        job=REMINDERS,
        started_at=timezone.now(),
        finished_at=timezone.now(),
        failures=[{"unit": "KTRA", "title": "Phòng Kiểm tra", "reason": "Connection refused"}],
    )
    shown = signed_in(roles.LEADER).get("/quan-tri/").content.decode()
    assert "Connection refused" in shown
    assert (
        "Connection refused"
        not in signed_in(roles.EDITOR, "KTRA").get("/quan-tri/").content.decode()
    )


def test_it_costs_few_queries_however_much_there_is_to_do() -> None:
    client = signed_in(roles.OFFICE, "VP")
    client.get(f"{ADDRESS}?don-vi=tat-ca")
    forget()
    with CaptureQueriesContext(connection) as captured:
        client.get(f"{ADDRESS}?don-vi=tat-ca")
    assert len(captured) <= BUDGET, "\n".join(one["sql"][:150] for one in captured)
