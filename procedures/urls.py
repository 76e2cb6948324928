"""Addresses of procedures that are no pages."""

from __future__ import annotations

from django.urls import path

from procedures import export_views
from procedures.posting import views as posting_views

app_name = "procedures"
urlpatterns = [
    path("du-lieu/thu-tuc.<slug:ending>", export_views.public, name="export"),
    path("<str:code>/<int:number>/", posting_views.version, name="version"),
]
