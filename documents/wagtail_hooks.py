"""Wires the documents app into Wagtail's admin."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks

from documents import admin
from documents.incoming.menu import IncomingMenuItem


@hooks.register("register_admin_urls", order=-1)
def register_views() -> list[URLPattern | URLResolver]:
    """Our deletions come before Wagtail's at the same addresses, so theirs are never reached."""
    return [
        path("documents/delete/<int:document_id>/", admin.DeleteView.as_view()),
        path("documents/multiple/<int:doc_id>/delete/", admin.MultipleDeleteView.as_view()),
        path("incoming/", include("documents.incoming.urls")),
    ]


@hooks.register("register_admin_menu_item")
def incoming_in_the_menu() -> IncomingMenuItem:
    return IncomingMenuItem()


hooks.register("before_bulk_action", admin.refuse_bulk_delete_of_listed)
