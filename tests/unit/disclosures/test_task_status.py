"""A task's status: its worst duty's, named; else its lead's latest answer; else unknown."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosures.counting.verdicts import DutyStatus, DutyValue, Reason, ReasonCode
from disclosures.plans.task_status import (
    ANSWERS_WORST_FIRST,
    AnswerFact,
    DutyFact,
    LeadFact,
    TaskReason,
    TaskStatus,
    latest_answer,
    period_order,
    task_status,
)

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
LEAD = LeadFact("VP", {"VP"})


def duty(code: str, value: DutyValue | None) -> DutyFact:
    if value is None:
        return DutyFact(code, None)
    why = Reason(ReasonCode.NOTHING_PUBLISHED, {})
    return DutyFact(code, DutyStatus(code, value, why, date(2026, 11, 20), NOW))


def said(
    state: str, period: str = "2026-Q1", unit: str = "VP", days_ago: int = 1, text: str = ""
) -> AnswerFact:
    return AnswerFact(unit, period, state, NOW - timedelta(days=days_ago), text)


def of(*duties: DutyFact, answers: tuple[AnswerFact, ...] = ()) -> TaskStatus:
    return task_status(duties, [LEAD], answers, NOW)


def test_the_worst_duty_decides_and_is_named() -> None:
    found = of(duty("A", DutyValue.UP_TO_DATE), duty("B", DutyValue.OVERDUE))
    assert (found.value, found.duty, found.others) == ("overdue", "B", 0)
    assert found.why is TaskReason.WORST_DUTY


def test_the_first_of_the_catalogue_is_named_among_equals_and_the_others_are_counted() -> None:
    found = of(*(duty(code, DutyValue.OVERDUE) for code in "BAC"))
    assert (found.duty, found.others) == ("B", 2)


def test_answers_do_not_make_a_late_duty_better() -> None:
    found = of(duty("A", DutyValue.OVERDUE), answers=(said("done"),))
    assert found.value == "overdue"


def test_a_duty_that_the_catalogue_lacks_is_unknown_and_never_green() -> None:
    found = of(duty("A", DutyValue.UP_TO_DATE), duty("XX", None))
    assert (found.value, found.duty, found.why) == ("unknown", "XX", TaskReason.DUTY_NOT_KNOWN)


def test_without_duties_the_leads_latest_answer_decides() -> None:
    answers = (said("done", "2026-Q2", days_ago=9), said("under_way", "2026-Q3", days_ago=2))
    for order in permutations(answers):
        found = of(answers=order)
        assert (found.value, found.answer) == ("under_way", answers[1])


def test_a_later_word_on_an_earlier_period_does_not_count() -> None:
    found = of(answers=(said("done", "2026-Q3", days_ago=9), said("not_started", "2026-Q2")))
    assert found.value == "done"


def test_the_last_word_on_one_period_counts_and_the_year_comes_after_its_quarters() -> None:
    assert of(answers=(said("under_way", days_ago=5), said("done", days_ago=1))).value == "done"
    assert of(answers=(said("under_way", "2026-Q3"), said("done", "2026"))).value == "done"
    assert [period_order(one) for one in ("2025", "2026-Q1", "2026-Q3", "2026", "nothing")] == [
        (2025, 4), (2026, 1), (2026, 3), (2026, 4), (0, 0),
    ]  # fmt: skip


def test_an_answer_of_another_unit_or_of_the_future_is_not_the_leads() -> None:
    found = of(answers=(said("done", unit="KHTC"), said("done", days_ago=-1)))
    assert (found.value, found.why, found.silent) == ("unknown", TaskReason.LEAD_SILENT, ("VP",))


def test_the_answer_of_a_unit_whose_work_the_lead_took_over_is_the_leads() -> None:
    lead = LeadFact("KTRA", {"KTRA", "TTRA"})
    assert task_status([], [lead], [said("done", unit="TTRA")], NOW).value == "done"


def test_a_group_that_leads_has_its_worst_answer_and_is_unknown_while_one_is_silent() -> None:
    leads = [LEAD, LeadFact("KHTC", {"KHTC"})]
    both = [said("done"), said("not_started", unit="KHTC")]
    assert task_status([], leads, both, NOW).value == "not_started"
    silent = task_status([], leads, both[:1], NOW)
    assert (silent.value, silent.silent) == ("unknown", ("KHTC",))


def test_nobody_leads_and_no_duty_is_unknown() -> None:
    found = task_status([], [], [said("done")], NOW)
    assert (found.value, found.why) == ("unknown", TaskReason.NO_LEAD)


@given(st.lists(st.sampled_from([*DutyValue, None]), min_size=1, max_size=8))
def test_the_status_is_the_worst_value_whatever_the_order(values: list[DutyValue | None]) -> None:
    duties = [duty(f"D{number}", value) for number, value in enumerate(values)]
    ranks = [(value or DutyValue.UNKNOWN).rank for value in values]
    for some in (duties, duties[::-1]):
        found = task_status(some, [LEAD], [], NOW)
        assert DutyValue(found.value).rank == min(ranks)
        assert found.duty in {one.code for one in duties if one.value == found.value}
        assert found.others == ranks.count(min(ranks)) - 1


ANSWERS = st.lists(
    st.builds(
        said,
        st.sampled_from(ANSWERS_WORST_FIRST),
        st.sampled_from(["2025", "2026-Q1", "2026-Q2", "2026-Q3", "2026"]),
        st.sampled_from(["VP", "KHTC", "TTNC"]),
        st.integers(-5, 400),
    ),
    max_size=12,
)


@given(ANSWERS, st.integers(0, 500))
def test_a_past_status_is_not_changed_by_later_answers(
    answers: list[AnswerFact], days: int
) -> None:
    at = NOW - timedelta(days=days)
    known = [one for one in answers if one.answered_at <= at]
    assert task_status([], [LEAD], answers, at) == task_status([], [LEAD], known, at)


@given(ANSWERS)
def test_every_status_says_why_and_unknown_is_never_an_answer(answers: list[AnswerFact]) -> None:
    found = task_status([], [LEAD], answers, NOW)
    assert found.as_json()["code"]
    if found.answer is None:
        assert found.value == "unknown"
    else:
        assert found.answer == latest_answer(
            [one for one in answers if one.answered_at <= NOW], {"VP"}
        )
        assert found.value == found.answer.state


@pytest.mark.parametrize("state", ANSWERS_WORST_FIRST)
def test_each_state_of_an_answer_is_a_status(state: str) -> None:
    assert of(answers=(said(state),)).value == state
