"""Wagtail's own database search on texts that are not the site's: what search is compared with.

Only for measuring (`search_evaluate --engine wagtail`, `make bench`), on SQLite. Bare pages and
their rows of Wagtail's index; the rules of publishing do not matter here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import count, islice
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Locale, Page
from wagtail.search.models import IndexEntry

from portal.searchable import SearchEntry

AT_A_TIME = 2_000
#: No page of a site lies so deep: the depth tells the texts apart, for Wagtail can filter by it.
DEPTH = 100

Find = Callable[[str, str], list[str]]


@contextmanager
def holding(corpora: Mapping[str, Iterable[SearchEntry]], limit: int) -> Iterator[Find]:
    """`find(corpus, text)`: the ids of the best `limit` entries. Nothing of it stays."""
    with transaction.atomic():
        depths = {name: DEPTH + number for number, name in enumerate(corpora)}
        ids: dict[int, str] = {}
        for name, entries in corpora.items():
            ids.update(fill(entries, depths[name]))

        def find(corpus: str, text: str) -> list[str]:
            return [ids[page.pk] for page in ask(text, depths[corpus])[:limit]]

        yield find
        transaction.set_rollback(True)


def fill(entries: Iterable[SearchEntry], depth: int = DEPTH) -> dict[int, str]:
    """Pages of `entries`: {primary key: id of the entry}."""
    kind, locale = ContentType.objects.get_for_model(Page), Locale.get_default()
    given, numbers, ids = iter(entries), count(1), {}
    while chunk := list(islice(given, AT_A_TIME)):
        with transaction.atomic():
            pages = Page.objects.bulk_create(
                Page(
                    path=f"9{depth:03}{number:08}",
                    depth=depth,
                    url_path=f"/measured/{depth}/{number}/",
                    title=entry.title[:255],
                    slug=f"measured-{depth}-{number}",
                    content_type=kind,
                    locale=locale,
                )
                for entry, number in zip(chunk, numbers, strict=False)
            )
            IndexEntry.objects.bulk_create(
                IndexEntry(
                    content_type=kind,
                    object_id=str(page.pk),
                    title=page.title,
                    autocomplete=page.title,
                    body=f"{entry.number}\n{entry.summary}\n{entry.body}",
                    title_norm=1.0,
                )
                for page, entry in zip(pages, chunk, strict=True)
            )
        ids.update({page.pk: entry.id for page, entry in zip(pages, chunk, strict=True)})
    return ids


def ask(text: str, depth: int = DEPTH) -> Any:
    """Wagtail's results, lazy: every word must be there, as is its default."""
    words = "".join(letter if letter.isalnum() else " " for letter in text)
    return Page.objects.filter(depth=depth).search(words)
