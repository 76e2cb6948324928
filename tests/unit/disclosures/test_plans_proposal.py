"""What an import would change: three ways of a field, and what holds for any plan (R1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosures.plan_import import DraftPlan, DraftSection, DraftTask, UnknownUnit, to_json
from disclosures.plans.directory import free_code
from disclosures.plans.draft_json import from_json
from disclosures.plans.proposal import (
    CREATE,
    MATCH,
    Corrections,
    Proposal,
    StoredPlan,
    StoredTask,
    UnitDecision,
    propose,
)
from disclosures.plans.writing import year_of

from .plan_documents import UNITS

NOTHING = Corrections()
contents = st.lists(
    st.text("abcdeghiklmnopqrstuvxy ", min_size=3, max_size=30).map(str.strip).filter(bool),
    min_size=1,
    max_size=12,
    unique=True,
)
leads = st.sampled_from(["Văn phòng", "Thanh tra", "Phòng Kế hoạch - Tài chính", "Ai đó", ""])


def draft(tasks: list[DraftTask], **header: Any) -> DraftPlan:
    values: dict[str, Any] = {
        "number": "7/KH-SKHCN",
        "signed_on": date(2024, 2, 5),
        "title": "Kế hoạch năm 2024",
        "agency": None,
        "agency_hint": None,
        "signer": "Nguyễn Văn Mẫu",
        "signer_title": None,
        "place": None,
    }
    return DraftPlan(**{**values, **header}, sections=(DraftSection("I", "I", ""),), tasks=tasks)


def a_task(order: int = 1, content: str = "Việc", lead: str = "Văn phòng", **values: Any) -> Any:
    return DraftTask(
        order=order,
        section="I",
        number=str(order),
        content=content,
        lead=lead,
        cooperating=values.pop("cooperating", ""),
        schedule=values.pop("schedule", "Thường xuyên"),
        cadence=values.pop("cadence", "continuous"),
        key=f"I/{order}/1",
        **values,
    )


def stored(proposal: Proposal, **changed: Any) -> StoredPlan:
    """What accepting would store, then `changed` in every task."""
    tasks = tuple(
        StoredTask(row.task.order, replace(row.task, **changed), row.recognised)
        for row in proposal.rows
        if not row.skipped
    )
    return StoredPlan(1, 1, dict(proposal.header), tasks)


@st.composite
def drafts(draw: Any) -> DraftPlan:
    texts = draw(contents)
    return draft([a_task(n, text, draw(leads)) for n, text in enumerate(texts, start=1)])


# -- what holds for any plan -----------------------------------------------------------------------


@given(drafts())
def test_the_same_plan_again_changes_nothing(read: DraftPlan) -> None:
    first = propose(read, NOTHING, UNITS, None)
    again = propose(read, NOTHING, UNITS, stored(first))
    assert not again.changes_anything
    assert again.counts["unchanged"] == len(read.tasks)


@given(drafts(), drafts())
def test_every_row_and_every_stored_task_is_accounted_for(old: DraftPlan, new: DraftPlan) -> None:
    before = stored(propose(old, NOTHING, UNITS, None))
    proposal = propose(new, NOTHING, UNITS, before)
    assert [row.task.order for row in proposal.rows] == [task.order for task in new.tasks]
    paired = [row.stored.pk for row in proposal.rows if row.stored]
    dropped = [task.pk for task in proposal.dropped]
    assert sorted(paired + dropped) == sorted(task.pk for task in before.tasks)
    # … and accepted, it is the new plan
    after = propose(new, NOTHING, UNITS, stored(proposal))
    assert not after.changes_anything


@given(drafts(), st.sampled_from(["VP", "KHTC", None]))
def test_corrected_units_stay_as_long_as_the_words_do(read: DraftPlan, unit: str | None) -> None:
    first = propose(read, NOTHING, UNITS, None)
    again = propose(read, NOTHING, UNITS, stored(first, lead_unit=unit))
    assert {row.task.lead_unit for row in again.rows} == {unit}
    assert not again.changes_anything


@given(drafts())
def test_a_draft_survives_being_kept(read: DraftPlan) -> None:
    kept = from_json(to_json(replace(read, tasks=tuple(read.tasks))))
    assert kept == replace(read, tasks=tuple(read.tasks))


# -- one field, three ways -------------------------------------------------------------------------


def again(before: DraftTask, after: DraftTask, **corrected: Any) -> Any:
    first = propose(draft([before]), NOTHING, UNITS, None)
    return propose(draft([after]), NOTHING, UNITS, stored(first, **corrected)).rows[0]


def test_what_the_file_changed_is_taken() -> None:
    row = again(a_task(), a_task(schedule="Quý I/2024", cadence="once"))
    assert (row.state, row.task.schedule, row.task.cadence) == ("changed", "Quý I/2024", "once")


def test_a_corrected_text_stays_while_the_file_says_the_same() -> None:
    row = again(a_task(), a_task(), content="Việc đã sửa")
    assert (row.state, row.task.content) == ("unchanged", "Việc đã sửa")


def test_a_text_that_person_and_file_both_changed_is_the_files_and_shown() -> None:
    row = again(a_task(content="Việc một"), a_task(content="Việc một hai"), content="Việc đã sửa")
    assert [(change.before, change.after) for change in row.changes] == [
        ("Việc đã sửa", "Việc một hai")
    ]


def test_a_unit_known_only_now_is_taken_where_nobody_chose_one() -> None:
    first = propose(draft([a_task(lead="Thanh tra")]), NOTHING, UNITS[:1], None)
    assert first.rows[0].task.lead_unit is None
    later = propose(draft([a_task(lead="Thanh tra")]), NOTHING, UNITS, stored(first))
    assert later.rows[0].task.lead_unit == "TTRA"


def test_a_row_left_out_drops_the_stored_task() -> None:
    first = propose(draft([a_task(1), a_task(2, "Việc hai")]), NOTHING, UNITS, None)
    corrections = Corrections(rows={2: {"skip": True}})
    proposal = propose(first.read, corrections, UNITS, stored(first))
    assert [task.pk for task in proposal.dropped] == [2]


# -- units -----------------------------------------------------------------------------------------


def with_unknown() -> DraftPlan:
    read = draft([a_task(lead="Phòng Mới Lập", cooperating="Văn phòng, Phòng Mới Lập")])
    return replace(read, unknown_units=(UnknownUnit("Phòng Mới Lập", (1,), True),))


@pytest.mark.parametrize(
    ("decision", "lead", "cooperating"),
    [
        (UnitDecision(), None, ("VP",)),
        (UnitDecision(CREATE), "new:0", ("VP", "new:0")),
        (UnitDecision(MATCH, "KHTC"), "KHTC", ("VP", "KHTC")),
        (UnitDecision(MATCH, "GONE"), None, ("VP",)),
    ],
)
def test_a_decision_reaches_every_cell_that_has_the_name(
    decision: UnitDecision, lead: str | None, cooperating: tuple[str, ...]
) -> None:
    corrections = Corrections(units={"Phòng Mới Lập": decision})
    task = propose(with_unknown(), corrections, UNITS, None).rows[0].task
    assert (task.lead_unit, task.cooperating_units) == (lead, cooperating)


def test_a_choice_of_a_unit_that_is_gone_falls_back_to_what_was_read() -> None:
    corrections = Corrections(rows={1: {"lead_unit": "GONE", "cooperating_units": ("GONE", "VP")}})
    task = propose(draft([a_task()]), corrections, UNITS, None).rows[0].task
    assert (task.lead_unit, task.cooperating_units) == ("VP", ("VP",))


@given(st.text(max_size=80), st.sets(st.text("ABCDEV0123456789", min_size=1, max_size=4)))
def test_a_new_units_code_is_free_short_and_plain(name: str, taken: set[str]) -> None:
    code = free_code(name, taken)
    assert code not in taken
    assert code.isascii()
    assert 0 < len(code) <= 40


# -- the header ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("Kế hoạch năm 2025", 2025),
        ("Tổng kết năm 2023, nhiệm vụ năm 2024", 2024),
        ("Kế hoạch", 2022),
        (None, 2022),
    ],
)
def test_the_year_is_the_one_the_title_names_last_else_of_signing(title: Any, year: int) -> None:
    assert year_of({"title": title, "signed_on": date(2022, 12, 30)}) == year


def test_a_corrected_number_is_normalised_and_an_empty_one_is_none() -> None:
    read = draft([a_task()])
    header = propose(read, Corrections(header={"number": "14 /kh-skhcn"}), UNITS, None).header
    assert header["number"] == "14/KH-SKHCN"
    assert propose(read, Corrections(header={"number": ""}), UNITS, None).header["number"] is None
