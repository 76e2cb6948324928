"""What the disclosures app adds to Wagtail's admin; this file only wires."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from disclosures import admin_urls
from disclosures.admin import register
from disclosures.feeds import views as feed_views
from disclosures.issuers_admin import IssuerViewSet
from disclosures.models import DisclosureItem
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


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def warn_the_editor(request: HttpRequest, page: Any) -> None:
    """What the page itself warns about: too late to be valid, people named."""
    if isinstance(page, DisclosureItem):
        for warning in page.warnings():
            messages.warning(request, warning)


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    actions.register_action(
        "disclosures.confirm_rule", _("Confirm a rule"), _("Deadline rule confirmed")
    )
    entered = _("Version of a rule entered")
    actions.register_action("disclosures.version_entered", entered, entered)
    entered = _("Validity of a legal basis entered")
    actions.register_action("disclosures.basis_entered", entered, entered)
    for action, words in {
        "answered": _("Reader's notice answered"),
        "released": _("Reader's notice made public"),
        "declined": _("Reader's notice closed"),
        "set_apart": _("Reader's notice set apart"),
        "read": _("Notice set apart was read"),
    }.items():
        actions.register_action(f"disclosures.missing_{action}", words, words)
    for action, words in {
        "accepted": _("Announced document taken over"),
        "merged": _("Announced document was there already"),
        "dismissed": _("Announced document dismissed"),
        "put_back": _("Announced document put back"),
    }.items():
        actions.register_action(f"disclosures.feed_item_{action}", words, words)
    entered = _("Result of a provincial index entered")
    actions.register_action("disclosures.index_entered", entered, entered)
    corrected = _("Result of a provincial index corrected")
    actions.register_action("disclosures.index_corrected", corrected, corrected)
