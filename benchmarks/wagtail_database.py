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
from typing import Any

import django
from django.core.management import call_command

from scripts import serving
from scripts.system import PROJECT_DIR, Stop


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
    from search.wagtail_search import fill

    call_command("migrate", verbosity=0)
    documents = int(sys.argv[1])
    shared = material._shared()
    begun = time.perf_counter()
    fill(material._entries(shared, documents))
    speed = documents / (time.perf_counter() - begun)
    queries = material._queries(shared)[:: material.WAGTAIL_STEP]
    times, found = [], 0
    for text in queries:
        begun = time.perf_counter()
        found += bool(_ask(text))
        times.append((time.perf_counter() - begun) * 1000)
    print(json.dumps({"ms": times, "found": found, "speed": speed}))


def _ask(text: str) -> int:
    from search.wagtail_search import ask

    found = ask(text)
    list(found[:10])
    found.facet("content_type_id")
    return found.count()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
    main()
