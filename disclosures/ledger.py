"""The ledger as a journal (disclosures.counting.journal), kept in the process and read on.

The ledger is append-only, so that what was read stays true: only new rows are read. Three things
can still go wrong and are looked for each time, at the cost of two small queries: a row with a
lower id becomes visible after one with a higher id (ids are given before a transaction commits); a
row that this process read inside a transaction was rolled back; another database took the place of
the one that was read. Whatever doesn't fit makes everything be read anew.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import islice
from typing import Any

from django.db import connection
from django.db.models import DateField, DateTimeField, JSONField, QuerySet, TextField
from django.db.models.functions import Cast

from disclosures import ledger_start
from disclosures.counting.journal import EMPTY, Journal
from disclosures.counting.packing import KINDS, events_of
from portal.events import NOTHING, Answer, Event, EventKind
from portal.models import PublicationEvent

#: Ids are given before a transaction commits, so a lower one may become visible after a higher
#: one: the last so many are looked at again.
LATEST_EVENTS = 500
#: Rows beyond which the process keeps nothing (about 1 kB each).
MOST_KEPT = 400_000
#: The columns of an event, in the order of its fields. Files, addresses and names of people are
#: left where they are.
COLUMNS = (
    "id", "kind", "happened_on", "recorded_at", "answers", "anchors", "page_id", "page_kind",
    "title", "unit_code", "channel", "covers_from", "covers_until", "reason", "details",
)  # fmt: skip
READ_AT_ONCE = 5000


class KeptJournal:
    """The journal of the process's database as it was read last."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._key: Any = None
        self._journal = EMPTY

    def read(self, database: str, figures: Any) -> Journal:
        """The journal of the ledger; `figures` are the same while nothing is new.

        No query then; two where little is new; one where everything must be read; three where a new
        process goes on from what was kept for it (`disclosures.ledger_start`).
        """
        with self._lock:
            if self._key == (database, figures):
                return self._journal
            same = self._key is not None and self._key[0] == database
            before = self._journal if same else ledger_start.beginning(database)
            journal = self._on(before) if before.events else None
            if journal is None:
                journal = EMPTY.plus(_events(PublicationEvent.objects.all()))
            if len(journal.events) <= MOST_KEPT:
                self._key, self._journal = (database, figures), journal
            else:
                self._key, self._journal = None, EMPTY
            return journal

    def forget(self) -> None:
        """Read everything the next time."""
        with self._lock:
            self._key, self._journal = None, EMPTY

    @staticmethod
    def _on(before: Journal) -> Journal | None:
        """`before` and what came since; None when they don't belong together."""
        count = PublicationEvent.objects.count()
        last = max(before.events)
        latest = PublicationEvent.objects.filter(pk__gt=last - LATEST_EVENTS)
        found = {event.id: event for event in _events(latest)}
        known = {number for number in found if number in before.events}
        if any(found[number] != before.events[number] for number in known):
            return None
        if sum(number > last - LATEST_EVENTS for number in before.events) != len(known):
            return None
        new = found.keys() - known
        if any(found[number].kind is EventKind.TAKEN_DOWN for number in new):
            return None  # the one act that changes what was written before
        if not new:
            return before if len(before.events) == count else None
        journal = before.plus(found.values())
        # A late row from further back, or one that vanished there.
        return journal if len(journal.events) == count else None


def database() -> str:
    """The name of the database that this process reads."""
    return str(connection.settings_dict["NAME"])


def keep_for_new_processes() -> None:
    """For `registry.timer_steps`: keeps a ledger to which enough was added (else two queries),
    so that a process that starts reads on from there."""
    name = database()
    if ledger_start.is_due(name):
        journal = KeptJournal().read(name, None)
        if len(journal.events) <= MOST_KEPT:
            ledger_start.keep(name, journal)


def _events(rows: QuerySet[PublicationEvent]) -> Iterator[Event]:
    """The rows as values, oldest first.

    Columns are read as text and turned into values here, a column of some thousand rows at a time:
    every day, list of answers and set of anchors is there many times over, and is made once.
    """
    names = [name for name in COLUMNS if not isinstance(_field(name), _AS_TEXT)]
    as_text = {f"{name}_text": Cast(name, TextField()) for name in COLUMNS if name not in names}
    wanted = [name if name in names else f"{name}_text" for name in COLUMNS]
    found = rows.annotate(**as_text).order_by("id").values_list(*wanted)
    found = found.iterator(chunk_size=READ_AT_ONCE)
    answers, anchors, details = _Decoded(_answers), _Decoded(_anchors), _Decoded(_details)
    while chunk := list(islice(found, READ_AT_ONCE)):
        columns = dict(zip(COLUMNS, zip(*chunk, strict=True), strict=True))
        columns["kind"] = map(KINDS.__getitem__, columns["kind"])
        columns["recorded_at"] = _moments(columns["recorded_at"])
        for name in ("happened_on", "covers_from", "covers_until"):
            columns[name] = map(_day, columns[name])
        columns["answers"] = answers.of(columns["answers"])
        columns["anchors"] = anchors.of(columns["anchors"])
        columns["details"] = details.of(columns["details"])
        yield from events_of(columns.values())


_AS_TEXT = (DateField, DateTimeField, JSONField)


def _field(name: str) -> Any:
    return PublicationEvent._meta.get_field(name)


@lru_cache(maxsize=20_000)
def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _moments(texts: Sequence[str]) -> list[datetime]:
    """SQLite keeps UTC without saying so; PostgreSQL says it (the connection's zone is UTC)."""
    try:
        return [datetime.fromisoformat(f"{text}+00:00") for text in texts]
    except ValueError:  # one of them says it
        found = map(datetime.fromisoformat, texts)
        return [one if one.tzinfo else one.replace(tzinfo=UTC) for one in found]


class _Decoded:
    """What JSON texts say, turned into values by `make`; the same text is the same value."""

    def __init__(self, make: Callable[[Any], Any]) -> None:
        self._make = make
        self._known: dict[str, Any] = {}

    def of(self, texts: Sequence[str]) -> Iterator[Any]:
        """The values of `texts`, in their order."""
        new = list(set(texts).difference(self._known))
        if new:
            # All in one text: to begin takes longer than to read one of them.
            found = json.loads(f"[{','.join(new)}]")
            self._known.update(zip(new, map(self._make, found), strict=True))
        return map(self._known.__getitem__, texts)


def _answers(rows: list[dict[str, str]]) -> tuple[Answer, ...]:
    return tuple([Answer(row["duty"], row.get("case", "")) for row in rows])


def _anchors(days: dict[str, str]) -> Mapping[str, date]:
    return {name: date.fromisoformat(day) for name, day in days.items()} if days else NOTHING


def _details(said: dict[str, Any]) -> Mapping[str, Any]:
    return said or NOTHING
