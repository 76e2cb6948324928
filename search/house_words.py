"""What the office teaches search (S5): synonyms and abbreviations, applied to the parsed query.

They become alternatives of the words typed, as those of `search/vietnamese.py` do; no index knows
of them, so a change counts at the next search. The table is pure; `current()` reads it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from django.db import connection

from portal.text import word_forms
from search.query import Query


@dataclass(frozen=True, slots=True)
class Meaning:
    """Who types `text` (accented and folded words) also means `meant` (folded words)."""

    text: tuple[str, ...]
    folded: tuple[str, ...]
    meant: tuple[str, ...]
    label: str

    @classmethod
    def of(cls, typed: str, meant: str) -> Meaning:
        """From two pieces of text."""
        text, folded = word_forms(typed)
        return cls(tuple(text), tuple(folded), tuple(word_forms(meant)[1]), f"{typed} → {meant}")


def taught(query: Query, table: Iterable[Meaning]) -> tuple[Query, tuple[str, ...]]:
    """(the query with what the table adds, the labels of what acted).

    An accented entry counts for accented typing only where the accents are the same.
    """
    added: dict[int, list[tuple[str, ...]]] = {}
    acted = []
    for meaning in table:
        length = len(meaning.folded)
        for start in range(len(query.words) - length + 1):
            words = query.words[start : start + length]
            if all(
                word.folded == folded and word.text in (text, folded)
                for word, text, folded in zip(words, meaning.text, meaning.folded, strict=True)
            ):
                acted.append(meaning.label)
                for place in range(start, start + length):
                    added.setdefault(place, []).append(meaning.meant)
    if not added:
        return query, ()
    words = tuple(
        replace(word, others=tuple(dict.fromkeys((*word.others, *added.get(place, ())))))
        for place, word in enumerate(query.words)
    )
    return replace(query, words=words), tuple(dict.fromkeys(acted))


@dataclass(frozen=True, slots=True)
class House:
    """All that the office has taught: meanings, and best bets as page ids by their words."""

    meanings: tuple[Meaning, ...] = ()
    bets: tuple[tuple[str, int], ...] = ()

    def bets_for(self, query: Query) -> tuple[int, ...]:
        """Ids of the pages to show first: the whole of what was typed is a best bet's words."""
        typed = tuple(word.folded for word in query.words)
        accented = tuple(word.text for word in query.words)
        found = []
        for words, page in self.bets:
            text, folded = word_forms(words)
            same_accents = all(
                mine in (theirs, plain)
                for mine, theirs, plain in zip(accented, text, folded, strict=False)
            )
            if tuple(folded) == typed and same_accents:
                found.append(page)
        return tuple(found)


NOTHING_TAUGHT = House()

#: Both tables in one query: a page for a best bet, or what is meant and whether both ways.
_ROWS = """
SELECT words, id, 0 AS page, kind, means, CASE WHEN both_ways THEN 1 ELSE 0 END FROM {words}
UNION ALL SELECT words, id, page_id, '', '', 0 FROM {bets} ORDER BY 1, 2
"""
_Rows = tuple[tuple[str, int, int, str, str, int], ...]


def current() -> House:
    """What the office has taught, as it is now: one small query; cut anew only when changed."""
    from search.models import BestBet, HouseWords

    tables = {"words": HouseWords._meta.db_table, "bets": BestBet._meta.db_table}
    with connection.cursor() as cursor:
        cursor.execute(_ROWS.format(**tables))
        return _house(tuple(map(tuple, cursor.fetchall())))


@lru_cache(maxsize=4)
def _house(rows: _Rows) -> House:
    meanings, bets = [], []
    for words, _id, page, kind, means, both_ways in rows:
        if page:
            bets.append((words, page))
            continue
        meanings.append(Meaning.of(words, means))
        if both_ways or kind == "abbreviation":
            meanings.append(Meaning.of(means, words))
    return House(tuple(meanings), tuple(bets))
