"""The office's organisation: units, how they are written, how long they lasted, who followed
them."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal import registry
from portal.text import fold


class UnitKind(models.TextChoices):
    """What a unit is. A plan's lead is not always a division: the leadership, a group, an elected
    body can lead a task too."""

    LEADERSHIP = "leadership", _("Leadership")
    DIVISION = "division", _("Division")
    INSPECTORATE = "inspectorate", _("Inspectorate")
    PUBLIC_SERVICE_UNIT = "public_service_unit", _("Public service unit")
    SECTION = "section", pgettext_lazy("kind of unit", "Section")
    ELECTED_BODY = "elected_body", _("Elected body")
    GROUP = "group", _("Group of units")


class UnitQuerySet(models.QuerySet):
    """Questions about units."""

    def named(self, name: str) -> Unit | None:
        """The unit whose code, name or alias is `name`, however it is written; None when no unit
        or more than one answers to it."""
        wanted = unit_key(name)
        found = [unit for unit in self if wanted in unit.name_keys()]
        return found[0] if len(found) == 1 else None


class Unit(models.Model):
    """A unit of the office. Other records name it by `code`, which never changes."""

    code = models.SlugField(_("code"), max_length=40, unique=True, allow_unicode=False)
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=30, choices=UnitKind, default=UnitKind.DIVISION)
    aliases = models.JSONField(
        _("other writings"),
        default=list,
        blank=True,
        help_text=_("Every way plans and documents write this unit's name."),
    )
    kinds = models.JSONField(
        _("kinds it may write"),
        default=list,
        blank=True,
        help_text=_("What an editor of this unit may draft; passes to the unit that succeeds it."),
    )
    email = models.EmailField(_("e-mail address"), blank=True)
    valid_from = models.DateField(_("exists from"), null=True, blank=True)
    valid_to = models.DateField(_("exists until"), null=True, blank=True)
    succeeded_by = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("succeeded by"),
        help_text=_("The unit that the office named to take over what this one led."),
    )
    is_example = models.BooleanField(_("example, not a real unit"), default=False)
    sort_order = models.PositiveIntegerField(_("order"), default=100)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["sort_order", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_from__lte=F("valid_to")),
                name="unit_validity_in_order",
                violation_error_message=_("The unit ends before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(succeeded_by__isnull=True) | ~Q(succeeded_by=F("id")),
                name="unit_not_its_own_successor",
                violation_error_message=_("A unit can't succeed itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Aliases are a list of names, kinds are known; the chain of succession ends."""
        super().clean()
        if not isinstance(self.aliases, list) or any(
            not isinstance(alias, str) or not alias.strip() for alias in self.aliases
        ):
            raise ValidationError({"aliases": _("Enter a list of names.")})
        if not isinstance(self.kinds, list) or any(
            not isinstance(one, str) or one not in registry.kinds for one in self.kinds
        ):
            raise ValidationError({"kinds": _("Choose among the kinds of disclosure.")})
        seen = {self.pk}
        unit = self.succeeded_by
        while unit is not None:
            if unit.pk in seen:
                raise ValidationError({"succeeded_by": _("The succession goes in a circle.")})
            seen.add(unit.pk)
            unit = unit.succeeded_by

    def name_keys(self) -> frozenset[str]:
        """Every way to name this unit, in the form names are compared in."""
        return frozenset(unit_key(name) for name in [self.code, self.name, *self.aliases])

    def exists_on(self, day: date) -> bool:
        """Whether the unit exists on `day`."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )

    def responsible_on(self, day: date) -> Unit:
        """The unit that answers for this one's work on `day`: itself, or along the succession the
        first that still exists; the last known when the office has named no one."""
        unit = self
        seen = set()
        while not unit.exists_on(day) and unit.succeeded_by and unit.pk not in seen:
            seen.add(unit.pk)
            unit = unit.succeeded_by
        return unit


class Membership(models.Model):
    """Which unit a person works in."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="memberships",
        verbose_name=_("account"),
    )
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("unit")
    )

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(fields=["user", "unit"], name="one_membership_per_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.unit}"


def unit_key(name: str) -> str:
    """The form unit names are compared in: folded, dashes and blanks evened out."""
    return " ".join(fold(name).replace("–", "-").replace("-", " ").replace("&", " & ").split())
