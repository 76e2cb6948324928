"""A migration that makes many tables for the price of one."""

from __future__ import annotations

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import CreateModel, Migration
from django.db.migrations.state import ProjectState


class TablesAtOnce(Migration):
    """A migration of `CreateModel` alone, applied as one step.

    Django makes the classes of all related models anew after every operation; with hundreds of
    pages and what points to them that is most of the time a new database takes. Here they are
    made once, when all are known, which is also why a table may point to one that comes later.
    Raises `TypeError` for any other operation: it would need the state before it.
    """

    def __init__(self, name: str, app_label: str) -> None:
        super().__init__(name, app_label)
        for operation in self.operations:
            if not isinstance(operation, CreateModel):
                raise TypeError(f"{app_label}.{name} makes tables only, not {operation!r}")

    def apply(
        self,
        project_state: ProjectState,
        schema_editor: BaseDatabaseSchemaEditor,
        collect_sql: bool = False,
    ) -> ProjectState:
        """See `django.db.migrations.Migration.apply`."""
        before = project_state.clone()
        self._add_to(project_state)
        for operation in self.operations:
            operation.database_forwards(self.app_label, schema_editor, before, project_state)
        return project_state

    def unapply(
        self,
        project_state: ProjectState,
        schema_editor: BaseDatabaseSchemaEditor,
        collect_sql: bool = False,
    ) -> ProjectState:
        """See `django.db.migrations.Migration.unapply`."""
        after = project_state.clone()
        self._add_to(after)
        for operation in reversed(self.operations):
            operation.database_backwards(self.app_label, schema_editor, after, project_state)
        return project_state

    def _add_to(self, state: ProjectState) -> None:
        state.clear_delayed_apps_cache()
        vars(state).pop("apps", None)  # what is not made into classes need not be made anew
        for operation in self.operations:
            operation.state_forwards(self.app_label, state)
