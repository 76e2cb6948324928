"""The disclosures' places in the site: the section, and one list for each kind.

Addresses, titles and groups are data: data/lists.yaml.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from wagtail.models import Site

from disclosures.models import DisclosureIndexPage, DisclosureSectionPage, Issuer
from portal.site import add_page

DATA = Path(__file__).parent / "data"


@cache
def _lists() -> dict[str, Any]:
    return yaml.safe_load((DATA / "lists.yaml").read_text(encoding="utf-8"))


def list_groups(*, internal: bool = True) -> list[dict[str, Any]]:
    """The groups of the section: `title`, `kinds` (codes in their order); without `internal` those
    that everybody reads."""
    return [
        {
            "title": group["title"],
            "kinds": [row["kind"] for row in group["lists"] if internal or not row.get("internal")],
        }
        for group in _lists()["groups"]
    ]


def ensure_lists() -> None:
    """Make the section and the lists that are missing; what is there stays as it is."""
    home = Site.objects.get(is_default_site=True).root_page
    section = DisclosureSectionPage.objects.first()
    if section is None:
        row = _lists()["section"]
        section = add_page(
            home,
            DisclosureSectionPage(
                title=row["title"], slug=row["slug"], summary=row["summary"], show_in_menus=True
            ),
        )
    there = set(DisclosureIndexPage.objects.values_list("lists", flat=True))
    for group in _lists()["groups"]:
        for row in group["lists"]:
            if row["kind"] in there:
                continue
            parent = home if row.get("at_home") else section
            add_page(
                parent,
                DisclosureIndexPage(
                    title=row["title"], slug=row["slug"], summary=row["summary"], lists=row["kind"]
                ),
            )


def ensure_issuers() -> None:
    """Make the issuing agencies that are missing, by name."""
    rows = yaml.safe_load((DATA / "issuers.yaml").read_text(encoding="utf-8"))["issuers"]
    there = set(Issuer.objects.values_list("name", flat=True))
    for row in rows:
        if row["name"] not in there:
            Issuer.objects.create(
                name=row["name"],
                symbol=row.get("symbol", ""),
                level=row["level"],
                aliases=row.get("aliases", []),
                is_own=row.get("own", False),
                valid_from=row.get("from"),
                valid_to=row.get("to"),
            )
    successors = {row["name"]: row["successor"] for row in rows if row.get("successor")}
    for issuer in Issuer.objects.filter(name__in=successors, succeeded_by=None):
        issuer.succeeded_by = Issuer.objects.filter(name=successors[issuer.name]).first()
        issuer.save()
