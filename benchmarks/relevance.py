"""Relevance

The judged queries of ../shared/data/relevance/dev.jsonl, each asked in its own corpus of
../shared/data/corpus; gains, ranks and shares among the first ten. What is measured and by whom it
was judged is in docs/search.md.
"""

from __future__ import annotations

import os
import tempfile

import django

from benchmarks import search as material


def run() -> list[dict[str, object]]:
    """One row a kind of query: how many, nDCG@10, MRR@10, recall@10."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
    django.setup()
    from search.engines.tantivy import TantivyEngine
    from search.evaluation import CORPORA, evaluate, finder, read_corpus, read_judged

    shared = material._shared()
    with tempfile.TemporaryDirectory(prefix="relevance-bench-") as folder:
        engines = {name: TantivyEngine(f"{folder}/{name}") for name in CORPORA}
        for name, engine in engines.items():
            engine.rebuild(read_corpus(shared / "data/corpus", name))
        report = evaluate(read_judged(shared / "data/relevance/dev.jsonl"), finder(engines))
    return [
        {"kind": kind, **{name: round(row[name], 3) for name in row}}
        for kind, row in [*report["kinds"].items(), ("all", report["all"])]
    ]
