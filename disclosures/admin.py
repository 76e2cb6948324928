"""Registers in the admin, by wagtail-modeladmin; nothing else imports it (docs/adr says why).

Registers are read here. What they hold changes by acts with a form of their own: importing a plan,
signing an act of the register. So nobody adds, edits or deletes a row in them.
"""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin, ModelAdminGroup, modeladmin_register

from disclosures.models import Plan, PlanTask
from portal.permissions import may


class ReadOnly(PermissionHelper):
    """Whoever may read the register reads; nobody writes."""

    def user_can_list(self, user: Any) -> bool:
        return may(user, "view_register")

    def user_can_inspect_obj(self, user: Any, obj: Any) -> bool:
        return may(user, "view_register")

    def user_can_create(self, user: Any) -> bool:
        return False

    def user_can_edit_obj(self, user: Any, obj: Any) -> bool:
        return False

    def user_can_delete_obj(self, user: Any, obj: Any) -> bool:
        return False


class Register(ModelAdmin):
    """What every register has in common."""

    permission_helper_class = ReadOnly
    inspect_view_enabled = True
    history_view_enabled = False
    list_per_page = 50
    empty_value_display = "–"


# --- plans and their tasks ------------------------------------------------------------------------


class PlanRegister(Register):
    """The plans, latest first."""

    model = Plan
    menu_icon = "clipboard-list"
    menu_label = _("Plans")
    list_display = ["number", "signed_on", "title", "year", "task_count", "imported_at"]
    list_filter = ["year"]
    search_fields = ["number", "title", "signer"]
    inspect_template_name = "disclosures/admin/plan_inspect.html"
    inspect_view_fields = [
        "number",
        "signed_on",
        "title",
        "agency",
        "signer",
        "signer_title",
        "place",
        "year",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Plan]:
        return super().get_queryset(request).prefetch_related("imports", "tasks")

    def task_count(self, plan: Plan) -> int:
        """How many tasks the plan has now."""
        return sum(task.dropped_by_id is None for task in plan.tasks.all())

    task_count.short_description = _("number of tasks")

    def imported_at(self, plan: Plan) -> Any:
        """When it was imported last."""
        latest = next(iter(plan.imports.all()), None)
        return latest.imported_at if latest else None

    imported_at.short_description = _("imported at")


class PlanTaskRegister(Register):
    """The tasks of all plans that are not dropped."""

    model = PlanTask
    menu_icon = "tasks"
    menu_label = _("Tasks of plans")
    list_display = ["__str__", "plan", "section", "lead_unit", "cadence"]
    list_filter = ["plan", "section", "lead_unit", "cadence"]
    search_fields = ["content", "number", "lead", "cooperating", "schedule"]
    inspect_template_name = "disclosures/admin/task_inspect.html"
    inspect_view_fields = [
        "plan",
        "section",
        "number",
        "content",
        "lead",
        "lead_unit",
        "cooperating",
        "cooperating_units",
        "schedule",
        "cadence",
        "result",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[PlanTask]:
        return super().get_queryset(request).current().with_units()


# --- the menu -------------------------------------------------------------------------------------


class ImportPlanMenuItem(MenuItem):
    """The door for plans, for who may use it."""

    def __init__(self, order: int) -> None:
        super().__init__(
            _("Import a plan"), reverse("disclosures_plan_import"), icon_name="upload", order=order
        )

    def is_shown(self, request: HttpRequest) -> bool:
        return may(request.user, "import_plan")


class Registers(ModelAdminGroup):
    """The office's registers, one menu."""

    menu_label = _("Registers")
    menu_icon = "folder-open-inverse"
    menu_order = 150
    items = (PlanRegister, PlanTaskRegister)

    def get_submenu_items(self) -> list[Any]:
        items = super().get_submenu_items()
        return [*items, ImportPlanMenuItem(order=len(items) + 1)]


def register() -> None:
    """Put the registers into the admin (called by wagtail_hooks)."""
    modeladmin_register(Registers)
