"""How plans came in: every accepted import, and the drafts that wait for a person's acceptance."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

#: A draft nobody accepted is thrown away after this time.
DRAFTS_LAST = timedelta(days=14)
#: … and of one person this many are kept, the latest.
DRAFTS_PER_PERSON = 10


class PlanImport(models.Model):
    """One accepted import of a plan. They are a plan's history, latest first."""

    plan = models.ForeignKey(
        "disclosures.Plan", on_delete=models.CASCADE, related_name="imports", verbose_name=_("plan")
    )
    file_name = models.CharField(_("file"), max_length=255)
    sha256 = models.CharField("SHA-256", max_length=64)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("imported by"),
    )
    imported_at = models.DateTimeField(_("imported at"), auto_now_add=True)
    changes = models.JSONField(
        _("changes"),
        default=dict,
        help_text=_("What the import changed, field by field, before and after."),
    )

    class Meta:
        verbose_name = _("import of a plan")
        verbose_name_plural = _("imports of plans")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.plan} · {self.file_name}"


class PlanDraftQuerySet(models.QuerySet):
    """Questions about drafts."""

    def of(self, user: Any) -> Self:
        """The person's own drafts; nobody sees another one's."""
        return self.filter(owner=user)

    def clean_up(self, owner: Any, now: datetime) -> None:
        """Throw away drafts that nobody accepted in time, and the oldest of one person's many."""
        self.filter(created_at__lt=now - DRAFTS_LAST).delete()
        kept = self.of(owner).values_list("pk", flat=True)[:DRAFTS_PER_PERSON]
        self.of(owner).exclude(pk__in=list(kept)).delete()


class PlanDraft(models.Model):
    """A plan as read from an uploaded file, with its owner's corrections, until it is accepted.

    `read` is the shape of `import_plan --json`; the file itself isn't kept.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="plan_drafts"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    read = models.JSONField()
    corrections = models.JSONField(default=dict)

    objects = PlanDraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft of a plan")
        verbose_name_plural = _("drafts of plans")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.file_name
