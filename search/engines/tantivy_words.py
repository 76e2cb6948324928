"""What tantivy knows of single words: which titles begin as typed, which word was meant."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import tantivy
from tantivy import Occur

from portal.text import compose, tokens
from search import schema
from search.engines.tantivy_ranking import ranked
from search.query import Query, parse

PREFIX_TERMS = 60  # more words that begin so than these cannot be told apart yet
PROCEDURE_FIRST = 100.0
_ALPHABET = "abcdeghiklmnopqrstuvxy"


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
    folded = [word.folded for word in query.words]
    changed = False
    for place, word in enumerate(query.words):
        if not word.folded.isalpha() or _known(searcher, word.folded):
            continue
        if word.others and len(word.others[0]) == 1:
            meant = word.others[0][0]
        else:
            meant = _closest(searcher, folded, place)
        if meant is None:
            return None
        folded[place], changed = meant, True
    return _accented(index, searcher, folded) if changed else None


def _known(searcher: tantivy.Searcher, word: str) -> bool:
    return bool(searcher.doc_freq("all_folded", word))


def _closest(searcher: tantivy.Searcher, folded: list[str], place: int) -> str | None:
    """The word one slip away that stands most often beside the neighbours typed, else the most
    frequent one."""
    before = folded[place - 1] if place else ""
    after = folded[place + 1] if place + 1 < len(folded) else ""
    best: tuple[int, int, str] | None = None
    for candidate in dict.fromkeys(_slips(folded[place])):
        frequency = searcher.doc_freq("all_folded", candidate)
        if not frequency:
            continue
        beside = sum(
            searcher.doc_freq("all_folded_pairs", schema.pair(*two))
            for two in ((before, candidate), (candidate, after))
            if all(two)
        )
        best = max(best or (0, 0, ""), (beside, frequency, candidate))
    return best[2] if best else None


def _slips(word: str) -> Iterator[str]:
    """Everything one slip of the fingers away."""
    for place in range(len(word) + 1):
        head, tail = word[:place], word[place:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in _ALPHABET:
            yield head + letter + tail
            if tail:
                yield head + letter + tail[1:]


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
