"""Making the structural pages of a new site: home page and lists, published through the verb."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.models import Site

from portal import publishing, registry
from portal.models import PortalSettings


def set_up() -> None:
    """Make what is missing of the structural pages and the settings; the rest stays as it is."""
    with transaction.atomic():
        for step in registry.site_steps:
            step()
        # Otherwise the first visitor's request would have to write.
        PortalSettings.for_site(Site.objects.get(is_default_site=True))


def set_up_texts() -> None:
    """Make what is missing of the pages whose first words come with the portal: statements, the
    guide. The office changes them as it likes; what is there stays."""
    with transaction.atomic():
        for step in registry.text_steps:
            step()


def add_page(parent: Any, page: Any, *, actor: Any = None) -> Any:
    """Add `page` under `parent` as a draft, then publish it (structural pages only)."""
    page.live = False
    parent.add_child(instance=page)
    page.save_revision(user=actor)
    publishing.publish(page, actor=actor)
    page.refresh_from_db()
    return page
