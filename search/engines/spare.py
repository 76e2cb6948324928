"""An engine with a spare beside it: what the first cannot answer, the spare does.

Meant for an Elasticsearch that may be away, with the embedded engine as the spare
(SEARCH_FALLBACK_URL). Both are kept in step by the outbox; a row is done when both have it, so each
can be trusted as soon as it answers.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Iterable
from typing import Any, TypeVar

from portal.searchable import SearchEntry
from search.engines import Engine, EngineUnavailable, Hit, IndexState, Results
from search.query import Query

log = logging.getLogger(__name__)

#: Seconds for which an engine that was away is not asked again: nobody waits for it in between.
AGAIN_AFTER = 10.0
_Answer = TypeVar("_Answer")


class EngineWithSpare:
    """`main`, and `spare` while `main` cannot be asked. Writing goes to both."""

    def __init__(self, main: Engine, spare: Engine) -> None:
        self.main = main
        #: In the order of writing: the spare first, so that it is right when the other is away.
        self.kept = (spare, main)
        self._not_before = 0.0

    def search(self, query: Query, *args: Any, **options: Any) -> Results:
        """See `search.engines.Engine.search`."""
        return self._read(lambda engine: engine.search(query, *args, **options))

    def suggest(self, prefix_query: Query, *args: Any, **options: Any) -> tuple[Hit, ...]:
        """See `search.engines.Engine.suggest`."""
        return self._read(lambda engine: engine.suggest(prefix_query, *args, **options))

    def correct(self, query: Query) -> str | None:
        """See `search.engines.Engine.correct`."""
        return self._read(lambda engine: engine.correct(query))

    def count(self) -> int:
        """See `search.engines.Engine.count`."""
        return self._read(lambda engine: engine.count())

    def ids(self) -> frozenset[str]:
        """See `search.engines.Engine.ids`."""
        return self._read(lambda engine: engine.ids())

    def state(self) -> IndexState:
        """How the main index is; the spare's own `state` tells of the spare."""
        return self.main.state()

    def index(self, entries: Iterable[SearchEntry], *, delete: Collection[str] = ()) -> int:
        """See `search.engines.Engine.index`; both engines have them when it returns."""
        given = list(entries)
        return [engine.index(given, delete=delete) for engine in self.kept][-1]

    def rebuild(self, entries: Iterable[SearchEntry]) -> int:
        """See `search.engines.Engine.rebuild`. Holds all entries in memory; the outbox, which reads
        them for each of `kept` anew, doesn't."""
        given = list(entries)
        return [engine.rebuild(given) for engine in self.kept][-1]

    def _read(self, ask: Callable[[Engine], _Answer]) -> _Answer:
        if time.monotonic() >= self._not_before:
            try:
                return ask(self.main)
            except EngineUnavailable as problem:
                log.warning("Search is answered by the spare engine: %s", problem)
                if problem.state is IndexState.AWAY:
                    self._not_before = time.monotonic() + AGAIN_AFTER
        return ask(self.kept[0])


def kept(engine: Engine) -> tuple[Engine, ...]:
    """The engines that hold an index of their own, in the order of writing."""
    return engine.kept if isinstance(engine, EngineWithSpare) else (engine,)
