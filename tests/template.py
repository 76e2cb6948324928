"""A migrated database made once: migrating from nothing takes a quarter of a minute, copying an
instant.

On SQLite it is a file kept from run to run, keyed by everything that migrations depend on, so that
it is never stale. On PostgreSQL it is a database of this run alone. Either way one worker makes it
while the others wait for it.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg

from tests.postgres_server import on_server

PROJECT_DIR = Path(__file__).resolve().parent.parent
FOLDER = PROJECT_DIR / "var" / "test-databases"
#: What `migrate` and its receivers depend on, beside the migrations themselves.
ALSO = (
    "uv.lock",
    "portal/roles.py",
    "portal/ledger_guard.py",
    "portal/shared_cache.py",
    "portal/apps.py",
    "portal/settings/base.py",
)
KEPT = 3


@contextmanager
def turn() -> Iterator[None]:
    """One process of this checkout at a time; a process that dies gives its turn back."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def copy_file(target: Path) -> bool:
    """Make `target` a copy of the migrated SQLite database; False when there is none."""
    source = path()
    if not source.is_file():
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    return True


def copy_database(target: str) -> bool:
    """Make `target`, whatever it was, a copy of this run's migrated database on the PostgreSQL
    server, or an empty one and False when there is none."""
    on_server(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')
    kept = on_server(f"SELECT 1 FROM pg_database WHERE datname = '{of_this_run()}'")
    template = f'TEMPLATE "{of_this_run()}"' if kept else ""
    on_server(f'CREATE DATABASE "{target}" {template}')
    return bool(kept)


def keep(connection: Any) -> None:
    """Keep a copy of the freshly migrated test database; the oldest files go."""
    if connection.vendor == "sqlite":
        _keep_file(connection)
    else:
        connection.close()  # PostgreSQL copies a database that nobody is connected to
        made = connection.settings_dict["NAME"]
        on_server(f'CREATE DATABASE "{of_this_run()}" TEMPLATE "{made}"')


def of_this_run() -> str:
    """The name of the database that the processes of one run share on a PostgreSQL server."""
    run = os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()
    return f"test_migrated_{run}"


def remove_of_this_run() -> None:
    """Remove what `keep` left on the PostgreSQL server; a server that is away keeps nothing."""
    with suppress(psycopg.Error):
        on_server(f'DROP DATABASE IF EXISTS "{of_this_run()}"')


def path() -> Path:
    """Where the SQLite database migrated from today's files is kept, whether or not it is there."""
    digest = hashlib.sha256()
    files = [*PROJECT_DIR.glob("*/migrations/*.py"), *(PROJECT_DIR / name for name in ALSO)]
    models = [*PROJECT_DIR.glob("*/models.py"), *PROJECT_DIR.glob("*/models/*.py")]
    for file in sorted(files + models):
        digest.update(str(file.relative_to(PROJECT_DIR)).encode())
        digest.update(file.read_bytes())
    return FOLDER / f"{digest.hexdigest()[:20]}.sqlite3"


def _keep_file(connection: Any) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    kept = path()
    draft = kept.with_suffix(f".{id(connection)}.draft")
    connection.ensure_connection()
    copy = sqlite3.connect(draft)
    connection.connection.backup(copy)
    copy.close()
    draft.replace(kept)
    copies = sorted(FOLDER.glob("*.sqlite3"), key=lambda file: file.stat().st_mtime, reverse=True)
    for old in copies[KEPT:]:
        old.unlink(missing_ok=True)
