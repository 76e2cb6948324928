"""Versions of a procedure in time: one row per announcing decision and correction, never
changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from procedures.content import PartChange, ProcedureContent, changed_parts
from procedures.models.choices import VersionKind


class ProcedureVersionQuerySet(models.QuerySet):
    """Questions about versions. The later version rules; of one day, the one recorded last."""

    def update(self, **kwargs: Any) -> int:
        raise TypeError("A version of a procedure is never changed; publish a new one.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError("A version of a procedure is never deleted.")

    def begun_by(self, day: date) -> Self:
        """Versions in force from `day` or earlier, the ruling one first."""
        return self.filter(in_force_from__lte=day).order_by("-in_force_from", "-pk")

    def ruling(self, page_id: int, day: date) -> ProcedureVersion | None:
        """The version of the procedure that rules on `day`: its content, or its repeal; None before
        the first."""
        return self.filter(page_id=page_id).begun_by(day).first()

    def shown(self) -> list[ProcedureVersion]:
        """The versions that rule on some day, latest first: of those of one procedure with the same
        first day the one recorded last; an earlier one was corrected and never ruled."""
        ruling: dict[tuple[int, date], ProcedureVersion] = {}
        for version in self.order_by("-in_force_from", "-pk"):
            ruling.setdefault((version.page_id, version.in_force_from), version)
        return list(ruling.values())

    def ruling_for(self, page_ids: Iterable[int], day: date) -> dict[int, ProcedureVersion]:
        """The ruling version of each procedure on `day`, in one query."""
        ruling: dict[int, ProcedureVersion] = {}
        for version in self.filter(page_id__in=list(page_ids)).begun_by(day):
            ruling.setdefault(version.page_id, version)
        return ruling


class ProcedureVersion(models.Model):
    """What a decision made of a procedure, from a day on. Written when the page is published.

    A later row with the same first day corrects the earlier one; how long a version lasted follows
    from the next, so nothing is ever written back.
    """

    page = models.ForeignKey(
        "procedures.ProcedurePage", on_delete=models.PROTECT, related_name="versions"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=VersionKind)
    decision_number = models.CharField(_("announced by decision"), max_length=100)
    decision_signed_on = models.DateField(_("signed on"))
    in_force_from = models.DateField(_("in force from"))
    content = models.JSONField(_("content"))
    sha256 = models.CharField(max_length=64)
    event_id = models.BigIntegerField(_("ledger event"), unique=True)
    #: Counts the publications of the procedure from 1, as the ledger does.
    number = models.PositiveIntegerField(_("number of the version"))

    objects = ProcedureVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a procedure")
        verbose_name_plural = _("versions of procedures")
        ordering = ["-in_force_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=VersionKind.values), name="procedure_version_known_kind"
            ),
            models.UniqueConstraint(
                fields=["page", "number"], name="procedure_version_number_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision_number} {self.in_force_from:%d/%m/%Y}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row; a version is never changed."""
        if not self._state.adding:
            raise TypeError("A version of a procedure is never changed; publish a new one.")
        super().save(*args, **kwargs)

    @property
    def is_repeal(self) -> bool:
        """Whether this version ends the procedure."""
        return self.kind == VersionKind.REPEAL

    def value(self) -> ProcedureContent:
        """The content as the pure value."""
        return ProcedureContent.from_json(self.content)

    def changes_since(self, before: ProcedureVersion) -> tuple[PartChange, ...]:
        """What changed, part by part."""
        return changed_parts(before.value(), self.value())
