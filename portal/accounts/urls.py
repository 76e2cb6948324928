"""Addresses of accounts beneath the admin; all but `account/` answer without signing in.

Those without a name take the place of Wagtail's views of the same address, whose names still lead
here.
"""

from __future__ import annotations

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from portal.accounts import views

urlpatterns = [
    path("login/", views.SignInView.as_view()),
    path("password_reset/", views.PasswordResetView.as_view()),
    path("password_reset/confirm/<uidb64>/<token>/", views.PasswordResetConfirmView.as_view()),
    path("account/", never_cache(require_admin_access(views.AccountView.as_view()))),
    path("jsi18n/", views.script_texts),
    path("loi-moi/<uidb64>/<token>/", views.InvitationView.as_view(), name="portal_invitation"),
]
