"""Search beside raw tantivy

The texts of ../shared/data/corpus, repeated with a changed title up to the number of documents, one
process. 200 judged queries, half of them typed without accents, are asked of each in turns, so that
all share the machine's moods; every answer is the best ten with the counts of all seven facets.
*Raw tantivy* is the
library as it comes: its own tokenizer, lower case and ASCII folding, one field, any word or the
phrase. *The engine* parses the query and reads the ten entries back; *the page* marks titles and
snippets as well, which is all that the results page does before its template. *Suggestions* are
asked with the first twelve letters of each query. *While rebuilding*: the engine is asked while the
whole index is built again beside the one in use; *memory* is what building it took beside the
documents themselves. *Wagtail's database search*: SQLite, in a process of its own, every word
required, one facet, every fifth of the queries. Indexing speed is in documents a second of this
process's processor time, the text being at hand.

`python -m benchmarks.search --documents 20000` measures another number and prints the rows.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import django
import tantivy

from benchmarks import wagtail_database
from scripts.system import PROJECT_DIR, Stop

DOCUMENTS = 200_000
QUERIES = 200
ROUNDS = 2
FACETS = ("kind", "field", "unit", "year", "level", "online_level", "effect")
WAGTAIL_STEP = 5

Ask = Callable[[str], int]


def run() -> list[dict[str, object]]:
    """One row a way of asking: speed of indexing, size, median and 95th percentile, failures."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
    django.setup()
    return measure(_shared(), DOCUMENTS)


def measure(shared: Path, documents: int) -> list[dict[str, object]]:
    """The rows for `documents` documents made of the texts in `shared`."""
    from search.engines.tantivy import TantivyEngine
    from search.query import parse
    from search.results import SearchRequest, find

    queries = _queries(shared)
    with tempfile.TemporaryDirectory(prefix="search-bench-") as folder:
        raw, raw_speed = _raw_index(Path(folder) / "raw", _entries(shared, documents), documents)
        engine = TantivyEngine(Path(folder) / "ours")
        entries = list(_entries(shared, documents))
        begun = time.process_time()
        with _memory_grown() as grown:
            engine.rebuild(entries)
        speed = documents / (time.process_time() - begun)
        ways: dict[str, Ask] = {
            "raw tantivy": lambda text: _ask_raw(raw, text),
            "the engine": lambda text: engine.search(parse(text), facets=FACETS).total,
            "the page": lambda text: find(SearchRequest(text=text), engine).total,
            "suggestions": lambda text: len(engine.suggest(parse(text[:12]))),
        }
        times, found = _ask_in_turns(ways, queries)
        failed = dict.fromkeys(ways, 0)
        way = "while rebuilding"
        times[way], found[way], failed[way] = _while_rebuilding(
            ways["the engine"], queries, engine, entries
        )
        sizes = {"raw tantivy": _size(Path(folder) / "raw"), "the engine": _size(engine.folder)}
    speeds = {"raw tantivy": raw_speed, "the engine": speed}
    asked = dict.fromkeys(times, len(queries))
    wagtail = wagtail_database.measured(documents)
    way = "Wagtail's database search"
    times[way], found[way], failed[way] = wagtail["ms"], wagtail["found"], 0
    speeds[way], asked[way] = wagtail["speed"], len(wagtail["ms"])
    base = _percentile(times["raw tantivy"], 95)
    return [
        {
            "way": way,
            "documents": documents,
            "documents/s": round(speeds[way]) if way in speeds else "",
            "index MB": round(sizes[way] / 1e6, 1) if way in sizes else "",
            "memory MB": round(grown[0]) if way == "the engine" else "",
            "p50 ms": round(statistics.median(times[way]), 2),
            "p95 ms": round(_percentile(times[way], 95), 2),
            "p95 to raw": round(_percentile(times[way], 95) / base, 2),
            "failed": failed[way],
            "found": f"{found[way]} of {asked[way]}",
        }
        for way in times
    ]


class _Stopped(Exception):
    """Whoever measured has ended: the rebuild ends too, before its folder is removed."""


def _while_rebuilding(
    ask: Ask, queries: list[str], engine: Any, entries: list[Any]
) -> tuple[list[float], int, int]:
    """(ms of each search, queries that found something, searches that failed) until it is done.

    Raises Stop when the rebuild failed.
    """
    times: list[float] = []
    found: set[str] = set()
    failed, problems, stopped = 0, [], threading.Event()

    def given() -> Iterator[Any]:
        for entry in entries:
            if stopped.is_set():
                raise _Stopped
            yield entry

    def rebuild() -> None:
        try:
            engine.rebuild(given())
        except Exception as problem:
            problems.append(problem)

    building = threading.Thread(target=rebuild)
    building.start()
    try:
        for text in cycle(queries):
            if not building.is_alive() and len(times) >= len(queries):
                break
            begun = time.perf_counter()
            try:
                total = ask(text)
            except Exception:
                failed += 1
                continue
            times.append((time.perf_counter() - begun) * 1000)
            found |= {text} if total else set()
    finally:
        stopped.set()
        building.join()
    if problems:
        raise Stop(f"The rebuild failed: {problems[0]}")
    return times, len(found), failed


