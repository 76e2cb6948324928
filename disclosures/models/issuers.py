"""Who issues documents. Two former departments share one symbol, ministries are merged and renamed:
an issuing agency is an entity with its own time, never a string."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.text import fold


class IssuerLevel(models.TextChoices):
    """Where in the state an issuing agency stands."""

    CENTRAL = "central", _("Central")
    PROVINCE = "province", _("Province")
    DEPARTMENT = "department", _("Department")
    UNIT = "unit", _("Unit of the Department")
    OTHER = "other", _("Other body")


class IssuerQuerySet(models.QuerySet):
    """Questions about issuers."""

    def on(self, day: date) -> Self:
        """Those that existed on `day`."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gte=day),
        )

    def own(self) -> Issuer | None:
        """The office itself, as it is called now."""
        return self.filter(is_own=True, valid_to__isnull=True).order_by("pk").first()

    def named(self, name: str, day: date | None = None) -> Issuer | None:
        """The one whose name or other writing is `name`, however it is written, and that existed on
        `day`; None when there is none or more than one."""
        wanted = _key(name)
        rows = self if day is None else self.on(day)
        found = [one for one in rows if wanted and wanted in one.name_keys()]
        return found[0] if len(found) == 1 else None


class Issuer(models.Model):
    """An agency that issues documents, for the time in which it existed under that name."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    symbol = models.CharField(
        _("symbol in numbers"),
        max_length=40,
        blank=True,
        help_text=_("As after the hyphen of a number: SKHCN, UBND, CP."),
    )
    level = models.CharField(
        pgettext_lazy("of an issuing agency", "level"),
        max_length=20,
        choices=IssuerLevel,
        default=IssuerLevel.OTHER,
    )
    aliases = models.JSONField(_("other writings"), default=list, blank=True)
    is_own = models.BooleanField(_("this office"), default=False)
    valid_from = models.DateField(_("exists from"), null=True, blank=True)
    valid_to = models.DateField(_("exists until"), null=True, blank=True)
    succeeded_by = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("succeeded by"),
    )

    objects = IssuerQuerySet.as_manager()

    class Meta:
        verbose_name = _("issuing agency")
        verbose_name_plural = _("issuing agencies")
        ordering = ["level", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(level__in=IssuerLevel.values), name="issuer_known_level"
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_from__lte=F("valid_to")),
                name="issuer_validity_in_order",
                violation_error_message=_("The agency ends before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(succeeded_by__isnull=True) | ~Q(succeeded_by=F("id")),
                name="issuer_not_its_own_successor",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Other writings are a list of names."""
        super().clean()
        if not isinstance(self.aliases, list) or any(
            not isinstance(alias, str) or not alias.strip() for alias in self.aliases
        ):
            raise ValidationError({"aliases": _("Enter a list of names.")})

    def name_keys(self) -> frozenset[str]:
        """Every way to name it, in the form names are compared in."""
        return frozenset(_key(name) for name in [self.name, *self.aliases])


def own_issuer() -> int | None:
    """The default of a new document: the office itself, when it is known yet."""
    own = Issuer.objects.own()
    return own.pk if own else None


def _key(name: str) -> str:
    return " ".join(fold(name).replace("–", "-").replace("-", " ").split())
