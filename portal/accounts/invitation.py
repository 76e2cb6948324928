"""Invitations: an account begins without a password, and its owner sets one by a link in a mail.

The link holds for PASSWORD_RESET_TIMEOUT, works once, and dies when a newer one is sent, when the
mail address changes or when the account is switched off. Until then nobody can sign in with it.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.log_actions import log

from portal.accounts import throttling

logger = logging.getLogger(__name__)


class InvitationNotSent(Exception):
    """No mail went out; the message says why, for the administrator."""


class InvitationTokenGenerator(PasswordResetTokenGenerator):
    """Tokens of invitations: they open nothing else, and no other token opens an invitation."""

    key_salt = "portal.accounts.invitation"


tokens = InvitationTokenGenerator()


def is_pending(account: Any) -> bool:
    """Whether the account waits for its owner to accept the invitation."""
    return account.is_active and not account.has_usable_password()


def send(account: Any, *, inviter: Any) -> None:
    """Send `account` a new link by mail; links sent before are void from now on.

    Raises InvitationNotSent when the account doesn't wait for one, when too many were sent, or when
    the mail server refuses; the account stays as it is.
    """
    if not is_pending(account):
        raise InvitationNotSent(_("This account needs no invitation."))
    verdict = throttling.take("invitation", str(account.pk), throttling.limit_of("invitation"))
    if not verdict.allowed:
        raise InvitationNotSent(
            _("Too many invitations were sent to this account. Try again in %(minutes)s minutes.")
            % {"minutes": -(-verdict.retry_after // 60)}
        )
    before = account.password
    account.set_unusable_password()  # a new random mark: it is part of what the token signs
    try:
        _message(account, inviter).send()
    except (SMTPException, OSError) as error:
        account.password = before
        logger.warning("The invitation of account %s could not be sent: %s", account.pk, error)
        raise InvitationNotSent(_("The mail server did not accept the mail.")) from error
    # Saved once the mail is out, and only over the mark of before: an invitation accepted meanwhile
    # stays accepted.
    type(account)._default_manager.filter(pk=account.pk, password=before).update(
        password=account.password
    )
    log(account, "portal.invite", user=inviter)


def link(account: Any) -> str:
    """The address where the owner of `account` sets a password; always on the portal's own host."""
    identifier = urlsafe_base64_encode(force_bytes(account.pk))
    path = reverse("portal_invitation", args=[identifier, tokens.make_token(account)])
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def _message(account: Any, inviter: Any) -> EmailMessage:
    with override(settings.LANGUAGE_CODE):
        context = {
            "account": account,
            "inviter": inviter,
            "roles": list(account.groups.order_by("name").values_list("name", flat=True)),
            "units": [
                membership.unit.name for membership in account.memberships.select_related("unit")
            ],
            "link": link(account),
            "valid_until": timezone.now() + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT),
            "site_url": settings.SITE_URL,
        }
        subject = " ".join(
            render_to_string("portal/emails/invitation_subject.txt", context).split()
        )
        body = render_to_string("portal/emails/invitation.txt", context)
    return EmailMessage(subject, body, to=[account.email])
