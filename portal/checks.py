"""House rules of the core as system checks."""

from __future__ import annotations

from typing import Any

from django.core import checks
from django.db import OperationalError, ProgrammingError, connection

from portal import ledger_guard, registry
from portal.models import BasePage, DisclosurePage


@checks.register("portal")
def page_kinds(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Every disclosure declares a registered kind of its own and what search may know."""
    messages: list[checks.CheckMessage] = []
    seen: dict[str, type] = {}
    for model in _concrete(DisclosurePage):
        if model.kind not in registry.kinds:
            messages.append(
                checks.Error(
                    f"{model.__name__} has the kind {model.kind!r}, which is not registered.",
                    hint="Register it in portal.registry.kinds when the app is ready.",
                    obj=model,
                    id="portal.E001",
                )
            )
        elif model.kind in seen:
            messages.append(
                checks.Error(
                    f"{model.__name__} and {seen[model.kind].__name__} share a kind.",
                    hint="A kind has one page type.",
                    obj=model,
                    id="portal.E002",
                )
            )
        seen[model.kind] = model
        if model.search_entry is BasePage.search_entry:
            messages.append(
                checks.Error(
                    f"{model.__name__} doesn't say what search may know of it.",
                    hint="Define search_entry().",
                    obj=model,
                    id="portal.E003",
                )
            )
    return messages


@checks.register("portal", checks.Tags.database)
def ledger_is_guarded(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """The database itself refuses to change the ledger. A warning, because `migrate`, which mends
    it, stops at errors; the doctor counts it as a fault."""
    if not kwargs.get("databases"):
        return []
    try:
        if ledger_guard.TABLE not in connection.introspection.table_names():
            return []
        missing = ledger_guard.missing(connection)
    except (OperationalError, ProgrammingError):
        return []
    if not missing:
        return []
    return [
        checks.Warning(
            f"The ledger's guard is incomplete: {', '.join(missing)}.",
            hint="Run manage.py migrate; it installs the triggers again.",
            id="portal.W001",
        )
    ]


def _concrete(model: type) -> list[type]:
    found = []
    for child in model.__subclasses__():
        if not child._meta.abstract:
            found.append(child)
        found.extend(_concrete(child))
    return found
