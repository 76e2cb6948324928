"""The facets as the results page shows them: what each is called, in the address and in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.registry import kinds
from search.engines import Filters

#: Name of each facet in the address; Vietnamese, because the address is read by people.
PARAMETERS = {
    "kind": "loai",
    "field": "linh-vuc",
    "unit": "don-vi",
    "year": "nam",
    "level": "cap",
    "online_level": "truc-tuyen",
    "effect": "hieu-luc",
}
TITLES: dict[str, Any] = {
    "kind": _("Kind of information"),
    "field": _("Field of work"),
    "unit": _("Unit"),
    "year": _("Year"),
    "level": _("Level"),
    "online_level": _("Online"),
    "effect": _("In force or not"),
}
#: What codes are called; the other facets hold words already.
WORDS: dict[str, dict[str, Any]] = {
    "level": {"province": _("Province"), "commune": _("Commune"), "central": _("Ministry")},
    "online_level": {
        "full": _("Entirely online"),
        "partial": _("Partly online"),
        "information": _("Information only"),
    },
    "effect": {"in_force": _("In force"), "repealed": _("Repealed")},
}
#: So many boxes are shown at once; the others unfold.
SHOWN = 8


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One box to tick: its value in the address, what it is called, how many results it has."""

    value: str
    title: Any
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet as shown: `name` in the address; `more` are the values that unfold."""

    name: str
    title: Any
    values: tuple[FacetValue, ...]
    more: tuple[FacetValue, ...] = ()
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Chip:
    """A chosen value that one press takes away: `address` is the search without it."""

    title: Any
    facet: Any
    address: str


def values_of(facet: str, counts: Mapping[str, int], filters: Filters) -> list[FacetValue]:
    """The values to show of `facet`, most results first; years the latest first."""
    chosen = filters.chosen.get(facet, frozenset())
    # A chosen value that no longer has results stays, so that it can be taken away again;
    # what can be no value of the site at all was made up in the address.
    values = {value: 0 for value in sorted(chosen) if may_be(facet, value)} | dict(counts)
    ordered = sorted(values.items(), key=lambda item: (-item[1], item[0]))
    if facet == "year":
        ordered.sort(key=lambda item: item[0], reverse=True)
    return [
        FacetValue(value, title_of(facet, value), count, value in chosen)
        for value, count in ordered
    ]


def as_shown(facet: str, values: list[FacetValue]) -> Facet | None:
    """The facet with its first values shown and the others unfolding; None when it cannot narrow
    anything."""
    if len(values) < 2 and not any(value.chosen for value in values):
        return None
    first = [value for place, value in enumerate(values) if place < SHOWN or value.chosen]
    return Facet(
        name=PARAMETERS[facet],
        title=TITLES[facet],
        values=tuple(first),
        more=tuple(value for value in values if value not in first),
        is_open=facet == "kind" or any(value.chosen for value in values),
    )


def may_be(facet: str, value: str) -> bool:
    """Whether `value` can be one of the facet at all."""
    if facet == "kind":
        return value in kinds
    if facet == "year":
        return len(value) == 4 and value.isascii() and value.isdigit()
    return facet not in WORDS or value in WORDS[facet]


def title_of(facet: str, value: str) -> Any:
    """What a value is called."""
    if facet == "kind":
        kind = kinds.get(value)
        return kind.title_plural if kind else value
    return WORDS.get(facet, {}).get(value, value)
