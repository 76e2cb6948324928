"""What the page of a conclusion says of a recommendation, beside what the register says of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from disclosures.models import RecommendationState
from disclosures.status import DUE_SOON_DAYS
from disclosures.templatetags.disclosure_words import follow_up, follow_up_words
from portal.calendar import Calendar

DUE = date(2026, 6, 30)
FIRST_REMINDER = Calendar().subtract(DUE, DUE_SOON_DAYS)


@pytest.mark.parametrize(
    ("today", "due_on", "state", "expected"),
    [
        (FIRST_REMINDER - timedelta(days=1), DUE, RecommendationState.OPEN, "open"),
        (FIRST_REMINDER, DUE, RecommendationState.OPEN, "due_soon"),
        (DUE, DUE, RecommendationState.OPEN, "due_soon"),
        (DUE + timedelta(days=1), DUE, RecommendationState.OPEN, "overdue"),
        (DUE + timedelta(days=1), DUE, RecommendationState.DONE, "done"),
        (DUE, None, RecommendationState.OPEN, "open"),
        (DUE, date.max, RecommendationState.OPEN, "open"),
        (DUE, date.min, RecommendationState.OPEN, "overdue"),
    ],
)
def test_a_recommendation_is_due_soon_from_the_day_of_the_first_reminder(
    today: date, due_on: date | None, state: str, expected: str
) -> None:
    code = follow_up(state, due_on, today, Calendar())
    assert code == expected
    assert follow_up_words(code) != code
