"""Addresses of the units' pages."""

from __future__ import annotations

from django.urls import path

from disclosures import unit_pages

app_name = "units"
urlpatterns = [
    path("", unit_pages.units, name="all"),
    path("<slug:code>/", unit_pages.unit_page, name="one"),
]
