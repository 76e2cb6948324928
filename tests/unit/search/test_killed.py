"""`kill -9` at any moment of a drain or a rebuild: afterwards the index is as the database says."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection
from wagtail.models import Page

from portal import publishing
from search import outbox
from search.engines import Engine, IndexState, engine_for
from search.engines.tantivy import TantivyEngine
from search.models import OutboxEntry
from search.query import parse
from tests.conftest import PROJECT_DIR
from tests.factories import make_user
from tests.unit.search.conftest import places
from tests.unit.search.pages import published

# The other process opens the same file; what is killed is the same on every database.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.sqlite_only]

WORK = ("drain", "rebuild")
PAGES = 24
ROUNDS = 8
BOUND = 20.0  # seconds after which no further round is begun


class Victim:
    """The other process (`victim.py`)."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def work(self, what: str, *, kill_after: float | None = None) -> tuple[float, bool]:
        """(seconds it took, whether it was killed in the middle)."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(f"{what}\n")
        self.process.stdin.flush()
        child = int(self.process.stdout.readline())
        begun = time.monotonic()
        if kill_after is not None:
            time.sleep(kill_after)
            with contextlib.suppress(ProcessLookupError):  # it was quicker
                os.kill(child, signal.SIGKILL)
        status = int(self.process.stdout.readline())
        assert status in (0, signal.SIGKILL), f"the victim failed by itself: {status}"
        return time.monotonic() - begun, status == signal.SIGKILL


@pytest.fixture
def engine(tmp_path: Path, settings: Any) -> Engine:
    settings.SEARCH_URL = f"tantivy://{tmp_path}/index"
    engine = engine_for(settings.SEARCH_URL)
    outbox.rebuild(engine)
    return engine


@pytest.fixture
def victim(engine: Engine) -> Iterator[Victim]:
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        "PORTAL_DATA_DIR": str(django_settings.PORTAL_DATA_DIR),  # the lock's folder as well
        "DATABASE_URL": f"sqlite:///{connection.settings_dict['NAME']}",
        "SEARCH_URL": django_settings.SEARCH_URL,
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.unit.search.victim"],
        cwd=PROJECT_DIR,
        env=env,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    yield Victim(process)
    assert process.stdin and process.stdout
    process.stdin.close()
    process.wait(30)
    process.stdout.close()


def everything(engine: Engine) -> dict[str, Any]:
    hits = engine.search(parse("trang"), limit=1000).hits
    assert engine.ids() >= {hit.entry.id for hit in hits}
    return {hit.entry.id: hit.entry for hit in hits}


def change_something(chance: random.Random, pages: list[Any], actor: Any, number: int) -> None:
    """Some pages get another name, one is withdrawn, one is new."""
    for page in chance.sample(pages, 10):
        Page.objects.filter(pk=page.pk).update(title=f"Trang {page.pk}, lần {number}")
        outbox.enqueue([page.pk])
    gone = pages.pop(chance.randrange(len(pages)))
    publishing.withdraw(Page.objects.get(pk=gone.pk).specific, actor=actor, reason="Đăng nhầm")
    pages.append(published(f"Trang mới {number}"))


def test_killed_at_random_moments_the_index_ends_as_the_database_says(
    engine: TantivyEngine, victim: Victim, tmp_path: Path, settings: Any
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    chance, began, killed = random.Random(20261124), time.monotonic(), dict.fromkeys(WORK, 0)
    actor = make_user(is_superuser=True)
    pages: list[Any] = [published(f"Trang {number}") for number in range(PAGES)]
    takes = {what: victim.work(what)[0] for what in WORK}
    for number in range(ROUNDS):
        for what in WORK:
            change_something(chance, pages, actor, number)
            _, was_killed = victim.work(what, kill_after=chance.uniform(0, takes[what]))
            killed[what] += was_killed
            # Whoever searches meanwhile is answered: from the old index or the new one.
            assert engine.state() is IndexState.READY
        outbox.drain(engine)
        assert not OutboxEntry.objects.exists()
        fresh = TantivyEngine(tmp_path / f"fresh{number}")
        fresh.rebuild(outbox.live_entries())
        assert everything(engine) == everything(fresh)
        assert engine.ids() == fresh.ids()
        if time.monotonic() - began > BOUND and number >= 2:
            break
    assert all(killed.values()), f"nothing was interrupted: {killed}"
    victim.work("rebuild")
    assert len(places(engine)) == 1
    assert [place.name for place in engine.folder.glob("current*")] == ["current"]
