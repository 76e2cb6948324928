"""`search_evaluate QRELS.jsonl --corpus DIR [--engine E] [--compare E] [--json]`: how well search
answers judged queries, and whether two engines answer alike."""

from __future__ import annotations

import contextlib
import json
import tempfile
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection

from portal.command_line import PortalCommand
from search import wagtail_search
from search.engines import EngineUnavailable, engine_for
from search.evaluation import (
    DEPTH,
    EvaluationError,
    Judged,
    agreement,
    evaluate,
    finder,
    read_corpus,
    read_judged,
)

ENGINES = ("tantivy", "elasticsearch", "wagtail")
Find = Callable[[str, str], Sequence[str]]


class Command(PortalCommand):
    help = "Measure search on judged queries: nDCG@10, MRR@10, recall@10 by kind."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("qrels", type=Path, help="judged queries, JSON Lines")
        parser.add_argument("--corpus", type=Path, required=True, help="folder of the corpus files")
        parser.add_argument("--engine", choices=ENGINES, default="tantivy")
        parser.add_argument(
            "--compare", choices=ENGINES, help="how many of the first ten this engine finds too"
        )
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            judged = read_judged(options["qrels"])
            with contextlib.ExitStack() as stack:
                names = [options["engine"], options["compare"]]
                find, other = (
                    stack.enter_context(_finder(name, judged, options["corpus"])) if name else None
                    for name in names
                )
                report = evaluate(judged, find)
                if other is not None:
                    report["agreement@10"] = agreement(judged, find, other)
        except EvaluationError as problem:
            raise CommandError(str(problem)) from problem
        except EngineUnavailable as problem:
            raise CommandError(f"Elasticsearch cannot be asked: {problem}") from problem
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=2))
            return
        agreed = report.get("agreement@10", {})
        more = f"{'agree@10':>10}" if agreed else ""
        self.stdout.write(f"{'kind':26}{'n':>5}{'nDCG@10':>9}{'MRR@10':>9}{'recall@10':>11}{more}")
        for kind, row in [*report["kinds"].items(), ("all", report["all"])]:
            more = f"{agreed[kind]:>10.3f}" if agreed else ""
            self.stdout.write(
                f"{kind:26}{row['n']:>5}{row['ndcg@10']:>9.3f}{row['mrr@10']:>9.3f}"
                f"{row['recall@10']:>11.3f}{more}"
            )


@contextlib.contextmanager
def _finder(name: str, judged: Sequence[Judged], corpus_folder: Path) -> Iterator[Find]:
    """Asks an engine that holds the corpora, in indices that go when this ends.

    "wagtail" is no engine of ours: its own search in the site's database, as it was afterwards.
    Raises CommandError when SEARCH_URL names no Elasticsearch to hold them.
    """
    corpora = sorted({one.corpus for one in judged})
    if name == "wagtail":
        if connection.vendor != "sqlite":
            raise CommandError("Wagtail's own search is compared with on SQLite only.")
        texts = {corpus: read_corpus(corpus_folder, corpus) for corpus in corpora}
        with wagtail_search.holding(texts, DEPTH) as find:
            yield find
        return
    with contextlib.ExitStack() as stack:
        if name == "tantivy":
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="search-evaluate-"))
            urls = {corpus: f"tantivy://{folder}/{corpus}" for corpus in corpora}
        else:
            site = urlsplit(settings.SEARCH_URL)
            if not site.scheme.startswith("elasticsearch"):
                raise CommandError("SEARCH_URL names no Elasticsearch; `make elasticsearch` does.")
            urls = {
                corpus: site._replace(path=f"{site.path}-evaluate-{corpus}").geturl()
                for corpus in corpora
            }
        engines = {corpus: engine_for(url) for corpus, url in urls.items()}
        for corpus, engine in engines.items():
            if name == "elasticsearch":
                stack.callback(engine.remove)
            engine.rebuild(read_corpus(corpus_folder, corpus))
        yield finder(engines)
