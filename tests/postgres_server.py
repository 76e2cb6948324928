"""Statements about whole databases of the PostgreSQL that the suite runs on."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

import dj_database_url
import psycopg


def url() -> str:
    """The suite's DATABASE_URL; empty when it runs on SQLite."""
    found = os.environ.get("DATABASE_URL", "")
    return found if found.startswith("postgres") else ""


def url_of(name: str) -> str:
    """The URL of another database on the same server."""
    return urlsplit(url())._replace(path=f"/{name}").geturl()


def on_server(statement: str) -> list[tuple[object, ...]]:
    """Execute `statement` outside of any transaction, connected to no test database; its rows."""
    parts = dj_database_url.parse(url())
    where = {"host": parts["HOST"], "port": parts["PORT"], "user": parts["USER"]}
    with psycopg.connect(
        **{key: value for key, value in where.items() if value},
        password=parts["PASSWORD"] or None,
        dbname="postgres",
        autocommit=True,
    ) as connection:
        found = connection.execute(statement)
        return found.fetchall() if found.description else []
