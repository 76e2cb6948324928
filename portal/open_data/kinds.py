"""The kinds of page that open data has, and their fields."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from portal import registry
from portal.models import DisclosurePage
from portal.public_record import PublicField, ValueType

#: What every record has before the fields of its kind: name, type, nullable.
COMMON: tuple[tuple[str, ValueType], ...] = (
    ("id", ValueType.TEXT),
    ("kind", ValueType.TEXT),
    ("title", ValueType.TEXT),
    ("summary", ValueType.TEXT),
    ("unit_code", ValueType.TEXT),
    ("unit", ValueType.TEXT),
    ("url", ValueType.LINK),
    ("published_on", ValueType.DATE),
    ("changed_on", ValueType.DATE),
)
#: And what it has after them: rows of records.
LAST = ("answers", "files")


@cache
def models_by_kind() -> Mapping[str, type[DisclosurePage]]:
    """Every kind of page that discloses something, by its code."""
    found = {
        model.kind: model
        for model in apps.get_models()
        if issubclass(model, DisclosurePage) and model.kind
    }
    return dict(sorted(found.items()))


def names(kind: str) -> tuple[str, str]:
    """(one, many): what a kind is called."""
    found = registry.kinds.get(kind)
    return (str(found.title), str(found.title_plural)) if found else (kind, kind)


def common_words() -> dict[str, str]:
    """What the common fields hold, in words."""
    return {
        "id": _("identifies the record for good"),
        "kind": _("code of the kind"),
        "title": _("title"),
        "summary": _("summary"),
        "unit_code": _("code of the unit in charge"),
        "unit": _("its name"),
        "url": _("address of the page"),
        "published_on": _("day of the first publication"),
        "changed_on": _("day of the last publication or correction"),
        "answers": _("duties answered: code and case or period"),
        "files": _("files: name, address, SHA-256, size in bytes"),
    }


def columns(kind: str) -> list[str]:
    """The columns of the kind's CSV file, in their order."""
    own = []
    for field in models_by_kind()[kind].public_fields:
        own.append(field.name)
        if field.type is ValueType.CODE:
            own.append(f"{field.name}_label")
    return [*(name for name, _type in COMMON), *own, *LAST]


def described(kind: str) -> list[dict[str, Any]]:
    """The fields of a kind for people: `name`, `label`, `type`, and `rows` of the same."""
    words = common_words()
    first = [{"name": name, "label": words[name], "type": type_.value} for name, type_ in COMMON]
    own = [_described(field) for field in models_by_kind()[kind].public_fields]
    last = [{"name": name, "label": words[name], "type": ValueType.ROWS.value} for name in LAST]
    return [*first, *own, *last]


def _described(field: PublicField) -> dict[str, Any]:
    found = {"name": field.name, "label": str(field.label), "type": field.type.value}
    if field.rows:
        found["rows"] = [_described(row) for row in field.rows]
    return found
