"""`search_evaluate QRELS.jsonl --corpus DIR [--json]`: how well search answers judged queries."""

from __future__ import annotations

import json
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from portal.command_line import PortalCommand
from search.engines import engine_for
from search.evaluation import EvaluationError, evaluate, finder, read_corpus, read_judged


class Command(PortalCommand):
    help = "Measure search on judged queries: nDCG@10, MRR@10, recall@10 by kind."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("qrels", type=Path, help="judged queries, JSON Lines")
        parser.add_argument("--corpus", type=Path, required=True, help="folder of the corpus files")
        parser.add_argument("--engine", choices=["tantivy"], default="tantivy")
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            judged = read_judged(options["qrels"])
            with tempfile.TemporaryDirectory(prefix="search-evaluate-") as folder:
                engines = {}
                for corpus in sorted({one.corpus for one in judged}):
                    engines[corpus] = engine_for(f"{options['engine']}://{folder}/{corpus}")
                    engines[corpus].rebuild(read_corpus(options["corpus"], corpus))
                report = evaluate(judged, finder(engines))
        except EvaluationError as problem:
            raise CommandError(str(problem)) from problem
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=2))
            return
        self.stdout.write(f"{'kind':26}{'n':>5}{'nDCG@10':>9}{'MRR@10':>9}{'recall@10':>11}")
        for kind, row in [*report["kinds"].items(), ("all", report["all"])]:
            self.stdout.write(
                f"{kind:26}{row['n']:>5}{row['ndcg@10']:>9.3f}{row['mrr@10']:>9.3f}"
                f"{row['recall@10']:>11.3f}"
            )
