"""Every address of the portal. Features bring theirs; pages answer everything else."""

from __future__ import annotations

from django.conf import settings
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from portal import display, views

urlpatterns = [
    path(settings.ADMIN_PATH, include("portal.accounts.urls")),
    path(settings.ADMIN_PATH, include(wagtailadmin_urls)),
    path("tep/", include("documents.urls")),
    path("tim-kiem/", include("search.urls")),
    path("nghia-vu-cong-khai/", include("disclosures.urls")),
    path("hien-thi/", display.change, name="display"),
    path("suc-khoe/", views.health, name="health"),
    *([path("_bare/", views.bare)] if settings.PORTAL_BENCH else []),
    path("", include(wagtail_urls)),
]

handler400 = views.bad_request
handler403 = views.forbidden
handler404 = views.not_found
handler500 = views.server_error
