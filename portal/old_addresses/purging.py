"""What an old address says of a page that was taken down (P3): often its title."""

from __future__ import annotations

from typing import Any

from portal.models import OldAddress


def purge(page: Any, event: Any) -> None:
    """For `registry.purges`."""
    OldAddress.objects.filter(page_id=page.pk).delete()
