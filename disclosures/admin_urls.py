"""Addresses of the register in Wagtail's admin."""

from __future__ import annotations

from django.urls import include, path

from disclosures import plan_views
from disclosures.acts import views as act_views
from disclosures.dashboard import indices as index_views
from disclosures.dashboard import views as dashboard_views
from disclosures.feeds import views as feed_views
from disclosures.law import basis_views, catalogue_views, version_views
from disclosures.missing import staff as missing_views
from disclosures.plans import change_views
from disclosures.plans import views as task_views
from disclosures.reminders import work_page
from disclosures.reporting.urls import urlpatterns as report_routes

urlpatterns = [
    # Plans and their import
    path("plans/import/", plan_views.upload, name="disclosures_plan_import"),
    path("plans/import/<int:draft_id>/", plan_views.draft, name="disclosures_plan_draft"),
    path(
        "plans/import/<int:draft_id>/discard/",
        plan_views.discard,
        name="disclosures_plan_discard",
    ),
    path("plans/<int:plan_id>/", task_views.plan, name="disclosures_plan"),
    path("plans/tasks/<int:task_id>/", task_views.task, name="disclosures_task"),
    path(
        "plans/tasks/<int:task_id>/change/",
        change_views.propose,
        name="disclosures_propose_change",
    ),
    path("plans/changes/<int:change_id>/", change_views.change, name="disclosures_task_change"),
    # My work
    path("work/", work_page.my_work, name="disclosures_my_work"),
    # Duties, their rules and acts
    path("law/", catalogue_views.review, name="disclosures_law"),
    path("law/bases/<slug:key>/", basis_views.edit, name="disclosures_basis"),
    path("duties/<slug:code>/", act_views.duty_page, name="disclosures_duty"),
    path("duties/<slug:code>/rule/", version_views.enter, name="disclosures_enter_rule"),
    path(
        "duties/<slug:code>/rule/<int:version_id>/",
        act_views.confirm_rule,
        name="disclosures_confirm_rule",
    ),
    path("duties/<slug:code>/<slug:slug>/", act_views.sign_act, name="disclosures_act"),
    # Progress reports
    path("reports/", include(report_routes)),
    # Dashboard and indices
    path("dashboard/", dashboard_views.dashboard, name="disclosures_dashboard"),
    path("dashboard/duties/", dashboard_views.duties, name="disclosures_dashboard_duties"),
    path(
        "dashboard/instances/",
        dashboard_views.instances,
        name="disclosures_dashboard_instances",
    ),
    path("indices/", index_views.indices, name="disclosures_indices"),
    path("indices/new/", index_views.enter, name="disclosures_index_new"),
    path("indices/<int:result_id>/", index_views.enter, name="disclosures_index_edit"),
    # New documents from feeds
    path("new-documents/", feed_views.items, name="disclosures_feed_items"),
    path("new-documents/<int:item_id>/", feed_views.item, name="disclosures_feed_item"),
    path(
        "new-documents/<int:item_id>/<slug:verb>/",
        feed_views.decide,
        name="disclosures_feed_decide",
    ),
    path("new-documents/sources/", feed_views.sources, name="disclosures_feed_sources"),
    path("new-documents/sources/new/", feed_views.source, name="disclosures_feed_source_new"),
    path(
        "new-documents/sources/<int:source_id>/", feed_views.source, name="disclosures_feed_source"
    ),
    # Readers' notices
    path("notices/", missing_views.notices, name="disclosures_notices"),
    path("notices/<int:notice_id>/", missing_views.notice, name="disclosures_notice"),
    path(
        "notices/<int:notice_id>/apart/",
        missing_views.read_apart,
        name="disclosures_notice_apart",
    ),
    path(
        "notices/<int:notice_id>/<slug:verb>/",
        missing_views.act,
        name="disclosures_notice_act",
    ),
]
