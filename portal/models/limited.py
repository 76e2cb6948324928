"""What is published to fewer than everybody: which revision, for whom, since when.

Derived from the ledger (`portal.limited`), like the listings of files: it can be thrown away and
built again. The pages it names are never live (`portal.audiences`).
"""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from portal.audiences import LIMITED, Audience
from portal.text import fold


class LimitedItemQuerySet(models.QuerySet):
    """Questions about limited items."""

    def internal(self) -> Self:
        """What the office's own staff may read."""
        return self.filter(audience=Audience.INTERNAL)

    def on_request(self) -> Self:
        """What is said to exist, and given to whoever asks."""
        return self.filter(audience=Audience.ON_REQUEST)

    def expired_at(self, moment: datetime) -> Self:
        """Those whose stated period ended by `moment`."""
        return self.filter(expire_at__lte=moment)

    def matching(self, words: str) -> Self:
        """Those whose title has all of the words, however accented."""
        found = self
        for word in fold(words).split()[:10]:
            found = found.filter(search_text__contains=word)
        return found


class LimitedItem(models.Model):
    """One disclosure that is shown to a limited audience now."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True, related_name="+")
    audience = models.CharField(_("for whom"), max_length=20, choices=Audience)
    kind = models.CharField(_("kind"), max_length=60)
    title = models.CharField(_("title"), max_length=500)
    search_text = models.CharField(max_length=500, editable=False)
    unit_code = models.CharField(_("unit"), max_length=40, blank=True)
    revision_id = models.BigIntegerField(_("revision"))
    event_id = models.BigIntegerField(_("ledger event"))
    published_on = models.DateField(_("published on"))
    expire_at = models.DateTimeField(_("ends"), null=True)

    objects = LimitedItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("item for a limited audience")
        verbose_name_plural = _("items for a limited audience")
        default_permissions = ()
        permissions = [
            ("read_internal", _("Can read what is for the office's own staff")),
        ]
        ordering = ["-published_on", "-event_id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(audience__in=sorted(LIMITED)), name="limited_item_known_audience"
            )
        ]
        indexes = [
            models.Index(fields=["audience", "-published_on", "-event_id"], name="limited_latest")
        ]

    def __str__(self) -> str:
        return self.title
