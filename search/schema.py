"""What an engine is given of a `SearchEntry`: plain tokens, joined by blanks, in both forms.

Engines split at blanks and do nothing else to the words; they cannot disagree about them.
`VERSION` changes with anything here, in `portal.text` or in `portal.collation` that alters what is
indexed: an index of another version is rebuilt.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, asdict, dataclass, fields
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from portal.searchable import AttachmentText, SearchEntry
from portal.text import joined_forms, number_key, number_parts, word_forms
from search.vietnamese import TYPE_NAMES

VERSION = 7

#: Facets, in the order they are shown; each is an attribute of `SearchEntry`.
FACETS = ("kind", "field", "unit", "year", "level", "online_level", "effect")

#: Longer texts are indexed whole, but a snippet is looked for in this many characters.
STORED_CHARACTERS = 30_000
#: Of attached files so much: some hundred pages, each to be named as the place of a find.
ATTACHED_CHARACTERS = 300_000


@dataclass(frozen=True, slots=True)
class IndexFields:
    """The words of one entry. `all` holds the title as well: it decides what matches at all.

    Pairs of the whole text are kept folded alone: accents tell little more of two neighbours.
    """

    title: str
    title_folded: str
    title_pairs: str
    title_folded_pairs: str
    all: str
    all_folded: str
    all_folded_pairs: str
    numbers: str


def index_fields(entry: SearchEntry) -> IndexFields:
    """The words of `entry` as engines index them."""
    title, title_folded = word_forms(entry.title)
    issued = str(entry.year or (entry.date.year if entry.date else ""))
    rest = (
        type_name(entry.number),
        entry.number,
        issued,
        entry.summary,
        entry.field,
        entry.keywords,
        entry.body,
    )
    attached = (attachment.text for attachment in entry.attachments)
    text, text_folded = joined_forms("\n".join((*rest, *attached)))
    joined, joined_folded = " ".join(title), " ".join(title_folded)
    both_folded = f"{joined_folded} {text_folded}".strip()
    return IndexFields(
        title=joined,
        title_folded=joined_folded,
        title_pairs=pairs_of(title),
        title_folded_pairs=pairs_of(title_folded),
        all=f"{joined} {text}".strip(),
        all_folded=both_folded,
        all_folded_pairs=pairs_of(both_folded.split()),
        numbers=" ".join(number_terms(entry)),
    )


@lru_cache(maxsize=10_000)
def type_name(number: str) -> str:
    """The kind of document that its number tells: "quyết định" for 5/QĐ-UBND; empty if none."""
    parts = number_parts(number)
    return TYPE_NAMES.get(parts.type_symbol.upper(), "") if parts else ""


def pairs_of(words: Sequence[str]) -> str:
    """Neighbouring words as one token each: giay, phep, buc → "giay_phep phep_buc"."""
    count = len(words) - 1
    if count < 1:
        return ""
    # Every second place is a mark, "_" and " " in turns: in bulk, for texts have many pairs.
    written = [" "] * (4 * count - 1)
    written[0::4], written[2::4] = words[:-1], words[1:]
    written[1::4] = ["_"] * count
    return "".join(written)


def pair(first: str, second: str) -> str:
    """The token of two neighbours."""
    return f"{first}_{second}"


def day(entry: SearchEntry) -> int:
    """The day it was issued as a number that grows; of a bare year its first; 0 if unknown."""
    if entry.date:
        return entry.date.toordinal()
    return date(entry.year, 1, 1).toordinal() if entry.year and 0 < entry.year < 10_000 else 0


def number_terms(entry: SearchEntry) -> Iterator[str]:
    """Tokens by which the entry's numbers are found, from the fullest to the vaguest.

    `=5/qdubnd` the whole number, `~5/qdubnd` without its year, `~5/qd` without the agency,
    `#5` alone; `@2026` and `@2026-03-05` when it was issued.
    """
    terms = [term for number in (entry.number, *entry.numbers) for term in _terms_of(number)]
    years = {entry.year, entry.date.year if entry.date else None}
    terms += [f"@{year}" for year in years if year]
    if entry.date:
        terms.append(f"@{entry.date.isoformat()}")
    return iter(dict.fromkeys("".join(term.split()) for term in terms))


@lru_cache(maxsize=10_000)
def _terms_of(number: str) -> tuple[str, ...]:
    if not number:
        return ()
    terms = [f"={number_key(number)}"]
    if parts := number_parts(number):
        symbols = (parts.symbol, parts.type_symbol)
        terms += [f"~{number_key(f'{parts.number}/{symbol}')}" for symbol in symbols]
        terms.append(f"#{number_key(parts.number)}")
        if parts.year:
            terms.append(f"@{parts.year}")
    return tuple(terms)


def dump(entry: SearchEntry) -> bytes:
    """The entry as an engine stores it, to show hits without asking the database."""
    values: dict[str, Any] = {
        attribute.name: getattr(entry, attribute.name)
        for attribute in fields(entry)
        if getattr(entry, attribute.name) or attribute.default is MISSING
    }
    values["body"] = entry.body[:STORED_CHARACTERS]
    room = ATTACHED_CHARACTERS
    attachments = []
    for attachment in entry.attachments:
        if room <= 0:
            break
        attachments.append({**asdict(attachment), "text": attachment.text[:room]})
        room -= len(attachment.text)
    values["attachments"] = attachments
    values.pop("keywords", None)  # found by, never shown
    values["answers"] = dict(entry.answers)
    values["date"] = entry.date.isoformat() if entry.date else None
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )


def load(stored: bytes) -> SearchEntry:
    """The entry that `dump` stored."""
    values: dict[str, Any] = json.loads(stored.decode("utf-8", "replace"))
    answers: Mapping[str, str] = MappingProxyType(values.pop("answers", {}))
    attachments = tuple(AttachmentText(**attached) for attached in values.pop("attachments", ()))
    day = values.pop("date", None)
    numbers = tuple(values.pop("numbers", ()))
    return SearchEntry(
        **values,
        numbers=numbers,
        answers=answers,
        attachments=attachments,
        date=date.fromisoformat(day) if day else None,
    )
