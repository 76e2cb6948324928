"""A new process goes on from a journal that was kept: what it then has is what reading everything
gives, whatever came since, and what no longer fits the ledger is left aside."""

from __future__ import annotations

import pickle
from datetime import UTC, date, datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.models import QuerySet
from hypothesis import given
from hypothesis import strategies as st

from disclosures import ledger, ledger_start
from disclosures.counting.journal import VOIDS, Journal
from disclosures.counting.packing import packed, unpacked
from disclosures.ledger import KeptJournal, keep_for_new_processes
from portal import ledger_guard
from portal.events import Answer, Event, EventKind
from portal.models import PublicationEvent
from tests.unit.disclosures.test_journal import row

DAYS = st.dates(date(2026, 1, 1), date(2026, 3, 1))
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 3, 1), timezones=st.just(UTC))
TEXTS = st.text("aăđê #@/\n\"'", max_size=3)
EVENTS = st.lists(
    st.builds(
        Event,
        id=st.integers(1, 40),
        kind=st.sampled_from(EventKind),
        happened_on=DAYS,
        recorded_at=MOMENTS,
        answers=st.lists(st.builds(Answer, st.sampled_from("AB"), TEXTS), max_size=2).map(tuple),
        anchors=st.dictionaries(st.sampled_from(["signed_on", "issued_on"]), DAYS),
        page_id=st.none() | st.integers(1, 3),
        title=TEXTS,
        channel=st.sampled_from(["portal", "press"]),
        covers_from=st.none() | DAYS,
        details=st.dictionaries(st.sampled_from(["when", VOIDS]), st.integers(1, 40) | TEXTS),
    ),
    max_size=15,
    unique_by=lambda one: one.id,
)


@given(events=EVENTS, cut=st.integers(0, 15))
def test_what_was_kept_and_what_came_since_are_the_whole(events, cut) -> None:
    kept = Journal.of(events[:cut])
    again = unpacked(pickle.loads(pickle.dumps(packed(kept))))  # noqa: S301 (our own)
    assert again == kept
    assert again.plus(events[cut:]) == kept.plus(events[cut:])
    assert again.plus(events[cut:]).by_duty == Journal.of(events).by_duty


@given(events=EVENTS)
def test_nothing_but_plain_values_is_kept(events) -> None:
    plain = {dict, list, tuple, str, int, bool, type(None)}
    waiting = [packed(Journal.of(events))]
    while waiting:
        one = waiting.pop()
        assert type(one) in plain
        if isinstance(one, dict):
            waiting += [*one.keys(), *one.values()]
        elif isinstance(one, list | tuple):
            waiting += one


@pytest.fixture
def kept(db, monkeypatch) -> int:
    """The journal of so many rows was kept, as `publish_scheduled` keeps that of thousands."""
    monkeypatch.setattr(ledger_start, "WORTH_KEEPING", 2)
    row("05/KL@2026")
    row("06/KL@2026")
    # Every test runs in a transaction, whose rows might be undone: outside of one they are kept.
    monkeypatch.setattr(ledger_start, "_is_undecided", lambda: False)
    keep_for_new_processes()
    assert kept_rows() == PublicationEvent.objects.count()
    return kept_rows()


def kept_rows() -> int:
    return len(ledger_start.beginning(ledger.database()).events)


def empty_titles() -> None:
    """What taking down does to the rows of its page, to all of them."""
    with ledger_guard.lifted_for_tests(connection):
        QuerySet.update(PublicationEvent.objects.all(), title="")


def read_anew() -> Journal:
    return KeptJournal().read(ledger.database(), 1)


def as_in_the_ledger() -> Journal:
    return Journal.of(PublicationEvent.objects.values_of_events())


def test_a_new_process_reads_on_from_what_was_kept(kept, django_assert_num_queries) -> None:
    row("07/KL@2026", details={VOIDS: PublicationEvent.objects.first().pk})
    with django_assert_num_queries(3):  # figures, count, the latest rows
        found = read_anew()
    assert found == as_in_the_ledger()


def test_a_ledger_that_became_another_is_read_whole(kept) -> None:
    with ledger_guard.lifted_for_tests(connection):
        QuerySet.update(PublicationEvent.objects.all(), answers=[], recorded_at=datetime.now(UTC))
    assert read_anew() == as_in_the_ledger()


def test_titles_that_were_taken_down_are_not_taken_from_what_was_kept(kept) -> None:
    """On its way the purge is not committed, and what was kept is still there."""
    empty_titles()
    assert {one.title for one in read_anew().events.values()} == {""}


def test_a_process_that_runs_reads_anew_once_something_was_taken_down(db) -> None:
    first = row("05/KL@2026", page_id=7, kind="published", page_kind="x")
    running = KeptJournal()
    assert running.read("office", 1).events[first.pk].title
    empty_titles()
    row("", page_id=7, kind="taken_down", page_kind="x", reason="Lộ", answers=[])
    assert running.read("office", 2).events[first.pk].title == ""


def test_what_is_not_committed_is_not_kept(db, monkeypatch) -> None:
    monkeypatch.setattr(ledger_start, "WORTH_KEEPING", 1)
    row("05/KL@2026")
    keep_for_new_processes()
    assert cache.get(ledger_start.KEY) is None


def test_what_another_release_kept_is_kept_anew(kept) -> None:
    figures = cache.get(ledger_start.KEY_OF_FIGURES)
    cache.set(ledger_start.KEY_OF_FIGURES, figures | {"shape": ("0",)})
    assert kept_rows() == 0
    keep_for_new_processes()
    assert kept_rows() == kept


def test_a_short_ledger_and_a_little_more_are_not_worth_keeping(kept) -> None:
    row("07/KL@2026")
    keep_for_new_processes()
    assert kept_rows() == kept
    row("08/KL@2026")
    keep_for_new_processes()
    assert kept_rows() == kept + 2
