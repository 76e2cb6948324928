"""A made-up office for measuring the register: duties in the proportions of the catalogue, and five
years of a ledger about them. The same seed gives the same rows."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

YEARS = (2021, 2022, 2023, 2024, 2025)
#: A month after the last of it: nothing in it lies ahead.
MOMENT = date(2026, 1, 31)
ROWS_PER_DUTY_AND_YEAR = 20
#: Pages have numbers of their own; the first of a duty.
PAGES_PER_DUTY = 1000


def rows_of(code: str, number: int, cadence: str, anchors: list[str]) -> Iterator[dict[str, Any]]:
    """The ledger's rows about the duty `code`, five years of them in the order of happening."""
    dice = random.Random(f"{code} {number}")
    page = number * PAGES_PER_DUTY
    for year in YEARS:
        make = {"continuous": _items, "event": _cases}.get(cadence, _periods)
        rows = list(make(dice, code, year, page, cadence, anchors))
        yield from sorted(rows[:ROWS_PER_DUTY_AND_YEAR], key=lambda row: row["happened_on"])
        page += ROWS_PER_DUTY_AND_YEAR


def _cases(dice: random.Random, code: str, year: int, page: int, _cadence: str, anchors: list[str]):
    """Five documents a year: entered, published, corrected, posted at the office."""
    for number in range(1, 6):
        case = f"{number:02}/KL-{code}@{year}"
        signed = date(year, 1, 3) + timedelta(days=dice.randrange(340))
        known = dict.fromkeys(anchors[:1] or ["signed_on"], signed)
        shown = signed + timedelta(days=dice.randrange(1, 14))
        yield _row("event_registered", code, case, signed, anchors=known)
        yield _row("published", code, case, shown, page=page + number, anchors=known)
        yield _row(
            "corrected", code, case, shown + timedelta(days=9), page=page + number, anchors=known
        )
        yield _row(
            "evidence_given", code, case, shown, channel="hq_posting", covers_from=shown,
            covers_until=shown + timedelta(days=20),
        )  # fmt: skip


def _items(dice: random.Random, code: str, year: int, page: int, _cadence: str, anchors: list[str]):
    """Four items a year put up, changed, and confirmed each quarter."""
    for number in range(1, 5):
        item = f"1.{page + number:06}"
        day = date(year, 1, 3) + timedelta(days=dice.randrange(300))
        known = dict.fromkeys(anchors[:1] or ["changed_on"], day)
        yield _row("event_registered", code, item, day, anchors=known)
        yield _row(
            "published", code, item, day + timedelta(days=dice.randrange(4)), page=page + number,
            anchors=known,
        )  # fmt: skip
        yield _row("confirmed_current", code, item, day + timedelta(days=30))
        yield _row("corrected", code, item, day + timedelta(days=50), page=page + number)
    for month in (3, 6, 9, 12):
        yield _row("confirmed_current", code, "", date(year, month, 20))


def _periods(
    dice: random.Random, code: str, year: int, page: int, cadence: str, anchors: list[str]
):
    """Every period published once, some corrected; what is left of the year's rows are notes."""
    cases = {
        "monthly": [f"{year}-{month:02}" for month in range(1, 13)],
        "quarterly": [f"{year}-Q{number}" for number in range(1, 5)],
    }.get(cadence, [f"{year}"])
    for turn in range(ROWS_PER_DUTY_AND_YEAR):
        case = cases[turn % len(cases)]
        month = min(12, (turn % len(cases) + 1) * 12 // len(cases))
        day = date(year, month, 5) + timedelta(days=dice.randrange(15))
        known = dict.fromkeys(anchors[:1], day)
        kind = "published" if turn < len(cases) else "corrected"
        yield _row(kind, code, case, day, page=page + turn % len(cases), anchors=known)


def _row(kind: str, code: str, case: str, day: date, **more: Any) -> dict[str, Any]:
    anchors = {name: one.isoformat() for name, one in more.pop("anchors", {}).items()}
    page = more.pop("page", None)
    return {
        "kind": kind,
        "happened_on": day,
        "recorded_at": datetime.combine(day, time(3), tzinfo=UTC),
        "answers": [{"duty": code, "case": case}],
        "anchors": anchors,
        "page_id": page,
        "page_kind": "conclusion" if page else "",
        "title": f"{code} {case}",
        "unit_code": "VP",
        **more,
    }
