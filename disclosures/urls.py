"""Addresses of the public catalogue of duties."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
