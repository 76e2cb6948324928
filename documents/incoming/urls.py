"""Addresses of incoming documents in Wagtail's admin, under `incoming/`."""

from __future__ import annotations

from django.urls import path, re_path

from documents.incoming import views

urlpatterns = [
    path("", views.index, name="documents_incoming_list"),
    path("states/", views.states, name="documents_incoming_states"),
    path("<int:incoming_id>/", views.detail, name="documents_incoming"),
    path("<int:incoming_id>/<int:page>.png", views.picture, name="documents_incoming_picture"),
    path("<int:incoming_id>/clean/", views.cleaned, name="documents_incoming_clean"),
    re_path(
        r"^(?P<incoming_id>[0-9]{1,18})/(?P<what>read|stop|put-away)/$",
        views.act,
        name="documents_incoming_act",
    ),
]
