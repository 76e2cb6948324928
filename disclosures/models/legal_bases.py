"""Laws, decrees and circulars that the rules of duties rest on, with their validity.

The catalogue names a basis in words (`disclosures.bases` tells the instruments in them apart by
key); here is from when to when each is in force and what took its place. So the register can say
which duties rest on something that has ended.
"""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from disclosures.bases import Validity


class LegalBasis(models.Model):
    """One law, decree, circular or decision, by the key that its name has in addresses."""

    key = models.SlugField(_("key"), max_length=100, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=200)
    in_force_from = models.DateField(_("in force from"), null=True, blank=True)
    in_force_until = models.DateField(
        _("in force until"),
        null=True,
        blank=True,
        help_text=_("Its last day. Empty: still in force, or not known."),
    )
    replaced_by = models.CharField(
        _("replaced by"),
        max_length=300,
        blank=True,
        help_text=_("What took its place, as printed, for example NĐ 224/2026/NĐ-CP."),
    )
    note = models.CharField(
        _("note"), max_length=500, blank=True, help_text=_("Where it was read, what is not sure.")
    )
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("changed by"),
        help_text=_("Empty: from the project's list, checked by nobody of the office."),
    )

    class Meta:
        verbose_name = _("legal basis")
        verbose_name_plural = _("legal bases")
        ordering = ["name"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(in_force_from__isnull=True)
                | Q(in_force_until__isnull=True)
                | Q(in_force_from__lte=F("in_force_until")),
                name="legal_basis_in_order",
                violation_error_message=_("It ends before it begins."),
            ),
            models.CheckConstraint(condition=~Q(name=""), name="legal_basis_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Nothing is replaced by itself."""
        super().clean()
        if self.replaced_by.strip() and self.replaced_by.strip() == self.name.strip():
            raise ValidationError({"replaced_by": _("It can't take its own place.")})

    def as_value(self) -> Validity:
        """This instrument as the value the pure rules work on."""
        return Validity(
            self.key, self.name, self.in_force_from, self.in_force_until, self.replaced_by
        )