@contextmanager
def _memory_grown() -> Iterator[list[float]]:
    """One number at the end: by how many MB this process's own memory had grown at most."""
    grown, done = [0.0], threading.Event()
    before = _own_memory()

    def watch() -> None:
        while not done.wait(0.1):
            grown[0] = max(grown[0], _own_memory() - before)

    watching = threading.Thread(target=watch)
    watching.start()
    try:
        yield grown
    finally:
        done.set()
        watching.join()


def _own_memory() -> float:
    """MB that are this process's alone; files it has mapped do not count."""
    found = re.search(r"RssAnon:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return int(found[1]) / 1000 if found else 0.0


def _ask_in_turns(
    ways: dict[str, Ask], queries: list[str]
) -> tuple[dict[str, list[float]], dict[str, int]]:
    times: dict[str, list[float]] = {way: [] for way in ways}
    found = dict.fromkeys(ways, 0)
    for ask in ways.values():
        for text in queries[:20]:
            ask(text)
    for turn in range(ROUNDS):
        for text in queries:
            for way, ask in ways.items():
                begun = time.perf_counter()
                total = ask(text)
                times[way].append((time.perf_counter() - begun) * 1000)
                found[way] += bool(total) and turn == 0
    return times, found


def _percentile(values: list[float], percent: int) -> float:
    return statistics.quantiles(values, n=100)[percent - 1]


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


# -- material ------------------------------------------------------------------------------------


def _shared() -> Path:
    named = os.environ.get("PORTAL_SHARED", "")
    folder = Path(named) if named else PROJECT_DIR.parent / "shared"
    if not (folder / "data" / "corpus").is_dir():
        raise Stop(f"The texts to search in are not at {folder} (set PORTAL_SHARED).")
    return folder


def _entries(shared: Path, documents: int) -> Iterator[Any]:
    from search.evaluation import CORPORA, read_corpus

    texts = [entry for name in CORPORA for entry in read_corpus(shared / "data/corpus", name)]
    for number, entry in enumerate(islice(cycle(texts), documents)):
        again = number // len(texts)
        title = f"{entry.title} {again}" if again else entry.title
        yield replace(entry, id=f"{entry.id}-{again}", title=title)


def _queries(shared: Path) -> list[str]:
    from search.evaluation import read_judged

    judged = read_judged(shared / "data/relevance/dev.jsonl")
    plain = [one.query for one in judged if ":" not in one.kind]
    unaccented = [one.query for one in judged if one.kind.endswith(":unaccented")]
    half = QUERIES // 2
    step, other = len(plain) / half, len(unaccented) / half
    return [plain[int(n * step)] for n in range(half)] + [
        unaccented[int(n * other)] for n in range(half)
    ]


# -- raw tantivy ---------------------------------------------------------------------------------


def _raw_index(place: Path, entries: Iterator[Any], documents: int) -> tuple[tantivy.Index, float]:
    place.mkdir()
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", tokenizer_name="folded")
    builder.add_text_field("title", stored=True, tokenizer_name="raw")
    for facet in FACETS:
        builder.add_text_field(facet, fast=True, tokenizer_name="raw")
    index = tantivy.Index(builder.build(), path=str(place))
    folded = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    folded = folded.filter(tantivy.Filter.lowercase()).filter(tantivy.Filter.ascii_fold())
    index.register_tokenizer("folded", folded.build())
    given = list(entries)
    begun = time.process_time()
    writer = index.writer(64_000_000, 1)
    for entry in given:
        values = {facet: str(getattr(entry, facet) or "") for facet in FACETS}
        document = tantivy.Document(title=entry.title, **values)
        document.add_text("text", f"{entry.title}\n{entry.summary}\n{entry.body}")
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index, documents / (time.process_time() - begun)


def _ask_raw(index: tantivy.Index, text: str) -> int:
    words = "".join(letter if letter.isalnum() else " " for letter in text)
    query = index.parse_query(f'{words} "{words}"^2', ["text"])
    searcher = index.searcher()
    found = searcher.search(query, 10, count=True)
    for _, address in found.hits:
        searcher.doc(address)
    searcher.aggregate(query, {facet: {"terms": {"field": facet, "size": 50}} for facet in FACETS})
    return int(found.count)


if __name__ == "__main__":
    options = argparse.ArgumentParser(description="Measure search beside raw tantivy.")
    options.add_argument("--documents", type=int, default=DOCUMENTS)
    DOCUMENTS = options.parse_args().documents
    for row in run():
        print(row)
