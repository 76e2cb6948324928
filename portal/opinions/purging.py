"""What readers left about a page goes when it is taken down (P3): comments may repeat what leaked,
and an address may name it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wagtail.models import Site

from portal.models import PageOpinion, PageViews


def purge(page: Any, event: Any) -> None:
    """For `registry.purges`."""
    opinions = PageOpinion.objects.filter(page_id=page.pk)
    paths = {*opinions.values_list("path", flat=True), *_addresses(event)}
    opinions.delete()
    PageViews.objects.filter(path__in=paths).delete()


def _addresses(event: Any) -> list[str]:
    """The addresses counted at which the page stood, or part of it: the ledger kept the hash of
    its address alone."""
    from portal.publishing.takedown import sha256_of_address  # the verbs stand above the models

    hashes = set(event.details.get("address_sha256", ()))
    roots = [site.root_page.url_path for site in Site.objects.select_related("root_page")]
    counted = PageViews.objects.order_by().values_list("path", flat=True).distinct()
    return [
        path
        for path in counted.iterator()
        for root in roots
        if any(sha256_of_address(root + part) in hashes for part in _beginnings(path))
    ]


def _beginnings(path: str) -> Iterator[str]:
    """An address below the root, and those above it: `a/`, `a/b/` of `/a/b/`."""
    steps = path.strip("/").split("/")
    return ("/".join(steps[:end]) + "/" for end in range(1, len(steps) + 1))
