"""Screens of who manages accounts: create and invite, change, invite again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.users.views import groups as wagtail_groups
from wagtail.users.views import users as wagtail_users

from portal.accounts import invitation
from portal.accounts.permissions import may_change_role, may_give_roles, may_manage
from portal.models import User


class CreateView(wagtail_users.CreateView):
    """Create an account; without a password its owner is invited."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "actor": self.request.user}

    def form_valid(self, form: Any) -> HttpResponse:
        # After the transaction: sending a mail takes time, and SQLite has one writer.
        response = super().form_valid(form)
        if invitation.is_pending(self.object):
            invite_and_tell(self.request, self.object)
        return response


class EditView(wagtail_users.EditView):
    """Change an account."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.address_before = self.object.email

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_manage(request.user, self.object):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "actor": self.request.user}

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        if invitation.is_pending(self.object) and self.object.email != self.address_before:
            invite_and_tell(self.request, self.object)  # the link that was sent is void
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "is_pending": invitation.is_pending(self.object),
            "invite_url": reverse("portal_invite", args=[self.object.pk]),
        }


class RoleEditView(wagtail_groups.EditView):
    """Change a role; a superuser alone changes one they hold themselves."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_change_role(request.user, self.object):
            messages.error(request, _("Nobody changes the rights of a role of their own."))
            return redirect("wagtailusers_groups:index")
        return super().dispatch(request, *args, **kwargs)


@require_POST
def invite_again(request: HttpRequest, account_id: int) -> HttpResponse:
    """Send a new link to an account that waits for its owner."""
    account = get_object_or_404(User, pk=account_id)
    if not may_manage(request.user, account):
        raise PermissionDenied
    invite_and_tell(request, account)
    return redirect("wagtailusers_users:edit", account.pk)


def invite_and_tell(request: HttpRequest, account: User) -> None:
    """Send the invitation, and say whether it went out; if not, how to send it again."""
    values = {"address": account.email}
    try:
        invitation.send(account, inviter=request.user)
    except invitation.InvitationNotSent as reason:
        messages.error(
            request,
            _(
                "The invitation to %(address)s was not sent: %(reason)s The account is there; open "
                "it and press “Send the invitation again”."
            )
            % {**values, "reason": reason},
        )
    else:
        messages.success(request, _("An invitation was sent to %(address)s.") % values)


def refuse_in_bulk(
    request: HttpRequest, action_type: str, objects: Any, action: Any
) -> HttpResponse | None:
    """Hook `before_bulk_action`: what one account may not do to another, it may not do to many.

    `objects` are those that Wagtail's own test let through.
    """
    if action.model is not User:
        return None
    may = may_give_roles if action_type == "assign_role" else may_manage
    if all(may(request.user, account) for account in objects):
        return None
    messages.error(
        request,
        _("Only a superuser may change the account of a superuser, or their own roles."),
    )
    return redirect("wagtailusers_users:index")
