"""The core's screens in the admin: accounts and units."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSet
from wagtail.users.views.groups import GroupViewSet as WagtailGroupViewSet
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from portal import registry
from portal.accounts.admin_views import CreateView, EditView, RoleEditView
from portal.models import CalendarDay, ConfirmedYear, KindWorkflow, Substitution, Unit
from portal.names_widget import names_panel
from portal.user_forms import UserCreationForm, UserEditForm


class UserViewSet(WagtailUserViewSet):
    """Accounts; a new one is invited by e-mail unless a password is given."""

    add_view_class = CreateView
    edit_view_class = EditView

    def get_form_class(self, for_update: bool = False) -> type[Any]:
        return UserEditForm if for_update else UserCreationForm


class GroupViewSet(WagtailGroupViewSet):
    """Roles; nobody changes the rights of a role they hold themselves."""

    edit_view_class = RoleEditView


class UnitForm(WagtailAdminModelForm):
    """What a unit may write is ticked among the kinds there are."""

    kinds = forms.MultipleChoiceField(
        label=_("Kinds it may write"),
        choices=lambda: [(one.code, one.title_plural) for one in registry.kinds if one.needs_unit],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What an editor of this unit may draft; passes to the unit that succeeds it."),
    )

    def clean_kinds(self) -> list[str]:
        """As the unit keeps it; a kind of a feature that is switched off stays."""
        unknown = [one for one in self.instance.kinds if one not in registry.kinds]
        return [*self.cleaned_data["kinds"], *unknown]


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
    edit_handler = ObjectList(
        [
            FieldPanel("code"),
            FieldPanel("name"),
            FieldPanel("kind"),
            names_panel("aliases"),
            FieldPanel("email"),
            FieldPanel("kinds"),
            MultiFieldPanel(
                [FieldPanel("valid_from"), FieldPanel("valid_to"), FieldPanel("succeeded_by")],
                heading=_("Validity and succession"),
            ),
            FieldPanel("sort_order"),
            FieldPanel("is_example"),
        ],
        base_form_class=UnitForm,
    )


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


class SubstitutionViewSet(SnippetViewSet):
    """Who approves in whose place, and how long."""

    model = Substitution
    icon = "user"
    menu_label = _("Substitutes")
    menu_order = 705
    add_to_settings_menu = True
    copy_view_enabled = False
    list_display = ["substitute", "approver", "from_day", "until_day", "note"]
    panels = [
        FieldRowPanel([FieldPanel("substitute"), FieldPanel("approver")]),
        FieldRowPanel([FieldPanel("from_day"), FieldPanel("until_day")]),
        FieldPanel("note"),
    ]


class KindWorkflowForm(WagtailAdminModelForm):
    """The kind is one of those there are."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=lambda: [(one.code, one.title) for one in registry.kinds if one.needs_unit],
    )


class KindWorkflowViewSet(SnippetViewSet):
    """Which workflow the pages of a kind go through."""

    model = KindWorkflow
    icon = "tasks"
    menu_label = _("Approval by kind")
    menu_order = 706
    add_to_settings_menu = True
    copy_view_enabled = False
    list_display = ["__str__", "workflow"]
    edit_handler = ObjectList(
        [FieldPanel("kind"), FieldPanel("workflow")], base_form_class=KindWorkflowForm
    )
