"""Where addresses of the former site lead."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from portal.old_addresses.reading import LONGEST_KEY


class OldAddress(models.Model):
    """One address of the former site and the page, or other address of this site, it leads to."""

    #: As `old_addresses.reading.key_of` writes it.
    key = models.CharField(_("old address"), max_length=LONGEST_KEY, unique=True)
    page = models.ForeignKey(
        Page, on_delete=models.CASCADE, null=True, related_name="+", verbose_name=_("page")
    )
    target = models.CharField(_("leads to"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")
        ordering = ["key"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(key__startswith="/"), name="old_address_begins_with_a_slash"
            ),
            models.CheckConstraint(
                condition=(Q(page__isnull=False) & Q(target=""))
                | (Q(page__isnull=True) & Q(target__startswith="/") & ~Q(target__startswith="//")),
                name="old_address_leads_to_one_place_of_this_site",
            ),
        ]

    def __str__(self) -> str:
        return self.key
