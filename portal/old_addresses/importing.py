"""Takes a list of old addresses over: what leads nowhere, off this site or round in a circle is
rejected with its line, the rest is written in one transaction."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import Resolver404, resolve
from wagtail.models import Page, Site
from wagtail.views import serve

from portal.models import OldAddress
from portal.old_addresses.reading import LONGEST_KEY, Row, key_of, path_of


@dataclass
class Outcome:
    """How many were made, changed and there already; what was rejected, by line."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: list[dict[str, Any]] = field(default_factory=list)
    dry_run: bool = False

    def as_json(self) -> dict[str, Any]:
        """The same as data."""
        return asdict(self)


def take_over(rows: list[Row], *, dry_run: bool = False) -> Outcome:
    """Write the rows that can be, and say what became of the others."""
    outcome = Outcome(dry_run=dry_run)
    site = Site.objects.select_related("root_page").get(is_default_site=True)
    hosts = frozenset({site.hostname, *(one for one in settings.ALLOWED_HOSTS if one != "*")})
    places = _Places(site)
    wanted: dict[str, tuple[int, int | None, str]] = {}

    def reject(row: Row, reason: str) -> None:
        outcome.rejected.append({"row": row.line, "old": row.old[:200], "reason": reason})

    for row in rows:
        try:
            old = path_of(row.old, None)
        except ValueError as error:
            reject(row, f"the old address: {error}")
            continue
        try:
            new = path_of(row.new, hosts)
        except ValueError as error:
            reject(row, f"the new address: {error}")
            continue
        key = key_of(old)
        if len(key) > LONGEST_KEY:
            reject(row, "the old address: too long to be looked up")
            continue
        if places.of(old) is not None and "?" not in old:
            reject(row, "this address is used here; it is never redirected")
            continue
        place = places.of(new)
        if place is None:
            reject(row, "the new address leads nowhere (nor may it be an old one)")
            continue
        if key in wanted:
            if wanted[key][1:] != place:
                reject(row, f"the same old address as in line {wanted[key][0]}, to another place")
            continue
        wanted[key] = (row.line, *place)
    there = OldAddress.objects.in_bulk(list(wanted), field_name="key")
    new_ones, changed = [], []
    for key, (_line, page, target) in wanted.items():
        before = there.get(key)
        if before is None:
            new_ones.append(OldAddress(key=key, page_id=page, target=target))
        elif (before.page_id, before.target) != (page, target):
            before.page_id, before.target = page, target
            changed.append(before)
    outcome.created, outcome.updated = len(new_ones), len(changed)
    outcome.unchanged = len(wanted) - len(new_ones) - len(changed)
    if not dry_run:
        with transaction.atomic():
            OldAddress.objects.bulk_create(new_ones, batch_size=500)
            OldAddress.objects.bulk_update(changed, ["page", "target"], batch_size=500)
    return outcome


class _Places:
    """What stands at an address of this site, each asked once."""

    def __init__(self, site: Site) -> None:
        self._root = site.root_page.url_path
        self._pages = dict(Page.objects.filter(depth__gt=1).values_list("url_path", "pk"))

    def of(self, path: str) -> tuple[int | None, str] | None:
        """The page, or the address of another screen, that `path` leads to; None: nothing."""
        name = path.partition("?")[0]
        page = self._pages.get(self._root + name.strip("/") + ("/" if name.strip("/") else ""))
        if page is not None and "?" not in path:
            return page, ""
        try:
            found = resolve(name)
        except Resolver404:
            return None
        if found.func is serve and page is None:
            return None
        return None, path
