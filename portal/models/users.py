"""People with an account. Alone in migration 0001: everything that points at Wagtail comes later
(otherwise `migrate` on an empty database meets a circular dependency)."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A person of the office. Their units are `Membership` (portal.models.units)."""

    email = models.EmailField(_("e-mail address"), unique=True)

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")

    def get_full_name(self) -> str:
        """As names are written in Vietnam: family and middle name, then the given name."""
        return f"{self.last_name} {self.first_name}".strip()

    def __str__(self) -> str:
        return self.get_full_name() or self.username
