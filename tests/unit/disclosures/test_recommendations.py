"""A recommendation with a date is owed from the day its conclusion is published."""

from __future__ import annotations

from datetime import date

import pytest

from disclosures.answers import choices_of
from disclosures.counting.verdicts import InstanceStatus
from disclosures.models import Recommendation
from disclosures.register import forget, snapshot
from portal.events import EventKind
from portal.models import PublicationEvent
from tests.factories import give_answers, make_conclusion, make_editor, publish_page
from tests.unit.disclosures.register_samples import load_catalogue, on

pytestmark = pytest.mark.django_db

SIGNED, DUE = date(2026, 3, 2), date(2026, 6, 30)
CASE = "05/KL-SKHCN@2026"


@pytest.fixture(autouse=True)
def _catalogue() -> None:
    forget()
    load_catalogue()


def conclusion():
    page = make_conclusion(number="05/KL-SKHCN", signed_on=SIGNED)
    publish_page(page, moment=on(SIGNED))
    return page


def instance(at: date, case: str = f"{CASE}#1"):
    return next(one for one in snapshot(at).statuses["KLTT-TH"].instances if one.case == case)


def registered() -> int:
    return PublicationEvent.objects.filter(kind=EventKind.EVENT_REGISTERED).count()


def correct(page, *, day: date, answers=(), **fields) -> None:
    one = page.recommendations.first()
    for name, value in fields.items():
        setattr(one, name, value)
    page.recommendations = [one]
    give_answers(page, [f"KLKT|{CASE}", *answers])
    page.save_revision(user=make_editor(), clean=False)
    publish_page(page, moment=on(day))


def test_publishing_a_conclusion_registers_its_recommendations_once() -> None:
    page = conclusion()
    assert registered() == 1
    found = instance(SIGNED)
    assert (found.due, found.status) == (DUE, InstanceStatus.OPEN)
    assert instance(date(2026, 7, 1)).status is InstanceStatus.OVERDUE
    correct(page, day=date(2026, 3, 3))
    assert registered() == 1


def test_another_date_is_registered_anew_and_the_past_keeps_the_old_one() -> None:
    page = conclusion()
    correct(page, day=date(2026, 4, 1), due_on=date(2026, 9, 30))
    assert registered() == 2
    assert instance(date(2026, 4, 2)).due == date(2026, 9, 30)
    assert instance(date(2026, 3, 30)).due == DUE


def test_a_recommendation_without_a_date_is_nobodys_instance() -> None:
    page = make_conclusion(number="05/KL-SKHCN", signed_on=SIGNED)
    page.recommendations = [Recommendation(text="Rút kinh nghiệm.")]
    page.save_revision(user=make_editor(), clean=False)
    publish_page(page, moment=on(SIGNED))
    assert registered() == 0


@pytest.mark.parametrize(
    ("day", "status"),
    [(DUE, InstanceStatus.ON_TIME), (date(2026, 7, 1), InstanceStatus.LATE)],
)
def test_what_was_done_answers_it_once_it_is_public(day: date, status: InstanceStatus) -> None:
    page = conclusion()
    assert "KLTT-TH" not in {one.duty for one in choices_of(page)}
    one = page.recommendations.first()
    one.state, one.outcome = "done", "Đã đo kiểm xạ lại."
    page.recommendations = [one]
    [offered] = [one for one in choices_of(page) if one.duty == "KLTT-TH"]
    assert (offered.case, offered.fits) == (f"{CASE}#1", True)
    correct(page, day=day, answers=[offered.key], state="done", outcome="Đã đo kiểm xạ lại.")
    assert instance(date(2026, 7, 2)).status is status
