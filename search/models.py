"""The outbox: which pages the index must look at again.

A row is written in the transaction that wrote the ledger, and deleted only after the index has
committed: kill the process between any two steps and the row is still there to be done again.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class OutboxEntry(models.Model):
    """A page to be read afresh and written to the index, or deleted from it."""

    page_id = models.PositiveBigIntegerField(_("page"))
    created_at = models.DateTimeField(_("since"), auto_now_add=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    last_error = models.TextField(_("last error"), blank=True)

    class Meta:
        verbose_name = _("waiting for the search index")
        verbose_name_plural = _("waiting for the search index")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"page:{self.page_id}"
