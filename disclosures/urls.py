"""Addresses of the public catalogue of duties."""

from __future__ import annotations

from django.urls import path

from disclosures import views
from disclosures.missing import views as missing_views

app_name = "disclosures"
urlpatterns = [
    path("", views.catalogue, name="catalogue"),
    path("phan-anh/", missing_views.lookup, name="notice_lookup"),
    path("phan-anh/<slug:code>/", missing_views.notice, name="notice"),
    path("<slug:code>/thieu/", missing_views.ask, name="ask"),
    path("<slug:code>/", views.obligation, name="obligation"),
]
