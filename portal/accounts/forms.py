"""Forms of people who are not signed in: asking for a new password, setting the first one."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.forms import SetPasswordForm as DjangoSetPasswordForm
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm as WagtailLoginForm
from wagtail.admin.forms.auth import PasswordResetForm as WagtailPasswordResetForm

from portal.accounts import tasks

#: Longest password taken; more is not safer, only slower.
LONGEST_PASSWORD = 1000


class SignInForm(WagtailLoginForm):
    """Sign in. Labels say what goes where; texts inside the fields would only repeat them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")
        limit_password(self.fields["password"])
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        self.fields["username"].widget.attrs["autocomplete"] = "username"
        self.fields["password"].widget.attrs["autocomplete"] = "current-password"


class PasswordResetForm(WagtailPasswordResetForm):
    """Ask for a link by mail. The mail is sent by the worker, so that the answer comes as fast for
    an address without an account, and a mail server that is down is nobody's error page."""

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Put the mails for every account of the address in the queue."""
        accounts = [account.pk for account in self.get_users(self.cleaned_data["email"])]
        tasks.send_password_reset.enqueue(accounts)


class SetPasswordForm(DjangoSetPasswordForm):
    """Set a password by a link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("new_password1", "new_password2"):
            limit_password(self.fields[name])


def limit_password(field: Any) -> None:
    """Let `field` take no more than LONGEST_PASSWORD characters."""
    field.max_length = LONGEST_PASSWORD
    field.validators = [*field.validators, MaxLengthValidator(LONGEST_PASSWORD)]
    field.widget.attrs["maxlength"] = str(LONGEST_PASSWORD)
