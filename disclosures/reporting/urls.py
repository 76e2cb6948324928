"""Addresses of progress reports in the admin, under reports/."""

from __future__ import annotations

from django.urls import path

from disclosures.reporting import office_views, views

urlpatterns = [
    path("", views.periods, name="disclosures_reports"),
    path("make/", views.make, name="disclosures_reports_make"),
    path("<int:period_id>/", office_views.report, name="disclosures_report"),
    path("<int:period_id>/dates/", office_views.dates, name="disclosures_report_dates"),
    path("<int:period_id>/text/", office_views.text, name="disclosures_report_text"),
    path("<int:period_id>/send/", office_views.send, name="disclosures_report_send"),
    path("<int:period_id>/file.<slug:form>", office_views.download, name="disclosures_report_file"),
    path("<int:period_id>/units/<slug:code>/", views.unit_answers, name="disclosures_report_unit"),
    path("<int:period_id>/tasks/<int:task_id>/", office_views.task, name="disclosures_report_task"),
]
