"""Wagtail's own database search on the documents of `benchmarks.search`, in a process and a SQLite
database of its own: `python -m benchmarks.wagtail_database DOCUMENTS` prints what it measured as
JSON. Every word must be there (Wagtail's default), the best ten with their total and one facet.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from typing import Any

import django
from django.core.management import call_command

from scripts import serving
from scripts.system import PROJECT_DIR, Stop

AT_A_TIME = 2_000


def measured(documents: int) -> dict[str, Any]:
    """`ms` of each query, `found` how many found something, `speed` in documents/s. Raises Stop."""
    with tempfile.TemporaryDirectory(prefix="wagtail-bench-") as folder:
        env = serving.environment(PORTAL_DATA_DIR=folder, DATABASE_URL="", SEARCH_URL="")
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.wagtail_database", str(documents)],
            check=False,
            cwd=PROJECT_DIR,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
        )
    if done.returncode:
        raise Stop("Wagtail's database search could not be measured; it has said why.")
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def main() -> None:
    """Fill the database of this process and ask it."""
    from benchmarks import search as material

    django.setup()
    call_command("migrate", verbosity=0)
    documents = int(sys.argv[1])
    shared = material._shared()
    begun = time.perf_counter()
    _fill(material._entries(shared, documents))
    speed = documents / (time.perf_counter() - begun)
    queries = material._queries(shared)
    times, found = [], 0
    for text in queries:
        begun = time.perf_counter()
        found += bool(_ask(text))
        times.append((time.perf_counter() - begun) * 1000)
    print(json.dumps({"ms": times, "found": found, "speed": speed}))


def _fill(entries: Iterator[Any]) -> None:
    """Bare pages and their rows of Wagtail's index; the rules of publishing do not matter here."""
    from django.contrib.contenttypes.models import ContentType
    from django.db import transaction
    from wagtail.models import Locale, Page
    from wagtail.search.models import IndexEntry

    kind, locale = ContentType.objects.get_for_model(Page), Locale.get_default()
    number = 0
    while chunk := list(islice(entries, AT_A_TIME)):
        with transaction.atomic():
            pages = []
            for entry in chunk:
                number += 1
                place = {"path": f"9{number:07}", "depth": 2, "url_path": f"/bench/{number}/"}
                words = {"title": entry.title[:255], "slug": f"bench-{number}"}
                pages.append(Page(**place, **words, content_type=kind, locale=locale))
            pages = Page.objects.bulk_create(pages)
            IndexEntry.objects.bulk_create(
                IndexEntry(
                    content_type=kind,
                    object_id=str(page.pk),
                    title=page.title,
                    autocomplete=page.title,
                    body=f"{entry.summary}\n{entry.body}",
                    title_norm=1.0,
                )
                for page, entry in zip(pages, chunk, strict=True)
            )


def _ask(text: str) -> int:
    from wagtail.models import Page

    words = "".join(letter if letter.isalnum() else " " for letter in text)
    found = Page.objects.filter(depth=2).search(words)
    list(found[:10])
    found.facet("content_type_id")
    return found.count()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
    main()
