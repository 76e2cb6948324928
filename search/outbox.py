"""The index follows the database through the outbox, in that order and never the other way.

`enqueue` in the transaction that changed something; `drain` afterwards, by whoever gets the lock.
Draining twice is harmless, at the same time too: pages are read afresh each time, and reading and
writing are one step under the lock (`search.lock`), so nobody writes what another has overtaken.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import F
from wagtail.models import Page
from wagtail.query import PageQuerySet

from portal.searchable import SearchEntry
from search import lock
from search.engines import (
    Engine,
    EngineBusy,
    EngineUnavailable,
    EntriesRefused,
    IndexState,
    get_engine,
)
from search.engines.spare import kept
from search.models import OutboxEntry

log = logging.getLogger(__name__)

BATCH = 500
_TO_BUILD = (IndexState.MISSING, IndexState.OUTDATED, IndexState.DAMAGED)
#: A page whose entry cannot be made is tried this often; after that `doctor` reports it.
MAX_ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class Drained:
    """What a drain did: entries written, deleted, pages that failed, and whether rows remain."""

    written: int = 0
    deleted: int = 0
    failed: int = 0
    left: bool = False


def entry_id(page_id: int) -> str:
    """The id under which a page stands in the index."""
    return f"page:{page_id}"


def enqueue(page_ids: Iterable[int]) -> None:
    """Note that these pages changed; once the transaction is committed, ask for a drain."""
    rows = [OutboxEntry(page_id=page_id) for page_id in page_ids]
    if rows:
        OutboxEntry.objects.bulk_create(rows)
        transaction.on_commit(_ask_for_drain, robust=True)


def _ask_for_drain() -> None:
    from search.tasks import drain_outbox  # tasks stand above this module

    drain_outbox.enqueue()


def drain(engine: Engine | None = None) -> Drained:
    """Write all that waits. Never raises for an engine that is away or busy: rows stay, `left`.

    An index that is missing, of another version or damaged is rebuilt from the database.
    """
    engines, built = kept(engine or get_engine()), 0
    try:
        to_build = [one for one in engines if one.state() in _TO_BUILD]
        if to_build:
            built = _rebuild(to_build, answers_rows=len(to_build) == len(engines))
        drained = _drain_batches(engines)
        return replace(drained, written=built + drained.written)
    except EngineBusy:
        log.info("The index is being written by another process; the outbox waits.")
    except EngineUnavailable as problem:
        log.warning("The index cannot be written (%s); the outbox waits.", problem)
    return Drained(written=built, left=True)


def rebuild(engine: Engine) -> int:
    """Build the index anew from everything public, and return how many entries it has.

    Rows that were waiting before are answered by it; those that come meanwhile stay for the next
    drain, which is the caller's to do. Raises `EngineBusy`, `EngineUnavailable`.
    """
    return _rebuild(kept(engine), answers_rows=True)


def _rebuild(engines: Sequence[Engine], *, answers_rows: bool) -> int:
    written = 0
    with lock.alone():
        # The rows themselves, not "up to the last": a row numbered earlier may be committed later.
        waiting = list(OutboxEntry.objects.values_list("pk", flat=True)) if answers_rows else []
        for engine in engines:
            try:
                written = engine.rebuild(live_entries())
            except EntriesRefused as problem:
                written = engine.count()
                _note(_by_page(problem))
        _forget(waiting)
    return written


def is_waiting() -> bool:
    """Whether there is anything for a drain to do."""
    return OutboxEntry.objects.filter(attempts__lt=MAX_ATTEMPTS).exists()


def _drain_batches(engines: Sequence[Engine]) -> Drained:
    total, last = Drained(), 0
    while is_waiting():
        with lock.alone():
            batch, last = _drain_batch(engines, last)
        if batch is None:
            break
        total = Drained(
            total.written + batch.written,
            total.deleted + batch.deleted,
            total.failed + batch.failed,
            total.left or batch.left,
        )
    return replace(total, left=total.left or bool(total.failed))


def _drain_batch(engines: Sequence[Engine], last: int) -> tuple[Drained | None, int]:
    """Write the next rows after the row `last`; None when there are none. Under the lock."""
    due = OutboxEntry.objects.filter(pk__gt=last, attempts__lt=MAX_ATTEMPTS)
    rows = list(due.values_list("pk", "page_id")[:BATCH])
    if not rows:
        return None, last
    pages = list(dict.fromkeys(page_id for _pk, page_id in rows))
    # Every row of these pages, also those given up, as it is *before* the pages are read: a row
    # that comes while they are read may be about what was not yet there to read.
    answered = list(OutboxEntry.objects.filter(page_id__in=pages).values_list("pk", "page_id"))
    entries, gone, broken = _read(pages)
    left = _write(engines, entries, gone, broken)
    if not left:
        # Only now: killed before this line, the rows are done again, to the same result.
        _forget([pk for pk, page_id in answered if page_id not in broken])
    for page_id, error in broken.items():
        OutboxEntry.objects.filter(page_id=page_id).update(
            attempts=F("attempts") + 1, last_error=error
        )
    return Drained(len(entries), len(gone), len(broken), left), rows[-1][0]


def _write(
    engines: Sequence[Engine],
    entries: list[SearchEntry],
    gone: list[str],
    broken: dict[int, str],
) -> bool:
    """Whether an engine could not be written and the rows must wait; raises when none could.

    What an engine refuses joins `broken`.
    """
    problems: list[EngineBusy | EngineUnavailable] = []
    for engine in engines:
        try:
            engine.index(entries, delete=gone)
        except EntriesRefused as problem:
            broken.update(_by_page(problem))
        except (EngineBusy, EngineUnavailable) as problem:
            log.warning("An index cannot be written (%s); the outbox waits.", problem)
            problems.append(problem)
    if len(problems) == len(engines):
        raise problems[0]
    return bool(problems)


def _by_page(refused: EntriesRefused) -> dict[int, str]:
    return {int(name.partition(":")[2]): why for name, why in refused.reasons.items()}


def _note(broken: Mapping[int, str]) -> None:
    """Leave a row for each page that could not be written in a rebuild."""
    OutboxEntry.objects.bulk_create(
        OutboxEntry(page_id=page_id, attempts=1, last_error=error)
        for page_id, error in broken.items()
    )


def _forget(rows: list[int]) -> None:
    for start in range(0, len(rows), BATCH):
        OutboxEntry.objects.filter(pk__in=rows[start : start + BATCH]).delete()


def _public() -> PageQuerySet:
    return Page.objects.live().public()


def _read(page_ids: Iterable[int]) -> tuple[list[SearchEntry], list[str], dict[int, str]]:
    """(entries, ids to delete, errors by page) as the database has it now."""
    wanted = list(page_ids)
    entries: list[SearchEntry] = []
    broken: dict[int, str] = {}
    for page in _public().filter(pk__in=wanted).specific():
        try:
            entry = _entry(page)
        except Exception as error:  # one page that cannot say what it is must not stop the rest
            log.exception("Page %s gives no search entry", page.pk)
            broken[page.pk] = f"{type(error).__name__}: {error}"
            continue
        if entry is not None:
            entries.append(entry)
    kept = {entry.id for entry in entries}
    gone = [
        entry_id(page_id)
        for page_id in wanted
        if entry_id(page_id) not in kept and page_id not in broken
    ]
    return entries, gone, broken


def _entry(page: Page) -> SearchEntry | None:
    declare = getattr(page, "indexed_entry", None)
    return declare() if declare is not None else None


@dataclass(frozen=True, slots=True)
class Differences:
    """Ids that the index lacks or has too much, compared with what is public now."""

    missing: frozenset[str] = frozenset()
    surplus: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.missing or self.surplus)


def differences(engine: Engine) -> Differences:
    """Compare index and database by id; cheap enough for every start and for `doctor`.

    Raises `EngineUnavailable`.
    """
    indexed = engine.ids()
    public = {entry_id(pk): pk for pk in _public().values_list("pk", flat=True)}
    unknown = [public[identifier] for identifier in public.keys() - indexed]
    missing: set[str] = set()
    for start in range(0, len(unknown), BATCH):  # most are pages that declare nothing
        entries, _gone, broken = _read(unknown[start : start + BATCH])
        missing.update(entry.id for entry in entries)
        missing.update(map(entry_id, broken))
    return Differences(frozenset(missing), frozenset(indexed - public.keys()))


def is_current(engine: Engine) -> bool:
    """Whether every index is usable, nothing waits, and it holds what is public now."""
    return not OutboxEntry.objects.exists() and all(
        one.state() == IndexState.READY and not differences(one) for one in kept(engine)
    )


def live_entries() -> Iterator[SearchEntry]:
    """The entries of everything public now, read in batches; a page that fails is logged, left
    out and noted in the outbox."""
    ids = list(_public().order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        entries, _gone, broken = _read(ids[start : start + BATCH])
        _note(broken)
        yield from entries


def public_entries(page_ids: Sequence[int]) -> list[SearchEntry]:
    """The entries of those pages that are public now, in the order asked for."""
    entries = {entry.id: entry for entry in _read(page_ids)[0]}
    return [entries[entry_id(one)] for one in page_ids if entry_id(one) in entries]
