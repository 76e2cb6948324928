"""Addresses of the procedures app in Wagtail's admin."""

from __future__ import annotations

from django.urls import path

from procedures import export_views, import_views
from procedures.catalogue import views as catalogue_views
from procedures.decisions import views as decision_views
from procedures.posting import views as posting_views
from procedures.review import views as review_views

urlpatterns = [
    path("procedures/", catalogue_views.listing, name="procedures_catalogue"),
    path("procedures/chosen/", catalogue_views.chosen, name="procedures_chosen"),
    path("procedures/<int:page_id>/compare/", catalogue_views.compare, name="procedures_compare"),
    path("procedures/decisions/", decision_views.decisions, name="procedures_decisions"),
    path("procedures/decisions/new/", decision_views.edit, name="procedures_decision_new"),
    path(
        "procedures/decisions/<int:decision_id>/",
        decision_views.decision,
        name="procedures_decision",
    ),
    path(
        "procedures/decisions/<int:decision_id>/edit/",
        decision_views.edit,
        name="procedures_decision_edit",
    ),
    path(
        "procedures/decisions/<int:decision_id>/act/",
        decision_views.act,
        name="procedures_decision_act",
    ),
    path("procedures/reviews/", review_views.reviews, name="procedures_reviews"),
    path("procedures/reviews/new/", review_views.begin, name="procedures_review_new"),
    path("procedures/reviews/<int:review_id>/", review_views.review, name="procedures_review"),
    path(
        "procedures/reviews/<int:review_id>/act/",
        review_views.act,
        name="procedures_review_act",
    ),
    path("procedures/drafts.<slug:ending>", export_views.of_drafts, name="procedures_export"),
    path("procedures/import/", import_views.upload, name="procedures_import"),
    path("procedures/import/<int:import_id>/", import_views.screen, name="procedures_import_one"),
    path(
        "procedures/import/<int:import_id>/<slug:verb>/",
        import_views.act,
        name="procedures_import_act",
    ),
    path("procedures/posting/", posting_views.screen, name="procedures_posting"),
    path(
        "procedures/posting/<int:page_id>/<str:paper>.pdf",
        posting_views.one_sheet,
        name="procedures_posting_sheet",
    ),
]
