"""What tantivy knows of single words: which titles begin as typed, which word was meant."""

from __future__ import annotations

from itertools import pairwise

import tantivy
from tantivy import Occur

from portal.text import compose, tokens
from search import schema
from search.engines.tantivy_ranking import ranked
from search.query import Query, parse
from search.slips import closest

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


def corrected(index: tantivy.Index, query: Query) -> str | None:
    """See `search.engines.Engine.correct`."""
    searcher = index.searcher()

    def frequency(field: str, value: str) -> int:
        return int(searcher.doc_freq(field, value))

    folded = [word.folded for word in query.words]
    changed = False
    for place, word in enumerate(query.words):
        if not word.folded.isalpha() or frequency("all_folded", word.folded):
            continue
        if word.others and len(word.others[0]) == 1:
            meant = word.others[0][0]
        else:
            ways = closest(folded, place, frequency)
            meant = ways[0] if ways else None
        if meant is None:
            return None
        folded[place], changed = meant, True
    return _accented(index, searcher, folded) if changed else None


def _accented(index: tantivy.Index, searcher: tantivy.Searcher, folded: list[str]) -> str | None:
    """The words as the best entry that has them writes them; None when none has them."""
    _, best = ranked(index.schema, searcher, parse(" ".join(folded)))
    found = searcher.search(best, 3, count=False).hits
    if not found:
        return None
    written = dict.fromkeys(folded, "")
    for _, address in found:
        entry = schema.load(searcher.doc(address)["stored"][0])
        text = compose(f"{entry.title}\n{entry.summary}\n{entry.body}")
        for token in tokens(text):
            if written.get(token.folded) == "":
                written[token.folded] = token.text
    return " ".join(written[word] or word for word in folded)
