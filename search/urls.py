"""Addresses of search, under /tim-kiem/."""

from __future__ import annotations

from django.urls import path

from search import views

app_name = "search"
urlpatterns = [
    path("", views.results, name="results"),
    path("atom", views.feed, name="feed"),
    path("goi-y/", views.suggest, name="suggest"),
]
