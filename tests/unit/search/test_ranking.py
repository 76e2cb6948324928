"""`search.ranking`: one plan for every engine; `search.slips`."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import example, given, settings
from hypothesis import strategies as st

from portal.text import fold
from search.query import MAX_WORDS, parse
from search.ranking import Every, Match, Phrase, Plan, Some, Term, commonness, plan
from search.schema import IndexFields
from search.slips import closest, slips

QUERY = st.lists(
    st.sampled_from(
        ["giấy", "phép", "bức", "xạ", "cưới", "tthc", "là gì", "thur", '"hồ sơ"', "-đất", "12/KH"]
    ),
    min_size=1,
    max_size=12,
).map(" ".join)


def terms(match: Match) -> Iterator[tuple[str, str]]:
    if isinstance(match, Term):
        yield match.field, match.value
    elif isinstance(match, Phrase):
        yield from ((match.field, word) for word in match.words)
    else:
        for part in match.parts:
            yield from terms(part)


def planned(text: str) -> Plan:
    return plan(parse(text))


def test_of_two_words_both_are_needed_and_of_four_all_but_one() -> None:
    assert planned("bức xạ").matching == Every(
        (Term("all_folded", "buc"), Term("all_folded", "xa"))
    )
    four = planned("máy đo liều kế").matching
    assert isinstance(four, Some)
    assert four.at_least == 1
    assert all(isinstance(part, Every) and len(part.parts) == 3 for part in four.parts)


def test_of_many_words_two_neighbouring_pairs_are_needed() -> None:
    many = planned("gia hạn hợp đồng thuê nhà công vụ").matching
    assert isinstance(many, Some)
    assert many.at_least == 2
    assert Term("all_folded_pairs", "hop_dong") in many.parts


def test_a_word_typed_again_and_again_asks_for_no_more() -> None:
    assert planned("giấy " * 9).matching == Term("all_folded_pairs", "giay_giay")


def test_neighbours_that_stand_everywhere_do_not_count_where_documents_are_many() -> None:
    often = {("all_folded_pairs", "thu_tuc"): 5_000}
    query = parse("thủ tục kiểm định phương tiện đo")
    few = plan(query, common=commonness(lambda *term: often.get(term, 1), 1_000))
    many = plan(query, common=commonness(lambda *term: often.get(term, 1), 20_000))
    assert few == plan(query)
    assert ("all_folded_pairs", "thu_tuc") not in set(terms(many.matching))
    assert ("all_folded_pairs", "thu_tuc") not in {
        term for one in many.scores for term in terms(one.match)
    }


def test_after_nothing_was_found_less_is_asked_for() -> None:
    loose = plan(parse("vợ sinh con xin giấy"), loose=True).matching
    assert isinstance(loose, Some)
    assert loose.at_least <= 2


@settings(max_examples=150)
@given(QUERY)
@example("là gì")
def test_what_matches_depends_on_folded_words_alone(text: str) -> None:
    accented, unaccented = planned(text), planned(fold(text))
    assert set(terms(accented.matching)) == set(terms(unaccented.matching))
    assert accented.without == unaccented.without


@settings(max_examples=150)
@given(st.one_of(QUERY, st.text(max_size=400)))
def test_any_query_makes_a_bounded_plan_of_known_fields(text: str) -> None:
    query = parse(text)
    if not query:
        return
    for loose in (False, True):
        made = plan(query, loose=loose)
        known = set(IndexFields.__dataclass_fields__)
        used = {field for one in made.scores for field, _ in terms(one.match)}
        assert used | {field for field, _ in terms(made.matching)} <= known
        assert len(made.scores) <= 60 * MAX_WORDS


def test_a_slip_is_read_as_what_stands_beside_its_neighbours() -> None:
    known = {
        ("all_folded", "luan"): 3,
        ("all_folded", "lau"): 90,
        ("all_folded_pairs", "ket_luan"): 3,
    }
    ways = closest(["ket", "laun"], 1, lambda *term: known.get(term, 0), ["lau"])
    assert ways == ["luan", "lau"]


@given(st.text("abcdeghiklmnopqrstuvxy", min_size=1, max_size=8))
def test_slips_are_one_step_away_and_bounded(word: str) -> None:
    ways = set(slips(word))
    assert all(abs(len(way) - len(word)) <= 1 for way in ways)
    assert len(ways) <= 46 * (len(word) + 1)
