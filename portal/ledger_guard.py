"""The database's own refusal to change the ledger, on SQLite and PostgreSQL.

Installed again after every `migrate` (on SQLite a migration that changes the table's constraints
rebuilds it and silently drops the triggers); a system check and `doctor` look for them.

* PostgreSQL: row triggers before UPDATE and DELETE, and a statement trigger before TRUNCATE, which
  row triggers don't see.
* SQLite: triggers before UPDATE and DELETE. `INSERT OR REPLACE` deletes without firing them unless
  `PRAGMA recursive_triggers` is on (settings do that), so a trigger before INSERT refuses an id
  that is already there as well, whatever the connection's pragmas.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "portal_publicationevent"
REFUSAL = "The publication ledger is append-only."

_SQLITE = {
    "ledger_no_update": f"""CREATE TRIGGER IF NOT EXISTS ledger_no_update
        BEFORE UPDATE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    "ledger_no_delete": f"""CREATE TRIGGER IF NOT EXISTS ledger_no_delete
        BEFORE DELETE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    "ledger_no_replace": f"""CREATE TRIGGER IF NOT EXISTS ledger_no_replace
        BEFORE INSERT ON {TABLE}
        WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",  # noqa: S608  (constants of this module)
}
_POSTGRES_FUNCTION = f"""CREATE OR REPLACE FUNCTION portal_ledger_refuse() RETURNS trigger
    LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"""
_POSTGRES = {
    "ledger_no_update": f"""CREATE TRIGGER ledger_no_update BEFORE UPDATE ON {TABLE}
        FOR EACH ROW EXECUTE FUNCTION portal_ledger_refuse()""",
    "ledger_no_delete": f"""CREATE TRIGGER ledger_no_delete BEFORE DELETE ON {TABLE}
        FOR EACH ROW EXECUTE FUNCTION portal_ledger_refuse()""",
    "ledger_no_truncate": f"""CREATE TRIGGER ledger_no_truncate BEFORE TRUNCATE ON {TABLE}
        FOR EACH STATEMENT EXECUTE FUNCTION portal_ledger_refuse()""",
}


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers that are missing in place; does nothing when the table isn't there."""
    if TABLE not in connection.introspection.table_names():
        return
    lacking = missing(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            if lacking:
                cursor.execute(_POSTGRES_FUNCTION)
            for name in lacking:
                cursor.execute(_POSTGRES[name])
        else:
            for name in lacking:
                cursor.execute(_SQLITE[name])


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of the triggers that ought to be there and aren't."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT tgname FROM pg_trigger JOIN pg_class ON tgrelid = pg_class.oid "
                "WHERE relname = %s AND tgenabled <> 'D' "
                "AND pg_table_is_visible(pg_class.oid)",
                [TABLE],
            )
            wanted = _POSTGRES
        else:
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [TABLE]
            )
            wanted = _SQLITE
        there = {row[0] for row in cursor.fetchall()}
    return [name for name in wanted if name not in there]


@contextmanager
def lifted_for_tests(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Without the guard inside the block, so that the test runner can empty the tables.

    Raises RuntimeError outside a test database: no command and no setting lifts the guard.
    """
    name = str(connection.settings_dict["NAME"])
    if "test" not in name:
        raise RuntimeError("The ledger's guard is lifted in test databases only.")
    _drop(connection)
    try:
        yield
    finally:
        install(connection)


def _drop(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        for name in _POSTGRES if connection.vendor == "postgresql" else _SQLITE:
            on = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def install_after_migrate(sender: Any, using: str, **kwargs: Any) -> None:
    """Receiver of `post_migrate`."""
    from django.db import connections

    install(connections[using])
