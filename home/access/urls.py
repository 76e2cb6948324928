"""Addresses beneath the page on access to information that are no pages."""

from __future__ import annotations

from django.urls import path

from home.access import views

app_name = "access"
urlpatterns = [path("phieu-yeu-cau-<slug:slug>.docx", views.sheet, name="sheet")]
