"""The index follows the database through the outbox, whatever is killed in between."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Page, PageViewRestriction

from home.models import ContentPage
from portal import publishing
from portal.searchable import SearchEntry
from search import outbox
from search.engines import Engine, EngineBusy, EngineUnavailable, IndexState, engine_for, get_engine
from search.engines.tantivy import TantivyEngine
from search.models import OutboxEntry
from search.query import parse
from search.tasks import drain_outbox
from tests.unit.search.pages import BODY, published
from tests.unit.search.samples import entry

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """The process dies here."""


@pytest.fixture
def engine(tmp_path: Path, settings: Any) -> Engine:
    """The site's engine, on an index of its own that holds what is live now."""
    settings.SEARCH_URL = f"tantivy://{tmp_path}/index"
    engine = engine_for(settings.SEARCH_URL)
    outbox.rebuild(engine)
    return engine


def found(engine: Engine, text: str) -> list[str]:
    return [hit.entry.title for hit in engine.search(parse(text)).hits]


def waiting() -> int:
    return OutboxEntry.objects.count()


def same_as_a_fresh_rebuild(engine: Engine, folder: Path) -> bool:
    fresh = TantivyEngine(folder)
    fresh.rebuild(outbox.live_entries())
    query = parse("trang")
    return (fresh.ids(), fresh.search(query, limit=100).total) == (
        engine.ids(),
        engine.search(query, limit=100).total,
    )


def test_publishing_writes_the_outbox_in_the_same_transaction(engine: Engine) -> None:
    before = waiting()
    with pytest.raises(Killed), transaction.atomic():
        published("Trang bức xạ")
        assert waiting() == before + 1
        raise Killed
    assert waiting() == before


def test_a_drain_brings_what_was_published(engine: Engine) -> None:
    published("Trang bức xạ")
    assert found(engine, "buc xa") == []
    assert outbox.drain(engine).written == 1
    assert found(engine, "buc xa") == ["Trang bức xạ"]
    assert waiting() == 0


