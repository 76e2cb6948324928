"""The core's screens in the admin: accounts and units."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSet
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from portal.accounts.admin_views import CreateView, EditView
from portal.models import CalendarDay, ConfirmedYear, Unit
from portal.user_forms import UserCreationForm, UserEditForm


class UserViewSet(WagtailUserViewSet):
    """Accounts; a new one is invited by e-mail unless a password is given."""

    add_view_class = CreateView
    edit_view_class = EditView

    def get_form_class(self, for_update: bool = False) -> type[Any]:
        return UserEditForm if for_update else UserCreationForm


class UnitViewSet(SnippetViewSet):
    """The office's units."""

    model = Unit
    icon = "group"
    menu_label = _("Units")
    menu_order = 700
    add_to_settings_menu = True
    list_display = ["name", "code", "kind", "valid_from", "valid_to", "succeeded_by"]
    list_filter = ["kind"]
    search_fields = ["name", "code"]
    panels = [
        FieldPanel("code"),
        FieldPanel("name"),
        FieldPanel("kind"),
        FieldPanel("aliases"),
        FieldPanel("email"),
        MultiFieldPanel(
            [FieldPanel("valid_from"), FieldPanel("valid_to"), FieldPanel("succeeded_by")],
            heading=_("Validity and succession"),
        ),
        FieldPanel("sort_order"),
        FieldPanel("is_example"),
    ]


class AddOnlyPolicy(ModelPermissionPolicy):
    """What is entered stays: rows are added and seen, never changed or deleted, by whomever."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in {"change", "delete"} and super().user_has_permission(user, action)


class _EnteredViewSet(SnippetViewSet):
    """Rows that say who entered them and when, and that are added only."""

    add_to_settings_menu = True
    copy_view_enabled = False

    @property
    def permission_policy(self) -> AddOnlyPolicy:
        return AddOnlyPolicy(self.model)


class CalendarDayViewSet(_EnteredViewSet):
    """Days off and worked Saturdays, as decreed year by year."""

    model = CalendarDay
    icon = "date"
    menu_label = _("Days off and worked")
    menu_order = 710
    list_display = ["day", "is_working", "note", "entered_at", "entered_by"]
    list_filter = ["is_working"]
    panels = [FieldPanel("day"), FieldPanel("is_working"), FieldPanel("note")]


class ConfirmedYearViewSet(_EnteredViewSet):
    """Years whose days off a person of the office has confirmed."""

    model = ConfirmedYear
    icon = "calendar-check"
    menu_label = _("Confirmed calendar years")
    menu_order = 711
    list_display = ["year", "confirmed_at", "confirmed_by"]
    panels = [FieldPanel("year")]
