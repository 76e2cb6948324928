"""For the test runner alone: emptying tables in spite of the ledger's guard.

`TransactionTestCase` and live-server tests empty every table between tests (DELETE on SQLite,
TRUNCATE on PostgreSQL) by the `flush` command. `allow_flush` wraps that command's SQL; the guard is
back before the next statement. Refused outside a test database (`portal.ledger_guard`).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections
from django.db.backends.base.operations import BaseDatabaseOperations

from portal import ledger_guard


@contextmanager
def allow_flush() -> Iterator[None]:
    """Inside the block `flush` may empty the ledger of a test database."""
    original = BaseDatabaseOperations.execute_sql_flush

    def execute_sql_flush(operations: Any, sql_list: list[str]) -> None:
        connection = connections[operations.connection.alias]
        with ledger_guard.lifted_for_tests(connection):
            original(operations, sql_list)

    BaseDatabaseOperations.execute_sql_flush = execute_sql_flush
    try:
        yield
    finally:
        BaseDatabaseOperations.execute_sql_flush = original
