"""Handlers of the core: two lines that delegate."""

from __future__ import annotations

from typing import Any

from portal import gate
from portal.models import BasePage, PublicationEvent


def refuse_to_delete_what_was_public(sender: type, instance: Any, **kwargs: Any) -> None:
    """Every road to deletion ends here, querysets and cascades included."""
    if isinstance(instance, BasePage) and PublicationEvent.objects.for_page(instance.pk).exists():
        raise gate.GateClosed(f"“{instance.title}” was public: it is withdrawn, never deleted.")
