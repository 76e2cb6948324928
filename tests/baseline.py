"""A copy of the test database as migrations leave it, and the way back to it in an instant."""

from __future__ import annotations

import sqlite3
from typing import Any, ClassVar

from django.db.backends.base.base import BaseDatabaseWrapper


class Baseline:
    """The whole database, triggers and sequences included, copied when this is made."""

    current: ClassVar[Baseline | None] = None

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self._connection: Any = connection
        self._name = f"{connection.settings_dict['NAME']}_baseline"
        if connection.vendor == "sqlite":
            self._copy = sqlite3.connect(":memory:", check_same_thread=False)
            connection.ensure_connection()
            self._connection.connection.backup(self._copy)
        else:
            self._on_server(f'DROP DATABASE IF EXISTS "{self._name}"')
            self._clone(self._connection.settings_dict["NAME"], self._name)

    def restore(self) -> None:
        """Make the test database what it was; whatever Django remembers of it is forgotten."""
        from django.contrib.contenttypes.models import ContentType

        if self._connection.vendor == "sqlite":
            self._connection.ensure_connection()
            self._copy.backup(self._connection.connection)
        else:
            name = self._connection.settings_dict["NAME"]
            # FORCE: a thread of the live server may still hold a connection.
            self._connection.close()
            self._on_server(f'DROP DATABASE "{name}" WITH (FORCE)')
            self._clone(self._name, name)
        ContentType.objects.clear_cache()

    def close(self) -> None:
        """Throw the copy away."""
        if self._connection.vendor == "sqlite":
            self._copy.close()
        else:
            self._on_server(f'DROP DATABASE IF EXISTS "{self._name}"')

    def _clone(self, source: str, target: str) -> None:
        self._connection.close()  # PostgreSQL copies a database that nobody is connected to
        self._on_server(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')

    def _on_server(self, statement: str) -> None:
        with self._connection._nodb_cursor() as cursor:
            cursor.execute(statement)
