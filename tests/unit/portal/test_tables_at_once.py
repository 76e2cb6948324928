"""A migration that makes many tables at once leaves what one that makes them singly leaves."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from portal.tables_at_once import TablesAtOnce


def _models() -> list[migrations.CreateModel]:
    """The first points to the second, which comes later."""
    key = ("id", models.BigAutoField(primary_key=True))
    child = models.ForeignKey("portal.later", models.CASCADE, related_name="+")
    unique = models.UniqueConstraint(fields=["name"], name="later_name_once")
    return [
        migrations.CreateModel("Earlier", [key, ("later", child)]),
        migrations.CreateModel(
            "Later", [key, ("name", models.CharField(max_length=9))], {"constraints": [unique]}
        ),
    ]


def _migration(made: Any) -> TablesAtOnce:
    return type("Migration", (TablesAtOnce,), {"operations": made})("0099_example", "portal")


@pytest.mark.django_db(transaction=True)
def test_tables_that_point_to_one_another_come_and_go_together() -> None:
    migration, empty = _migration(_models()), ProjectState()
    with connection.schema_editor(atomic=True) as editor:
        after = migration.apply(empty.clone(), editor)
    earlier, later = (after.apps.get_model("portal", name) for name in ("Earlier", "Later"))
    one = later.objects.create(name="one")
    assert earlier.objects.create(later=one).later == one
    with connection.cursor() as cursor:
        constraints = connection.introspection.get_constraints(cursor, "portal_later")
    assert constraints["later_name_once"]["unique"]
    with connection.schema_editor(atomic=True) as editor:
        migration.unapply(empty.clone(), editor)
    assert not {"portal_earlier", "portal_later"} & set(connection.introspection.table_names())


def test_what_is_already_made_into_classes_knows_the_new_tables() -> None:
    class Collecting:
        connection = connection

        def create_model(self, model: type[models.Model]) -> None:
            pass

    before = ProjectState()
    assert before.apps.get_models() == []
    after: Any = _migration(_models()).apply(before, Collecting())  # type: ignore[arg-type]
    assert len(after.apps.get_models()) == 2


def test_it_makes_tables_and_nothing_else() -> None:
    with pytest.raises(TypeError, match="makes tables only"):
        _migration([migrations.RunPython(migrations.RunPython.noop)])
