"""Registers in the admin, by wagtail-modeladmin; nothing else imports it (docs/adr says why).

Registers are read here. What they hold changes by acts with a form of their own: importing a plan,
signing an act of the register. So nobody adds, edits or deletes a row in them.
"""

from __future__ import annotations

import threading
import weakref
from typing import Any

from django.contrib.admin import SimpleListFilter
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.sites import AdminSite
from django.contrib.admin.utils import unquote
from django.core.exceptions import SuspiciousOperation
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin, ModelAdminGroup, modeladmin_register

from disclosures import permissions
from disclosures.counting.verdicts import DutyStatus, DutyValue
from disclosures.models import Obligation, Plan, PlanTask
from disclosures.plans import views as task_views
from disclosures.register import LeadUnits, snapshot
from disclosures.words.wording import VALUES
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
    index_view_extra_css = ["css/registers.css"]

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        # Filters by related rows ask Django's own admin how to sort; we don't install it.
        self.admin_site = AdminSite(name="none")

    def index_view(self, request: HttpRequest) -> HttpResponse:
        """The list; a filter that makes no sense shows it whole."""
        try:
            return super().index_view(request)
        except (IncorrectLookupParameters, SuspiciousOperation, ValueError):
            return redirect(self.url_helper.index_url)


# --- plans and their tasks ------------------------------------------------------------------------


class PlanReaders(ReadOnly):
    """A plan is sent to every unit, so their people read it too."""

    def user_can_list(self, user: Any) -> bool:
        return permissions.may_read_plans(user)

    def user_can_inspect_obj(self, user: Any, obj: Any) -> bool:
        return permissions.may_read_plans(user)


class PlanRegister(Register):
    """The plans, several years side by side; the pages are ours (disclosures/plans/views.py)."""

    model = Plan
    permission_helper_class = PlanReaders
    menu_icon = "clipboard-list"
    menu_label = _("Plans")

    def index_view(self, request: HttpRequest) -> HttpResponse:
        """All plans with how their tasks stand."""
        return task_views.plans(request)

    def inspect_view(self, request: HttpRequest, instance_pk: str) -> HttpResponse:
        """A plan's own page has all its tasks with their status."""
        return redirect("disclosures_plan", get_object_or_404(Plan, pk=unquote(instance_pk)).pk)


class PlanTaskRegister(Register):
    """The tasks of all plans that are not dropped."""

    model = PlanTask
    menu_icon = "tasks"
    menu_label = _("Tasks of plans")
    list_display = ["__str__", "plan", "section", "lead_unit", "cadence"]
    list_filter = ["plan", "section", "lead_unit", "cadence"]
    search_fields = ["content", "number", "lead", "cooperating", "schedule"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[PlanTask]:
        return super().get_queryset(request).current().with_units()

    def inspect_view(self, request: HttpRequest, instance_pk: str) -> HttpResponse:
        """A task's own page has its status, its answers and its changes."""
        found = get_object_or_404(PlanTask, pk=unquote(instance_pk))
        return redirect("disclosures_task", found.pk)


# --- duties ---------------------------------------------------------------------------------------


class StatusFilter(SimpleListFilter):
    """Duties by their status now."""

    title = _("status")
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(value.value, VALUES[value]) for value in DutyValue]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Obligation]) -> Any:
        if self.value() not in set(DutyValue):
            return queryset
        statuses = snapshot().statuses.values()
        return queryset.filter(code__in=[one.duty for one in statuses if one.value == self.value()])


