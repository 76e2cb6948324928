"""What the procedures app adds to Wagtail's admin; this file only wires."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import ListingButton
from wagtail.snippets.models import register_snippet

from procedures import admin, admin_urls
from procedures.models import ProcedurePage

register_snippet(admin.NeedViewSet)
register_snippet(admin.FieldViewSet)


@hooks.register("register_admin_urls")
def admin_addresses() -> list[URLPattern]:
    return admin_urls.urlpatterns


@hooks.register("register_admin_menu_item")
def procedures_in_the_menu() -> admin.ProceduresMenu:
    return admin.ProceduresMenu()


@hooks.register("register_page_listing_more_buttons")
def compare_versions(page: Any, user: Any, next_url: str | None = None) -> Any:
    if isinstance(page, ProcedurePage) and page.live:
        yield ListingButton(
            _("Versions side by side"),
            reverse("procedures_compare", args=[page.pk]),
            icon_name="list-ol",
            priority=62,
        )
