"""Three nodes, one of them killed with `kill -9` while people search and somebody publishes."""

from __future__ import annotations

import threading
import time

import pytest

from scripts import elasticsearch
from scripts.elasticsearch_nodes import PATIENCE
from search.engines import EngineUnavailable, IndexState
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.elasticsearch_address import Address
from search.query import parse
from tests.conftest import ENVIRONMENT
from tests.unit.search.conftest import ON_ELASTICSEARCH
from tests.unit.search.samples import EVERYTHING, entry

# Nothing of it depends on the database: once is enough.
pytestmark = [ON_ELASTICSEARCH, pytest.mark.sqlite_only]

SEARCHERS = 3
SEARCHES = 30  # before the kill, and again once the other nodes have noticed
MANY = [entry(f"many{number}", f"Giấy phép số {number}") for number in range(200)]


class People:
    """They search until told to stop; every failure is kept."""

    def __init__(self, url: str) -> None:
        self.stop = threading.Event()
        self.failures: list[str] = []
        self.answered = 0
        self._engine = ElasticsearchEngine(Address.of(url))
        self._threads = [threading.Thread(target=self._search) for _ in range(SEARCHERS)]
        for thread in self._threads:
            thread.start()

    def _search(self) -> None:
        while not self.stop.is_set():
            try:
                found = self._engine.search(parse("giấy phép"))
                if found.total < len(MANY):
                    self.failures.append(f"only {found.total} found")
            except Exception as problem:
                self.failures.append(repr(problem))
            self.answered += 1

    def wait_for(self, searches: int) -> None:
        """Until so many more searches were answered, or failed."""
        wanted, deadline = self.answered + searches, time.monotonic() + PATIENCE
        while self.answered < wanted:
            assert time.monotonic() < deadline, "nobody searches"
            time.sleep(0.05)

    def leave(self) -> None:
        self.stop.set()
        for thread in self._threads:
            thread.join()


class Publisher:
    """Writes one entry after the other; what could not be written waits, as in the outbox."""

    def __init__(self, url: str) -> None:
        self.stop, self.written = threading.Event(), set[str]()
        self._engine = ElasticsearchEngine(Address.of(url))
        self._thread = threading.Thread(target=self._publish)
        self._thread.start()

    def _publish(self) -> None:
        waiting: list[str] = []
        number = 0
        while waiting or not self.stop.is_set():
            if not self.stop.is_set():
                waiting.append(f"new{(number := number + 1)}")
            try:
                self._engine.index([entry(name, f"Văn bản {name}") for name in waiting])
            except EngineUnavailable:
                continue
            self.written.update(waiting)
            waiting = []

    def leave(self) -> None:
        self.stop.set()
        self._thread.join()


def test_with_one_node_of_three_killed_no_search_fails_and_nothing_is_lost() -> None:
    if reason := elasticsearch.why_not():
        pytest.skip(f"{ENVIRONMENT} {reason}")
    with elasticsearch.started(nodes=3) as running:
        url = running.search_url("three", shards=2, timeout=10)
        engine = ElasticsearchEngine(Address.of(url))
        engine.rebuild([*EVERYTHING, *MANY])
        running.wait("green")
        people, publisher = People(url), Publisher(url)
        people.wait_for(SEARCHES)
        running.nodes[0].kill()
        running.wait()  # until the two others have noticed
        people.wait_for(SEARCHES)
        people.leave()
        publisher.leave()
        assert people.failures == []
        assert publisher.written
        wanted = {one.id for one in (*EVERYTHING, *MANY)} | publisher.written
        assert engine.ids() == wanted
        running.nodes[0].start()
        running.wait("green")
        assert engine.state() is IndexState.READY
        assert engine.ids() == wanted
        # The copies on the node that came back hold everything too.
        running.nodes[1].kill()
        assert engine.ids() == wanted
