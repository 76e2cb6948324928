"""What the disclosures app adds to Wagtail's admin; this file only wires."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, URLResolver
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from disclosures import admin_urls
from disclosures.admin import register
from disclosures.reminders import work_page

register()


@hooks.register("register_admin_urls")
def admin_addresses() -> list[URLPattern | URLResolver]:
    return admin_urls.urlpatterns


@hooks.register("register_admin_menu_item")
def work_in_the_menu() -> work_page.WorkMenuItem:
    return work_page.WorkMenuItem()


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    actions.register_action(
        "disclosures.confirm_rule", _("Confirm a rule"), _("Deadline rule confirmed")
    )
    for action, words in {
        "answered": _("Reader's notice answered"),
        "released": _("Reader's notice made public"),
        "declined": _("Reader's notice closed"),
        "set_apart": _("Reader's notice set apart"),
        "read": _("Notice set apart was read"),
    }.items():
        actions.register_action(f"disclosures.missing_{action}", words, words)
    entered = _("Result of a provincial index entered")
    actions.register_action("disclosures.index_entered", entered, entered)
    corrected = _("Result of a provincial index corrected")
    actions.register_action("disclosures.index_corrected", corrected, corrected)
