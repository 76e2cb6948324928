"""Several processes drain, rebuild and publish at once: nobody brings back what another removed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from portal import publishing, scheduling
from portal.searchable import SearchEntry
from search import lock, outbox
from search.engines import Engine, engine_for
from search.engines.tantivy import TantivyEngine
from search.models import OutboxEntry
from search.query import parse
from search.tasks import AGAIN_AFTER, drain_outbox
from tests.factories import make_user
from tests.unit.search.pages import published

pytestmark = pytest.mark.django_db(transaction=True)

DATABASE_QUEUE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}


@pytest.fixture
def engine(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Engine:
    settings.SEARCH_URL = f"tantivy://{tmp_path}/index"
    settings.TASKS = DATABASE_QUEUE
    monkeypatch.setattr(lock, "WAIT", 0.2)
    engine = engine_for(settings.SEARCH_URL)
    outbox.rebuild(engine)
    return engine


def found(engine: Engine, text: str) -> list[str]:
    return [hit.entry.title for hit in engine.search(parse(text)).hits]


class Meanwhile:
    """An engine before whose first writing something else happens."""

    def __init__(self, engine: Engine, act: Callable[[], None]) -> None:
        self._engine, self._todo = engine, [act]

    def _act(self) -> None:
        while self._todo:
            self._todo.pop()()

    def index(self, entries: Iterable[SearchEntry], *, delete: Collection[str] = ()) -> int:
        self._act()
        return self._engine.index(entries, delete=delete)

    def rebuild(self, entries: Iterable[SearchEntry]) -> int:
        def slowly() -> Iterator[SearchEntry]:
            yield from list(entries)
            self._act()

        return self._engine.rebuild(slowly())

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)


def another_process(act: Callable[[], Any]) -> Any:
    """What `act` gives, done on a database connection of its own."""
    answers: list[Any] = []

    def work() -> None:
        try:
            answers.append(act())
        finally:
            connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    return answers[0]


@pytest.mark.parametrize("first", [outbox.drain, outbox.rebuild])
def test_a_page_withdrawn_while_another_process_writes_it_is_gone_in_the_end(
    engine: Engine, first: Callable[[Engine], object]
) -> None:
    page, actor = published("Trang bức xạ"), make_user(is_superuser=True)

    def withdraw_and_drain() -> None:
        def act() -> outbox.Drained:
            publishing.withdraw(page, actor=actor, reason="Đăng nhầm")
            return outbox.drain(engine)

        assert another_process(act).left, "nobody writes while another does"

    first(Meanwhile(engine, withdraw_and_drain))
    outbox.drain(engine)
    assert found(engine, "buc xa") == []
    assert not OutboxEntry.objects.exists()


def test_what_was_withdrawn_during_a_reindex_is_gone_when_the_command_ends(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, actor = published("Trang bức xạ"), make_user(is_superuser=True)
    rebuild = TantivyEngine.rebuild

    def slowly(self: TantivyEngine, entries: Iterable[SearchEntry]) -> int:
        entries = list(entries)
        publishing.withdraw(page, actor=actor, reason="Đăng nhầm")
        return rebuild(self, entries)

    monkeypatch.setattr(TantivyEngine, "rebuild", slowly)
    call_command("search_reindex")
    assert found(engine, "buc xa") == []
    assert outbox.is_current(engine)


def requests() -> list[Any]:
    from django_tasks_db.models import DBTaskResult

    return list(DBTaskResult.objects.filter(run_after__gt=timezone.now()).order_by("pk"))


def test_a_drain_that_finds_the_index_busy_asks_for_another_once(engine: Engine) -> None:
    published("Trang bức xạ")
    before = len(requests())
    with lock.alone():
        another_process(drain_outbox.func)
        another_process(drain_outbox.func)
    assert len(requests()) == before + 1
    assert found(engine, "buc xa") == []
    drain_outbox.func()
    assert found(engine, "buc xa") == ["Trang bức xạ"]
    assert AGAIN_AFTER.total_seconds() == 60


def test_the_timer_writes_what_still_waits(engine: Engine) -> None:
    published("Trang bức xạ")
    scheduling.run()
    assert found(engine, "buc xa") == ["Trang bức xạ"]


def test_the_timer_goes_on_when_search_cannot_catch_up(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: Any, **options: Any) -> None:
        raise OSError("the disk is full")

    published("Trang bức xạ")
    monkeypatch.setattr(TantivyEngine, "index", refuse)
    run = scheduling.run()
    assert run is not None and run.failures == []
    assert OutboxEntry.objects.count() == 1


def test_a_page_given_up_and_then_written_leaves_no_row_behind(engine: Engine) -> None:
    page = published("Trang bức xạ")
    OutboxEntry.objects.update(attempts=outbox.MAX_ATTEMPTS, last_error="ValueError: once")
    outbox.enqueue([page.pk])
    outbox.drain(engine)
    assert found(engine, "buc xa") == ["Trang bức xạ"]
    assert outbox.is_current(engine)


def test_a_row_that_came_while_its_page_was_read_is_kept(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = published("Trang bức xạ")
    read = outbox._read

    def then_changed(pages: Iterable[int]) -> Any:
        answer = read(pages)
        OutboxEntry.objects.create(pk=1_000_000, page_id=page.pk)
        monkeypatch.setattr(outbox, "_read", read)
        return answer

    monkeypatch.setattr(outbox, "_read", then_changed)
    row = OutboxEntry.objects.get()
    assert outbox._drain_batch([engine], 0)[1] == row.pk
    assert [row.pk for row in OutboxEntry.objects.all()] == [1_000_000]


def test_the_lock_ends_with_its_holder(engine: Engine) -> None:
    with pytest.raises(ZeroDivisionError), lock.alone():
        raise ZeroDivisionError
    with lock.alone():
        pass