def test_publishing_asks_for_a_drain_once_committed(
    engine: Engine, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        published("Trang bức xạ")
    assert found(engine, "buc xa") == ["Trang bức xạ"]


def test_what_is_withdrawn_leaves_search(engine: Engine, admin_user: Any) -> None:
    page = published("Trang bức xạ")
    outbox.drain(engine)
    publishing.withdraw(page, actor=admin_user, reason="Đăng nhầm")
    assert outbox.drain(engine).deleted == 1
    assert found(engine, "buc xa") == []


def test_a_page_deleted_from_the_database_leaves_search(engine: Engine) -> None:
    page = Page.objects.get(depth=1).add_child(
        instance=ContentPage(title="Trang bức xạ", body=BODY, live=False)
    )
    engine.index([page.search_entry()])
    page.delete()
    assert outbox.drain(engine).deleted == 1
    assert found(engine, "buc xa") == []


def test_what_only_some_may_read_is_not_in_search(engine: Engine) -> None:
    page = published("Trang bức xạ")
    restriction = PageViewRestriction(page=page, restriction_type=PageViewRestriction.LOGIN)
    PageViewRestriction.objects.bulk_create([restriction])  # past the portal's own refusal
    outbox.enqueue([page.pk])
    outbox.drain(engine)
    assert found(engine, "buc xa") == []
    restriction.delete()
    outbox.drain(engine)
    assert found(engine, "buc xa") == ["Trang bức xạ"]


def test_killed_after_the_commit_of_the_index_the_drain_is_done_again(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published("Trang một")
    published("Trang hai")

    def die(*args: Any, **kwargs: Any) -> None:
        raise Killed

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr("django.db.models.query.QuerySet.delete", die)
        outbox.drain(engine)
    assert waiting() == 2
    outbox.drain(engine)
    assert waiting() == 0
    assert same_as_a_fresh_rebuild(engine, tmp_path / "fresh")


class DyingEngine:
    """Dies before it commits."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def index(self, entries: Iterable[SearchEntry], *, delete: Collection[str] = ()) -> int:
        list(entries)
        raise Killed

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(["publish", "withdraw", "drain", "killed", "rebuild"]), max_size=10)
)
def test_whatever_happens_in_between_the_index_ends_equal_to_a_fresh_one(
    engine: Engine,
    tmp_path_factory: pytest.TempPathFactory,
    admin_user: Any,
    events: list[str],
) -> None:
    with transaction.atomic():
        _live_through(engine, admin_user, events)
        assert waiting() == 0
        assert same_as_a_fresh_rebuild(engine, tmp_path_factory.mktemp("fresh"))
        transaction.set_rollback(True)
    outbox.rebuild(engine)


def _live_through(engine: Engine, actor: Any, events: list[str]) -> None:
    pages: list[ContentPage] = []
    for event in events:
        if event == "publish":
            pages.append(published(f"Trang {len(pages)}"))
        elif event == "withdraw" and pages:
            publishing.withdraw(pages.pop(), actor=actor, reason="Đăng nhầm")
        elif event == "drain":
            outbox.drain(engine)
        elif event == "rebuild":
            outbox.rebuild(engine)
        elif event == "killed" and waiting():
            with pytest.raises(Killed):
                outbox.drain(DyingEngine(engine))
    outbox.drain(engine)


def test_draining_with_nothing_waiting_does_nothing(engine: Engine) -> None:
    assert outbox.drain(engine) == outbox.Drained()


@pytest.mark.parametrize(
    "problem", [EngineBusy("busy"), EngineUnavailable(IndexState.AWAY, "away")]
)
def test_when_the_engine_cannot_be_written_publishing_goes_on_and_rows_wait(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, problem: Exception
) -> None:
    def refuse(*args: Any, **kwargs: Any) -> int:
        raise problem

    published("Trang bức xạ")
    with monkeypatch.context() as patch:
        patch.setattr(TantivyEngine, "index", refuse)
        assert outbox.drain(engine).left
    assert waiting() == 1
    assert outbox.drain(engine).written == 1


def test_an_index_that_is_missing_is_built_by_the_drain(tmp_path: Path) -> None:
    published("Trang bức xạ")
    engine = TantivyEngine(tmp_path / "nothing-yet")
    outbox.drain(engine)
    assert found(engine, "buc xa") == ["Trang bức xạ"]
    assert waiting() == 0


def test_one_broken_page_does_not_stop_the_others(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, fine = published("Trang hỏng"), published("Trang lành")
    healthy = ContentPage.search_entry

    def entry(page: ContentPage) -> SearchEntry:
        if page.pk == broken.pk:
            raise ValueError("no such field")
        return healthy(page)

    with monkeypatch.context() as patch:
        patch.setattr(ContentPage, "search_entry", entry)
        drained = outbox.drain(engine)
    assert (drained.written, drained.failed) == (1, 1)
    assert found(engine, fine.title) == ["Trang lành"]
    row = OutboxEntry.objects.get()
    assert (row.page_id, row.attempts) == (broken.pk, 1)
    assert "no such field" in row.last_error
    outbox.drain(engine)
    assert waiting() == 0


def test_index_and_database_are_compared(engine: Engine) -> None:
    assert outbox.is_current(engine)
    page = published("Trang bức xạ")
    assert outbox.differences(engine).missing == {f"page:{page.pk}"}
    assert not outbox.is_current(engine)
    outbox.drain(engine)
    assert outbox.is_current(engine)
    engine.index([entry("page:999999", "Không còn trong cơ sở dữ liệu")])
    assert outbox.differences(engine).surplus == {"page:999999"}


def test_a_current_index_is_left_alone(engine: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("search_reindex", "--if-needed")
    assert capsys.readouterr().out.startswith("Đã lập chỉ mục 0 trang")
    published("Trang bức xạ")
    call_command("search_reindex", "--if-needed")
    assert capsys.readouterr().out.startswith("Đã lập chỉ mục 1 trang")
    assert found(engine, "buc xa") == ["Trang bức xạ"]
    assert waiting() == 0


def test_an_index_that_differs_is_rebuilt_if_needed(engine: Engine) -> None:
    engine.index([entry("page:999999", "Không còn trong cơ sở dữ liệu")])
    call_command("search_reindex", "--if-needed")
    assert outbox.is_current(engine)


def test_the_task_drains(engine: Engine) -> None:
    published("Trang bức xạ")
    drain_outbox.enqueue()
    assert found(engine, "buc xa") == ["Trang bức xạ"]


def test_reindexing_is_a_command(engine: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    published("Trang bức xạ")
    call_command("search_reindex", "--json")
    assert '"indexed"' in capsys.readouterr().out
    assert found(get_engine(), "buc xa") == ["Trang bức xạ"]
