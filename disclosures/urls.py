"""Addresses of the public catalogue of duties."""

from __future__ import annotations

from django.urls import path

from disclosures import open_views, views
from disclosures.missing import views as missing_views

app_name = "disclosures"
urlpatterns = [
    path("", views.catalogue, name="catalogue"),
    path("du-lieu/", open_views.about, name="open_data"),
    path("du-lieu/nghia-vu.json", open_views.duties_json, name="duties_json"),
    path("du-lieu/nghia-vu.csv", open_views.duties_csv, name="duties_csv"),
    path("du-lieu/cac-lan.csv", open_views.instances_csv, name="cases_csv"),
    path("phan-anh/", missing_views.lookup, name="notice_lookup"),
    path("phan-anh/<slug:code>/", missing_views.notice, name="notice"),
    path("<slug:code>/thieu/", missing_views.ask, name="ask"),
    path("<slug:code>/", views.obligation, name="obligation"),
]
