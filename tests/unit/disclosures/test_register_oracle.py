"""The register read the fast way says what the rules say of the ledger read row by row."""

from __future__ import annotations

import gc
import random
import threading
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from disclosures.deadlines import parse_rule
from disclosures.models import Obligation, ObligationVersion
from disclosures.register import Register, forget, snapshot
from disclosures.status import status_all
from portal.collecting import CollectorPaused
from portal.events import PAGE_KINDS, EventKind
from portal.models import CalendarDay, ConfirmedYear, PublicationEvent, office_calendar
from portal.models.site import PortalSettings
from tests.unit.disclosures.register_samples import load_catalogue

START = date(2025, 11, 1)
MOMENTS = (
    (None, None),
    (date(2026, 3, 31), None),
    (date(2026, 3, 31), date(2026, 6, 30)),
    (date(2026, 6, 30), date(2026, 2, 1)),
)
CASES = ("", "05/KL-SKHCN@2026", "05/KL-SKHCN@2026#2", "2026-Q1", "2026", "2026-02", "2.002380")
DETAILS: tuple[dict[str, Any], ...] = (
    {}, {}, {"act": "extend"}, {"act": "suspend"}, {"act": "resume"}, {"act": "end"},
    {"when": "complex"},
)  # fmt: skip


def random_rows(seed: int, number: int) -> list[PublicationEvent]:
    """Rows about any duty and case, of every kind, entered in another order than they happened."""
    dice = random.Random(seed)
    codes = list(Obligation.objects.values_list("code", flat=True))
    anchors = {
        one.code: sorted(one.as_value().anchors) or ["signed_on"]
        for one in Obligation.objects.all()
    }
    rows = []
    for n in range(number):
        named = dice.sample(codes, dice.choice((0, 1, 1, 1, 2)))
        day = START + timedelta(days=dice.randrange(380))
        known = {
            name: (day - timedelta(days=dice.randrange(9))).isoformat()
            for code in named
            for name in dice.sample(anchors[code], 1)
            if dice.random() < 0.7
        }
        kind = dice.choice(list(EventKind))
        is_evidence = kind is EventKind.EVIDENCE_GIVEN
        rows.append(
            PublicationEvent(
                kind=kind,
                happened_on=day,
                recorded_at=datetime(2025, 12, 1, 3, tzinfo=UTC)
                + timedelta(days=dice.randrange(300), microseconds=dice.choice((0, 250))),
                page_id=dice.randrange(1, 12)
                if kind in PAGE_KINDS or dice.random() < 0.1
                else None,
                answers=[{"duty": code, "case": dice.choice(CASES)} for code in named],
                anchors=known,
                title=f"Văn bản {n}",
                unit_code=dice.choice(("", "VP")),
                channel=dice.choice(("hq_posting", "meeting")) if is_evidence else "portal",
                covers_from=day if is_evidence else None,
                covers_until=day + timedelta(days=20) if dice.random() < 0.3 else None,
                reason="Căn cứ",
                details=dice.choice(DETAILS),
            )
        )
    return rows


def plainly(found: Register) -> dict[str, Any]:
    """What the rules say of duties, ledger and calendar as Django reads them, with nothing kept."""
    versions: dict[int, list[ObligationVersion]] = {}
    for one in ObligationVersion.objects.select_related("obligation"):
        versions.setdefault(one.obligation_id, []).append(one)
    return status_all(
        [rows[0].obligation.as_value(rows) for rows in versions.values()],
        list(PublicationEvent.objects.values_of_events()),
        office_calendar(),
        found.at,
        known_at=found.known_at,
        tracked_from=PortalSettings.objects.get().tracked_from,
    )


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(4))
def test_both_ways_say_the_same_of_any_ledger_at_any_moment(seed: int) -> None:
    load_catalogue()
    CalendarDay.objects.create(
        day=date(2026, 4, 27), note="Nghỉ bù", entered_at=datetime(2026, 2, 9, 3, tzinfo=UTC)
    )
    ConfirmedYear.objects.create(year=2026, confirmed_at=datetime(2026, 5, 4, 3, tzinfo=UTC))
    rows = random_rows(seed, 240)
    forget()
    for part in (rows[:150], rows[150:]):  # read at once, then read on
        PublicationEvent.objects.bulk_create(part)
        for at, known_at in MOMENTS:
            found = snapshot(at, known_at)
            assert found.statuses == plainly(found)


@pytest.mark.django_db
def test_a_rule_read_alike_is_the_rule_of_the_catalogue() -> None:
    load_catalogue()
    for one in ObligationVersion.objects.exclude(rule=None):
        value = one.as_value().rule
        assert value == parse_rule(one.rule)
        assert list(value.cases) == list(parse_rule(one.rule).cases)


def test_the_collector_rests_until_the_last_has_left_and_then_works_again() -> None:
    paused = CollectorPaused()
    assert gc.isenabled()
    inside, leave = threading.Event(), threading.Event()

    def other() -> None:
        with paused:
            inside.set()
            leave.wait(5)

    thread = threading.Thread(target=other)
    with paused:
        thread.start()
        assert inside.wait(5)
        assert not gc.isenabled()
    assert not gc.isenabled()  # the other one is still at work
    leave.set()
    thread.join()
    assert gc.isenabled()
    with pytest.raises(ZeroDivisionError), paused:
        _ = 1 / 0
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with CollectorPaused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
