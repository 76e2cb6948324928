"""Fees as versions of procedures state them: rows derived from the frozen content, for the table of
fees. Thrown away and made again from `ProcedureVersion.content` at will."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from procedures.models.versions import ProcedureVersion


class StatedFee(models.Model):
    """One fee of one version. `key` names the fee page that it refers to, when there is one."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="fees")
    name = models.TextField(_("fee"))
    amount = models.BigIntegerField(_("amount in đồng"), null=True)
    formula = models.TextField(_("how it is reckoned"))
    unit = models.CharField(_("per"), max_length=200)
    basis = models.TextField(_("basis"))
    key = models.CharField(_("fee"), max_length=255, db_index=True)

    class Meta:
        verbose_name = _("fee of a version")
        verbose_name_plural = _("fees of versions")
        ordering = ["version_id", "pk"]

    def __str__(self) -> str:
        return self.name[:80]


def keep_fees_of(version: ProcedureVersion) -> None:
    """Make the rows of a version that was just frozen; a repeal states none."""
    if version.is_repeal:
        return
    StatedFee.objects.bulk_create(
        StatedFee(
            version=version,
            name=fee.name,
            amount=fee.amount,
            formula=fee.formula,
            unit=fee.unit,
            basis=fee.basis,
            key=fee.key,
        )
        for fee in version.value().fees
    )
