"""While the engine of the site is away the spare answers, and both catch up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.checks import run_checks
from django.test import Client

from portal import publishing
from scripts.serving import free_port
from search import outbox
from search.doctor import index_agrees_with_the_pages
from search.engines import (
    Engine,
    EngineUnavailable,
    IndexState,
    engine_for,
    get_engine,
)
from search.engines import spare as spare_module
from search.engines.spare import EngineWithSpare
from search.engines.tantivy import TantivyEngine
from search.models import OutboxEntry
from search.query import parse
from tests.factories import make_user
from tests.unit.search.pages import published
from tests.unit.search.samples import EVERYTHING

pytestmark = pytest.mark.django_db


class Away:
    """An engine that may be switched off."""

    def __init__(self, engine: Engine) -> None:
        self.engine, self.away, self.asked = engine, False, 0

    def __getattr__(self, name: str) -> Any:
        self.asked += 1
        if self.away and name == "state":
            return lambda: IndexState.AWAY
        if self.away:
            raise EngineUnavailable(IndexState.AWAY, "no node answers")
        return getattr(self.engine, name)


@pytest.fixture
def main(tmp_path: Path) -> Away:
    return Away(TantivyEngine(tmp_path / "main"))


@pytest.fixture
def both(main: Away, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> EngineWithSpare:
    monkeypatch.setattr(spare_module, "AGAIN_AFTER", 0.0)
    both = EngineWithSpare(main, TantivyEngine(tmp_path / "spare"))
    outbox.rebuild(both)
    return both


def found(engine: Engine, text: str) -> list[str]:
    return [hit.entry.title for hit in engine.search(parse(text)).hits]


def test_the_spare_answers_while_the_other_is_away(both: EngineWithSpare, main: Away) -> None:
    both.rebuild(EVERYTHING)
    asked = [found(both, "giấy phép"), both.suggest(parse("gia h")), both.correct(parse("giấyy"))]
    main.away = True
    again = [found(both, "giấy phép"), both.suggest(parse("gia h")), both.correct(parse("giấyy"))]
    assert asked == again
    assert (both.count(), both.ids()) == (len(EVERYTHING), {one.id for one in EVERYTHING})


def test_nobody_waits_for_an_engine_that_was_away_just_now(
    both: EngineWithSpare, main: Away, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spare_module, "AGAIN_AFTER", 60.0)
    main.away = True
    found(both, "trang")
    before = main.asked
    found(both, "trang")
    assert main.asked == before


def test_what_is_withdrawn_while_one_is_away_is_found_in_neither(
    both: EngineWithSpare, main: Away
) -> None:
    page = published("Trang bức xạ")
    outbox.drain(both)
    main.away = True
    publishing.withdraw(page, actor=make_user(is_superuser=True), reason="Đăng nhầm")
    assert outbox.drain(both).left
    assert found(both, "buc xa") == []
    assert OutboxEntry.objects.count() == 1
    assert not outbox.is_current(both)
    main.away = False
    assert not outbox.drain(both).left
    assert found(main, "buc xa") == []
    assert outbox.is_current(both)


def test_a_spare_that_is_missing_is_built_and_the_rows_wait_for_the_other(
    main: Away, tmp_path: Path
) -> None:
    outbox.rebuild(main)
    published("Trang bức xạ")
    main.away = True
    both = EngineWithSpare(main, TantivyEngine(tmp_path / "new"))
    assert outbox.drain(both).left
    assert found(both, "buc xa") == ["Trang bức xạ"]
    main.away = False
    outbox.drain(both)
    assert found(main, "buc xa") == ["Trang bức xạ"]


@pytest.fixture
def away(settings: Any, tmp_path: Path) -> str:
    """A site whose Elasticsearch is not there."""
    settings.SEARCH_URL = f"elasticsearch://127.0.0.1:{free_port()}/x"
    settings.SEARCH_FALLBACK_URL = f"tantivy://{tmp_path}/spare"
    return str(settings.SEARCH_FALLBACK_URL)


def test_a_search_with_elasticsearch_away_is_answered_by_the_embedded_engine(
    away: str, client: Client
) -> None:
    engine_for(away).rebuild(EVERYTHING)
    assert isinstance(get_engine(), EngineWithSpare)
    answer = client.get("/tim-kiem/", {"q": "gia hạn giấy phép"})
    assert answer.status_code == 200
    assert "45 ngày" in answer.content.decode()


def test_a_search_with_elasticsearch_away_and_no_spare_is_politely_refused(
    away: str, client: Client, settings: Any
) -> None:
    settings.SEARCH_FALLBACK_URL = ""
    answer = client.get("/tim-kiem/", {"q": "gia hạn giấy phép"})
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    published("Trang bức xạ")
    assert outbox.drain().left
    assert OutboxEntry.objects.count() == 1


def test_the_doctor_says_which_of_the_two_is_wrong(away: str, monkeypatch: Any) -> None:
    outbox.rebuild(engine_for(away))
    engine_for(away).index(EVERYTHING[:1])
    findings = {(one.id, one.where) for one in index_agrees_with_the_pages(None)}
    assert findings == {
        ("search.index-unusable", "SEARCH_URL"),
        ("search.entry-left", "x-ray (SEARCH_FALLBACK_URL)"),
    }


def test_both_addresses_are_checked(settings: Any) -> None:
    settings.SEARCH_FALLBACK_URL = "solr://me:secret@host/x"
    (error,) = [one for one in run_checks() if one.id == "search.E001"]
    assert error.msg.startswith("SEARCH_FALLBACK_URL") and "secret" not in error.msg
