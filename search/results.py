"""The results page as values: what was asked in the address, and what is shown for it.

Any address makes a page: what cannot be understood is left out, never an error.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from portal.registry import kinds
from portal.searchable import AttachmentText, SearchEntry
from search import outbox
from search.answers import Answer, answers_for
from search.engines import Engine, EngineUnavailable, Filters, Results, Sort
from search.facets import (
    PARAMETERS,
    TITLES,
    Chip,
    Facet,
    FacetValue,
    as_shown,
    may_be,
    title_of,
    values_of,
)
from search.highlight import Highlighter, Snippet
from search.house_words import NOTHING_TAUGHT, House, taught
from search.query import MAX_CHARACTERS, Query, parse

PER_PAGE = 10
#: Deeper than this nobody reads, and every engine must sort all that comes before.
LAST_PAGE = 50
MAX_CHOSEN = 50
SORTS = {Sort.RELEVANCE: "", Sort.NEWEST: "moi-nhat", Sort.TITLE: "ten"}
_SORT_OF = {name: sort for sort, name in SORTS.items()}
SORT_TITLES = {
    Sort.RELEVANCE: _("Best match"),
    Sort.NEWEST: _("Newest first"),
    Sort.TITLE: _("By title"),
}
#: The first hits show answers; further down nobody looks for one.
WITH_ANSWERS = 3
ANSWER_CHARACTERS = 600
#: Of an attached file so many pages are looked at closely for the best piece.
MOST_PAGES = 4
QUESTION_TITLES = {
    "fee": _("Fee"),
    "time": _("How long it takes"),
    "papers": _("Papers needed"),
    "place": _("Where to hand in"),
    "form": _("Forms"),
    "who": _("Who it is for"),
}
MAX_VALUE_CHARACTERS = 80


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What an address asks for; `number` is the page, from 1."""

    text: str = ""
    filters: Filters = field(default_factory=Filters)
    number: int = 1
    sort: Sort = Sort.RELEVANCE

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
            sort=_SORT_OF.get(asked.get("sap-xep", ""), Sort.RELEVANCE),
        )

    def address(self, **changes: Any) -> str:
        """This search as an address (its first page), with `changes` to its attributes."""
        asked = replace(self, **changes)
        parts = [("q", asked.text)]
        for facet, name in PARAMETERS.items():
            parts += [(name, value) for value in sorted(asked.filters.chosen.get(facet, ()))]
        if SORTS[asked.sort]:
            parts.append(("sap-xep", SORTS[asked.sort]))
        return f"?{urlencode(parts, errors='replace')}"

    def without(self, facet: str, value: str) -> str:
        """The address of this search without one chosen value."""
        chosen = dict(self.filters.chosen)
        chosen[facet] = chosen[facet] - {value}
        return self.address(filters=Filters.of(**chosen))


@dataclass(frozen=True, slots=True)
class ShownHit:
    """One result as it is shown; the HTML is escaped and marked."""

    entry: SearchEntry
    score: float
    about: SafeString  # kind, number, field
    title: SafeString
    snippet: SafeString
    found_in: str = ""
    found_on_page: int = 0
    found_at: str = ""
    answer: Answer | None = None
    issued: str = ""  # day and unit, as HTML

    @property
    def answer_title(self) -> Any:
        """What the question is called that `answer` answers."""
        return QUESTION_TITLES[self.answer.field] if self.answer else ""

    @property
    def answer_text(self) -> str:
        """The answer, cut where a result would become a page."""
        text = self.answer.text if self.answer else ""
        return Truncator(text).chars(ANSWER_CHARACTERS, truncate=" …")

    @property
    def is_repealed(self) -> bool:
        """It is no longer in force, which its day alone would not tell."""
        return self.entry.effect == "repealed"

    @property
    def date(self) -> date | None:
        """When the document was issued."""
        return self.entry.date


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
    correction: str = ""
    bets: Sequence[ShownHit] = ()
    taught: Sequence[str] = ()

    @property
    def found_nothing(self) -> bool:
        """Something was looked for, and nothing found."""
        return self.available and bool(self.query) and not self.total and not self.bets

    @property
    def shown_facets(self) -> list[Facet]:
        """The facets that can narrow the results, in their order."""
        shown = (as_shown(facet, list(values)) for facet, values in self.facets.items())
        return [facet for facet in shown if facet]

    @property
    def chips(self) -> list[Chip]:
        """What is chosen, each to be taken away."""
        return [
            Chip(title_of(facet, value), TITLES[facet], self.request.without(facet, value))
            for facet, values in self.request.filters.chosen.items()
            for value in sorted(values)
            if may_be(facet, value)
        ]

    @property
    def unfiltered_address(self) -> str:
        """The same search in everything."""
        return self.request.address(filters=Filters())

    @property
    def correction_address(self) -> str:
        """The search for what may have been meant."""
        return self.request.address(text=self.correction)

    @property
    def sorts(self) -> list[tuple[Any, str, bool]]:
        """(title, address, whether it is this one) of each order."""
        return [
            (title, self.request.address(sort=sort), sort is self.request.sort)
            for sort, title in SORT_TITLES.items()
        ]

    @property
    def sort_name(self) -> str:
        """The order in the address; empty for the usual one."""
        return SORTS[self.request.sort]

    @property
    def feed_query(self) -> str:
        """The address of the feed of this search, after its path."""
        return self.request.address(sort=Sort.RELEVANCE)

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


