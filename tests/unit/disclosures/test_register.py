"""The register: what publications and acts do to the duties, and what it costs to know."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from disclosures import answers
from disclosures.acts import signing as acts
from disclosures.counting.verdicts import DutyValue, InstanceStatus
from disclosures.ledger_doctor import answered_duties_are_known
from disclosures.models import Obligation, ObligationVersion
from disclosures.register import LeadUnits, catalogue, forget, snapshot
from portal import publishing, roles
from portal.events import Answer, EventKind
from portal.forms import answer_choices, fitting_keys
from portal.models import CalendarDay, ConfirmedYear, Unit
from tests.factories import (
    make_approver,
    make_conclusion,
    make_procedure,
    make_user,
    publish_page,
)
from tests.unit.disclosures.register_samples import load_catalogue, on, register_event

pytestmark = pytest.mark.django_db

SIGNED = date(2026, 3, 10)
DUE = date(2026, 3, 17)  # five working days later
CASE = "05/KL-SKHCN@2026"


@pytest.fixture(autouse=True)
def _catalogue() -> None:
    forget()
    load_catalogue()


def instance(duty: str, case: str, at: date | None = None) -> InstanceStatus | None:
    """How it stands with one case."""
    found = snapshot(at, timezone.now()) if at else snapshot()
    return next((one.status for one in found.statuses[duty].instances if one.case == case), None)


# What a publication closes


def test_the_right_publication_turns_overdue_into_late() -> None:
    register_event("KLKT", CASE, SIGNED)
    assert instance("KLKT", CASE) is InstanceStatus.OVERDUE
    page = make_conclusion(number="05/KL-SKHCN", signed_on=SIGNED)
    publish_page(page)
    assert instance("KLKT", CASE) is InstanceStatus.LATE


def test_a_publication_within_its_time_turns_open_into_on_time() -> None:
    register_event("KLKT", CASE, SIGNED)
    assert instance("KLKT", CASE, SIGNED) is InstanceStatus.DUE_SOON
    publish_page(make_conclusion(number="05/KL-SKHCN", signed_on=SIGNED), moment=on(DUE))
    assert instance("KLKT", CASE) is InstanceStatus.ON_TIME


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(f"KLTT|{CASE}", id="another duty"),
        pytest.param("KLKT|06/KL-SKHCN@2026", id="another document"),
        pytest.param("KLKT|05/KL-SKHCN@2025", id="another year"),
        pytest.param("KLKT|2026-Q1", id="a period"),
        pytest.param("KLKT|", id="no case"),
        pytest.param("VB-HC|" + CASE, id="a duty of another kind of page"),
    ],
)
def test_publishing_for_the_wrong_duty_or_case_closes_nothing(answer: str) -> None:
    register_event("KLKT", CASE, SIGNED)
    page = make_conclusion(number="05/KL-SKHCN", signed_on=SIGNED, answers=(answer,))
    publish_page(page, moment=on(DUE))
    assert instance("KLKT", CASE) is InstanceStatus.OVERDUE


def test_withdrawing_too_early_opens_the_case_again_and_the_past_stays() -> None:
    register_event("KLTT", "02/KL-TTRA@2025", date(2025, 3, 10))
    page = make_conclusion(
        number="02/KL-TTRA",
        signed_on=date(2025, 3, 10),
        conclusion_type="inspection",
        answers=("KLTT|02/KL-TTRA@2025",),
    )
    publish_page(page, moment=on(date(2025, 3, 12)))
    publishing.record_act(
        EventKind.EVIDENCE_GIVEN,
        actor=make_user(roles.OFFICE),
        unit_code="KTRA",
        answers=[Answer("KLTT", "02/KL-TTRA@2025")],
        channel="meeting",
        covers_from=date(2025, 3, 12),
        happened_on=date(2025, 3, 12),
        moment=on(date(2025, 3, 12)),
    )
    assert instance("KLTT", "02/KL-TTRA@2025") is InstanceStatus.ON_TIME
    publishing.withdraw(
        page, actor=make_approver(), reason="Đăng nhầm bản.", moment=on(date(2025, 3, 14))
    )
    assert instance("KLTT", "02/KL-TTRA@2025") is InstanceStatus.OVERDUE
    known_then = snapshot(date(2025, 3, 13), date(2025, 3, 13)).statuses["KLTT"]
    assert known_then.instances[0].status is InstanceStatus.ON_TIME


def test_a_past_moment_as_known_then_does_not_know_what_was_recorded_later() -> None:
    register_event("KLKT", CASE, SIGNED)
    publish_page(make_conclusion(number="05/KL-SKHCN", signed_on=SIGNED), moment=on(DUE))
    day = DUE - timedelta(days=1)
    assert instance("KLKT", CASE, day) is InstanceStatus.DUE_SOON
    assert snapshot(day, day).statuses["KLKT"].instances[0].status is InstanceStatus.DUE_SOON
    later = date(2026, 4, 20)
    assert snapshot(later, day).statuses["KLKT"].value is DutyValue.OVERDUE
    assert snapshot(later).statuses["KLKT"].value is not DutyValue.OVERDUE


def test_a_published_procedure_is_an_item_of_the_standing_duty() -> None:
    page = make_procedure(code="2.002380")
    assert snapshot().statuses["TTHC-ND"].value is DutyValue.NEVER_PUBLISHED
    publish_page(page)
    found = snapshot().statuses["TTHC-ND"]
    assert found.freshness.items == 1
    assert {one.case for one in found.instances} <= {"2.002380"}


# What a page is offered


def keys(page: object) -> set[str]:
    return {choice.key for choice in answer_choices(page)}


def test_a_conclusion_is_offered_its_own_case_and_it_is_prefilled() -> None:
    page = make_conclusion(number="05/kl-skhcn", signed_on=SIGNED, answers=())
    assert f"KLKT|{CASE}" in keys(page)
    assert fitting_keys(answer_choices(page)) == [f"KLKT|{CASE}"]


def test_the_type_of_a_conclusion_says_which_duty_it_can_answer() -> None:
    page = make_conclusion(
        number="02/KL-TTRA", signed_on=SIGNED, conclusion_type="inspection", answers=()
    )
    assert fitting_keys(answer_choices(page)) == ["KLTT|02/KL-TTRA@2026"]
    assert not any(key.startswith("KLKT|") for key in keys(page))


def test_registered_cases_not_yet_public_are_offered_but_never_prefilled() -> None:
    register_event("KLKT", "09/KL-SKHCN@2026", SIGNED)
    register_event("KLKT", "10/KL-SKHCN@2026", SIGNED)
    other = make_conclusion(number="10/KL-SKHCN", signed_on=SIGNED)
    publish_page(other)
    page = make_conclusion(number="11/KL-SKHCN", signed_on=SIGNED, answers=())
    assert "KLKT|09/KL-SKHCN@2026" in keys(page)
    assert "KLKT|10/KL-SKHCN@2026" not in keys(page)
    assert fitting_keys(answer_choices(page)) == ["KLKT|11/KL-SKHCN@2026"]


def test_a_quarter_without_events_is_no_case_for_a_page() -> None:
    page = make_conclusion(answers=())
    assert not any("-Q" in key for key in keys(page))


def test_a_draft_without_number_or_day_is_offered_no_case_of_its_own() -> None:
    page = make_conclusion(answers=(), signed_on=None)
    assert keys(page) == set()


def test_a_procedure_answers_its_item_and_may_answer_its_decision() -> None:
    page = make_procedure(code="2.002380", decision_number="101/QĐ-UBND")
    offered = keys(page)
    assert {"TTHC-ND|2.002380", "TTHC-QDCB|101/QĐ-UBND@2026", "TTHC-DVC|2.002380"} <= offered
    assert not any(key.startswith("TTHC-NY|") for key in offered)  # posted, not on this portal
    assert fitting_keys(answer_choices(page)) == ["TTHC-ND|2.002380"]


@pytest.mark.parametrize("make", [make_conclusion, make_procedure])
def test_a_page_gives_every_day_that_its_duties_count_from(make) -> None:
    page = make()
    duties = {duty.code: duty for duty in catalogue()}
    prefilled = {key.partition("|")[0] for key in fitting_keys(answer_choices(page))}
    assert prefilled
    for code in prefilled:
        for version in duties[code].versions:
            if version.rule and version.rule.term:
                assert set(version.rule.term.anchors) <= set(page.anchors())


# What may not be published


def test_a_page_that_names_no_duty_is_refused_unless_a_reason_is_given() -> None:
    page = make_conclusion(answers=())
    with pytest.raises(publishing.PublishingRefused) as refused:
        publish_page(page)
    assert [one.code for one in refused.value.refusals] == ["no_duty_named"]
    assert "KLKT" in str(refused.value)
    page.refresh_from_db()
    assert not page.live


def test_what_must_never_be_on_the_web_is_refused_whoever_asks() -> None:
    page = make_conclusion(answers=("TSTN-BKK|2026",))
    with pytest.raises(publishing.PublishingRefused) as refused:
        publish_page(page, approver=make_user(roles.LEADER), override_reason="Vì tôi muốn")
    assert [one.code for one in refused.value.refusals] == ["web_not_allowed"]


@pytest.mark.parametrize(
    ("part", "is_refused"),
    [("thông báo về việc công khai", False), ("bản kê khai", True), ("", True)],
)
def test_what_the_catalogue_lets_be_told_of_protected_content_may_be_on_the_web(
    part: str, is_refused: bool
) -> None:
    page = make_conclusion(answers=("TSTN-BKK|2026",))
    page.web_part = part
    found = answers.guard("publish", page, None, timezone.now())
    assert ("web_not_allowed" in [one.code for one in found]) is is_refused


def test_an_entry_about_a_duty_that_nobody_knows_does_no_harm_and_is_found() -> None:
    assert not list(answered_duties_are_known(timezone.now()))
    before = snapshot().statuses["KLKT"].instances
    register_event("NO-SUCH-DUTY", CASE, SIGNED)
    assert snapshot().statuses["KLKT"].instances == before
    [finding] = answered_duties_are_known(timezone.now())
    assert (finding.id, finding.where) == ("disclosures.duty-unknown", "NO-SUCH-DUTY")


# Units


def test_a_duty_passes_to_the_successor_of_a_unit_that_ended() -> None:
    duty = next(one for one in catalogue() if one.code == "KLKT")
    assert LeadUnits(date(2025, 6, 30)).of(duty).code == "TTRA"
    assert LeadUnits(date(2025, 7, 1)).of(duty).code == "KTRA"


def test_a_duty_of_a_unit_nobody_knows_is_nobodys() -> None:
    Unit.objects.filter(code="KHTC").delete()
    duty = next(one for one in catalogue() if one.code == "DAUTHAU")
    assert LeadUnits(date(2026, 1, 1)).of(duty) is None


def test_the_register_of_a_unit_has_its_duties_alone() -> None:
    found = snapshot(unit="KTRA")
    assert {"KLKT", "KN-QD"} <= set(found.statuses)
    assert "TTHC-ND" not in found.statuses
    assert set(found.statuses) == {duty.code for duty in found.duties}


# What it costs, and when it is computed anew


def test_the_register_of_now_costs_one_query_while_nothing_changes(
    django_assert_num_queries,
) -> None:
    snapshot()
    with django_assert_num_queries(1):
        snapshot()


@pytest.mark.parametrize("events", [1, 12])
def test_computing_it_costs_four_queries_however_many_events_there_are(
    events: int, django_assert_num_queries
) -> None:
    CalendarDay.objects.create(day=date(2026, 1, 2), note="Thông báo (ví dụ)")
    ConfirmedYear.objects.create(year=2026)
    for number in range(events):
        register_event("KLKT", f"{number}/KL-SKHCN@2026", SIGNED)
    forget()
    with django_assert_num_queries(4):
        snapshot()


def test_a_day_off_entered_later_moves_what_is_known_from_then_on() -> None:
    register_event("KLKT", CASE, SIGNED)
    moment = timezone.now()
    CalendarDay.objects.create(day=date(2026, 3, 16), note="Nghỉ theo thông báo (ví dụ)")

    def due(*at: datetime) -> date | None:
        return {one.case: one.due for one in snapshot(*at).statuses["KLKT"].instances}[CASE]

    assert due(moment, moment) == DUE
    assert due() == DUE + timedelta(days=1)


def test_confirming_a_rule_shows_at_once_and_not_in_the_past() -> None:
    register_event("KLKT", CASE, SIGNED)
    moment = timezone.now()
    assert not snapshot().statuses["KLKT"].rule_confirmed
    version = ObligationVersion.objects.get(obligation__code="KLKT")
    acts.confirm_rule(version, actor=make_user(roles.OFFICE))
    assert snapshot().statuses["KLKT"].rule_confirmed
    assert not snapshot(moment, moment).statuses["KLKT"].rule_confirmed


def test_without_any_duty_the_register_is_empty() -> None:
    Obligation.objects.all().delete()
    assert snapshot().statuses == {}
