"""When a procedure was last compared with the source it is taken from."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProcedureSynchronisation(models.Model):
    """The last time an import or the National Service Portal gave the procedure, and what.

    Not part of a version: taking the same content again changes nothing but `at` (NĐ 224/2026
    art. 9(1) a: what a site shows is the same as on the National Service Portal, so it says since
    when). `sha256` is that of the content taken (`ProcedureContent.sha256`), so that the same
    content is known without comparing it.
    """

    page = models.OneToOneField(
        "procedures.ProcedurePage",
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="synchronisation",
    )
    at = models.DateTimeField(_("synchronised at"))
    source = models.CharField(_("source"), max_length=300, blank=True)
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("synchronisation of a procedure")
        verbose_name_plural = _("synchronisations of procedures")

    def __str__(self) -> str:
        return f"{self.source} {self.at:%d/%m/%Y}"
