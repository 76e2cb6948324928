"""Addresses of the public catalogue of duties."""

from __future__ import annotations

from django.urls import path

from disclosures import views

app_name = "disclosures"
urlpatterns = [
    path("", views.catalogue, name="catalogue"),
    path("<slug:code>/", views.obligation, name="obligation"),
]
