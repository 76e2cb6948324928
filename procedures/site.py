"""The procedures' place in the site."""

from __future__ import annotations

from wagtail.models import Site

from portal.site import add_page
from procedures.models import ProcedureIndexPage


def ensure_index() -> None:
    """Make the list of procedures when it is missing."""
    if ProcedureIndexPage.objects.exists():
        return
    home = Site.objects.get(is_default_site=True).root_page
    add_page(
        home,
        ProcedureIndexPage(title="Thủ tục hành chính", slug="thu-tuc", show_in_menus=True),
    )
