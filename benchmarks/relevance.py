"""Relevance

The judged queries of ../shared/data/relevance/dev.jsonl, each asked in its own corpus of
../shared/data/corpus: nDCG@10 of the embedded engine (with MRR and recall among the first ten), of
Elasticsearch (one node) and of Wagtail's own database search on SQLite, which wants every word.
*Agree*: how much of the first ten the two engines have in common. What is measured and by whom it
was judged is in docs/search.md.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile

from benchmarks import search as material
from scripts import elasticsearch, serving
from scripts.system import PROJECT_DIR, Stop

Report = dict[str, dict[str, dict[str, float]]]


def run() -> list[dict[str, object]]:
    """One row a kind of query: how many, the embedded engine's measures, the others' nDCG@10."""
    embedded, wagtail = _report("tantivy"), _report("wagtail")
    reason = elasticsearch.fetch() or elasticsearch.why_not()
    if reason:
        distributed, agreed = {}, {}
    else:
        with elasticsearch.started(1, options="") as running:
            answer = _report(
                "elasticsearch", "--compare", "tantivy", url=running.search_url("bench", timeout=10)
            )
        distributed, agreed = _by_kind(answer), answer["agreement@10"]
    others = _by_kind(wagtail)
    return [
        {
            "kind": kind,
            "n": row["n"],
            "nDCG@10": round(row["ndcg@10"], 3),
            "MRR@10": round(row["mrr@10"], 3),
            "recall@10": round(row["recall@10"], 3),
            "Elasticsearch": round(distributed[kind]["ndcg@10"], 3) if distributed else "",
            "agree": round(agreed[kind], 3) if agreed else "",
            "Wagtail": round(others[kind]["ndcg@10"], 3),
        }
        for kind, row in _by_kind(embedded).items()
    ]


def _by_kind(report: Report) -> dict[str, dict[str, float]]:
    return {**report["kinds"], "all": report["all"]}


def _report(engine: str, *more: str, url: str = "") -> Report:
    """What `search_evaluate` says, in a data folder of its own. Raises Stop."""
    data = material._shared() / "data"
    with tempfile.TemporaryDirectory(prefix="relevance-bench-") as folder:
        env = serving.environment(PORTAL_DATA_DIR=folder, DATABASE_URL="", SEARCH_URL=url)
        command = [sys.executable, "manage.py"]
        asked = ["search_evaluate", str(data / "relevance/dev.jsonl"), "--json"]
        asked += ["--corpus", str(data / "corpus"), "--engine", engine, *more]
        for arguments in ([["migrate", "-v0"]] if engine == "wagtail" else []) + [asked]:
            done = subprocess.run(
                [*command, *arguments],
                cwd=PROJECT_DIR, env=env, stdout=subprocess.PIPE, check=False,
            )  # fmt: skip
            if done.returncode:
                raise Stop(f"Relevance of {engine} could not be measured; it has said why.")
    answer: Report = json.loads(done.stdout)
    return answer
