"""The engine for more than one machine: an Elasticsearch, one node or several.

    <name>                       the alias: what is searched
    <name>-v<schema>-<random>    the index behind it, stamped with its schema in `_meta`

A rebuild fills a new index, gives it the alias in one step of the cluster, and only then removes
the old one: a search meets the old index or the new one. Where the servers are: `Address`.
"""

from __future__ import annotations

import contextlib
import time
import uuid
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from elasticsearch import ApiError, Elasticsearch, NotFoundError, TransportError
from elasticsearch.dsl import Q, Search

from portal.searchable import SearchEntry
from search import schema
from search.engines import (
    EngineUnavailable,
    EntriesRefused,
    Filters,
    Hit,
    IndexState,
    Results,
    Sort,
)
from search.engines.elasticsearch_address import Address
from search.engines.elasticsearch_index import counts, hits, ids
from search.engines.elasticsearch_ranking import beginning, chosen, matching, ranked, settled
from search.engines.elasticsearch_writing import (
    as_ours,
    create,
    ours,
    put_in_use,
    unavailable,
    write,
)
from search.meant import Frequency, as_written, corrected, mended
from search.query import Query, parse
from search.ranking import Plan, commonness, plan

FACET_VALUES = 200
WRITING = 60.0  # seconds that one request of a writer may take
RESOLVED_FOR = 10.0  # seconds after which the alias is asked again whose it is
_SORTS: Mapping[Sort, list[dict[str, str]]] = {
    Sort.RELEVANCE: [{"_score": "desc"}, {"place": "asc"}],
    Sort.NEWEST: [{"day": "desc"}, {"place": "asc"}],
    Sort.TITLE: [{"sort_title": "asc"}, {"place": "asc"}],
}
_Answer = TypeVar("_Answer")


