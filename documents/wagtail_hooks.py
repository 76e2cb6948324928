"""Wires the documents app into Wagtail's admin."""

from __future__ import annotations

from django.urls import URLPattern, path
from wagtail import hooks

from documents import admin


@hooks.register("register_admin_urls", order=-1)
def register_delete_views() -> list[URLPattern]:
    """Ours come before Wagtail's at the same addresses, so theirs are never reached."""
    return [
        path("documents/delete/<int:document_id>/", admin.DeleteView.as_view()),
        path("documents/multiple/<int:doc_id>/delete/", admin.MultipleDeleteView.as_view()),
    ]


hooks.register("before_bulk_action", admin.refuse_bulk_delete_of_listed)
