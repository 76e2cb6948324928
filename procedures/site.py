"""The procedures' place in the site."""

from __future__ import annotations

from pathlib import Path

import yaml
from wagtail.models import Site

from portal.site import add_page
from procedures.models import FeeIndexPage, Need, ProcedureIndexPage

NEEDS = Path(__file__).with_name("data") / "needs.yaml"


def ensure_index() -> None:
    """Make the list of procedures when it is missing."""
    if ProcedureIndexPage.objects.exists():
        return
    home = Site.objects.get(is_default_site=True).root_page
    add_page(
        home,
        ProcedureIndexPage(title="Thủ tục hành chính", slug="thu-tuc", show_in_menus=True),
    )


def ensure_fee_index() -> None:
    """Make the table of fees when it is missing."""
    if FeeIndexPage.objects.exists():
        return
    home = Site.objects.get(is_default_site=True).root_page
    add_page(home, FeeIndexPage(title="Phí, lệ phí", slug="phi-le-phi", show_in_menus=True))


def ensure_needs() -> None:
    """Offer the needs an office of this kind begins with, when it has none of its own."""
    if Need.objects.exists():
        return
    rows = yaml.safe_load(NEEDS.read_text(encoding="utf-8"))["needs"]
    Need.objects.bulk_create(
        Need(**{**row, "words": ", ".join(row["words"])}, sort_order=10 * number)
        for number, row in enumerate(rows, start=1)
    )
