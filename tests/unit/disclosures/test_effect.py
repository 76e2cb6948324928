"""Whether a legal document is in force: by its own days, and by what others do to it."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from disclosures.effect import (
    ENDING,
    Document,
    Done,
    Effect,
    RelationKind,
    changes,
    effect_on,
    ended_on,
    takes_effect,
)

days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
maybe = st.none() | days
kinds = st.sampled_from(RelationKind)
KEYS = "abcd"


@st.composite
def graphs(draw: st.DrawFn) -> dict[str, Document]:
    """Up to four documents that do anything to one another, circles too."""
    found = {}
    for key in KEYS:
        done = draw(
            st.lists(
                st.builds(Done, kinds, st.sampled_from([*KEYS, "gone"]), maybe, st.booleans()),
                max_size=3,
            )
        )
        found[key] = Document(draw(maybe), draw(maybe), tuple(done))
    return found


def document(effective: str | None, *done: Done, expires: str | None = None) -> Document:
    day = date.fromisoformat
    return Document(day(effective) if effective else None, day(expires) if expires else None, done)


@given(maybe, maybe, days)
def test_a_document_is_in_exactly_one_state(
    effective: date | None, ended: date | None, day: date
) -> None:
    state = effect_on(day, effective, ended)
    assert (state is Effect.ENDED) == (ended is not None and ended <= day)
    if state is Effect.IN_FORCE:
        assert effective is not None and effective <= day
    if state is Effect.NOT_YET:
        assert effective is not None and effective > day


@given(maybe, maybe, days, st.integers(1, 4000))
def test_what_ended_stays_ended(
    effective: date | None, ended: date | None, day: date, later: int
) -> None:
    if effect_on(day, effective, ended) is Effect.ENDED:
        assert effect_on(day + timedelta(days=later), effective, ended) is Effect.ENDED


@given(graphs(), st.sampled_from(KEYS))
def test_every_graph_has_an_answer_and_order_does_not_matter(
    graph: dict[str, Document], key: str
) -> None:
    turned = {
        name: Document(one.effective_on, one.expires_on, one.done[::-1])
        for name, one in reversed(list(graph.items()))
    }
    assert ended_on(key, graph) == ended_on(key, turned)


@given(graphs(), st.sampled_from(KEYS))
def test_only_an_ending_relation_or_its_own_last_day_ends_a_document(
    graph: dict[str, Document], key: str
) -> None:
    end = ended_on(key, graph)
    ending = [done for done in graph[key].done if done.kind in ENDING and done.whole]
    if graph[key].expires_on is None and not ending:
        assert end is None
    if graph[key].expires_on is not None:
        assert end is not None and end <= graph[key].expires_on + timedelta(days=1)


@given(graphs(), st.sampled_from(KEYS), days)
def test_what_holds_on_a_day_took_effect_by_then(
    graph: dict[str, Document], key: str, day: date
) -> None:
    for done, since in changes(key, graph, day):
        assert since <= day
        assert done.source in graph


def test_a_repeal_ends_from_the_day_the_repealing_document_is_in_force() -> None:
    graph = {
        "old": document("2022-01-01", Done(RelationKind.REPEALS, "new")),
        "new": document("2026-07-01"),
    }
    assert ended_on("old", graph) == date(2026, 7, 1)


def test_a_day_of_its_own_comes_before_the_documents_day() -> None:
    done = Done(RelationKind.REPLACES, "new", date(2026, 9, 1))
    graph = {"old": document("2022-01-01", done), "new": document("2026-07-01")}
    assert ended_on("old", graph) == date(2026, 9, 1)


def test_an_amendment_or_the_repeal_of_a_part_ends_nothing() -> None:
    graph = {
        "old": document(
            "2022-01-01",
            Done(RelationKind.AMENDS, "new"),
            Done(RelationKind.REPEALS, "new", whole=False),
        ),
        "new": document("2026-07-01"),
    }
    assert ended_on("old", graph) is None
    assert [done.kind for done, _ in changes("old", graph, date(2026, 7, 1))] == [
        RelationKind.AMENDS,
        RelationKind.REPEALS,
    ]


def test_what_was_repealed_before_its_day_never_ended_anything() -> None:
    graph = {
        "old": document("2022-01-01", Done(RelationKind.REPEALS, "new")),
        "new": document("2026-07-01", Done(RelationKind.REPEALS, "newer")),
        "newer": document("2026-06-01"),
    }
    assert ended_on("old", graph) is None


def test_what_ended_does_not_come_back_when_its_ender_goes() -> None:
    graph = {
        "old": document("2022-01-01", Done(RelationKind.REPEALS, "new")),
        "new": document("2024-07-01", Done(RelationKind.REPEALS, "newer")),
        "newer": document("2026-06-01"),
    }
    assert ended_on("old", graph) == date(2024, 7, 1)


def test_a_document_whose_day_nobody_knows_does_nothing_and_neither_does_a_stranger() -> None:
    graph = {"old": document("2022-01-01"), "new": document(None)}
    assert takes_effect(Done(RelationKind.REPEALS, "new"), graph) is None
    assert takes_effect(Done(RelationKind.REPEALS, "not there"), graph) is None


def test_its_own_last_day_still_counts() -> None:
    graph = {"old": document("2022-01-01", expires="2026-12-31")}
    assert ended_on("old", graph) == date(2027, 1, 1)
    assert effect_on(date(2026, 12, 31), date(2022, 1, 1), date(2027, 1, 1)) is Effect.IN_FORCE


def test_two_documents_that_repeal_each_other_have_an_answer() -> None:
    graph = {
        "a": document("2024-01-01", Done(RelationKind.REPEALS, "b")),
        "b": document("2025-01-01", Done(RelationKind.REPEALS, "a")),
    }
    assert ended_on("a", graph) == date(2025, 1, 1)
    assert ended_on("b", graph) == date(2024, 1, 1)
