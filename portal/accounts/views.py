"""Screens of one's own account: sign in, ask for a new password, accept an invitation, settings.

Wagtail's own views with limits in front; their addresses come before Wagtail's (portal.urls).
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.i18n import JavaScriptCatalog as DjangoJavaScriptCatalog
from wagtail.admin.localization import get_localized_response
from wagtail.admin.views import account as wagtail_account

from portal.accounts import invitation, throttling
from portal.accounts.addresses import client_address
from portal.accounts.forms import SetPasswordForm


def too_many(request: HttpRequest, verdict: throttling.Verdict, text: str) -> HttpResponse:
    """429: says what was tried too often, and when it works again."""
    minutes = -(-verdict.retry_after // 60)
    response = render(
        request, "portal/accounts/too_many.html", {"minutes": minutes, "text": text}, status=429
    )
    response["Retry-After"] = str(verdict.retry_after)
    return response


@method_decorator(never_cache, name="dispatch")
class SignInView(wagtail_account.LoginView):
    """Sign in. django-axes locks an account for one address; this view also stops an address that
    tries many accounts."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        verdict = throttling.blocked(
            "sign-in", client_address(request), throttling.limit_of("sign-in")
        )
        if not verdict.allowed:
            return too_many(request, verdict, _("Too many failed sign-ins came from your address."))
        return super().post(request, *args, **kwargs)

    def form_invalid(self, form: Any) -> HttpResponse:
        throttling.take("sign-in", client_address(self.request), throttling.limit_of("sign-in"))
        return super().form_invalid(form)


@method_decorator(never_cache, name="dispatch")
class PasswordResetView(wagtail_account.PasswordResetView):
    """Ask for a new password: the same answer whether or not the address has an account."""

    def form_valid(self, form: Any) -> HttpResponse:
        address = form.cleaned_data["email"].strip().casefold()
        text = _("A new password was asked for too often.")
        for scope, subject in (
            ("reset-from", client_address(self.request)),
            ("reset-to", address),
        ):
            verdict = throttling.take(scope, subject, throttling.limit_of(scope))
            if not verdict.allowed:
                return too_many(self.request, verdict, text)
        return super().form_valid(form)


class _SetPasswordView(wagtail_account.PasswordResetConfirmView):
    """Set a password by a link; an account that is switched off has no valid link."""

    form_class = SetPasswordForm

    def get_user(self, uidb64: str) -> Any:
        account = super().get_user(uidb64)
        return account if account is not None and account.is_active else None


class PasswordResetConfirmView(_SetPasswordView):
    """Set a new password by the link of the mail."""


class InvitationView(_SetPasswordView):
    """Accept an invitation: set the first password. The link works once (see invitation)."""

    template_name = "portal/accounts/invitation.html"
    token_generator = invitation.tokens
    success_url = reverse_lazy("wagtailadmin_login")

    def get_user(self, uidb64: str) -> Any:
        account = super().get_user(uidb64)
        return account if account is not None and invitation.is_pending(account) else None

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        messages.success(self.request, _("Your password is set. Sign in with it."))
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "account": self.user if self.validlink else None,
            "login_url": reverse("wagtailadmin_login"),
        }


class AccountView(wagtail_account.AccountView):
    """One's own account: no picture, which would be one more file from outside for no use."""

    def get_panels(self) -> list[Any]:
        return [
            panel
            for panel in super().get_panels()
            if not isinstance(panel, wagtail_account.AvatarSettingsPanel)
        ]


class JavaScriptCatalog(DjangoJavaScriptCatalog):
    """Wagtail's own script texts, with the project's translations of them on top."""

    packages = ("wagtail.admin",)

    def get_paths(self, packages: Any) -> list[str]:
        return [*super().get_paths(packages), *map(str, reversed(settings.LOCALE_PATHS))]


@never_cache
def script_texts(request: HttpRequest) -> HttpResponse:
    """The texts of the admin's scripts in the account's language."""
    return get_localized_response(JavaScriptCatalog.as_view(), request)
