"""What the disclosures app adds to Wagtail's admin; this file only wires."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from disclosures import law_views, plan_views
from disclosures.acts import views as act_views
from disclosures.admin import register
from disclosures.dashboard import indices as index_views
from disclosures.dashboard import views as dashboard_views
from disclosures.missing import staff as missing_views
from disclosures.plans import change_views
from disclosures.plans import views as task_views
from disclosures.reminders import work_page
from disclosures.reporting.urls import urlpatterns as report_routes

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


@hooks.register("register_admin_urls")
def task_urls() -> list[URLPattern]:
    return [
        path("plans/<int:plan_id>/", task_views.plan, name="disclosures_plan"),
        path("plans/tasks/<int:task_id>/", task_views.task, name="disclosures_task"),
        path(
            "plans/tasks/<int:task_id>/change/",
            change_views.propose,
            name="disclosures_propose_change",
        ),
        path("plans/changes/<int:change_id>/", change_views.change, name="disclosures_task_change"),
    ]


@hooks.register("register_admin_urls")
def work_urls() -> list[URLPattern]:
    return [path("work/", work_page.my_work, name="disclosures_my_work")]


@hooks.register("register_admin_menu_item")
def work_in_the_menu() -> work_page.WorkMenuItem:
    return work_page.WorkMenuItem()


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    return [
        path("law/", law_views.review, name="disclosures_law"),
        path("duties/<slug:code>/", act_views.duty_page, name="disclosures_duty"),
        path(
            "duties/<slug:code>/rule/<int:version_id>/",
            act_views.confirm_rule,
            name="disclosures_confirm_rule",
        ),
        path("duties/<slug:code>/<slug:slug>/", act_views.sign_act, name="disclosures_act"),
    ]


@hooks.register("register_admin_urls")
def report_urls() -> list[Any]:
    return [path("reports/", include(report_routes))]


@hooks.register("register_admin_urls")
def dashboard_urls() -> list[URLPattern]:
    return [
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
    ]


@hooks.register("register_admin_urls")
def missing_urls() -> list[URLPattern]:
    return [
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


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    actions.register_action(
        "disclosures.confirm_rule", _("Confirm a rule"), _("Deadline rule confirmed")
    )
    for action, words in {
        "answered": _("Reader's notice answered"),
        "released": _("Reader's notice made public"),
        "declined": _("Reader's notice closed"),
        "set_apart": _("Reader's notice set apart"),
        "read": _("Notice set apart was read"),
    }.items():
        actions.register_action(f"disclosures.missing_{action}", words, words)
    entered = _("Result of a provincial index entered")
    actions.register_action("disclosures.index_entered", entered, entered)
    corrected = _("Result of a provincial index corrected")
    actions.register_action("disclosures.index_corrected", corrected, corrected)
