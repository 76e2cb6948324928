"""What the procedures app adds to the admin's menu, and its registers; this file only wires."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.snippets.views.snippets import SnippetViewSet

from procedures.models import Need, ProcedureField
from procedures.permissions import may_print, may_see, may_write


class NeedViewSet(SnippetViewSet):
    """What people come for, with the procedures it takes."""

    model = Need
    icon = "tag"
    menu_label = _("Needs")
    add_to_admin_menu = False
    add_to_settings_menu = True
    menu_order = 720
    list_display = ["title", "audience", "is_shown", "sort_order"]
    list_filter = ["audience", "is_shown"]
    search_fields = ["title", "text", "words"]
    copy_view_enabled = False


class FieldViewSet(SnippetViewSet):
    """Fields of administration."""

    model = ProcedureField
    icon = "folder-open-inverse"
    menu_label = _("Fields of procedures")
    add_to_settings_menu = True
    menu_order = 721
    list_display = ["name", "code"]
    search_fields = ["name", "code"]
    copy_view_enabled = False


class _Seen(MenuItem):
    """An entry for those who work with procedures."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_see(request.user)


class _Written(MenuItem):
    """An entry for those who may write procedures."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_write(request.user)


class _Printed(MenuItem):
    """An entry for those who print posting sheets."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_print(request.user)


class ProceduresMenu(SubmenuMenuItem):
    """*Procedures* in the admin's menu."""

    def __init__(self) -> None:
        entries: list[Any] = [
            _Seen(
                _("All procedures"),
                reverse("procedures_catalogue"),
                name="procedures-all",
                icon_name="list-ol",
                order=10,
            ),
            _Seen(
                _("Announcing decisions"),
                reverse("procedures_decisions"),
                name="procedures-decisions",
                icon_name="doc-full",
                order=20,
            ),
            _Seen(
                _("Reviews of procedures"),
                reverse("procedures_reviews"),
                name="procedures-reviews",
                icon_name="tasks",
                order=30,
            ),
        ]
        entries += [
            _Written(
                _("Import from a file"),
                reverse("procedures_import"),
                name="procedures-import",
                icon_name="upload",
                order=50,
            ),
            _Printed(
                _("Posting sheets"),
                reverse("procedures_posting"),
                name="procedures-posting",
                icon_name="doc-full",
                order=60,
            ),
        ]
        super().__init__(
            _("Procedures"),
            Menu(register_hook_name="register_procedures_menu_item", items=entries),
            name="procedures",
            icon_name="list-ol",
            order=150,
        )
