"""The database's own refusal to change the ledger, on SQLite and PostgreSQL.

Other tables that are only ever added to (`also`) get the same triggers; which ones, their apps say
when they are ready.

One change passes: the rows of a page that was taken down (its `taken_down` row is there) may have
title, address, files and note blanked, and nothing else (`SCRUBBED`); personal data that leaked
must not live on in the ledger. Every other column stays by the database's own word.

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
ALSO_REFUSAL = "This table is append-only."

#: Tables guarded beside the ledger: name → the beginning of its triggers' names.
_also: dict[str, str] = {}

_POSTGRES_FUNCTION = f"""CREATE OR REPLACE FUNCTION portal_ledger_refuse() RETURNS trigger
    LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"""
#: What may be blanked of the rows of a page that was taken down (P3), and to what.
SCRUBBED = ("title", "url_path", "files", "reason")
_POSTGRES_SCRUB_FUNCTION = f"""CREATE OR REPLACE FUNCTION portal_ledger_scrub() RETURNS trigger
    LANGUAGE plpgsql AS $$ BEGIN
    IF to_jsonb(NEW) - ARRAY{list(SCRUBBED)} = to_jsonb(OLD) - ARRAY{list(SCRUBBED)}
        AND NEW.title = '' AND NEW.url_path = '' AND NEW.files::text = '[]'
        AND NEW.reason = (CASE WHEN OLD.reason = '' THEN '' ELSE '[taken down]' END)
        AND OLD.kind <> 'taken_down'
        AND EXISTS (SELECT 1 FROM {TABLE} WHERE kind = 'taken_down' AND page_id = OLD.page_id)
    THEN RETURN NEW; END IF;
    RAISE EXCEPTION '{REFUSAL}'; END $$"""  # noqa: S608  (constants of ours)
_POSTGRES_ALSO_FUNCTION = f"""CREATE OR REPLACE FUNCTION portal_append_only_refuse()
    RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{ALSO_REFUSAL}'; END $$"""


def also(table: str, prefix: str) -> None:
    """Guard `table`, whose rows have an `id`, as the ledger is; `prefix` begins its triggers."""
    _also[table] = prefix


def _tables(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """The tables to guard that there are, with the prefix of their triggers."""
    there = set(connection.introspection.table_names())
    wanted = {TABLE: "ledger", **_also}
    return {table: prefix for table, prefix in wanted.items() if table in there}


def _triggers(vendor: str, table: str, prefix: str) -> dict[str, str]:
    """Name → statement of the triggers that guard one table."""
    if vendor == "postgresql":
        refuse = "portal_ledger_refuse" if table == TABLE else "portal_append_only_refuse"
        triggers = {
            f"{prefix}_no_{verb.lower()}": f"CREATE TRIGGER {prefix}_no_{verb.lower()} "
            f"BEFORE {verb} ON {table} FOR EACH {each} EXECUTE FUNCTION {refuse}()"
            for verb, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT"))
        }
        if table == TABLE:
            del triggers["ledger_no_update"]
            triggers["ledger_only_scrub"] = (
                f"CREATE TRIGGER ledger_only_scrub BEFORE UPDATE ON {table} FOR EACH ROW "
                "EXECUTE FUNCTION portal_ledger_scrub()"
            )
        return triggers
    refusal = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL if table == TABLE else ALSO_REFUSAL}'); END"
    whens = {
        "update": "BEFORE UPDATE ON {table}",
        "delete": "BEFORE DELETE ON {table}",
        "replace": "BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)",
    }
    triggers = {
        f"{prefix}_no_{verb}": f"CREATE TRIGGER IF NOT EXISTS {prefix}_no_{verb} "
        f"{when.format(table=table)} {refusal}"
        for verb, when in whens.items()
    }
    if table == TABLE:
        del triggers["ledger_no_update"]
        triggers["ledger_only_scrub"] = (
            f"CREATE TRIGGER IF NOT EXISTS ledger_only_scrub BEFORE UPDATE ON {table} "
            f"WHEN NOT ({_sqlite_scrub()}) {refusal}"
        )
    return triggers


def _sqlite_scrub() -> str:
    """When an UPDATE of the ledger is the blanking that a take-down makes, as SQL."""
    from portal.models import PublicationEvent

    kept = [
        field.column
        for field in PublicationEvent._meta.local_concrete_fields
        if field.column not in SCRUBBED
    ]
    same = " AND ".join(f'NEW."{name}" IS OLD."{name}"' for name in kept)
    return (
        f"{same} AND NEW.title = '' AND NEW.url_path = '' AND NEW.files = '[]' "  # noqa: S608
        "AND NEW.reason = CASE WHEN OLD.reason = '' THEN '' ELSE '[taken down]' END "
        "AND OLD.kind <> 'taken_down' AND EXISTS "
        f"(SELECT 1 FROM {TABLE} WHERE kind = 'taken_down' AND page_id = OLD.page_id)"
    )


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers that are missing in place; does nothing for a table that isn't there."""
    tables = _tables(connection)
    lacking = set(missing(connection)) if tables else set()
    if not lacking:
        return
    with connection.cursor() as cursor:
        if "ledger_only_scrub" in lacking and TABLE in tables:  # what stood there before
            on = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS ledger_no_update{on}")
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRES_FUNCTION)
            cursor.execute(_POSTGRES_ALSO_FUNCTION)
            cursor.execute(_POSTGRES_SCRUB_FUNCTION)
        for table, prefix in tables.items():
            for name, statement in _triggers(connection.vendor, table, prefix).items():
                if name in lacking:
                    cursor.execute(statement)


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of the triggers that ought to be there and aren't."""
    wanted = [
        name
        for table, prefix in ({TABLE: "ledger"} | _tables(connection)).items()
        for name in _triggers(connection.vendor, table, prefix)
    ]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT tgname FROM pg_trigger JOIN pg_class ON tgrelid = pg_class.oid "
                "WHERE tgenabled <> 'D' AND pg_table_is_visible(pg_class.oid)"
            )
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
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
        for table, prefix in _tables(connection).items():
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            for name in _triggers(connection.vendor, table, prefix):
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def install_after_migrate(sender: Any, using: str, **kwargs: Any) -> None:
    """Receiver of `post_migrate`."""
    from django.db import connections

    install(connections[using])
