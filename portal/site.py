"""Making the structural pages of a new site: home page and lists, published through the verb."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from portal import publishing, registry


def set_up() -> None:
    """Make whatever structural page is missing; what is there stays as it is."""
    with transaction.atomic():
        for step in registry.site_steps:
            step()


def add_page(parent: Any, page: Any, *, actor: Any = None) -> Any:
    """Add `page` under `parent` as a draft, then publish it (structural pages only)."""
    page.live = False
    parent.add_child(instance=page)
    page.save_revision(user=actor)
    publishing.publish(page, actor=actor)
    page.refresh_from_db()
    return page
