"""The kinds of disclosure of this app: each is a concrete `DisclosureItem`, listed nowhere else.

The catalogue of duties names a kind of page (`content_type`); where a kind answers duties of
another name too, it is said here.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosures.counting.duties import Duty
from disclosures.models.items import DisclosureItem
from portal import registry

#: By duty, kinds of page that answer it though its row names another: a support programme is a
#: policy; the compliance with a conclusion is told on the conclusion's own page.
ANSWERED_BY: dict[str, tuple[str, ...]] = {
    "QHKH": ("support_programme",),
    "KLTT-TH": ("inspection_conclusion",),
}


def kind_models(base: type = DisclosureItem) -> Iterator[type[DisclosureItem]]:
    """Every concrete kind of this app, each once."""
    for model in base.__subclasses__():
        if not model._meta.abstract:
            yield model
        yield from kind_models(model)


def model_of(kind: str) -> type[DisclosureItem] | None:
    """The page model of `kind`; None when this app has none of that name."""
    return next((model for model in kind_models() if model.kind == kind), None)


def kinds_for(duty: Duty) -> frozenset[str]:
    """The kinds of page that can answer `duty`."""
    return frozenset({duty.content_type, *ANSWERED_BY.get(duty.code, ())})


def register_kinds() -> None:
    """Tell the core every kind's names and icon."""
    for model in kind_models():
        registry.kinds.register(model.about)