def find(request: SearchRequest, engine: Engine, house: House = NOTHING_TAUGHT) -> ResultsPage:
    """Ask `engine`; a page beyond the last shows the last. Never raises for an absent index.

    `house`: what the office teaches; its best bets stand above the first page's hits.
    """
    query, acted = taught(parse(request.text), house.meanings)
    if not query:
        return ResultsPage(request, query)
    try:
        results = _ask(engine, query, request, request.number)
        last = max(1, min(LAST_PAGE, -(-results.total // PER_PAGE)))
        number = min(request.number, last)
        if number != request.number:
            results = _ask(engine, query, request, number)
        correction = _correction(engine, query) if number == 1 else ""
    except EngineUnavailable:
        return ResultsPage(request, query, available=False)
    highlighter = Highlighter(query)
    bets = []
    if number == 1 and not request.filters.chosen and (pages := house.bets_for(query)):
        bets = [show(entry, 0.0, highlighter) for entry in outbox.public_entries(pages)]
    entries = [hit.entry for hit in results.hits]
    answers = answers_for(query, entries) if number == 1 else [None] * len(entries)
    answers[WITH_ANSWERS:] = [None] * len(answers[WITH_ANSWERS:])
    return ResultsPage(
        request=request,
        query=query,
        total=results.total,
        number=number,
        last=last,
        hits=[
            show(hit.entry, hit.score, highlighter, answer)
            for hit, answer in zip(results.hits, answers, strict=True)
        ],
        facets={
            facet: values_of(facet, results.facets.get(facet, {}), request.filters)
            for facet in PARAMETERS
        },
        correction=correction,
        bets=bets,
        taught=acted,
    )


def _ask(engine: Engine, query: Query, request: SearchRequest, number: int) -> Results:
    return engine.search(
        query,
        request.filters,
        offset=(number - 1) * PER_PAGE,
        limit=PER_PAGE,
        facets=tuple(PARAMETERS),
        sort=request.sort,
    )


def _correction(engine: Engine, query: Query) -> str:
    """What may have been meant; the words of a question stay as they were typed."""
    words = (engine.correct(query) or "").split()
    if len(words) != len(query.words):
        return " ".join(words)
    kept = [
        word.text if word.weak else meant for word, meant in zip(query.words, words, strict=True)
    ]
    return "" if kept == [word.text for word in query.words] else " ".join(kept)


def show(
    entry: SearchEntry, score: float, highlighter: Highlighter, answer: Answer | None = None
) -> ShownHit:
    """One hit: its title marked, and the piece of text, page or attachment that says most."""
    best: Snippet = highlighter.snippet("\n".join(filter(None, (entry.summary, entry.body))))
    found_in, found_on_page, found_at = "", 0, ""
    for attachment in _promising(entry.attachments, highlighter):
        piece = highlighter.snippet(attachment.text)
        if piece.value > best.value:
            best, found_in, found_on_page = piece, attachment.name, attachment.page
            found_at = _place_in(attachment.url, attachment.page)
    return ShownHit(
        entry=entry,
        score=score,
        about=_about(entry),
        title=highlighter.mark(entry.title),
        snippet=best.html,
        found_in=found_in,
        found_on_page=found_on_page,
        found_at=found_at,
        answer=answer,
        issued=_issued(entry),
    )


def _promising(
    pages: Sequence[AttachmentText], highlighter: Highlighter
) -> Sequence[AttachmentText]:
    """The pages that are looked at closely: those that may say most, in their order."""
    if len(pages) <= MOST_PAGES:
        return pages
    promised = [highlighter.promise(page.text) for page in pages]
    best = sorted(range(len(pages)), key=lambda place: (-promised[place], place))[:MOST_PAGES]
    return [pages[place] for place in sorted(best)]


# Lines of ten results each: made here, for a template takes many times as long over them.


def _about(entry: SearchEntry) -> SafeString:
    kind = kinds.get(entry.kind)
    parts = [str(kind.title) if kind else "", entry.number, entry.field]
    if entry.number:
        parts[1] = format_html('<span class="number">{}</span>', entry.number)
    return format_html_join(" · ", "{}", ((part,) for part in parts if part))


def _issued(entry: SearchEntry) -> SafeString:
    day = entry.date
    parts = []
    if day:
        shown = f"{day.day:02}/{day.month:02}/{day.year}"
        parts.append(format_html('<time datetime="{}">{}</time>', day.isoformat(), shown))
    parts += [entry.unit] if entry.unit else []
    return format_html_join("", "<span>{}</span>", ((part,) for part in parts))


def _place_in(url: str, page: int) -> str:
    """The address of a page of a file; browsers open a PDF at it."""
    return f"{url}#page={page}" if url and page else url


def _page_number(written: str) -> int:
    digits = written.strip()
    if not (digits.isascii() and digits.isdigit()):
        return 1
    return max(1, min(LAST_PAGE, int(digits[:6])))
