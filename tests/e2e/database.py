"""A database for the demonstration that the browser tests look at, of the suite's own kind."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
import psycopg


@contextmanager
def demonstration_database(folder: Path) -> Iterator[dict[str, str]]:
    """The environment of a portal whose data is in `folder`, its database on the suite's server."""
    changes = {"PORTAL_DATA_DIR": str(folder), "SEARCH_URL": "", "DATABASE_URL": ""}
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield changes
        return
    name = f"test_demonstration_{os.getpid()}"
    _on_server(url, f'DROP DATABASE IF EXISTS "{name}"')
    _on_server(url, f'CREATE DATABASE "{name}"')
    try:
        yield {**changes, "DATABASE_URL": urlsplit(url)._replace(path=f"/{name}").geturl()}
    finally:
        _on_server(url, f'DROP DATABASE "{name}" WITH (FORCE)')


def _on_server(url: str, statement: str) -> None:
    parts = dj_database_url.parse(url)
    where = {"host": parts["HOST"], "port": parts["PORT"], "user": parts["USER"]}
    with psycopg.connect(
        **{key: value for key, value in where.items() if value},
        password=parts["PASSWORD"] or None,
        dbname="postgres",
        autocommit=True,
    ) as connection:
        connection.execute(statement)
