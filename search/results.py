"""The results page as values: what was asked in the address, and what is shown for it.

Any address makes a page: what cannot be understood is left out, never an error.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.safestring import SafeString

from portal.registry import kinds
from portal.searchable import SearchEntry
from search.engines import Engine, EngineUnavailable, Filters, Results
from search.highlight import Highlighter, Snippet
from search.query import MAX_CHARACTERS, Query, parse

PER_PAGE = 10
#: Deeper than this nobody reads, and every engine must sort all that comes before.
LAST_PAGE = 50
#: Name of each facet in the address; Vietnamese, because the address is read by people.
PARAMETERS = {"kind": "loai"}
MAX_CHOSEN = 50
MAX_VALUE_CHARACTERS = 80


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What an address asks for; `number` is the page, from 1."""

    text: str = ""
    filters: Filters = field(default_factory=Filters)
    number: int = 1

    @classmethod
    def from_query_dict(cls, asked: QueryDict) -> SearchRequest:
        """Read the address: what is unknown is ignored, a bad page number becomes 1 or the last."""
        chosen = {
            facet: [
                value
                for value in dict.fromkeys(asked.getlist(name)[: 10 * MAX_CHOSEN])
                if 0 < len(value) <= MAX_VALUE_CHARACTERS and value.isprintable()
            ][:MAX_CHOSEN]
            for facet, name in PARAMETERS.items()
        }
        return cls(
            text=asked.get("q", "")[: MAX_CHARACTERS * 4],
            filters=Filters.of(**chosen),
            number=_page_number(asked.get("trang", "")),
        )


@dataclass(frozen=True, slots=True)
class ShownHit:
    """One result as it is shown; the HTML is escaped and marked."""

    entry: SearchEntry
    score: float
    kind_title: Any
    title: SafeString
    snippet: SafeString
    found_in: str = ""
    found_on_page: int = 0

    @property
    def date(self) -> date | None:
        """When the document was issued."""
        return self.entry.date


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One box to tick: its value in the address, what it is called, how many results it has."""

    value: str
    title: Any
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class ResultsPage:
    """Everything the results template shows.

    `available` is False when the index cannot be asked; then there is nothing else to show.
    """

    request: SearchRequest
    query: Query
    total: int = 0
    number: int = 1
    last: int = 1
    hits: Sequence[ShownHit] = ()
    facets: Mapping[str, Sequence[FacetValue]] = field(default_factory=dict)
    available: bool = True

    @property
    def page_obj(self) -> Page:
        """The pages there are, for the pager; never more than `LAST_PAGE`."""
        reachable = range(min(self.total, LAST_PAGE * PER_PAGE))
        return Paginator(reachable, PER_PAGE).page(self.number)

    @property
    def first_position(self) -> int:
        """Number of the first result shown, for the list."""
        return (self.number - 1) * PER_PAGE + 1

    @property
    def is_bounded(self) -> bool:
        """There are more results than pages to leaf through."""
        return self.total > LAST_PAGE * PER_PAGE


def find(request: SearchRequest, engine: Engine) -> ResultsPage:
    """Ask `engine`; a page beyond the last shows the last. Never raises for an absent index."""
    query = parse(request.text)
    if not query:
        return ResultsPage(request, query)
    try:
        results = _ask(engine, query, request.filters, request.number)
        last = max(1, min(LAST_PAGE, -(-results.total // PER_PAGE)))
        number = min(request.number, last)
        if number != request.number:
            results = _ask(engine, query, request.filters, number)
    except EngineUnavailable:
        return ResultsPage(request, query, available=False)
    highlighter = Highlighter(query)
    return ResultsPage(
        request=request,
        query=query,
        total=results.total,
        number=number,
        last=last,
        hits=[show(hit.entry, hit.score, highlighter) for hit in results.hits],
        facets={
            facet: _values(facet, results.facets.get(facet, {}), request.filters)
            for facet in PARAMETERS
        },
    )


def _ask(engine: Engine, query: Query, filters: Filters, number: int) -> Results:
    first = (number - 1) * PER_PAGE
    return engine.search(query, filters, offset=first, limit=PER_PAGE, facets=tuple(PARAMETERS))


def show(entry: SearchEntry, score: float, highlighter: Highlighter) -> ShownHit:
    """One hit: its title marked, and the piece of text, page or attachment that says most."""
    best: Snippet = highlighter.snippet("\n".join(filter(None, (entry.summary, entry.body))))
    found_in, found_on_page = "", 0
    for attachment in entry.attachments:
        piece = highlighter.snippet(attachment.text)
        if piece.value > best.value:
            best, found_in, found_on_page = piece, attachment.name, attachment.page
    kind = kinds.get(entry.kind)
    return ShownHit(
        entry=entry,
        score=score,
        kind_title=kind.title if kind else "",
        title=highlighter.mark(entry.title),
        snippet=best.html,
        found_in=found_in,
        found_on_page=found_on_page,
    )


def _values(facet: str, counts: Mapping[str, int], filters: Filters) -> list[FacetValue]:
    chosen = filters.chosen.get(facet, frozenset())
    # A chosen value that no longer has results stays, so that it can be taken away again;
    # what is no value of the site at all was made up in the address.
    values = {**{value: 0 for value in sorted(chosen) if value in kinds}, **counts}
    ordered = sorted(values.items(), key=lambda item: (-item[1], item[0]))
    return [
        FacetValue(value, _facet_title(value), count, value in chosen) for value, count in ordered
    ]


def _facet_title(value: str) -> Any:
    kind = kinds.get(value)
    return kind.title_plural if kind else value


def _page_number(written: str) -> int:
    digits = written.strip()
    if not (digits.isascii() and digits.isdigit()):
        return 1
    return max(1, min(LAST_PAGE, int(digits[:6])))
