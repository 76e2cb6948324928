"""One at a time reads pages and writes what they say to the index.

Held over the reading *and* the writing: otherwise one process could write what it read before
another deleted it. The lock belongs to the connection (PostgreSQL, for every machine) or to an open
file (SQLite, which is one machine by itself), so it ends with the process, however that ends.
"""

from __future__ import annotations

import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import DatabaseError, connection

from search.engines import EngineBusy

WAIT = 10.0  # seconds
#: Any number that nothing else in this database locks.
ADVISORY_KEY = 7_205_759_403


@contextmanager
def alone(wait: float | None = None) -> Iterator[None]:
    """Hold the lock; not to be nested. Raises `EngineBusy` after `wait` seconds (`WAIT`)."""
    held = _on_the_server if connection.vendor == "postgresql" else _in_a_file
    with held(WAIT if wait is None else wait):
        yield


@contextmanager
def _on_the_server(wait: float) -> Iterator[None]:
    def ask(function: str) -> bool:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(%s)", [ADVISORY_KEY])
            return bool(cursor.fetchone()[0])

    _until(lambda: ask("pg_try_advisory_lock"), wait)
    try:
        yield
    finally:
        try:
            ask("pg_advisory_unlock")
        except DatabaseError:
            connection.close()  # the lock goes with its connection


@contextmanager
def _in_a_file(wait: float) -> Iterator[None]:
    def ask() -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    settings.PORTAL_DATA_DIR.mkdir(parents=True, exist_ok=True)
    with (settings.PORTAL_DATA_DIR / "outbox.lock").open("a") as file:
        _until(ask, wait)
        yield


def _until(ask: Callable[[], bool], wait: float) -> None:
    deadline = time.monotonic() + wait
    while not ask():
        if time.monotonic() >= deadline:
            raise EngineBusy("another process writes the search index")
        time.sleep(0.05)
