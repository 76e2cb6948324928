"""The ledger can be added to and read; nothing changes or removes a row, by whatever road."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from portal import ledger_guard
from portal.events import Answer, EventKind
from portal.models import PublicationEvent
from portal.models.ledger import LedgerError
from portal.publishing import record_act
from tests.factories import make_user

TABLE = ledger_guard.TABLE


@pytest.fixture
def event(db: None) -> PublicationEvent:
    return record_act(
        EventKind.NIL_RETURNED,
        actor=make_user(is_superuser=True),
        unit_code="VP",
        answers=[Answer("KN-QD", "2026-Q3")],
        reason="Không phát sinh",
    )


def run(sql: str, params: list | None = None) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)


def test_python_refuses_to_change_or_remove_a_row(event: PublicationEvent) -> None:
    event.reason = "khác"
    with pytest.raises(LedgerError):
        event.save()
    with pytest.raises(LedgerError):
        event.delete()
    with pytest.raises(LedgerError):
        PublicationEvent.objects.update(reason="khác")
    with pytest.raises(LedgerError):
        PublicationEvent.objects.all().delete()
    with pytest.raises(LedgerError):
        PublicationEvent.objects.bulk_update([event], ["reason"])


@pytest.mark.parametrize(
    "sql",
    [
        f"UPDATE {TABLE} SET reason = 'x' WHERE id = %s",
        f"DELETE FROM {TABLE} WHERE id = %s",
    ],
)
def test_the_database_refuses_update_and_delete(event: PublicationEvent, sql: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"):
        run(sql, [event.pk])
    assert PublicationEvent.objects.get(pk=event.pk).reason == "Không phát sinh"


@pytest.mark.sqlite_only
@pytest.mark.parametrize("recursive", ["ON", "OFF"])
def test_sqlite_refuses_replace_whatever_the_pragma(
    event: PublicationEvent, recursive: str
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA recursive_triggers={recursive}")
    columns = ", ".join(field.column for field in PublicationEvent._meta.concrete_fields)
    try:
        with pytest.raises(DatabaseError, match="append-only"):
            run(
                f"INSERT OR REPLACE INTO {TABLE} ({columns}) SELECT {columns} FROM {TABLE} "
                "WHERE id = %s",
                [event.pk],
            )
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA recursive_triggers=ON")
    assert PublicationEvent.objects.get(pk=event.pk).reason == "Không phát sinh"


@pytest.mark.postgres_only
def test_postgres_refuses_truncate_and_upsert(event: PublicationEvent) -> None:
    with pytest.raises(DatabaseError, match="append-only"):
        run(f"TRUNCATE {TABLE}")
    columns = ", ".join(field.column for field in PublicationEvent._meta.concrete_fields)
    with pytest.raises(DatabaseError, match="append-only"):
        run(
            f"INSERT INTO {TABLE} ({columns}) SELECT {columns} FROM {TABLE} WHERE id = %s "
            "ON CONFLICT (id) DO UPDATE SET reason = 'x'",
            [event.pk],
        )
    assert PublicationEvent.objects.get(pk=event.pk).reason == "Không phát sinh"


@pytest.mark.django_db(transaction=True)
def test_the_guard_survives_a_migration_that_rebuilds_the_table() -> None:
    """On SQLite a changed constraint rebuilds the table and drops its triggers: `migrate` puts them
    back."""
    constraint = next(
        one
        for one in PublicationEvent._meta.constraints
        if one.name == "ledger_page_events_name_a_page"
    )
    with connection.schema_editor(atomic=connection.features.can_rollback_ddl) as editor:
        editor.remove_constraint(PublicationEvent, constraint)
    with connection.schema_editor(atomic=connection.features.can_rollback_ddl) as editor:
        editor.add_constraint(PublicationEvent, constraint)
    call_command("migrate", verbosity=0)
    assert ledger_guard.missing(connection) == []
    made = record_act(
        EventKind.NIL_RETURNED,
        actor=make_user(is_superuser=True),
        unit_code="VP",
        answers=[Answer("KN-QD", "2026-Q3")],
    )
    for sql in (f"UPDATE {TABLE} SET reason = 'x'", f"DELETE FROM {TABLE}"):
        with pytest.raises(DatabaseError, match="append-only"):
            run(sql)
    assert PublicationEvent.objects.filter(pk=made.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_a_missing_trigger_is_found_by_the_system_check() -> None:
    from django.core import checks

    on = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
    run(f"DROP TRIGGER ledger_no_delete{on}")
    try:
        found = checks.run_checks(databases=["default"], tags=["portal"])
        assert "portal.W001" in {message.id for message in found}
    finally:
        ledger_guard.install(connection)
    assert "portal.W001" not in {
        message.id for message in checks.run_checks(databases=["default"], tags=["portal"])
    }


def test_the_guard_is_lifted_in_test_databases_only(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(connection.settings_dict, "NAME", "portal")
    with (
        pytest.raises(RuntimeError, match="test databases only"),
        ledger_guard.lifted_for_tests(connection),
    ):
        pass


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"kind": "published", "page_id": None}, "ledger_page_events_name_a_page"),
        ({"kind": "nonsense"}, "ledger_known_kind"),
        ({"kind": "withdrawn", "page_id": 1, "reason": ""}, "ledger_reason_where_owed"),
        (
            {"kind": "evidence_given", "covers_from": "2026-02-02", "covers_until": "2026-02-01"},
            "ledger_covers_in_order",
        ),
    ],
)
def test_the_database_keeps_the_ledgers_promises(db: None, fields: dict, name: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        PublicationEvent.objects.create(
            **{"happened_on": "2026-01-01", "recorded_at": "2026-01-01T00:00:00Z"} | fields
        )


def test_a_row_becomes_the_value_the_rules_work_on(event: PublicationEvent) -> None:
    value = event.as_value()
    assert value.kind is EventKind.NIL_RETURNED
    assert value.answers == (Answer("KN-QD", "2026-Q3"),)
    assert value.answers_duty("KN-QD") and not value.answers_duty("TC-KL")
    read = PublicationEvent.objects.filter(pk=event.pk).values_of_events()
    assert [one.id for one in read] == [event.pk]
