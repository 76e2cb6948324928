"""The one table of document numbers: links between kinds go through it, duplicates are caught by
it."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.text import normal_number


class DocumentNumberQuerySet(models.QuerySet):
    """Questions about numbers."""

    def written(self, number: str, year: int | None = None) -> Self:
        """Rows for `number` however it is written; only of `year` when it is given."""
        rows = self.filter(normal=normal_number(number))
        return rows if year is None else rows.filter(year=year)


class DocumentNumber(models.Model):
    """A document's number within its issuer and year (NĐ 30/2020 art. 15: numbers begin anew each
    year, so number and symbol alone don't identify a document).

    `page_id` is a plain value and the row is derived from the page: it is written anew whenever the
    page is published.
    """

    page_id = models.BigIntegerField(_("page"), db_index=True)
    agency = models.CharField(_("issuing agency"), max_length=200)
    number = models.CharField(_("number as printed"), max_length=100)
    normal = models.CharField(_("normal form"), max_length=100, db_index=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True)

    objects = DocumentNumberQuerySet.as_manager()

    class Meta:
        verbose_name = _("document number")
        verbose_name_plural = _("document numbers")
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "normal", "year"],
                name="document_number_once_per_agency_and_year",
                violation_error_message=_("This number is already used in that year."),
            ),
        ]

    def __str__(self) -> str:
        return self.number
