"""The contract of every engine; what is true of one alone has a file of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.searchable import SearchEntry
from portal.text import fold
from search import schema
from search.engines import Engine, EngineUnavailable, Filters, IndexState, Sort
from search.query import parse
from tests.unit.search.conftest import another, places
from tests.unit.search.samples import (
    CITING,
    CONCLUSION,
    DECISION,
    EVERYTHING,
    INDUSTRIAL,
    RENEWAL,
    X_RAY,
    entry,
)


@pytest.fixture(scope="module")
def engine(new_engine: Callable[[], Engine]) -> Engine:
    """An engine that holds `EVERYTHING`; tests that write take `fresh`."""
    engine = new_engine()
    engine.rebuild(EVERYTHING)
    return engine


@pytest.fixture
def fresh(new_engine: Callable[[], Engine]) -> Engine:
    engine = new_engine()
    engine.rebuild(EVERYTHING)
    return engine


def ids(engine: Engine, text: str, filters: Filters | None = None) -> list[str]:
    return [hit.entry.id for hit in engine.search(parse(text), filters or Filters()).hits]


# -- the contract: what is found -----------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        "giấy phép x quang",
        "giay phep x-quang",
        "GIẤY PHÉP X QUANG",
        "gia\u0302\u0301y phe\u0301p x-quang",
        "giaays pheps x quang",
        "giấy phépp x quang",
    ],
)
def test_words_are_found_however_they_are_typed(engine: Engine, typed: str) -> None:
    assert set(ids(engine, typed)[:2]) == {"x-ray", "renewal"}


@pytest.mark.parametrize(
    "typed", ["1234/QĐ-UBND", "1234 qd ubnd", "1234 qđ-ubnd", "QĐ 1234/QÐ-UBND"]
)
def test_the_document_itself_stands_before_those_that_cite_it(engine: Engine, typed: str) -> None:
    found = ids(engine, typed)
    assert set(found[:2]) == {"decision", "other-decision"}
    assert "citing" in found


def test_the_year_tells_numbers_apart(engine: Engine) -> None:
    assert ids(engine, "quyết định 1234 năm 2024")[0] == "other-decision"
    assert ids(engine, "quyết định số 1234 ngày 05/03/2025")[0] == "decision"


@pytest.mark.parametrize("typed", ["2.002381", "2002381", "thủ tục 2.002381"])
def test_a_procedure_is_found_by_its_code(engine: Engine, typed: str) -> None:
    assert ids(engine, typed)[0] == "renewal"


def test_everyday_words_find_a_thing_and_are_never_shown(fresh: Engine) -> None:
    fresh.index([entry("slang", "chiếu chụp", keywords="soi bóng xương, rửa phim")])
    (hit,) = fresh.search(parse("rua phim"), Filters()).hits
    assert hit.entry.title == "chiếu chụp"
    assert "phim" not in hit.entry.body and hit.entry.keywords == ""


def test_title_before_text(engine: Engine) -> None:
    assert ids(engine, "thủ tục hành chính")[0] == "decision"


def test_an_abbreviation_is_found_by_what_it_means_and_back(engine: Engine) -> None:
    assert "industrial" in ids(engine, "khcn")
    assert "decision" in ids(engine, "tthc")


def test_text_of_attachments_is_found(engine: Engine) -> None:
    assert ids(engine, "đồng hồ nước lạnh") == ["conclusion"]


def test_quoted_words_must_stand_together(engine: Engine) -> None:
    assert set(ids(engine, '"giấy phép bức xạ"')) == {"x-ray"}
    assert ids(engine, '"phép giấy"') == []


def test_unwanted_words_keep_documents_out(engine: Engine) -> None:
    assert set(ids(engine, "giấy phép x quang -gia")) == {"x-ray"}
    assert set(ids(engine, 'giấy phép x quang -"gia hạn"')) == {"x-ray"}


def test_less_is_asked_for_before_saying_that_there_is_nothing(engine: Engine) -> None:
    assert set(ids(engine, "quang kiểu lạnh")) == {"x-ray", "renewal", "industrial", "conclusion"}
    assert engine.search(parse("quang kiểu"), Filters.of(kind=["document"])).total == 0


def test_accents_order_but_do_not_choose(fresh: Engine) -> None:
    fresh.index([entry("sell", "Bán hàng lưu động"), entry("copy", "Bản hàng mẫu")])
    assert ids(fresh, "bản hàng") == ["copy", "sell"]
    assert ids(fresh, "bán hàng") == ["sell", "copy"]
    assert set(ids(fresh, "ban hang")) == {"copy", "sell"}


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["giấy", "phép", "sử", "thiết", "bị", "đo", "kế", "hoạch", "hộ"])))
def test_unaccented_writing_finds_the_same(engine: Engine, words: list[str]) -> None:
    text = " ".join(words)
    assert set(ids(engine, text)) == set(ids(engine, fold(text)))


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200))
def test_no_query_breaks_an_engine(engine: Engine, text: str) -> None:
    results = engine.search(parse(text))
    assert results.total >= len(results.hits)


def test_an_empty_query_finds_nothing(engine: Engine) -> None:
    assert engine.search(parse("")).total == 0


# -- the contract: facets and pages --------------------------------------------------------------


def test_facets_count_what_was_found(engine: Engine) -> None:
    results = engine.search(parse("thủ tục hành chính quyết định giấy phép"))
    assert sum(results.facets["kind"].values()) == results.total
    assert set(results.facets) == set(schema.FACETS)


def test_a_filter_narrows_but_its_own_facet_still_counts_the_others(engine: Engine) -> None:
    everything = engine.search(parse("thiết bị"))
    chosen = engine.search(parse("thiết bị"), Filters.of(kind=["procedure"]))
    assert {hit.entry.kind for hit in chosen.hits} == {"procedure"}
    assert chosen.facets["kind"] == everything.facets["kind"]
    assert chosen.total == everything.facets["kind"]["procedure"]
    assert sum(chosen.facets["field"].values()) == 2


def test_unknown_and_hostile_filter_values_find_nothing(engine: Engine) -> None:
    values = ["'; DROP TABLE", "\x00", *map(str, range(1_000))]
    assert engine.search(parse("thiết bị"), Filters.of(kind=values)).total == 0


def test_pages_do_not_overlap(engine: Engine) -> None:
    query = parse("giấy phép")
    whole = [hit.entry.id for hit in engine.search(query, limit=10).hits]
    pages = [engine.search(query, offset=at, limit=1).hits for at in range(len(whole))]
    assert [hit.entry.id for page in pages for hit in page] == whole
    assert engine.search(query, offset=500).hits == ()


# -- the contract: writing -----------------------------------------------------------------------


def test_an_entry_replaces_the_one_of_its_id(fresh: Engine) -> None:
    fresh.index([entry("x-ray", "Tên khác hẳn")])
    assert fresh.count() == len(EVERYTHING)
    assert ids(fresh, "tên khác hẳn") == ["x-ray"]


def test_deleted_entries_are_gone(fresh: Engine) -> None:
    fresh.index([], delete=["x-ray", "never-there"])
    assert fresh.ids() == {one.id for one in EVERYTHING} - {"x-ray"}


def test_a_rebuild_holds_exactly_what_it_was_given(fresh: Engine) -> None:
    assert fresh.rebuild([X_RAY, RENEWAL, X_RAY]) == 2
    assert fresh.ids() == {"x-ray", "renewal"}


def test_what_is_shown_comes_back_as_it_went_in(engine: Engine) -> None:
    stored = {hit.entry.id: hit.entry for hit in engine.search(parse("kết luận thanh tra")).hits}
    assert stored["conclusion"] == CONCLUSION
    assert engine.search(parse("1234/QĐ-UBND năm 2025")).hits[0].entry == DECISION


def test_another_process_sees_what_was_committed(fresh: Engine) -> None:
    reader = another(fresh)
    assert reader.count() == len(EVERYTHING)
    fresh.index([entry("new", "Thủ tục mới")])
    assert "new" in ids(reader, "thủ tục mới")
    fresh.rebuild([CITING])
    assert reader.ids() == {"citing"}


# -- the contract: when things go wrong ----------------------------------------------------------


def test_a_rebuild_that_fails_leaves_the_old_index(fresh: Engine) -> None:
    def half() -> Iterator[SearchEntry]:
        yield X_RAY
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError):
        fresh.rebuild(half())
    assert fresh.ids() == {one.id for one in EVERYTHING}
    assert len(places(fresh)) == 1


def test_searches_go_on_while_rebuilding(fresh: Engine) -> None:
    stop, failures = threading.Event(), []
    reader = another(fresh)

    def search() -> None:
        while not stop.is_set():
            try:
                if "renewal" not in ids(reader, "gia hạn giấy phép"):
                    failures.append("not found")
            except Exception as problem:
                failures.append(repr(problem))

    thread = threading.Thread(target=search)
    thread.start()
    try:
        for _ in range(5):
            fresh.rebuild(EVERYTHING)
            fresh.index([INDUSTRIAL])
    finally:
        stop.set()
        thread.join()
    assert failures == []


def test_a_missing_index_says_so_and_can_be_built(new_engine: Callable[[], Engine]) -> None:
    engine = new_engine()
    assert engine.state() == IndexState.MISSING
    with pytest.raises(EngineUnavailable, match="search_reindex"):
        engine.search(parse("giấy phép"))
    with pytest.raises(EngineUnavailable):
        engine.index([X_RAY])
    engine.rebuild([X_RAY])
    assert engine.state() == IndexState.READY


def test_an_index_of_another_version_is_outdated_and_rebuilt(
    new_engine: Callable[[], Engine], monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = new_engine()
    with monkeypatch.context() as patch:
        patch.setattr(schema, "VERSION", schema.VERSION - 1)
        engine.rebuild([CITING])
    assert another(engine).state() == IndexState.OUTDATED
    with pytest.raises(EngineUnavailable):
        another(engine).search(parse("kế hoạch"))
    engine.rebuild([X_RAY])
    assert engine.state() == IndexState.READY
    assert len(places(engine)) == 1


# -- the contract: order, suggestions, what was meant ---------------------------------------------


def test_what_is_found_can_be_ordered_otherwise(engine: Engine) -> None:
    query = parse("1234/QĐ-UBND")
    newest = [hit.entry.id for hit in engine.search(query, sort=Sort.NEWEST).hits]
    assert newest == ["citing", "decision", "other-decision"]
    titles = [hit.entry.id for hit in engine.search(query, sort=Sort.TITLE).hits]
    assert titles == ["citing", "decision", "other-decision"]
    assert engine.search(query, sort=Sort.TITLE).total == engine.search(query).total


def test_words_with_a_minus_are_not_there(engine: Engine) -> None:
    assert set(ids(engine, "giấy phép x quang -gia -hạn")) == {"x-ray"}
    assert set(ids(engine, 'giấy phép x quang -"gia hạn"')) == {"x-ray"}


@pytest.mark.parametrize("typed", ["gia hạn giấy ph", "gia han giay", "gia hạn g", "Gia hạ"])
def test_titles_are_proposed_while_typing(engine: Engine, typed: str) -> None:
    assert engine.suggest(parse(typed), 5)[0].entry.id == "renewal"


def test_procedures_are_proposed_first(engine: Engine) -> None:
    kinds = [hit.entry.kind for hit in engine.suggest(parse("thiết bị"), 8)]
    assert kinds == ["procedure", "procedure", "inspection_conclusion"]


def test_nothing_is_proposed_for_nothing(engine: Engine) -> None:
    assert engine.suggest(parse(""), 5) == engine.suggest(parse("zzzz"), 5) == ()


def test_a_slip_is_put_right_with_the_accents_that_entries_have(engine: Engine) -> None:
    assert engine.correct(parse("giay phepp")) == "giấy phép"
    assert engine.correct(parse("giấy phép")) is None
    assert engine.correct(parse("qwqwqwqw")) is None
