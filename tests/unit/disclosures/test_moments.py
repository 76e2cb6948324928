"""Days and moments of the office, to the ends of the calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from disclosures.catalogue.reading import load_catalogue
from disclosures.counting.moments import FIRST_DAY, LAST_DAY, countable, end_of, office_day
from disclosures.status import status_all
from portal.calendar import Calendar
from portal.events import Answer, Event, EventKind

DUTIES = load_catalogue()
#: One duty of each cadence is enough: they share everything else.
SAMPLE = list({duty.cadence: duty for duty in DUTIES}.values())
ENDS = st.dates(max_value=date(5, 1, 1)) | st.dates(min_value=date(9994, 1, 1))
AHEAD, BEHIND = timezone(timedelta(hours=14)), timezone(timedelta(hours=-12))


def happened(on: date) -> list[Event]:
    return [
        Event(
            id=number,
            kind=kind,
            happened_on=on,
            recorded_at=datetime(1, 1, 2, tzinfo=UTC),
            answers=(Answer(duty.code, "x@1" if duty.cadence.value == "event" else ""),),
            anchors={"signed_on": on},
            page_id=number,
        )
        for number, (duty, kind) in enumerate(
            (duty, kind)
            for duty in SAMPLE
            for kind in (EventKind.EVENT_REGISTERED, EventKind.PUBLISHED)
        )
    ]


@given(st.dates() | ENDS, ENDS)
@example(date.min, date.min)
@example(date.max, date.max)
def test_the_status_has_an_answer_at_any_date(at: date, on: date) -> None:
    found = status_all(SAMPLE, happened(on), Calendar(), at)
    assert set(found) == {duty.code for duty in SAMPLE}


@pytest.mark.parametrize(
    "at",
    [
        datetime.max.replace(tzinfo=UTC),
        datetime.max.replace(tzinfo=BEHIND),
        datetime.min.replace(tzinfo=UTC),
        datetime.min.replace(tzinfo=AHEAD),
    ],
)
def test_the_status_has_an_answer_at_any_moment(at: datetime) -> None:
    assert len(status_all(SAMPLE, happened(at.date()), Calendar(), at)) == len(SAMPLE)


@pytest.mark.parametrize("at", [date.min, date.max])
def test_every_duty_of_the_catalogue_has_an_answer_at_the_ends(at: date) -> None:
    assert len(status_all(DUTIES, [], Calendar(), at)) == len(DUTIES)


@given(st.dates(FIRST_DAY, LAST_DAY))
def test_a_day_with_room_around_it_stays_itself(day: date) -> None:
    assert countable(day) == day


def test_a_moment_is_on_the_day_of_the_office() -> None:
    assert office_day(datetime(2026, 1, 1, 17, tzinfo=UTC)) == date(2026, 1, 2)
    assert office_day(date(2026, 1, 1)) == date(2026, 1, 1)


def test_a_day_is_over_at_its_end_in_the_office() -> None:
    assert end_of(date(2026, 1, 1)) < datetime(2026, 1, 1, 17, tzinfo=UTC)
    assert office_day(end_of(date(2026, 1, 1))) == date(2026, 1, 1)
