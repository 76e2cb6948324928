"""Elasticsearch, one node and three

The same documents and queries as above, asked through the portal's engines in one process on the
same machine as the nodes (512 MB each; three nodes: three shards, one copy of each). *One killed*:
`kill -9` of one of the three in the middle of the searches; *failed* counts searches that were not
answered or not answered whole. *Agree*: how much of the first ten documents is the same as the
embedded engine's.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import django

from benchmarks import search as material
from scripts import elasticsearch
from scripts.elasticsearch_nodes import Cluster

DOCUMENTS = 20_000
SEARCHES = 630

Row = dict[str, object]


def why_not() -> str:
    """Why this cannot be measured here; "" when it can."""
    return elasticsearch.fetch() or elasticsearch.why_not()


def run() -> list[Row]:
    """One row a way: indexing speed, median and 95th percentile, failures, agreement."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
    django.setup()
    from search.engines.tantivy import TantivyEngine

    shared = material._shared()
    queries = material._queries(shared)
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="search-bench-") as folder:
        embedded = TantivyEngine(Path(folder) / "index")
        speed = _fill(embedded, shared)
        best = [_first_ten(embedded, text) for text in queries]
        rows.append(_row("embedded", speed, embedded, queries, best))
    for nodes in (1, 3):
        with elasticsearch.started(nodes, options="") as running:
            engine = _engine(running, nodes)
            speed = _fill(engine, shared)
            running.wait("green")
            rows.append(_row(f"{nodes} node(s)", speed, engine, queries, best))
            if nodes == 3:
                kill = running.nodes[0].kill
                rows.append(_row("3 nodes, one killed", speed, engine, queries, best, kill))
    return rows


def _engine(running: Cluster, nodes: int) -> Any:
    from search.engines import engine_for

    return engine_for(running.search_url("bench", shards=nodes, timeout=10))


def _fill(engine: Any, shared: Path) -> float:
    begun = time.perf_counter()
    engine.rebuild(material._entries(shared, DOCUMENTS))
    return DOCUMENTS / (time.perf_counter() - begun)


def _first_ten(engine: Any, text: str) -> list[str]:
    from search.query import parse

    return [hit.entry.id for hit in engine.search(parse(text)).hits]


def _row(
    way: str,
    speed: float,
    engine: Any,
    queries: Sequence[str],
    best: Sequence[Sequence[str]],
    kill: Callable[[], None] | None = None,
) -> Row:
    from search.engines import EngineUnavailable

    for text in queries[:20]:
        _first_ten(engine, text)
    times, failed, shares = [], 0, []
    for number in range(SEARCHES):
        if kill is not None and number == SEARCHES // 4:
            threading.Thread(target=kill).start()
        place = number % len(queries)
        begun = time.perf_counter()
        try:
            found = _first_ten(engine, queries[place])
        except EngineUnavailable:
            failed += 1
            continue
        times.append((time.perf_counter() - begun) * 1000)
        most = max(len(found), len(best[place]))
        shares.append(len(set(found) & set(best[place])) / most if most else 1.0)
    return {
        "way": way,
        "documents": DOCUMENTS,
        "documents/s": round(speed),
        "p50 ms": round(statistics.median(times), 1),
        "p95 ms": round(statistics.quantiles(times, n=100)[94], 1),
        "slowest ms": round(max(times)),
        "failed": f"{failed} of {SEARCHES}",
        "agree": round(statistics.mean(shares), 3),
    }
