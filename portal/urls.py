"""Every address of the portal. Features bring theirs; pages answer everything else."""

from __future__ import annotations

from django.conf import settings
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from portal import display, limited_views, versions, views
from portal.opinions import views as opinion_views

urlpatterns = [
    path(settings.ADMIN_PATH, include("portal.accounts.urls")),
    path(settings.ADMIN_PATH, include(wagtailadmin_urls)),
    path("tep/", include("documents.urls")),
    path("tim-kiem/", include("search.urls")),
    path("nghia-vu-cong-khai/", include("disclosures.urls")),
    path("tiep-cong-dan/", include("disclosures.reception_urls")),
    path("tt/", include("procedures.urls")),
    path("noi-bo/", limited_views.internal_list, name="internal"),
    path("noi-bo/<int:page_id>/", limited_views.internal_item, name="internal_item"),
    path("lich-su/<int:page_id>/", versions.history, name="history"),
    path("gop-y/", opinion_views.opinion, name="opinion"),
    path("gop-y/cam-on/", opinion_views.thanks, name="opinion_thanks"),
    path("theo-yeu-cau/", limited_views.on_request_list, name="on_request"),
    path("tiep-can-thong-tin/", include("home.access.urls")),
    path("don-vi/", include("disclosures.unit_urls")),
    path("", include("portal.open_data.urls")),
    path("hien-thi/", display.change, name="display"),
    path("suc-khoe/", views.health, name="health"),
    *([path("_bare/", views.bare)] if settings.PORTAL_BENCH else []),
    path("", include(wagtail_urls)),
]

handler400 = views.bad_request
handler403 = views.forbidden
handler404 = views.not_found
handler500 = views.server_error
