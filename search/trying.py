"""Why a search orders its hits as it does, for the try-out box of the office."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from portal.searchable import SearchEntry
from portal.text import number_key, word_forms
from search.query import Query, Word
from search.results import ResultsPage, ShownHit


@dataclass(frozen=True, slots=True)
class Reason:
    """One hit with what of the query it has: `by_number` when its number or code was typed;
    `in_title`, `elsewhere`, `other_words` and `missing` share out the words typed."""

    hit: ShownHit
    by_number: bool
    in_title: tuple[str, ...]
    elsewhere: tuple[str, ...]
    other_words: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """What the try-out shows: how the query was understood, and the hits with their reasons."""

    words: tuple[str, ...]
    weak: tuple[str, ...]
    numbers: tuple[str, ...]
    alternatives: tuple[tuple[str, str], ...]
    reasons: Sequence[Reason]


def tried(page: ResultsPage) -> Tried:
    """The reasons of `page`."""
    query = page.query
    return Tried(
        words=tuple(word.text for word in query.words if not word.weak),
        weak=tuple(word.text for word in query.words if word.weak),
        numbers=query.numbers,
        alternatives=tuple(
            (word.text, " ".join(way)) for word in query.words for way in word.others
        ),
        reasons=[_reason(query, hit) for hit in page.hits],
    )


def _reason(query: Query, hit: ShownHit) -> Reason:
    entry: SearchEntry = hit.entry
    title = word_forms(entry.title)[1]
    attached = (attachment.text for attachment in entry.attachments)
    rest = word_forms("\n".join((entry.number, entry.summary, entry.field, entry.body, *attached)))
    shared: dict[str, list[str]] = {"title": [], "rest": [], "other": [], "missing": []}
    titled, all_words = set(title), {*title, *rest[1]}
    for word in query.words:
        shared[_where(word, titled, all_words)].append(word.text)
    typed = set(query.numbers)
    numbers = {number_key(number) for number in (entry.number, *entry.numbers) if number}
    return Reason(
        hit=hit,
        by_number=bool(typed & numbers),
        in_title=tuple(shared["title"]),
        elsewhere=tuple(shared["rest"]),
        other_words=tuple(shared["other"]),
        missing=tuple(shared["missing"]),
    )


def _where(word: Word, title: set[str], everything: set[str]) -> str:
    if word.folded in title:
        return "title"
    if word.folded in everything:
        return "rest"
    return "other" if any(everything.issuperset(way) for way in word.others) else "missing"
