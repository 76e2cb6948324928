"""What tantivy knows of single words: which titles begin as typed, which word was meant."""

from __future__ import annotations

from itertools import pairwise

import tantivy
from tantivy import Occur

from search import schema
from search.engines.tantivy_ranking import frequencies, ranked
from search.meant import as_written, corrected
from search.query import Query, parse

PREFIX_TERMS = 60  # more words that begin so than these cannot be told apart yet
PROCEDURE_FIRST = 100.0


def beginning(
    index_schema: tantivy.Schema, searcher: tantivy.Searcher, query: Query
) -> tantivy.Query:
    """Titles (and numbers) with all the words, the last of which may have only begun."""
    *whole, last = [word.folded for word in query.words]
    begun = [
        term for term, _ in searcher.terms_with_prefix("title_folded", last, None, PREFIX_TERMS)
    ]
    clauses = [
        (Occur.Must, tantivy.Query.term_query(index_schema, "title_folded", word, "freq"))
        for word in whole
    ]
    ends = tantivy.Query.term_set_query(index_schema, "title_folded", begun)
    clauses.append((Occur.Must, ends))
    clauses += [
        (
            Occur.Should,
            tantivy.Query.term_query(index_schema, "title_folded_pairs", schema.pair(*two), "freq"),
        )
        for two in pairwise(whole)
    ]
    words = tantivy.Query.boolean_query(clauses)
    numbers = [
        tantivy.Query.const_score_query(
            tantivy.Query.term_query(index_schema, "numbers", f"={key}", "basic"), 1000.0
        )
        for key in query.numbers
    ]
    procedures = tantivy.Query.const_score_query(
        tantivy.Query.term_query(index_schema, "kind", "procedure", "basic"), PROCEDURE_FIRST
    )
    found = tantivy.Query.boolean_query([(Occur.Should, clause) for clause in (words, *numbers)])
    return tantivy.Query.boolean_query([(Occur.Must, found), (Occur.Should, procedures)])


def correction(index: tantivy.Index, query: Query) -> str | None:
    """See `search.engines.Engine.correct`."""
    searcher = index.searcher()
    folded = corrected(query, frequencies(searcher))
    if folded is None:
        return None
    _, best = ranked(index.schema, searcher, parse(" ".join(folded)))
    found = searcher.search(best, 3, count=False).hits
    return as_written(
        folded, [schema.load(searcher.doc(address)["stored"][0]) for _, address in found]
    )
