"""What search adds to Wagtail's admin; this file only wires."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from search import admin_views
from search.viewsets import BestBetViewSet, HouseWordsViewSet

register_snippet(HouseWordsViewSet)
register_snippet(BestBetViewSet)


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    return [
        path("search-quality/", admin_views.quality, name="search_quality"),
        path("search-quality/<int:row_id>/settle/", admin_views.settle, name="search_settle"),
    ]


class QualityMenuItem(MenuItem):
    """Shown to those who may look after search."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(admin_views.PERMISSION)


@hooks.register("register_settings_menu_item")
def quality_in_the_menu() -> Any:
    return QualityMenuItem(
        _("Quality of search"), reverse("search_quality"), icon_name="search", order=719
    )
