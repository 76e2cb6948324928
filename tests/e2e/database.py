"""A database for the demonstration that the browser tests look at, of the suite's own kind."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import template
from tests.postgres_server import on_server, url, url_of


@contextmanager
def demonstration_database(folder: Path) -> Iterator[dict[str, str]]:
    """The environment of a portal whose data is in `folder`, its database on the suite's server:
    migrated already, for that is what the suite has done itself."""
    changes = {"PORTAL_DATA_DIR": str(folder), "SEARCH_URL": "", "DATABASE_URL": ""}
    if not url():
        template.copy_file(folder / "portal.sqlite3")
        yield changes
        return
    name = f"test_demonstration_{os.getpid()}"
    template.copy_database(name)
    try:
        yield {**changes, "DATABASE_URL": url_of(name)}
    finally:
        on_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