class ObligationRegister(Register):
    """The catalogue of duties with the status of each, computed for every request."""

    model = Obligation
    menu_icon = "tasks"
    menu_label = _("Register of duties")
    list_display = ["title_vi", "code", "status", "next_due", "unit", "confirmed"]
    list_filter = [StatusFilter, "kind", "cadence", "papi_dimension"]
    search_fields = ["code", "title_vi", "title_en", "lead_unit_name"]

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        # A register is an object of the whole process; what one request computed is its own.
        self._now = threading.local()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Obligation]:
        # Wagtail asks for the rows again for each filter and count of one page.
        asked = getattr(self._now, "request", None)
        if asked is None or asked() is not request:
            self._now.request = weakref.ref(request)
            self._now.register = snapshot()
            self._now.units = LeadUnits(self._now.register.day)
        return super().get_queryset(request)

    def inspect_view(self, request: HttpRequest, instance_pk: str) -> HttpResponse:
        """A duty's own page has its instances and the acts that may be signed."""
        obligation = get_object_or_404(Obligation, pk=unquote(instance_pk))
        return redirect("disclosures_duty", obligation.code)

    def status(self, obligation: Obligation) -> Any:
        """Its state in words."""
        return VALUES[self._status(obligation).value]

    status.short_description = _("status")

    def next_due(self, obligation: Obligation) -> Any:
        """The earliest deadline still ahead or missed."""
        return self._status(obligation).next_due

    next_due.short_description = _("next due")

    def unit(self, obligation: Obligation) -> Any:
        """Who answers for it today."""
        duty = self._now.register.duty(obligation.code)
        return self._now.units.of(duty) if duty else None

    unit.short_description = _("lead unit")

    def confirmed(self, obligation: Obligation) -> bool:
        """Whether a person of the office confirmed the rule that the state rests on."""
        return self._status(obligation).rule_confirmed

    confirmed.short_description = _("rule confirmed")
    confirmed.boolean = True

    def _status(self, obligation: Obligation) -> DutyStatus:
        return self._now.register.statuses[obligation.code]


# --- the menu -------------------------------------------------------------------------------------


class ImportPlanMenuItem(MenuItem):
    """The door for plans, for who may use it."""

    def __init__(self, order: int) -> None:
        super().__init__(
            _("Import a plan"), reverse("disclosures_plan_import"), icon_name="upload", order=order
        )

    def is_shown(self, request: HttpRequest) -> bool:
        return may(request.user, "import_plan")


class ReportsMenuItem(MenuItem):
    """The door for progress reports: for units that answer, and for who reads them."""

    def __init__(self, order: int) -> None:
        super().__init__(
            _("Progress reports"),
            reverse("disclosures_reports"),
            icon_name="doc-full",
            order=order,
        )

    def is_shown(self, request: HttpRequest) -> bool:
        return permissions.may_read_reports(request.user) or may(request.user, "act_for_unit")


class BoardMenuItem(MenuItem):
    """The dashboard and the provincial indices, for who may read the register."""

    def is_shown(self, request: HttpRequest) -> bool:
        return permissions.may_see_dashboard(request.user)


class NoticesMenuItem(MenuItem):
    """Readers' notices, for who may read or answer some of them."""

    def is_shown(self, request: HttpRequest) -> bool:
        user = request.user
        return any(
            may(user, name) for name in ("view_register", "act_for_unit", "act_for_any_unit")
        )


class Registers(ModelAdminGroup):
    """The office's registers, one menu."""

    menu_label = _("Registers")
    menu_icon = "folder-open-inverse"
    menu_order = 150
    items = (ObligationRegister, PlanRegister, PlanTaskRegister)

    def get_submenu_items(self) -> list[Any]:
        items = super().get_submenu_items()
        order = len(items) + 1
        return [
            BoardMenuItem(
                _("Dashboard for leaders"),
                reverse("disclosures_dashboard"),
                icon_name="view",
                order=0,
            ),
            *items,
            ReportsMenuItem(order=order),
            ImportPlanMenuItem(order=order + 1),
            NoticesMenuItem(
                _("Readers' notices"),
                reverse("disclosures_notices"),
                icon_name="mail",
                order=order + 2,
            ),
            BoardMenuItem(
                _("PAPI, PAR, PCI"),
                reverse("disclosures_indices"),
                icon_name="order",
                order=order + 3,
            ),
            BoardMenuItem(
                _("Legal bases"), reverse("disclosures_law"), icon_name="rotate", order=order + 3
            ),
        ]


def register() -> None:
    """Put the registers into the admin (called by wagtail_hooks)."""
    modeladmin_register(Registers)
