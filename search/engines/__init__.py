"""What every search engine can do, and which one this site uses.

An engine stores `SearchEntry` values and answers a parsed `Query`. It never sees what was typed,
never cuts or folds words, and never asks the database: whatever it holds can be built again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Protocol
from urllib.parse import unquote, urlsplit

from django.conf import settings

from portal.searchable import SearchEntry
from search.query import Query


class UnknownEngine(ValueError):
    """SEARCH_URL names no engine we have."""


class EngineUnavailable(Exception):
    """The index cannot be asked now: `state` says why, the message says what to do."""

    def __init__(self, state: IndexState, message: str) -> None:
        super().__init__(message)
        self.state = state


class EngineBusy(Exception):
    """Another process is writing; what was to be written must wait in the outbox."""


class EntriesRefused(Exception):
    """The engine took all but these entries: `reasons` by id. What it took is written."""

    def __init__(self, reasons: Mapping[str, str]) -> None:
        super().__init__(f"{len(reasons)} entries were refused")
        self.reasons = reasons


class IndexState(StrEnum):
    """How an index is. Only `READY` can be searched and written."""

    READY = "ready"
    MISSING = "missing"
    OUTDATED = "outdated"
    DAMAGED = "damaged"
    AWAY = "away"


class Sort(StrEnum):
    """In which order the hits come; what is found stays the same."""

    RELEVANCE = "relevance"
    NEWEST = "newest"  # the day it was issued, what has none last
    TITLE = "title"  # as a Vietnamese dictionary orders it


@dataclass(frozen=True, slots=True)
class Filters:
    """Which values of each facet are wanted; several of one facet mean any of them."""

    chosen: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, **chosen: Iterable[str]) -> Filters:
        """`Filters.of(kind=["procedure"])`; facets without a value are left out."""
        return cls({name: frozenset(values) for name, values in chosen.items() if values})

    def without(self, facet: str) -> Filters:
        """The same, but for one facet: what its counts are counted over."""
        return Filters({name: values for name, values in self.chosen.items() if name != facet})


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry found; `score` compares within one answer only."""

    entry: SearchEntry
    score: float


@dataclass(frozen=True, slots=True)
class Results:
    """One page of an answer. `facets`: facet → value → how many there would be with that value,
    the other facets' choices kept."""

    total: int = 0
    hits: tuple[Hit, ...] = ()
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


class Engine(Protocol):
    """The protocol; `tests/unit/search/test_engines.py` is the contract every engine passes."""

    def index(self, entries: Iterable[SearchEntry], *, delete: Collection[str] = ()) -> int:
        """Write `entries` (each replaces the one of its id), delete those ids; one commit.

        Returns how many were written. Raises `EngineBusy`, `EngineUnavailable`, `EntriesRefused`.
        """

    def search(
        self,
        query: Query,
        filters: Filters = ...,
        *,
        offset: int = 0,
        limit: int = 10,
        facets: Sequence[str] = ...,
        sort: Sort = ...,
    ) -> Results:
        """The entries in the order of `sort` (the best first, unless told), with counts of
        `facets` (all, unless told).

        An empty query finds nothing. Raises `EngineUnavailable`.
        """

    def suggest(self, prefix_query: Query, limit: int = ...) -> tuple[Hit, ...]:
        """What somebody still typing may mean: the words stand in the title, the last one may be
        the beginning of a word; procedures first. Raises `EngineUnavailable`.
        """

    def correct(self, query: Query) -> str | None:
        """Did you mean: the query with the words that no entry has put right, written with the
        accents that entries have; None when nothing better is known. Raises `EngineUnavailable`.
        """

    def count(self) -> int:
        """How many entries the index holds. Raises `EngineUnavailable`."""

    def ids(self) -> frozenset[str]:
        """The ids of all entries, to compare with the database. Raises `EngineUnavailable`."""

    def rebuild(self, entries: Iterable[SearchEntry]) -> int:
        """Build a new index of exactly `entries` beside the old one and swap them at once.

        Searches go on meanwhile, on the old one, and after a failure too. Raises `EngineBusy`,
        `EngineUnavailable`, `EntriesRefused`.
        """

    def state(self) -> IndexState:
        """How the index is; never raises."""


@lru_cache(maxsize=8)
def engine_for(url: str) -> Engine:
    """The engine at `url` (one per process and address). Raises `UnknownEngine`."""
    try:
        parts = urlsplit(url)
    except ValueError:
        raise UnknownEngine("it is no address") from None
    if parts.scheme == "tantivy" and parts.path:
        from search.engines.tantivy import TantivyEngine  # loads the Rust library

        return TantivyEngine(unquote(parts.path))
    if parts.scheme in ("elasticsearch", "elasticsearch+https"):
        from search.engines.elasticsearch import ElasticsearchEngine  # loads the client
        from search.engines.elasticsearch_address import Address

        return ElasticsearchEngine(Address.of(url))
    raise UnknownEngine(f"“{parts.scheme}” is no engine of this portal")


@lru_cache(maxsize=8)
def _with_spare(url: str, spare: str) -> Engine:
    from search.engines.spare import EngineWithSpare

    return EngineWithSpare(engine_for(url), engine_for(spare))


def get_engine() -> Engine:
    """The engine of this site (SEARCH_URL), with its spare if it keeps one
    (SEARCH_FALLBACK_URL)."""
    if settings.SEARCH_FALLBACK_URL:
        return _with_spare(settings.SEARCH_URL, settings.SEARCH_FALLBACK_URL)
    return engine_for(settings.SEARCH_URL)
