"""Mails of accounts that nobody waits for."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import override
from django_tasks import task

from portal.models import User


@task()
def send_password_reset(accounts: list[int]) -> int:
    """Send each of `accounts` (primary keys) a link to set a new password; returns how many.

    The link is made here, so that no open link ever lies in the queue's table. An account that was
    switched off or not accepted yet gets none.
    """
    sent = 0
    for account in User.objects.filter(pk__in=accounts, is_active=True):
        if not account.has_usable_password():
            continue
        context = {
            "user": account,
            "uid": urlsafe_base64_encode(force_bytes(account.pk)),
            "token": default_token_generator.make_token(account),
            "valid_until": timezone.now() + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT),
        }
        folder = "wagtailadmin/account/password_reset"
        with override(settings.LANGUAGE_CODE):
            subject = " ".join(render_to_string(f"{folder}/email_subject.txt", context).split())
            body = render_to_string(f"{folder}/email.txt", context)
        EmailMessage(subject, body, to=[account.email]).send()
        sent += 1
    return sent
