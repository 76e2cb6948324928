"""The table of kinds in docs/content-model.md, as the code says it must be."""

from __future__ import annotations

from typing import Any

from modelcluster.models import get_all_child_relations

from disclosures.catalogue.reading import load_catalogue
from disclosures.counting.duties import Cadence
from disclosures.kinds import kind_models, kinds_for
from disclosures.listing import filters_of
from disclosures.models import DisclosureItem
from disclosures.models.item_fields import DocumentFields, PeriodFields, SubjectFields

#: What kinds have in common, by its name in the table.
MIXINS: dict[str, tuple[type, tuple[Any, ...]]] = {
    "document": (DocumentFields, DocumentFields.DOCUMENT),
    "period": (PeriodFields, PeriodFields.PERIOD),
    "subject": (SubjectFields, SubjectFields.SUBJECT),
}


def own_fields(model: type[DisclosureItem]) -> list[str]:
    """The fields and rows that a kind has of its own, in their order."""
    shared = {field.name for field in DisclosureItem._meta.get_fields()}
    for mixin, _public in MIXINS.values():
        shared |= {field.name for field in mixin._meta.get_fields()}
    shared |= {relation.get_accessor_name() for relation in get_all_child_relations(DisclosureItem)}
    fields = [field.name for field in model._meta.local_fields]
    rows = [
        relation.get_accessor_name()
        for relation in model._meta.related_objects
        if relation.related_model.__module__.startswith("disclosures.models")
        and getattr(relation.field, "commit", None) is None
        and type(relation.field).__name__ == "ParentalKey"
    ]
    return [name for name in [*fields, *rows] if name not in shared and name != "page_ptr"]


def mixins_of(model: type[DisclosureItem]) -> list[str]:
    """What it shares, by the names of the table."""
    return [name for name, (mixin, _public) in MIXINS.items() if issubclass(model, mixin)]


def duties_of(model: type[DisclosureItem]) -> list[Any]:
    """The duties of the catalogue that pages of the kind can answer."""
    return [duty for duty in load_catalogue() if model.kind in kinds_for(duty) and duty.web_allowed]


def case_words(model: type[DisclosureItem]) -> str:
    """How the register keys what it answers."""
    words = []
    for duty in duties_of(model):
        cadence = duty.cadence
        if cadence is Cadence.CONTINUOUS:
            words.append("whole")
        elif cadence.every:
            words.append(cadence.every)
        elif issubclass(model, DocumentFields):
            words.append("number@year")
        else:
            words.append("own key")
    return ", ".join(dict.fromkeys(words)) or "–"


def kind_row(model: type[DisclosureItem]) -> str:
    """One line of the table."""
    shared = {field.name for name in mixins_of(model) for field in MIXINS[name][1]}
    json = [field.name for field in model.public_fields if field.name not in shared]
    cells = [
        f"`{model.kind}`",
        f"`{model.__name__}`",
        ", ".join([*mixins_of(model), *(f"`{name}`" for name in own_fields(model))]),
        ", ".join(duty.code for duty in duties_of(model)) or "–",
        case_words(model),
        ", ".join(f"`{one.param}`" for one in filters_of(model)),
        ", ".join([*mixins_of(model), *(f"`{name}`" for name in json)]),
    ]
    return f"| {' | '.join(cells)} |"


def kind_table() -> list[str]:
    """The lines of the table, by code."""
    return [kind_row(model) for model in sorted(kind_models(), key=lambda model: model.kind)]
