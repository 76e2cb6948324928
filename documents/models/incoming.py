"""Incoming documents: files an editor took in to make pages of, with what was confirmed so far."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from documents.models.files import OfficialFile
from documents.querysets import IncomingDocumentQuerySet


class IncomingDocument(models.Model):
    """A file on its way to becoming a page.

    `values` holds what the editor took or corrected, by the names of `documents.incoming.fields`:
    readings may be made again, these stay. `page_id` is a plain value: the page may go.
    """

    file = models.OneToOneField(
        OfficialFile, on_delete=models.CASCADE, related_name="incoming", verbose_name=_("file")
    )
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    taken_at = models.DateTimeField(_("taken in at"))
    values = models.JSONField(default=dict)
    kind = models.CharField(_("kind"), max_length=60, blank=True)
    page_id = models.BigIntegerField(_("page"), null=True)
    is_put_away = models.BooleanField(_("put away"), default=False)

    objects = IncomingDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("incoming document")
        verbose_name_plural = _("incoming documents")
        default_permissions = ()
        ordering = ["-taken_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(page_id__isnull=True) | ~Q(kind=""),
                name="incomingdocument_page_has_kind",
            )
        ]

    def __str__(self) -> str:
        return str(self.file)

    @property
    def page(self) -> Page | None:
        """The page that was begun with it, if it is still there."""
        return Page.objects.filter(pk=self.page_id).first() if self.page_id else None
