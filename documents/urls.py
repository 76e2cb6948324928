"""Addresses of files, under /tep/. The name is Wagtail's own, so that `document.url` leads here."""

from __future__ import annotations

from django.urls import path

from documents import views

urlpatterns = [
    path("<int:document_id>/<str:document_filename>", views.serve, name="wagtaildocs_serve"),
]
