"""Results of the provincial indices by year: PAPI, PAR Index, PCI (R13).

Figures of the whole province, each with its source. A department has no score of its own; what it
does only contributes. Names and numbering of dimensions change with the years, so each row carries
those of its year. A year without a row is a gap: nothing is estimated and nothing counts as zero.
"""

from __future__ import annotations

import re
from decimal import Decimal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

#: PCI has been published since 2005, PAPI since 2009, the PAR Index since 2012.
FIRST_YEAR, LAST_YEAR = 2005, 2100
PROVINCES = 63
_CODE = re.compile(r"^\d{1,2}(\.\d{1,2}){0,2}$")


class ProvincialIndex(models.TextChoices):
    """The three indices."""

    PAPI = "papi", _("PAPI – governance and public administration")
    PAR = "par", _("PAR Index – administrative reform")
    PCI = "pci", _("PCI – competitiveness")


class IndexResult(models.Model):
    """One figure: the whole index in a year (`code` empty), or one dimension of it (`4`, `4.1`)."""

    index = models.CharField(_("index"), max_length=4, choices=ProvincialIndex)
    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    code = models.CharField(
        _("dimension"),
        max_length=8,
        blank=True,
        help_text=_("Its number in that year's index, such as 4 or 4.1; empty: the whole index."),
    )
    name = models.CharField(
        _("name of the dimension"),
        max_length=200,
        blank=True,
        help_text=_("As that year's report prints it."),
    )
    score = models.DecimalField(_("score"), max_digits=7, decimal_places=3)
    out_of = models.DecimalField(_("of at most"), max_digits=7, decimal_places=3)
    rank = models.PositiveSmallIntegerField(
        _("rank among the provinces"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(PROVINCES)],
        help_text=_("Empty where the report gives none."),
    )
    source = models.CharField(
        _("source"), max_length=300, help_text=_("Report, publisher, year, page or table.")
    )
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)
    is_example = models.BooleanField(
        _("example, no real figure"), default=False, help_text=_("Shown as an example everywhere.")
    )
    entered_at = models.DateTimeField(_("entered at"), auto_now_add=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("entered by"),
    )

    class Meta:
        verbose_name = _("result of a provincial index")
        verbose_name_plural = _("results of the provincial indices")
        ordering = ["index", "-year", "code"]
        default_permissions = ()
        permissions = [("keep_indices", _("Can enter results of PAPI, PAR and PCI"))]
        constraints = [
            models.UniqueConstraint(
                fields=["index", "year", "code"],
                name="index_figure_once",
                violation_error_message=_("This figure of that year is entered already."),
            ),
            models.CheckConstraint(
                condition=Q(score__gte=0) & Q(score__lte=F("out_of")) & Q(out_of__gt=0),
                name="index_score_within_its_scale",
                violation_error_message=_("The score must lie between 0 and the highest possible."),
            ),
            models.CheckConstraint(condition=~Q(source=""), name="index_figure_has_a_source"),
            models.CheckConstraint(
                condition=Q(index__in=["papi", "par", "pci"]), name="index_known"
            ),
        ]

    def __str__(self) -> str:
        name = self.index.upper()
        return f"{name} {self.year} {self.code}".strip()

    @property
    def score_words(self) -> str:
        """The score without empty decimals, as numbers are written here: `5,5`."""
        return _plain(self.score)

    @property
    def out_of_words(self) -> str:
        """The highest possible score, likewise."""
        return _plain(self.out_of)

    def clean(self) -> None:
        """A dimension has a number and a name; the whole index has neither."""
        super().clean()
        if self.code and not _CODE.match(self.code):
            raise ValidationError({"code": _("Write a number such as 4 or 4.1.")})
        if self.code and not self.name.strip():
            raise ValidationError({"name": _("Name the dimension.")})


def _plain(number: Decimal) -> str:
    whole = number.to_integral_value()
    return number_format(whole if whole == number else number.normalize())
