"""Addresses of open data. They are an interface: they stay (docs/open-data.md)."""

from __future__ import annotations

from django.urls import path, re_path

from portal.open_data import sitemap_views, views

API = "du-lieu/api/v1"

urlpatterns = [
    path("du-lieu/", views.about, name="open_data"),
    path("du-lieu/truong/<slug:kind>/", views.fields, name="open_data_fields"),
    path(f"{API}/kinds", views.kinds, name="open_data_kinds"),
    path(f"{API}/items", views.items, name="open_data_items"),
    re_path(
        rf"^{API}/items/page:(?P<number>[1-9][0-9]{{0,17}})\Z", views.item, name="open_data_item"
    ),
    path(f"{API}/openapi.json", views.openapi, name="open_data_openapi"),
    path(f"{API}/", views.openapi, name="open_data_api"),
    re_path(rf"^{API}/[\s\S]+\Z", views.nothing),
    path("du-lieu/<slug:kind>.csv", views.csv_file, name="open_data_csv"),
    path("du-lieu/<slug:kind>.json", views.json_file, name="open_data_json"),
    path("du-lieu/moi.atom", views.feed_of_all, name="open_data_feed"),
    path("du-lieu/<slug:kind>.atom", views.feed_of_kind, name="open_data_atom"),
    path("du-lieu/don-vi/<str:code>.atom", views.feed_of_unit, name="open_data_unit_atom"),
    path("sitemap.xml", sitemap_views.index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemap_views.part, name="sitemap_part"),
    path("robots.txt", views.robots, name="robots"),
]
