"""A migrated SQLite database kept from run to run: migrating from nothing takes a minute, copying
a file an instant. Keyed by everything that migrations depend on, so it is never stale."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from pathlib import Path
from typing import Any

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


def path() -> Path:
    """Where the database migrated from today's files is kept, whether or not it is there."""
    digest = hashlib.sha256()
    files = [*PROJECT_DIR.glob("*/migrations/*.py"), *(PROJECT_DIR / name for name in ALSO)]
    models = [*PROJECT_DIR.glob("*/models.py"), *PROJECT_DIR.glob("*/models/*.py")]
    for file in sorted(files + models):
        digest.update(str(file.relative_to(PROJECT_DIR)).encode())
        digest.update(file.read_bytes())
    return FOLDER / f"{digest.hexdigest()[:20]}.sqlite3"


def copy_to(target: Path) -> bool:
    """Copy the kept database to `target`; False when there is none."""
    source = path()
    if not source.is_file():
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    return True


def keep(connection: Any) -> None:
    """Keep a copy of the freshly migrated test database; the oldest copies go."""
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
