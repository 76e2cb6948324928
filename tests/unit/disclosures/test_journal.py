"""The ledger kept in the process: what is new is read on, what doesn't fit is read anew."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from disclosures.counting.journal import Journal
from disclosures.ledger import COLUMNS, KeptJournal, _events
from disclosures.status import InstanceStatus
from portal.events import Event
from portal.models import PublicationEvent
from tests.unit.disclosures import test_status as samples

DAY = date(2026, 3, 2)


def row(case: str, **more) -> PublicationEvent:
    return PublicationEvent.objects.create(
        **{
            "kind": "event_registered",
            "happened_on": DAY,
            "recorded_at": datetime(2026, 3, 2, 5, 0, 0, 120000, tzinfo=UTC),
            "answers": [{"duty": "KLKT", "case": case}, {"duty": "KLTT", "case": ""}],
            "anchors": {"signed_on": "2026-03-02"},
            "title": "Kết luận",
            "details": {"when": "complex"},
            **more,
        }
    )


def read(kept: KeptJournal, turn: int) -> Journal:
    return kept.read("office", turn)


# Reading the ledger


@pytest.mark.django_db
def test_a_row_read_fast_is_the_row_as_the_ledger_gives_it() -> None:
    row("05/KL@2026")
    row("", answers=[], anchors={}, details={}, kind="published", page_id=7, page_kind="x")
    row(
        "a", kind="evidence_given", channel="meeting", covers_from=DAY, covers_until=DAY,
        reason="Biên bản", unit_code="VP",
    )  # fmt: skip
    slow = list(PublicationEvent.objects.values_of_events())
    assert list(_events(PublicationEvent.objects.all())) == slow
    assert len(COLUMNS) == len(Event._fields)


@pytest.mark.django_db
def test_nothing_is_asked_while_nothing_is_new_and_little_when_little_is(
    django_assert_num_queries,
) -> None:
    for number in range(3):
        row(f"{number}/KL@2026")
    kept = KeptJournal()
    with django_assert_num_queries(1):
        first = read(kept, 1)
    with django_assert_num_queries(0):
        assert read(kept, 1) is first
    new = row("9/KL@2026")
    with django_assert_num_queries(2):
        second = read(kept, 2)
    assert set(second.events) == {*first.events, new.pk}
    assert second.by_duty["KLKT"].rows[-1].keys == ("9/KL@2026",)
    assert new.pk not in first.events  # whoever still reads the former is not disturbed


@pytest.mark.django_db
def test_a_row_that_becomes_visible_after_a_later_one_is_not_missed() -> None:
    late = row("1/KL@2026")
    row("2/KL@2026")
    kept = KeptJournal()
    kept._key, kept._journal = (
        ("office", 1),
        Journal.of(one for one in PublicationEvent.objects.values_of_events() if one.id != late.pk),
    )
    assert late.pk in read(kept, 2).events


@pytest.mark.django_db
def test_what_was_rolled_back_is_forgotten_even_if_its_id_is_given_again() -> None:
    row("1/KL@2026")
    kept = KeptJournal()
    with transaction.atomic():
        gone = row("2/KL@2026")
        assert gone.pk in read(kept, 1).events
        transaction.set_rollback(True)
    assert gone.pk not in read(kept, 2).events
    again = row("3/KL@2026", pk=None)
    found = read(kept, 3)
    assert found.events[again.pk].answers[0].case == "3/KL@2026"


@pytest.mark.django_db
def test_a_ledger_that_took_the_place_of_another_is_read_whole() -> None:
    row("1/KL@2026")
    kept = KeptJournal()
    other = samples.registered()
    kept._key = ("office", 1)
    kept._journal = Journal.of([other, *PublicationEvent.objects.values_of_events()])
    assert set(read(kept, 2).events) == set(PublicationEvent.objects.values_list("pk", flat=True))
    assert kept.read("elsewhere", 2).events == read(kept, 3).events


# The journal itself


def test_a_correction_that_adds_a_duty_publishes_for_it() -> None:
    """The page was public for one duty; a correction ticks another: that counts from its day."""
    first = samples.published("KN-QD", on="03-03")
    added = samples.event("corrected", "KLKT", samples.CASE, "03-09", page=1)
    found = samples.ask("KLKT", [samples.registered(), first, added], "03-20")
    assert samples.instance(found).status is InstanceStatus.ON_TIME
    assert samples.instance(found).satisfied_on == samples.day("03-09")
    late = samples.event("corrected", "KLKT", samples.CASE, "03-11", page=1)
    found = samples.ask("KLKT", [samples.registered(), first, late], "03-20")
    assert samples.instance(found).status is InstanceStatus.LATE


EVENTS = st.lists(
    st.builds(
        lambda kind, duty, day, page: samples.event(kind, duty, samples.CASE, day, page=page),
        st.sampled_from(["published", "corrected", "withdrawn", "event_registered"]),
        st.sampled_from(["KLKT", "KN-QD"]),
        st.dates(DAY, DAY + timedelta(days=20)).map(date.isoformat),
        st.integers(1, 2),
    ),
    max_size=12,
)


@given(events=EVENTS, cut=st.integers(0, 12), order=st.randoms())
def test_reading_on_gives_what_reading_at_once_gives_in_any_order(events, cut, order) -> None:
    mixed = [*events]
    order.shuffle(mixed)
    grown = Journal.of(mixed[:cut]).plus(mixed[cut:]).plus(mixed[:1])
    assert grown.by_duty == Journal.of(events).by_duty
    at = samples.day("03-20")
    for code in ("KLKT", "KN-QD"):
        assert samples.ask(code, grown, at.isoformat()) == samples.ask(code, events, at.isoformat())
