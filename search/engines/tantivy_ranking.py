"""A `search.ranking.Plan` in tantivy's terms."""

from __future__ import annotations

from collections.abc import Iterator

import tantivy
from tantivy import Occur

from search.engines import Filters
from search.meant import Frequency, mended
from search.query import Query
from search.ranking import Every, Match, Phrase, Plan, Scored, Some, Term, commonness, plan


def ranked(
    schema: tantivy.Schema, searcher: tantivy.Searcher, query: Query, *, loose: bool = False
) -> tuple[tantivy.Query, tantivy.Query]:
    """(what matches, the same with its ranking): the first is cheaper and enough for counts."""
    frequency = frequencies(searcher)
    planned = plan(
        mended(query, frequency), loose=loose, common=commonness(frequency, searcher.num_docs)
    )
    matching = _matching(schema, planned)
    scores = [(Occur.Should, _scored(schema, one)) for one in planned.scores]
    return matching, tantivy.Query.boolean_query(
        [(Occur.Must, tantivy.Query.const_score_query(matching, 0.0)), *scores]
    )


def frequencies(searcher: tantivy.Searcher) -> Frequency:
    """How many documents have a term."""
    return lambda field, value: int(searcher.doc_freq(field, value))


def filter_query(schema: tantivy.Schema, query: tantivy.Query, filters: Filters) -> tantivy.Query:
    """`query` among what has the chosen values; filters never change the order."""
    musts = [
        tantivy.Query.const_score_query(
            tantivy.Query.term_set_query(schema, facet, sorted(values)), 0.0
        )
        for facet, values in filters.chosen.items()
    ]
    if not musts:
        return query
    return tantivy.Query.boolean_query([(Occur.Must, query), *((Occur.Must, m) for m in musts)])


def _matching(schema: tantivy.Schema, planned: Plan) -> tantivy.Query:
    matching = translate(schema, planned.matching)
    if not planned.without:
        return matching
    return tantivy.Query.boolean_query(
        [
            (Occur.Must, matching),
            *((Occur.MustNot, translate(schema, match)) for match in planned.without),
        ]
    )


def _scored(schema: tantivy.Schema, one: Scored) -> tantivy.Query:
    find = translate(schema, one.match)
    if one.fixed:
        return tantivy.Query.const_score_query(find, one.weight)
    return tantivy.Query.boost_query(find, one.weight)


def translate(schema: tantivy.Schema, match: Match) -> tantivy.Query:
    """The match as a query of tantivy."""
    if isinstance(match, Term):
        return tantivy.Query.term_query(schema, match.field, match.value, "freq")
    if isinstance(match, Phrase):
        return tantivy.Query.phrase_query(schema, match.field, list(match.words))
    parts = list(_parts(schema, match))
    return tantivy.Query.boolean_query(parts, match.at_least if isinstance(match, Some) else None)


def _parts(schema: tantivy.Schema, match: Every | Some) -> Iterator[tuple[Occur, tantivy.Query]]:
    occur = Occur.Must if isinstance(match, Every) else Occur.Should
    for part in match.parts:
        yield occur, translate(schema, part)
