"""The core's screens in the admin: accounts and units."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from portal.accounts.admin_views import CreateView, EditView
from portal.models import Unit
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
