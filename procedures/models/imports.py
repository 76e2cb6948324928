"""Imports of procedures from an uploaded file, from the upload to what came of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Self
from uuid import uuid4

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

#: A file that nobody went on with is thrown away after this time.
KEPT = timedelta(days=14)


class ImportState(models.TextChoices):
    """How far an import has come."""

    CHECKING = "checking", pgettext_lazy("import", "Being read")
    CHECKED = "checked", pgettext_lazy("import", "Read, nothing written yet")
    WRITING = "writing", pgettext_lazy("import", "Being written")
    DONE = "done", pgettext_lazy("import", "Written")
    REFUSED = "refused", pgettext_lazy("import", "Refused")


#: A task is at work.
RUNNING = (ImportState.CHECKING, ImportState.WRITING)


class ImportFiles(FileSystemStorage):
    """Where uploads wait: a private folder without addresses."""

    def __init__(self) -> None:
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700)

    @property
    def base_location(self) -> str:
        return str(Path(settings.PORTAL_DATA_DIR) / "imports")

    @property
    def location(self) -> str:
        return self.base_location

    def url(self, name: str | None) -> str:
        raise NotImplementedError("Uploads have no address.")

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return "procedures.models.imports.ImportFiles", [], {}


def waiting_name(instance: ProcedureImport, filename: str) -> str:
    """A name that can't be guessed and keeps the endings, which say the format."""
    return uuid4().hex + "".join(Path(filename.lower()).suffixes[-2:])[-12:]


class ProcedureImportQuerySet(models.QuerySet):
    """Questions about imports."""

    def of(self, user: Any) -> Self:
        """The person's own; nobody sees another one's upload."""
        return self.filter(owner=user)

    def clean_up(self, now: datetime) -> None:
        """Throw away files that nobody went on with."""
        for one in self.filter(created_at__lt=now - KEPT).exclude(file=""):
            one.drop_file()


class ProcedureImport(models.Model):
    """One uploaded file: read first, written when its owner has seen what would happen."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="procedure_imports"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    file = models.FileField(storage=ImportFiles(), upload_to=waiting_name, blank=True)
    file_name = models.CharField(_("file"), max_length=255)
    mapping = models.TextField(_("columns"), blank=True)
    unit = models.ForeignKey(
        "portal.Unit", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    state = models.CharField(
        _("state"), max_length=10, choices=ImportState, default=ImportState.CHECKING
    )
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    report = models.JSONField(default=dict)
    refusal = models.TextField(blank=True)

    objects = ProcedureImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import of procedures")
        verbose_name_plural = _("imports of procedures")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ImportState.values), name="procedure_import_known_state"
            )
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_running(self) -> bool:
        """Whether a task is at work on it."""
        return self.state in RUNNING

    def drop_file(self) -> None:
        """The upload is not needed any more."""
        if self.file:
            self.file.delete(save=False)
            type(self).objects.filter(pk=self.pk).update(file="")
