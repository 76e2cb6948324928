"""A `search.ranking.Plan` in Elasticsearch's terms, and what it is asked about single words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any, TypeVar

from elasticsearch.dsl import Q
from elasticsearch.dsl.query import Query as Dsl

from search.engines import Filters
from search.query import Query
from search.ranking import Every, Match, Phrase, Plan, Scored, Term
from search.schema import pair

#: Lucene leaves the constant factor (k1 + 1) out of its BM25, tantivy has it.
BM25 = 2.2
PROCEDURE_FIRST = 100.0
WHOLE_NUMBER = 1000.0

_Answer = TypeVar("_Answer")
Frequency = Callable[[str, str], int]


def matching(planned: Plan) -> Dsl:
    """What is found; it scores nothing."""
    return Q(
        "bool",
        filter=[translate(planned.matching)],
        must_not=[translate(match) for match in planned.without],
    )


def ranked(planned: Plan) -> Dsl:
    """What is found, with its score."""
    return Q(
        "bool",
        filter=[translate(planned.matching)],
        must_not=[translate(match) for match in planned.without],
        should=[_scored(one) for one in planned.scores],
        minimum_should_match=0,
    )


def chosen(filters: Filters) -> Dsl | None:
    """The values chosen of each facet, or None when none is; they never change the order."""
    terms = [Q("terms", **{facet: sorted(values)}) for facet, values in filters.chosen.items()]
    return Q("bool", filter=terms) if terms else None


def translate(match: Match) -> Dsl:
    """The match as a query."""
    if isinstance(match, Term):
        return Q("term", **{match.field: {"value": match.value}})
    if isinstance(match, Phrase):
        return Q("match_phrase", **{match.field: " ".join(match.words)})
    parts = [translate(part) for part in match.parts]
    if isinstance(match, Every):
        return Q("bool", must=parts)
    return Q("bool", should=parts, minimum_should_match=match.at_least)


def _scored(one: Scored) -> Dsl:
    if one.fixed:
        return Q("constant_score", filter=translate(one.match), boost=one.weight)
    if isinstance(one.match, Term):
        term = {"value": one.match.value, "boost": one.weight * BM25}
        return Q("term", **{one.match.field: term})
    return Q("bool", must=[translate(one.match)], boost=one.weight * BM25)


def beginning(query: Query) -> Dsl:
    """Titles (and numbers) with all the words, the last of which may have only begun."""
    *whole, last = [word.folded for word in query.words]
    words = Q(
        "bool",
        must=[Q("term", title_folded={"value": word, "boost": BM25}) for word in whole],
        filter=[Q("prefix", title_folded={"value": last})],
        should=[
            Q("term", title_folded_pairs={"value": pair(*two), "boost": BM25})
            for two in pairwise(whole)
        ],
    )
    numbers = [
        Q("constant_score", filter=Q("term", numbers=f"={key}"), boost=WHOLE_NUMBER)
        for key in query.numbers
    ]
    procedures = Q("constant_score", filter=Q("term", kind="procedure"), boost=PROCEDURE_FIRST)
    found = Q("bool", should=[words, *numbers], minimum_should_match=1)
    return Q("bool", must=[found], should=[procedures])


def settled(
    work: Callable[[Frequency], _Answer],
    look_up: Callable[[Sequence[tuple[str, str]]], Mapping[tuple[str, str], int]],
) -> _Answer:
    """What `work` gives when it knows how frequent terms are.

    `work` asks term by term, the server is asked for many at once: `work` is done over with what is
    known by then, until it asks for nothing new. At first every term is taken for a rare one, lest
    the slips of every word be looked up.
    """
    known: dict[tuple[str, str], int] = {}
    unasked = 1
    while True:
        asked: dict[tuple[str, str], None] = {}

        def frequency(
            field: str, value: str, asked: dict[Any, None] = asked, unasked: int = unasked
        ) -> int:
            term = (field, value)
            if term not in known:
                asked[term] = None
            return known.get(term, unasked)

        answer = work(frequency)
        if not asked:
            return answer
        known.update(look_up(list(asked)))
        unasked = 0
