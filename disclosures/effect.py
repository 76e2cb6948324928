"""Whether a legal document is in force, from its days and what other documents do to it.

A relation ends a document (replaces, repeals) or leaves it standing (amends, corrects, or ends a
part of it). It takes effect on its own day, else when the document that makes it does (Luật Ban
hành VBQPPL 64/2025), and only if that document is itself in force then: what was repealed before
its day never did anything. What ended doesn't come back when the one that ended it goes.

Pure: no clock, no models.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class RelationKind(StrEnum):
    """What a document does to another one."""

    AMENDS = "amends"
    REPLACES = "replaces"
    REPEALS = "repeals"
    CORRECTS = "corrects"


#: Relations that end a document, unless only a part of it is meant.
ENDING = frozenset({RelationKind.REPLACES, RelationKind.REPEALS})


class Effect(StrEnum):
    """Whether a document is in force on a day."""

    UNKNOWN = "unknown"
    NOT_YET = "not_yet"
    IN_FORCE = "in_force"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Done:
    """What `source` does to a document: from `on` (None: from the source's own first day) on, the
    whole of it or a part."""

    kind: RelationKind
    source: Hashable
    on: date | None = None
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Document:
    """A document's own days, and what was done to it. `expires_on`: its last day as it says
    itself."""

    effective_on: date | None
    expires_on: date | None = None
    done: tuple[Done, ...] = ()


def takes_effect(
    done: Done,
    documents: Mapping[Hashable, Document],
    seen: frozenset[Hashable] = frozenset(),
) -> date | None:
    """The day on which a relation takes effect; None: never, or nobody knows. A source that isn't
    among `documents`, or that is already being asked about (a circle), does nothing."""
    source = documents.get(done.source)
    if source is None or done.source in seen or source.effective_on is None:
        return None
    day = done.on or source.effective_on
    if day < source.effective_on:
        return None
    end = ended_on(done.source, documents, seen)
    return day if end is None or end > day else None


def ended_on(
    key: Hashable,
    documents: Mapping[Hashable, Document],
    seen: frozenset[Hashable] = frozenset(),
) -> date | None:
    """The first day on which the document is in force no more; None: no end is known."""
    document = documents[key]
    seen = seen | {key}
    days = [
        day
        for done in document.done
        if done.kind in ENDING and done.whole
        for day in [takes_effect(done, documents, seen)]
        if day is not None
    ]
    if document.expires_on is not None:
        days.append(date.fromordinal(document.expires_on.toordinal() + 1))
    return min(days, default=None)


def effect_on(day: date, effective_on: date | None, ended: date | None) -> Effect:
    """Whether it is in force on `day`; `ended`: the first day on which it is no more."""
    if ended is not None and ended <= day:
        return Effect.ENDED
    if effective_on is None:
        return Effect.UNKNOWN
    return Effect.IN_FORCE if effective_on <= day else Effect.NOT_YET


def changes(
    key: Hashable, documents: Mapping[Hashable, Document], day: date
) -> Iterable[tuple[Done, date]]:
    """What was done to the document and holds on `day`, with the day since when; oldest first."""
    found = [
        (done, since)
        for done in documents[key].done
        for since in [takes_effect(done, documents, frozenset({key}))]
        if since is not None and since <= day
    ]
    return sorted(found, key=lambda one: one[1])
