"""Suggestions while typing: what somebody may mean, procedures first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from portal.registry import kinds
from search.engines import Engine, EngineUnavailable
from search.query import parse

#: So many fit above a phone's keyboard without scrolling far.
SHOWN = 8
#: Longer beginnings are no beginnings; what follows is not looked at.
MAX_CHARACTERS = 100


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing that may be meant."""

    title: str
    url: str
    number: str
    kind: Any


def suggestions(typed: str, engine: Engine) -> list[Suggestion]:
    """What `typed` may be the beginning of, best first; nothing while the engine is away."""
    query = parse(typed[:MAX_CHARACTERS])
    if not query:
        return []
    try:
        hits = engine.suggest(query, limit=SHOWN)
    except EngineUnavailable:
        return []
    return [
        Suggestion(
            title=hit.entry.title,
            url=hit.entry.url,
            number=hit.entry.number,
            kind=kind.title if (kind := kinds.get(hit.entry.kind)) else "",
        )
        for hit in hits
    ]
