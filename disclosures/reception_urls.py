"""Address of the calendar of reception days."""

from __future__ import annotations

from django.urls import path

from disclosures import reception_days

app_name = "receptions"
urlpatterns = [path("lich.ics", reception_days.calendar_file, name="calendar")]
