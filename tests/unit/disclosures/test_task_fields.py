"""What of a task can change: differences, what was overtaken, taking changes back in time."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from disclosures.plans.task_fields import (
    FIELDS,
    LISTS,
    difference,
    fingerprint,
    normal,
    overtaken,
    rewound,
)

CODES = st.lists(st.sampled_from(["VP", "KHTC", "KTRA"]), max_size=4)
TEXT = st.text(alphabet="aă b\n\r", max_size=6)
VALUES = st.fixed_dictionaries(
    {
        **dict.fromkeys(("content", "schedule", "result"), TEXT),
        "lead_unit": st.sampled_from(["", "VP", "KTRA"]),
        "cadence": st.sampled_from(["", "monthly"]),
        **dict.fromkeys(LISTS, CODES),
    }
)
Values = dict[str, Any]


def plain(values: Values) -> Values:
    return {name: normal(name, values[name]) for name in FIELDS}


@given(VALUES, VALUES)
def test_a_difference_has_what_differs_and_leads_from_the_one_to_the_other(
    now: Values, wanted: Values
) -> None:
    before, after = difference(now, wanted)
    assert before.keys() == after.keys()
    assert all(before[name] != after[name] for name in before)
    assert plain({**now, **after}) == plain(wanted)
    assert not overtaken(now, before)


@given(VALUES)
def test_nothing_differs_from_itself_however_it_is_written(now: Values) -> None:
    shuffled = {**now, **{name: now[name][::-1] * 2 for name in LISTS}}
    assert difference(now, shuffled) == ({}, {})
    assert fingerprint(now) == fingerprint(shuffled)


@given(VALUES, VALUES)
def test_a_fingerprint_tells_values_apart(one: Values, other: Values) -> None:
    assert (fingerprint(one) == fingerprint(other)) == (plain(one) == plain(other))


@given(VALUES, st.lists(VALUES, max_size=4))
def test_changes_taken_back_lead_to_where_they_began(first: Values, steps: list[Values]) -> None:
    now, changes = plain(first), []
    for wanted in steps:
        before, after = difference(now, wanted)
        changes.append((before, after))
        now = {**now, **after}
    assert rewound(now, changes) == plain(first)


def test_what_an_import_changed_since_is_not_taken_back() -> None:
    now = {**dict.fromkeys(FIELDS, ""), "duties": ["KLKT", "NS-QT"], "cooperating_units": []}
    assert rewound(now, [({"duties": ["A"]}, {"duties": ["KLKT"]})]) == now


@given(VALUES, VALUES, VALUES)
def test_exactly_the_fields_that_moved_on_are_overtaken(
    then: Values, wanted: Values, now: Values
) -> None:
    before, _after = difference(then, wanted)
    moved = {name for name in before if normal(name, now[name]) != normal(name, then[name])}
    assert set(overtaken(now, before)) == moved
