"""The disclosures' places in the site."""

from __future__ import annotations

from wagtail.models import Site

from disclosures.models import InspectionConclusionIndexPage
from portal.site import add_page


def ensure_index() -> None:
    """Make the list of conclusions when it is missing."""
    if InspectionConclusionIndexPage.objects.exists():
        return
    home = Site.objects.get(is_default_site=True).root_page
    add_page(
        home,
        InspectionConclusionIndexPage(
            title="Kết luận thanh tra, kiểm tra", slug="ket-luan", show_in_menus=True
        ),
    )
