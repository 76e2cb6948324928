"""How well search answers judged queries: nDCG@10, MRR@10 and recall@10 by kind of query.

The corpus and the judgements are files (JSON Lines, gzip for the corpus); each query is asked in
its own corpus. Grades: 2 is what was asked for, 1 is near. Gain is 2^grade - 1; MRR and recall
count grade 2 alone.
"""

from __future__ import annotations

import gzip
import json
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from portal.searchable import SearchEntry
from search.engines import Engine
from search.query import parse

CORPORA = ("procedures", "articles", "documents")
DEPTH = 10


class EvaluationError(ValueError):
    """A file of the evaluation is missing or not what it should be; the message says which."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One judged query."""

    qid: str
    query: str
    kind: str
    corpus: str
    relevant: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Score:
    """The three measures of one query, or their means over `n` queries; each from 0 to 1."""

    ndcg: float
    mrr: float
    recall: float
    n: int = 1

    def as_dict(self) -> dict[str, float | int]:
        """The shape `search_evaluate --json` prints."""
        return {
            "ndcg@10": round(self.ndcg, 4),
            "mrr@10": round(self.mrr, 4),
            "recall@10": round(self.recall, 4),
            "n": self.n,
        }


def score(relevant: Mapping[str, int], found: Sequence[str]) -> Score:
    """The measures of one answer: ids best first, at most ten looked at."""
    found = list(dict.fromkeys(found))[:DEPTH]
    gains = [2 ** relevant.get(identifier, 0) - 1 for identifier in found]
    ideal = sorted((2**grade - 1 for grade in relevant.values()), reverse=True)[:DEPTH]
    wanted = {identifier for identifier, grade in relevant.items() if grade >= 2}
    first = next((rank for rank, identifier in enumerate(found, 1) if identifier in wanted), None)
    return Score(
        ndcg=_discounted(gains) / _discounted(ideal) if ideal else 0.0,
        mrr=1 / first if first else 0.0,
        recall=len(wanted.intersection(found)) / len(wanted) if wanted else 0.0,
    )


def _discounted(gains: Iterable[float]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, 1))


def mean(scores: Sequence[Score]) -> Score:
    """The mean of each measure."""
    n = len(scores)
    return Score(
        ndcg=sum(one.ndcg for one in scores) / n,
        mrr=sum(one.mrr for one in scores) / n,
        recall=sum(one.recall for one in scores) / n,
        n=n,
    )


def evaluate(judged: Sequence[Judged], find: Callable[[str, str], Sequence[str]]) -> dict[str, Any]:
    """{"all": …, "kinds": {kind: …}} of what `find(corpus, query)` answers."""
    by_kind: dict[str, list[Score]] = defaultdict(list)
    for one in judged:
        by_kind[one.kind].append(score(one.relevant, find(one.corpus, one.query)))
    every = [one for scores in by_kind.values() for one in scores]
    return {
        "all": mean(every).as_dict(),
        "kinds": {kind: mean(scores).as_dict() for kind, scores in sorted(by_kind.items())},
    }


def finder(engines: Mapping[str, Engine]) -> Callable[[str, str], list[str]]:
    """Asks each corpus's engine as the results page does."""

    def find(corpus: str, query: str) -> list[str]:
        results = engines[corpus].search(parse(query), limit=DEPTH)
        return [hit.entry.id for hit in results.hits]

    return find


def agreement(
    judged: Sequence[Judged],
    find: Callable[[str, str], Sequence[str]],
    other: Callable[[str, str], Sequence[str]],
) -> dict[str, float]:
    """How much of the first ten two engines have in common, by kind and over "all"; 0 to 1."""
    shares: dict[str, list[float]] = defaultdict(list)
    for one in judged:
        mine, theirs = (set(ask(one.corpus, one.query)[:DEPTH]) for ask in (find, other))
        most = max(len(mine), len(theirs))
        share = len(mine & theirs) / most if most else 1.0
        shares[one.kind].append(share)
        shares["all"].append(share)
    return {kind: round(sum(each) / len(each), 4) for kind, each in sorted(shares.items())}


# -- files ---------------------------------------------------------------------------------------


def read_judged(path: Path) -> list[Judged]:
    """The judged queries of a JSON Lines file. Raises `EvaluationError` naming the line."""
    judged = []
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                try:
                    row = json.loads(line)
                    one = Judged(
                        row["qid"], row["query"], row["kind"], row["corpus"], row["relevant"]
                    )
                except (ValueError, KeyError, TypeError) as problem:
                    raise EvaluationError(
                        f"{path.name}, line {number}: not a judged query ({problem!r})"
                    ) from problem
                if one.corpus not in CORPORA:
                    raise EvaluationError(
                        f"{path.name}, line {number}: unknown corpus “{one.corpus}”"
                    )
                judged.append(one)
    except (OSError, UnicodeDecodeError) as problem:
        raise EvaluationError(f"{path}: cannot be read ({problem})") from problem
    if not judged:
        raise EvaluationError(f"{path}: holds no query")
    return judged


def read_corpus(folder: Path, name: str) -> Iterator[SearchEntry]:
    """The entries of `folder`/`name`.jsonl.gz. Raises `EvaluationError` naming the line."""
    path = folder / f"{name}.jsonl.gz"
    convert = {"procedures": _procedure, "articles": _article, "documents": _document}[name]
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                try:
                    yield convert(json.loads(line))
                except (ValueError, KeyError, TypeError) as problem:
                    raise EvaluationError(
                        f"{path.name}, line {number}: not a record ({problem!r})"
                    ) from problem
    except (OSError, EOFError, UnicodeDecodeError) as problem:
        raise EvaluationError(f"{path}: cannot be read ({problem})") from problem


def _procedure(row: dict[str, Any]) -> SearchEntry:
    parts = ("steps", "dossier", "time_limit", "fee", "conditions", "result", "legal_basis")
    return SearchEntry(
        id=row["id"],
        url="",
        kind="procedure",
        title=row["title"],
        number=row["code"] or "",
        summary=" · ".join(filter(None, (row["agency"], row["subjects"]))),
        body="\n".join(row[part] for part in parts if row[part]),
        field=row["field"] or "",
        level=row["level"] or "",
    )


def _article(row: dict[str, Any]) -> SearchEntry:
    return SearchEntry(
        id=row["id"],
        url="",
        kind="article",
        title=f"Điều {row['article_no']}. {row['title']}",
        number=row["document_number"] or "",
        summary=row["document"],
        body=row["text"],
    )


def _document(row: dict[str, Any]) -> SearchEntry:
    issued = date.fromisoformat(row["date"]) if row["date"] else None
    return SearchEntry(
        id=row["id"],
        url="",
        kind="document",
        title=row["abstract"],
        number=row["number"] or "",
        year=issued.year if issued else None,
        date=issued,
    )
