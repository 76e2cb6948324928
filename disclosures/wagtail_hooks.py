"""What the disclosures app adds to Wagtail's admin; this file only wires."""

from __future__ import annotations

from django.urls import URLPattern, path
from wagtail import hooks

from disclosures import plan_views
from disclosures.admin import register

register()


@hooks.register("register_admin_urls")
def plan_urls() -> list[URLPattern]:
    return [
        path("plans/import/", plan_views.upload, name="disclosures_plan_import"),
        path("plans/import/<int:draft_id>/", plan_views.draft, name="disclosures_plan_draft"),
        path(
            "plans/import/<int:draft_id>/discard/",
            plan_views.discard,
            name="disclosures_plan_discard",
        ),
    ]
