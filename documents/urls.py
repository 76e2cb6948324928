"""Addresses of files, under /tep/. The name is Wagtail's own, so that `document.url` leads here."""

from __future__ import annotations

from django.urls import path

from documents import readable_views, views

urlpatterns = [
    path(
        "<int:document_id>/<str:document_filename>/doc/",
        readable_views.readable,
        name="document_readable",
    ),
    path(
        "<int:document_id>/<str:document_filename>/tim-duoc.pdf",
        readable_views.searchable_copy,
        name="document_copy",
    ),
    path("<int:document_id>/<str:document_filename>", views.serve, name="wagtaildocs_serve"),
]
