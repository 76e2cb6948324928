"""What an engine is to look for and what each find is worth: `plan(query)`, one for every engine.

A plan names terms of the fields of `search.schema.IndexFields`; an engine only translates it. So
two engines find the same and rank it alike, each with its own BM25.

* What is found depends on folded words alone: with and without accents the same documents.
* The order, from the top: a document's own number › words of the title as they stand beside each
  other › words of the text. What was typed with accents is looked for with them.

Weights were set by hand on one half of the judged queries; docs/search.md has the tables.

Pure: no Django, no clock, no engine.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from search.query import Query, Word
from search.schema import pair

# What a number found is worth: more than any sum of words.
WHOLE_NUMBER = 1000.0
NUMBER_WITHOUT_YEAR = 300.0
BARE_NUMBER = 60.0
SAME_DAY = 200.0
SAME_YEAR = 80.0
ARTICLE = 150.0

TITLE_WORD = 0.4
TITLE_PAIR = 0.7
WORD = 1.0
PAIR = 1.0
QUESTION_WORD = 0.2
OTHER_WORD = 0.7
ALL_WORDS = 6.0  # every word of the subject is there
TITLE = 3.0  # the title under which such a question is answered

#: Up to so many words a document needs all but one of them, of two both; of more it needs
#: neighbouring pairs: two, or this part of them.
FEW_WORDS = 4
ENOUGH_PAIRS = 0.1
ENOUGH_WORDS = 0.4
#: What more than this part of the documents have is common, unless that is so few.
COMMON_WORD = 0.25
COMMON_PAIR = 0.1
FEW_DOCUMENTS = 500


@dataclass(frozen=True, slots=True)
class Term:
    """One word, pair or number in one field of the index."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand together in `field`."""

    field: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Every:
    """All of the parts."""

    parts: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least so many of the parts."""

    parts: tuple[Match, ...]
    at_least: int = 1


Match = Term | Phrase | Every | Some
Common = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Scored:
    """A find and its worth: `weight` times the engine's BM25 of it, or `weight` itself when
    `fixed`."""

    match: Match
    weight: float
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """`matching` (which scores nothing) must be there, `without` must not; `scores` add up."""

    matching: Match
    without: tuple[Match, ...]
    scores: tuple[Scored, ...]


def plan(query: Query, *, loose: bool = False, common: Common | None = None) -> Plan:
    """The plan of a query that has words. `loose`: to ask for less, after nothing was found.

    `common`: see `commonness`. Such a term of the text costs the most to look through and tells
    next to nothing of a document: it is not scored, nor counted among the pairs needed.
    """
    return Plan(
        matching=_matching(query, loose, common),
        without=tuple(_quoted(phrase) for phrase in query.minus),
        scores=(
            *_number_scores(query),
            *(one for one in _word_scores(query) if not (common and _is_common(one, common))),
        ),
    )


def _is_common(one: Scored, common: Common) -> bool:
    term = one.match
    return (
        isinstance(term, Term) and term.field.startswith("all") and common(term.field, term.value)
    )


def commonness(frequency: Callable[[str, str], int], documents: int) -> Common:
    """common(field, value): a good part of the `documents` have the term, and they are many."""

    def common(field: str, value: str) -> bool:
        often = documents * (COMMON_PAIR if field.endswith("_pairs") else COMMON_WORD)
        return often > FEW_DOCUMENTS and frequency(field, value) > often

    return common


# -- what matches --------------------------------------------------------------------------------


def _matching(query: Query, loose: bool, common: Common | None) -> Match:
    found = _a_few(query) if loose else _enough(query, common)
    if numbers := tuple(Term("numbers", value) for value, _ in _number_terms(query)):
        found = some((found, *numbers))
    return every((found, *map(_quoted, query.phrases)))


def _enough(query: Query, common: Common | None) -> Match:
    words = query.strong_words
    if len(words) <= FEW_WORDS:
        units = [_word(word) for word in words]
        if len(units) <= 2:
            return every(units)
        return some([every(part) for part in combinations(units, len(units) - 1)])
    pairs = [
        _pair(first, second) for first, second in query.pairs if not (first.weak or second.weak)
    ]
    if common:  # neighbours that stand everywhere (thủ tục, quy định) tell no document apart
        telling = [
            one for one in pairs if not (isinstance(one, Term) and common(one.field, one.value))
        ]
        pairs = telling if len(telling) >= FEW_WORDS - 1 else pairs
    if len(pairs) >= FEW_WORDS - 1:
        return some(pairs, max(2, math.ceil(len(pairs) * ENOUGH_PAIRS)))
    return some([_word(word) for word in words], max(3, math.ceil(len(words) * ENOUGH_WORDS)))


def _a_few(query: Query) -> Match:
    words = [_word(word) for word in query.strong_words]
    return some(words, 1 if len(words) <= FEW_WORDS else 2)


def _word(word: Word) -> Match:
    """The word, or what may stand for it, anywhere in the text."""
    return some((Term("all_folded", word.folded), *map(_words, word.others)))


def _pair(first: Word, second: Word) -> Match:
    """Two neighbours, or what may stand for one of them."""
    ways: list[Match] = [
        Term("all_folded_pairs", pair(*two))
        for two in _spellings(first.folded, second.folded, first, second)
    ]
    ways += [_words(other) for word in (first, second) for other in word.others if len(other) > 1]
    return some(ways)


def _spellings(a: str, b: str, first: Word, second: Word) -> Iterator[tuple[str, str]]:
    yield a, b
    for other in first.others:
        if len(other) == 1:
            yield other[0], b
    for other in second.others:
        if len(other) == 1:
            yield a, other[0]


def _words(words: Sequence[str], field: str = "all_folded") -> Match:
    """The words as neighbours: their pairs, which is all but the same and cheaper to look for."""
    if len(words) == 1:
        return Term(field, words[0])
    return every([Term(f"{field}_pairs", pair(*two)) for two in pairwise(words)])


def _quoted(phrase: Sequence[Word]) -> Match:
    words = tuple(word.folded for word in phrase)
    return Phrase("all_folded", words) if len(words) > 2 else _words(words)


def every(parts: Sequence[Match]) -> Match:
    """All of `parts`; a single one stands for itself."""
    different = tuple(dict.fromkeys(parts))
    return different[0] if len(different) == 1 else Every(different)


def some(parts: Sequence[Match], at_least: int = 1) -> Match:
    """`at_least` so many of the different ones of `parts`; a single one stands for itself."""
    different = tuple(dict.fromkeys(parts))
    return different[0] if len(different) == 1 else Some(different, min(at_least, len(different)))


# -- what it is worth ----------------------------------------------------------------------------


def _word_scores(query: Query) -> Iterator[Scored]:
    form = "" if query.accented else "_folded"
    for word in query.words:
        value = word.text if query.accented else word.folded
        if word.weak:
            yield Scored(Term(f"title{form}", value), QUESTION_WORD * TITLE_WORD)
        else:
            yield from _of_word(form, value, 1.0)
    for first, second in query.pairs:
        share = QUESTION_WORD if first.weak and second.weak else 1.0
        two = (first.text, second.text) if query.accented else (first.folded, second.folded)
        yield Scored(Term(f"title{form}_pairs", pair(*two)), share * TITLE_PAIR)
        yield Scored(Term("all_folded_pairs", pair(first.folded, second.folded)), share * PAIR)
    for other in dict.fromkeys(other for word in query.words for other in word.meant):
        for value in other:
            yield from _of_word("_folded", value, OTHER_WORD)
        for two in pairwise(other):
            yield Scored(Term("title_folded_pairs", pair(*two)), OTHER_WORD * TITLE_PAIR)
            yield Scored(Term("all_folded_pairs", pair(*two)), OTHER_WORD * PAIR)
    strong = query.strong_words
    if len(strong) > 1:
        yield Scored(every([_word(word) for word in strong]), ALL_WORDS, fixed=True)
    for title in query.titles:
        yield Scored(_words(title, "title_folded"), TITLE)


def _of_word(form: str, value: str, share: float) -> Iterator[Scored]:
    yield Scored(Term(f"title{form}", value), share * TITLE_WORD)
    yield Scored(Term(f"all{form}", value), share * WORD)


def _number_scores(query: Query) -> Iterator[Scored]:
    for article in query.articles:
        yield Scored(Term("title_folded_pairs", pair("dieu", article)), ARTICLE, fixed=True)
    tiers = list(_number_terms(query))
    if tiers:
        tiers += [(f"@{day.isoformat()}", SAME_DAY) for day in query.dates]
        tiers += [(f"@{year}", SAME_YEAR) for year in query.years]
    for value, worth in tiers:
        yield Scored(Term("numbers", value), worth, fixed=True)


def _number_terms(query: Query) -> Iterator[tuple[str, float]]:
    for key in query.numbers:
        yield f"={key}", WHOLE_NUMBER
    for key in query.typed_numbers:
        yield f"~{key}", NUMBER_WITHOUT_YEAR
    for key in query.bare_numbers:
        yield f"#{key}", BARE_NUMBER
