"""Every reason, rule, case and place of the catalogue has words in both languages."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from disclosures.catalogue.reading import load_catalogue
from disclosures.counting.duties import CHANNELS
from disclosures.counting.grammar import parse_rule
from disclosures.counting.rules import ANCHORS
from disclosures.counting.verdicts import DutyValue, InstanceStatus, Reason, ReasonCode
from disclosures.words.reasons import SENTENCES, sentence
from disclosures.words.rule_words import rule_words
from disclosures.words.wording import (
    ANCHORS as ANCHOR_WORDS,
)
from disclosures.words.wording import (
    CHANNELS as CHANNEL_WORDS,
)
from disclosures.words.wording import (
    INSTANCES,
    SPECIAL_CASES,
    VALUES,
    case_words,
    exposure_words,
    period_words,
    time_left,
)
from portal.calendar import Calendar

DUTIES = load_catalogue()
RULES = [one.rule for duty in DUTIES for one in duty.versions if one.rule]


def test_every_code_has_words() -> None:
    assert set(SENTENCES) == set(ReasonCode)
    assert set(VALUES) == set(DutyValue)
    assert set(INSTANCES) == set(InstanceStatus)
    assert set(CHANNEL_WORDS) == CHANNELS
    assert set(ANCHOR_WORDS) >= ANCHORS
    assert {case for rule in RULES for case in rule.cases} <= set(SPECIAL_CASES)


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("code", list(ReasonCode))
def test_every_reason_makes_a_sentence_even_with_nothing_known(
    code: ReasonCode, language: str
) -> None:
    day = date(2026, 3, 10)
    full = {
        "case": "05/KL-SKHCN@2026", "due": day, "satisfied_on": day, "on": day, "since": day,
        "until": day, "last_on": day, "items": 3, "stale": 2, "reason": "Không phát sinh.",
        "why": "đã chuyển", "successor": "KLKT", "when": "force_majeure", "error": "x",
        "missing": ("portal", "hq_posting"), "interrupted": ("portal",), "needs": ("signed_on",),
        "cases": ("complex",),
    }  # fmt: skip
    with translation.override(language):
        for params in (full, {"due": day}):
            assert sentence(Reason(code, params)).endswith(".")
        words = sentence(Reason(code, full))
        assert "%(" not in words
        assert "  " not in words


@pytest.mark.parametrize("language", ["en", "vi"])
def test_every_rule_of_the_catalogue_can_be_read(language: str) -> None:
    with translation.override(language):
        for rule in RULES:
            words = rule_words(rule)
            assert words
            assert "_" not in words


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ({"after": "signed_on", "days": 10, "calendar": "calendar"},
         "within 10 days after the day of signing"),
        ({"after": "changed_on", "days": 0, "calendar": "working", "immediate": True},
         "at once, on the day the content changed"),
        ({"before": "event_on", "days": 5, "calendar": "working"},
         "at the latest 5 working days before the day of the event"),
        ({"by": "01-31", "year_offset": 1, "inclusive": False},
         "before 31/01 of the following year"),
        ({"by_rule": "last_day_of_month"}, "by the last day of each month"),
        ({"schedule": [{"period": "Q1", "by": "03-05", "inclusive": False}]},
         "quarter I: before 05/03"),
    ],
)  # fmt: skip
def test_a_rule_reads_as_in_the_law(rule: dict, words: str) -> None:
    with translation.override("en"):
        assert rule_words(parse_rule(rule)) == words


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("2026", "Year 2026"),
        ("2026-Q3", "Quarter III of 2026"),
        ("2026-H2", "Second half of 2026"),
        ("2026-9M", "First 9 months of 2026"),
        ("2026-10", "Month 10 of 2026"),
        ("2026#2", "Year 2026 (2)"),
        ("05/KL-SKHCN@2026", "05/KL-SKHCN (2026)"),
        ("05/KL-SKHCN@2026#2", "05/KL-SKHCN (2026), recommendation 2"),
        ("2.002380", "2.002380"),
        ("", ""),
    ],
)
def test_a_case_is_written_as_people_write_it(key: str, words: str) -> None:
    with translation.override("en"):
        assert case_words(key) == words


def test_what_is_no_period_has_no_words_as_one() -> None:
    assert period_words("05/KL-SKHCN@2026") == ""


def test_time_left_counts_working_days() -> None:
    friday, calendar = date(2026, 3, 13), Calendar()
    with translation.override("en"):
        assert time_left(date(2026, 3, 18), friday, calendar) == "3 working days left"
        assert time_left(friday, friday, calendar) == "due today"
        assert time_left(date(2026, 3, 12), friday, calendar) == "1 working day overdue"
        assert "day off" in time_left(date(2026, 3, 14), friday, calendar)
        assert "last working day" in time_left(friday, date(2026, 3, 14), calendar)


def test_every_exposure_of_the_catalogue_can_be_read() -> None:
    found = [duty.exposure for duty in DUTIES if duty.exposure]
    assert found
    assert all(exposure_words(one) for one in found)
    assert exposure_words(None) == ""
