"""What the disclosures app adds to Wagtail's admin; this file only wires."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from disclosures import admin_urls, editing, logged
from disclosures.admin import register
from disclosures.feeds import views as feed_views
from disclosures.issuers_admin import IssuerViewSet
from disclosures.reminders import work_page

register()
register_snippet(IssuerViewSet)


@hooks.register("register_admin_urls")
def admin_addresses() -> list[URLPattern | URLResolver]:
    return admin_urls.urlpatterns


@hooks.register("register_admin_menu_item")
def work_in_the_menu() -> work_page.WorkMenuItem:
    return work_page.WorkMenuItem()


@hooks.register("register_admin_menu_item")
def new_documents_in_the_menu() -> feed_views.NewDocumentsMenuItem:
    return feed_views.NewDocumentsMenuItem()


hooks.register("after_create_page", editing.warn_the_editor)
hooks.register("after_edit_page", editing.warn_the_editor)
hooks.register("register_log_actions", logged.log_actions)
