"""The embedded engine: a tantivy index in a folder, one writer, any number of readers.

    <folder>/current        the name of the folder in use, replaced in one step
    <folder>/<name>/        the index, with `stamp.json` saying which schema it has
    <folder>/writer.lock    held by whoever writes

A rebuild writes a new folder beside the one in use and then points `current` to it: a reader sees
the old index or the new one, never half of either. Ranking is in `search.engines.tantivy_ranking`.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
import threading
import time
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import tantivy

from portal.searchable import SearchEntry
from search import schema
from search.engines import EngineBusy, EngineUnavailable, Filters, Hit, IndexState, Results, Sort
from search.engines.tantivy_ranking import filter_query, ranked
from search.engines.tantivy_words import beginning, correction
from search.engines.tantivy_writing import build, why, with_tokenizer, write
from search.query import Query

WAIT_FOR_WRITER = 10.0  # seconds
FACET_VALUES = 200
_SORT_FIELDS = {Sort.NEWEST: "day", Sort.TITLE: "sort_title"}
_Answer = TypeVar("_Answer")


@dataclass(slots=True)
class _Opened:
    name: str
    index: tantivy.Index
    committed: tuple[int, int]


class TantivyEngine:
    """The engine at one folder. Safe to share between threads; each process has its own."""

    def __init__(self, folder: str | Path, *, wait_for_writer: float = WAIT_FOR_WRITER) -> None:
        self.folder = Path(folder)
        self._wait = wait_for_writer
        self._opened: _Opened | None = None
        self._opening = threading.Lock()

    # Reading

    def search(
        self,
        query: Query,
        filters: Filters | None = None,
        *,
        offset: int = 0,
        limit: int = 10,
        facets: Sequence[str] = schema.FACETS,
        sort: Sort = Sort.RELEVANCE,
    ) -> Results:
        """See `search.engines.Engine.search`."""
        if not query:
            return Results()
        return self._read(
            lambda index: _search(index, query, filters or Filters(), offset, limit, facets, sort)
        )

    def suggest(self, prefix_query: Query, limit: int = 8) -> tuple[Hit, ...]:
        """See `search.engines.Engine.suggest`."""
        if not prefix_query:
            return ()
        return self._read(lambda index: _suggest(index, prefix_query, limit))

    def correct(self, query: Query) -> str | None:
        """See `search.engines.Engine.correct`."""
        return self._read(lambda index: correction(index, query))

    def count(self) -> int:
        """See `search.engines.Engine.count`."""
        return self._read(lambda index: index.searcher().num_docs)

    def ids(self) -> frozenset[str]:
        """See `search.engines.Engine.ids`."""

        def read(index: tantivy.Index) -> frozenset[str]:
            searcher = index.searcher()
            everything = searcher.search(
                tantivy.Query.all_query(), limit=max(1, searcher.num_docs), count=False
            )
            return frozenset(searcher.doc(address)["id"][0] for _, address in everything.hits)

        return self._read(read)

    def state(self) -> IndexState:
        """See `search.engines.Engine.state`."""
        try:
            self.count()
        except EngineUnavailable as problem:
            return problem.state
        return IndexState.READY

    # Writing

    def index(self, entries: Iterable[SearchEntry], *, delete: Collection[str] = ()) -> int:
        """See `search.engines.Engine.index`."""
        with self._writing():
            try:
                opened = self._open(self._name())
                return write(opened.index, entries, delete)
            except (ValueError, OSError) as problem:
                raise self._not_written(problem) from problem

    def rebuild(self, entries: Iterable[SearchEntry]) -> int:
        """See `search.engines.Engine.rebuild`."""
        with self._writing():
            name = f"v{schema.VERSION}-{uuid.uuid4().hex[:12]}"
            place = self.folder / name
            try:
                place.mkdir()
                written = build(place, entries)
                self._point_to(name)
            except BaseException as problem:
                shutil.rmtree(place, ignore_errors=True)
                if isinstance(problem, OSError):
                    raise self._not_written(problem) from problem
                raise
            for old in self.folder.iterdir():
                if old.is_dir() and old.name != name:
                    shutil.rmtree(old, ignore_errors=True)
                elif old.name.startswith("current."):  # killed before it took its place
                    old.unlink(missing_ok=True)
        return written

    def _not_written(self, problem: Exception) -> EngineUnavailable:
        return EngineUnavailable(IndexState.DAMAGED, _advice(why(problem, self.folder)))

    def _point_to(self, name: str) -> None:
        waiting = self.folder / f"current.{name}"
        with waiting.open("w", encoding="ascii") as file:
            file.write(name)
            file.flush()
            os.fsync(file.fileno())
        waiting.replace(self.folder / "current")

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        """Hold the writing lock. The system lets go of it when the process dies."""
        self.folder.mkdir(parents=True, exist_ok=True)
        deadline = time.monotonic() + self._wait
        with (self.folder / "writer.lock").open("a") as lock:
            while True:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() >= deadline:
                        raise EngineBusy("another process writes the search index") from None
                    time.sleep(0.05)
            yield

    # Opening

    def _read(self, ask: Callable[[tantivy.Index], _Answer]) -> _Answer:
        """What `ask` says of the index in use.

        A rebuild may swap the index and remove the old folder between any two steps of a reading:
        after a problem the name in use is asked again, and a problem is believed only when the
        same folder had one twice.
        """
        failed = ""
        while True:
            name = self._name()
            try:
                return ask(self._open(name).index)
            except (ValueError, OSError) as problem:
                self._opened = None
                if name == failed:
                    raise EngineUnavailable(IndexState.DAMAGED, _advice(str(problem))) from problem
                failed = name

    def _name(self) -> str:
        """The name of the folder in use."""
        try:
            return (self.folder / "current").read_text(encoding="ascii").strip()
        except FileNotFoundError:
            raise EngineUnavailable(IndexState.MISSING, _advice("there is no index yet")) from None
        except (ValueError, OSError) as problem:
            raise EngineUnavailable(IndexState.DAMAGED, _advice(str(problem))) from problem

    def _open(self, name: str) -> _Opened:
        """The index in the folder `name`, as last committed: by this process or another."""
        place = self.folder / name
        stamp = json.loads((place / "stamp.json").read_text(encoding="ascii"))
        if stamp.get("schema") != schema.VERSION:
            raise EngineUnavailable(IndexState.OUTDATED, _advice("the index is of another version"))
        status = (place / "meta.json").stat()
        committed = (status.st_ino, status.st_mtime_ns)
        opened = self._opened
        if opened is not None and (opened.name, opened.committed) == (name, committed):
            return opened
        with self._opening:
            if opened is not None and opened.name == name:
                opened.index.reload()
                index = opened.index
            else:
                index = with_tokenizer(tantivy.Index.open(str(place)))
                index.config_reader("manual")
            self._opened = _Opened(name, index, committed)
            return self._opened


def _search(
    index: tantivy.Index,
    query: Query,
    filters: Filters,
    offset: int,
    limit: int,
    facets: Sequence[str],
    sort: Sort,
) -> Results:
    searcher = index.searcher()
    for loose in (False, True):
        matching, best = ranked(index.schema, searcher, query, loose=loose)
        wanted = filter_query(index.schema, matching if sort in _SORT_FIELDS else best, filters)
        found = searcher.search(wanted, limit=limit, offset=offset, count=True, **_order(sort))
        if found.count or (filters.chosen and _any(searcher, matching)):
            break
    return Results(
        total=found.count,
        hits=tuple(
            Hit(schema.load(searcher.doc(address)["stored"][0]), _score(score))
            for score, address in found.hits
        ),
        facets=_facets(index.schema, searcher, matching, filters, facets),
    )


def _order(sort: Sort) -> dict[str, Any]:
    if sort not in _SORT_FIELDS:
        return {}
    order = tantivy.Order.Asc if sort == Sort.TITLE else tantivy.Order.Desc
    return {"order_by_field": _SORT_FIELDS[sort], "order": order}


def _any(searcher: tantivy.Searcher, matching: tantivy.Query) -> bool:
    """Something is there, though the filters leave nothing of it."""
    return bool(searcher.search(matching, limit=1, count=False).hits)


def _score(order: object) -> float:
    """What tantivy ordered by; titles have no measure."""
    return float(order) if isinstance(order, int | float) else 0.0


def _suggest(index: tantivy.Index, query: Query, limit: int) -> tuple[Hit, ...]:
    searcher = index.searcher()
    found = searcher.search(beginning(index.schema, searcher, query), limit=limit, count=False)
    return tuple(
        Hit(schema.load(searcher.doc(address)["stored"][0]), _score(score))
        for score, address in found.hits
    )


def _facets(
    index_schema: tantivy.Schema,
    searcher: tantivy.Searcher,
    matching: tantivy.Query,
    filters: Filters,
    wanted: Sequence[str],
) -> Mapping[str, Mapping[str, int]]:
    """Counts of each facet over what the *other* facets' choices leave."""
    groups: dict[str, list[str]] = {}
    for facet in wanted:
        groups.setdefault(facet if facet in filters.chosen else "", []).append(facet)
    counts: dict[str, dict[str, int]] = {}
    for chosen, facets in groups.items():
        answer = searcher.aggregate(
            filter_query(index_schema, matching, filters.without(chosen)),
            {facet: {"terms": {"field": facet, "size": FACET_VALUES}} for facet in facets},
        )
        for facet in facets:
            buckets = answer[facet]["buckets"]
            counts[facet] = {one["key"]: one["doc_count"] for one in buckets if one["key"]}
    return counts


def _advice(reason: str) -> str:
    return f"{reason}; run `manage.py search_reindex`"
