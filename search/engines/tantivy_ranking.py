"""How tantivy ranks: the parsed query as one tantivy query.

Tiers, from the top: a document's own number › the words of the title, as they stand beside each
other › the words of the text. Accents decide nothing about *what* is found, only about the order:
what was typed with accents ranks what has the same accents higher.

Weights were set by hand on `search_evaluate` of the judged queries; docs/search.md has the table.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import tantivy
from tantivy import Occur

from search.engines import Filters
from search.query import Query, Word
from search.schema import pair

# What a number found is worth: more than any sum of words.
WHOLE_NUMBER = 1000.0
NUMBER_WITHOUT_YEAR = 300.0
BARE_NUMBER = 60.0
SAME_DAY = 200.0
SAME_YEAR = 80.0

ARTICLE = 150.0

TITLE_WORD = 0.5
TITLE_PAIR = 1.0
WORD = 1.0
PAIR = 1.5
FOLDED_BESIDE_ACCENTED = 0.5  # the folded form still counts when accents were typed
QUESTION_WORD = 0.2
OTHER_WORD = 0.7
#: A document must have both of two words, all but one of up to four, this part of more.
ENOUGH = 0.4


def ranked(
    schema: tantivy.Schema, searcher: tantivy.Searcher, query: Query
) -> tuple[tantivy.Query, tantivy.Query]:
    """(what matches, the same with its ranking): the first is cheaper and enough for counts."""
    build = _Builder(schema, searcher)
    matching = build.matching(query)
    scores = [(Occur.Should, clause) for clause in build.scores(query)]
    return matching, tantivy.Query.boolean_query(
        [(Occur.Must, tantivy.Query.const_score_query(matching, 0.0)), *scores]
    )


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


class _Builder:
    def __init__(self, schema: tantivy.Schema, searcher: tantivy.Searcher) -> None:
        self.schema = schema
        self.searcher = searcher

    def term(self, field: str, value: str) -> tantivy.Query:
        return tantivy.Query.term_query(self.schema, field, value, "freq")

    def any_of(self, clauses: list[tantivy.Query], at_least: int = 1) -> tantivy.Query:
        if len(clauses) == 1:
            return clauses[0]
        return tantivy.Query.boolean_query([(Occur.Should, clause) for clause in clauses], at_least)

    # What matches

    def matching(self, query: Query) -> tantivy.Query:
        words = [self.word(word) for word in query.strong_words]
        enough = self.any_of(words, _enough(len(words)))
        numbers = list(self.numbers(query))
        found = self.any_of([enough, *numbers]) if numbers else enough
        quoted = [self.phrase(word.folded for word in phrase) for phrase in query.phrases]
        unwanted = [self.phrase(word.folded for word in phrase) for phrase in query.minus]
        if not quoted and not unwanted:
            return found
        return tantivy.Query.boolean_query(
            [
                *((Occur.Must, clause) for clause in (found, *quoted)),
                *((Occur.MustNot, clause) for clause in unwanted),
            ]
        )

    def word(self, word: Word) -> tantivy.Query:
        """The word or what may stand for it, anywhere in the text."""
        ways = [self.term("all_folded", word.folded)]
        ways += [self.phrase(other) for other in word.others]
        if self.unknown(word):
            ways.append(
                tantivy.Query.fuzzy_term_query(self.schema, "all_folded", word.folded, 1, True)
            )
        return self.any_of(ways)

    def unknown(self, word: Word) -> bool:
        """No document has it: a slip of the fingers, probably."""
        return (
            len(word.folded) > 2
            and word.folded.isalpha()
            and not word.others
            and not self.searcher.doc_freq("all_folded", word.folded)
        )

    def phrase(self, words: Iterable[str], field: str = "all_folded") -> tantivy.Query:
        words = list(words)
        if len(words) == 1:
            return self.term(field, words[0])
        return tantivy.Query.phrase_query(self.schema, field, list(words))

    def numbers(self, query: Query) -> Iterable[tantivy.Query]:
        for prefix, keys in (
            ("=", query.numbers),
            ("~", query.typed_numbers),
            ("#", query.bare_numbers),
        ):
            for key in keys:
                yield self.term("numbers", f"{prefix}{key}")

    # How it is ranked

    def scores(self, query: Query) -> Iterable[tantivy.Query]:
        yield from self.number_scores(query)
        forms = [("_folded", FOLDED_BESIDE_ACCENTED if query.accented else 1.0)]
        if query.accented:
            forms.append(("", 1.0))
        for suffix, weight in forms:
            for word in query.words:
                value = word.text if suffix == "" else word.folded
                of_word = weight * (QUESTION_WORD if word.weak else 1.0)
                yield self.boosted(f"title{suffix}", value, of_word * TITLE_WORD)
                yield self.boosted(f"all{suffix}", value, of_word * WORD)
            for first, second in query.pairs:
                value = pair(*((w.text if suffix == "" else w.folded) for w in (first, second)))
                of_pair = weight * (QUESTION_WORD if first.weak and second.weak else 1.0)
                yield self.boosted(f"title{suffix}_pairs", value, of_pair * TITLE_PAIR)
                yield self.boosted(f"all{suffix}_pairs", value, of_pair * PAIR)
        for word in query.words:
            yield from self.other_scores(word)

    def boosted(self, field: str, value: str, boost: float) -> tantivy.Query:
        return tantivy.Query.boost_query(self.term(field, value), boost)

    def other_scores(self, word: Word) -> Iterable[tantivy.Query]:
        for other in word.others:
            share = OTHER_WORD / len(other)
            for field, weight in (("title_folded", TITLE_WORD), ("all_folded", WORD)):
                yield tantivy.Query.boost_query(self.phrase(other, field), weight * share)
        if self.unknown(word):
            for field, weight in (("title_folded", TITLE_WORD), ("all_folded", WORD)):
                close = tantivy.Query.fuzzy_term_query(self.schema, field, word.folded, 1, True)
                yield tantivy.Query.boost_query(close, weight * OTHER_WORD)

    def number_scores(self, query: Query) -> Iterable[tantivy.Query]:
        tiers = [
            *((f"={key}", WHOLE_NUMBER) for key in query.numbers),
            *((f"~{key}", NUMBER_WITHOUT_YEAR) for key in query.typed_numbers),
            *((f"#{key}", BARE_NUMBER) for key in query.bare_numbers),
        ]
        for article in query.articles:
            named = self.term("title_folded_pairs", pair("dieu", article))
            yield tantivy.Query.const_score_query(named, ARTICLE)
        if not tiers:
            return
        tiers += [(f"@{day.isoformat()}", SAME_DAY) for day in query.dates]
        tiers += [(f"@{year}", SAME_YEAR) for year in query.years]
        for term, score in tiers:
            yield tantivy.Query.const_score_query(self.term("numbers", term), score)


def _enough(words: int) -> int:
    if words <= 4:
        return words if words <= 2 else words - 1
    return max(3, math.ceil(words * ENOUGH))