@dataclass(frozen=True, slots=True)
class _Resolved:
    index: str
    at: float
    documents: int


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Which of what is found, in which order, and what is counted."""

    filters: Filters = field(default_factory=Filters)
    facets: tuple[str, ...] = ()
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    limit: int = 10


class ElasticsearchEngine:
    """The engine at one address. Safe to share between threads and processes' own copies."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self.client = Elasticsearch(
            list(address.hosts),
            request_timeout=address.timeout,
            max_retries=max(3, len(address.hosts)),
            retry_on_timeout=True,
            retry_on_status=(429, 502, 503, 504),
            http_compress=True,
            **address.sign_in,
            **address.tls,
        )
        self._writer = self.client.options(request_timeout=WRITING)
        self._resolved: _Resolved | None = None

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
        wanted = _Wanted(filters or Filters(), tuple(facets), sort, offset, limit)
        answer = self._read(lambda index: self._found(index, query, wanted))
        return Results(
            total=answer["hits"]["total"]["value"],
            hits=tuple(hits(answer)),
            facets=counts(answer, facets),
        )

    def _found(self, index: str, query: Query, wanted: _Wanted) -> Mapping[str, Any]:
        planned, loose = self._plans(index, query)
        answer = self._planned(index, planned, wanted)
        if answer["hits"]["total"]["value"] or self._any(index, planned, wanted.filters):
            return answer
        return self._planned(index, loose, wanted)

    def _any(self, index: str, planned: Plan, filters: Filters) -> bool:
        """Something is there, though the filters leave nothing of it."""
        if not filters.chosen:
            return False
        asked = Search().query(matching(planned)).extra(track_total_hits=1)[:0]
        return bool(self._ask(index, asked)["hits"]["total"]["value"])

    def _planned(self, index: str, planned: Plan, wanted: _Wanted) -> Mapping[str, Any]:
        best = wanted.sort == Sort.RELEVANCE
        asked = Search().query(ranked(planned) if best else matching(planned))
        if (only := chosen(wanted.filters)) is not None:
            asked = asked.post_filter(only)
        for facet in wanted.facets:
            others = chosen(wanted.filters.without(facet)) or Q("match_all")
            counted = asked.aggs.bucket(facet, "filter", others)
            counted.bucket("values", "terms", field=facet, size=FACET_VALUES)
        asked = asked.sort(*_SORTS[wanted.sort])[wanted.offset : wanted.offset + wanted.limit]
        return self._ask(index, asked.extra(track_total_hits=True, track_scores=True))

    def suggest(self, prefix_query: Query, limit: int = 8) -> tuple[Hit, ...]:
        """See `search.engines.Engine.suggest`."""
        if not prefix_query:
            return ()
        asked = Search().query(beginning(prefix_query)).sort(*_SORTS[Sort.RELEVANCE])[:limit]
        return tuple(hits(self._read(lambda index: self._ask(index, asked))))

    def correct(self, query: Query) -> str | None:
        """See `search.engines.Engine.correct`."""
        return self._read(lambda index: self._corrected(index, query))

    def _corrected(self, index: str, query: Query) -> str | None:
        folded = settled(
            lambda frequency: corrected(query, frequency),
            lambda terms: self._frequencies(index, terms),
        )
        if folded is None:
            return None
        best = self._found(index, parse(" ".join(folded)), _Wanted(limit=3))
        return as_written(folded, [hit.entry for hit in hits(best)])

    def count(self) -> int:
        """See `search.engines.Engine.count`."""
        asked = Search().extra(track_total_hits=True)[:0]
        return int(self._read(lambda index: self._ask(index, asked))["hits"]["total"]["value"])

    def ids(self) -> frozenset[str]:
        """See `search.engines.Engine.ids`."""
        return self._read(lambda index: frozenset(ids(self._writer, index)))

    def state(self) -> IndexState:
        """See `search.engines.Engine.state`."""
        self._resolved = None
        try:
            self.count()
        except EngineUnavailable as problem:
            return problem.state
        return IndexState.READY

    # Writing

    def index(self, entries: Iterable[SearchEntry], *, delete: Collection[str] = ()) -> int:
        """See `search.engines.Engine.index`."""
        self._resolved = None
        with as_ours():
            index = self._index()
            written, refused = write(self._writer, index, entries, delete, time.time_ns())
            self._writer.indices.refresh(index=index)
        if refused:
            raise EntriesRefused(refused)
        return written

    def rebuild(self, entries: Iterable[SearchEntry]) -> int:
        """See `search.engines.Engine.rebuild`."""
        name = f"{self.address.name}-v{schema.VERSION}-{uuid.uuid4().hex[:12]}"
        with as_ours():
            create(self._writer, name, self.address.shards)
            try:
                written, refused = write(self._writer, name, entries, (), 0)
                put_in_use(self._writer, name, self.address)
            except BaseException:
                with contextlib.suppress(ApiError, TransportError):
                    self._writer.indices.delete(index=name)
                raise
            finally:
                self._resolved = None
        if refused:
            raise EntriesRefused(refused)
        return written

    def remove(self) -> None:
        """Take the index away with all its copies: of a measurement, of a site that is given up."""
        with as_ours():
            for name in ours(self._writer, self.address.name):
                self._writer.indices.delete(index=name)
        self._resolved = None

    # Asking

    def _read(self, ask: Callable[[str], _Answer]) -> _Answer:
        """What `ask` says of the index in use.

        A rebuild may swap the index and remove the old one while it is being asked: then the alias
        is asked again, and a problem is believed only when the same index had one twice.
        """
        failed = ""
        while True:
            with as_ours():
                index = self._index()
                try:
                    return ask(index)
                except ApiError:
                    self._resolved = None
                    if index == failed:
                        raise
                    failed = index

    def _ask(self, index: str, asked: Search) -> Mapping[str, Any]:
        return self.client.search(
            index=index,
            body=asked.to_dict(),
            search_type="dfs_query_then_fetch",  # shards agree on how rare a word is
            allow_partial_search_results=False,
        ).body

    def _index(self) -> str:
        """The index behind the alias. Raises `EngineUnavailable` unless it is of our schema."""
        resolved = self._resolved
        if resolved is not None and time.monotonic() - resolved.at < RESOLVED_FOR:
            return resolved.index
        try:
            found = self.client.indices.get_mapping(
                index=self.address.name, filter_path="*.mappings._meta"
            ).body
        except NotFoundError:
            raise unavailable(IndexState.MISSING, "there is no index yet") from None
        if len(found) != 1:
            raise unavailable(IndexState.DAMAGED, "the alias stands for no single index of ours")
        ((index, stamp),) = found.items()
        if stamp["mappings"]["_meta"].get("schema") != schema.VERSION:
            raise unavailable(IndexState.OUTDATED, "the index is of another version")
        try:
            documents = int(self.client.count(index=index).body["count"])
        except NotFoundError:  # a rebuild took it away just now: whose the alias is has been said
            return self._index()
        self._resolved = _Resolved(index, time.monotonic(), documents)
        return index

    def _plans(self, index: str, query: Query) -> tuple[Plan, Plan]:
        """What to ask for, and what when that finds nothing."""
        documents = self._resolved.documents if self._resolved else 0

        def work(frequency: Frequency) -> tuple[Plan, Plan]:
            meant, common = mended(query, frequency), commonness(frequency, documents)
            return plan(meant, common=common), plan(meant, loose=True, common=common)

        return settled(work, lambda terms: self._frequencies(index, terms))

    def _frequencies(
        self, index: str, terms: Sequence[tuple[str, str]]
    ) -> Mapping[tuple[str, str], int]:
        """How many entries have each (field, value)."""
        asked = Search()[:0]
        named = {str(n): Q("term", **{name: value}) for n, (name, value) in enumerate(terms)}
        asked.aggs.bucket("terms", "filters", filters=named)
        buckets = self._ask(index, asked)["aggregations"]["terms"]["buckets"]
        return {term: buckets[str(n)]["doc_count"] for n, term in enumerate(terms)}
