"""Whatever the day, the demonstration shows every status: the register computes what it expects."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosures.catalogue.reading import load_catalogue
from disclosures.counting.verdicts import InstanceStatus
from disclosures.demo.days import Days, planned_acts
from disclosures.status import OFFICE_TIME, status_all
from portal.calendar import Calendar
from portal.events import Answer, Event, EventKind
from tests.unit.demo_files import DATA

DUTIES = load_catalogue()
EXPECTED = {row["duty"]: row["status"] for row in DATA["acts"]["expect"]}
CONCLUSIONS = DATA["conclusions"]["conclusions"]
#: A year and a half from the day on which the data were written, and how long tracking may go back.
FIRST, LAST = date(2026, 11, 23), date(2028, 5, 31)
TRACKED_DAYS = (120, 900)


@settings(max_examples=40)
@given(today=st.dates(FIRST, LAST), tracked=st.integers(*TRACKED_DAYS))
def test_every_duty_and_some_instance_show_what_they_are_there_to_show(
    today: date, tracked: int
) -> None:
    found = statuses(today, today - timedelta(days=tracked))
    shown = {code: found[code].value for code in EXPECTED}
    assert shown == EXPECTED
    standing = {one.status for status in found.values() for one in status.instances}
    assert standing == set(InstanceStatus)


@pytest.mark.parametrize("today", [FIRST, date(2027, 2, 1), date(2027, 9, 6)])
def test_every_conclusion_stands_as_it_is_there_to_show(today: date) -> None:
    found = statuses(today, today - timedelta(days=730))
    standing = {
        instance.case.partition("@")[0]: instance.status
        for code in ("KLKT", "KLTT")
        for instance in found[code].instances
    }
    for conclusion in CONCLUSIONS:
        assert standing[conclusion["number"]] == conclusion["expected"], conclusion["number"]


def statuses(today: date, tracked_from: date) -> dict[str, Any]:
    """The status of every duty when the demonstration was loaded on `today`."""
    calendar = Calendar()
    events = list(everything(Days(today, calendar), tracked_from))
    return status_all(DUTIES, events, calendar, today, tracked_from=tracked_from)


def everything(days: Days, tracked_from: date) -> Iterator[Event]:
    """The ledger's events of the whole demonstration."""
    numbers = count(1)

    def event(kind: EventKind, day: date, **values: Any) -> Event:
        recorded = datetime.combine(day, time(9, 30), tzinfo=OFFICE_TIME)
        return Event(next(numbers), kind, day, recorded, **values)

    pages = count(1)
    for procedure in DATA["procedures"]["procedures"]:
        page = next(pages)
        for number, version in enumerate(procedure["versions"]):
            day = days.of({"days_ago": version["published_days_ago"]})
            kind = EventKind.CORRECTED if number else EventKind.PUBLISHED
            answers = (Answer("TTHC-ND", procedure["code"]),)
            anchors = {"decision_signed_on": day, "changed_on": day}
            yield event(kind, day, answers=answers, anchors=anchors, page_id=page)
    for fee in DATA["fees"]["fees"]:
        day = days.of({"days_ago": fee["published_days_ago"]})
        values = {"answers": (Answer("PHI-LP", fee["slug"]),), "anchors": {"changed_on": day}}
        yield event(EventKind.PUBLISHED, day, page_id=next(pages), **values)
    registered: dict[str, list[date]] = {}
    for conclusion in CONCLUSIONS:
        registered.setdefault(conclusion["duty"], []).append(days.signed(conclusion))
        for kind, day, values in life(conclusion, days):
            page = None if kind in ACTS else next(pages) if kind is EventKind.PUBLISHED else page
            yield event(kind, day, page_id=page, **values)
    for act in planned_acts(DATA["acts"]["acts"], days, tracked_from, registered):
        yield event(
            act.kind,
            act.happened_on,
            answers=act.answers,
            anchors=act.anchors,
            channel=act.channel,
            covers_from=act.covers_from,
            covers_until=act.covers_until,
        )


ACTS = {EventKind.EVENT_REGISTERED, EventKind.EVIDENCE_GIVEN}


def life(conclusion: dict, days: Days) -> Iterator[tuple[EventKind, date, dict]]:
    """What happens to a conclusion, in order."""
    signed = days.signed(conclusion)
    named = {
        "answers": (Answer(conclusion["duty"], f"{conclusion['number']}@{signed.year}"),),
        "anchors": {"signed_on": signed},
    }

    def after(working_days: int) -> date:
        return days.calendar.add_working_days(signed, working_days)

    yield EventKind.EVENT_REGISTERED, signed, named
    if conclusion["publish_working_days_after_signing"] is None:
        return
    yield EventKind.PUBLISHED, after(conclusion["publish_working_days_after_signing"]), named
    if found := conclusion["corrected"]:
        yield EventKind.CORRECTED, after(found["working_days_after_signing"]), named
    if found := conclusion["withdrawn"]:
        yield EventKind.WITHDRAWN, after(found["working_days_after_signing"]), {}
    for evidence in conclusion["evidence"]:
        start = after(evidence["from_working_days_after_signing"])
        covers = {
            "channel": evidence["channel"],
            "covers_from": start,
            "covers_until": start + timedelta(days=evidence["days"]),
        }
        yield EventKind.EVIDENCE_GIVEN, start, named | covers
