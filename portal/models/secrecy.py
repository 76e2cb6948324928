"""The secrecy and redaction check before something is published (NĐ 13/2018 art. 7): who looked,
for which unit, when, at what, and what came out.

Rows are added only (`portal.ledger_guard`); they hold a fingerprint of what was looked at and
nothing of what is in it.
"""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class CheckSide(models.TextChoices):
    """Both check: the unit that made the information, and the focal unit that gives it out."""

    UNIT = "unit", _("the unit that made it")
    FOCAL = "focal", _("the focal unit")


class CheckOutcome(models.TextChoices):
    """What came out of the check."""

    CLEAR = "clear", _("Checked: nothing in it has to be withheld")
    REDACTED = "redacted", _("Checked: what has to be withheld was left out")
    WITHHOLD = "withhold", _("Must not be published like this")


#: Outcomes with which it may be published.
FAVOURABLE = frozenset({CheckOutcome.CLEAR, CheckOutcome.REDACTED})


class SecrecyCheckQuerySet(models.QuerySet):
    """Questions about checks."""

    def of_content(self, page_id: int, fingerprint: str) -> Self:
        """The checks of exactly that content, oldest first."""
        return self.filter(page_id=page_id, fingerprint=fingerprint).order_by("pk")


class SecrecyCheck(models.Model):
    """One check of one content of one page. Named by plain values, like the ledger."""

    page_id = models.BigIntegerField(_("page"), db_index=True)
    fingerprint = models.CharField(_("fingerprint of the content"), max_length=64)
    side = models.CharField(_("checked for"), max_length=10, choices=CheckSide)
    outcome = models.CharField(_("outcome"), max_length=10, choices=CheckOutcome)
    unit_code = models.CharField(_("unit"), max_length=40, blank=True)
    actor_id = models.BigIntegerField(_("account"))
    actor_name = models.CharField(_("by"), max_length=200)
    recorded_at = models.DateTimeField(_("recorded at"))

    objects = SecrecyCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("secrecy check")
        verbose_name_plural = _("secrecy checks")
        default_permissions = ("view",)
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(side__in=CheckSide.values), name="secrecy_check_known_side"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=CheckOutcome.values), name="secrecy_check_known_outcome"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_side_display()}: {self.get_outcome_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row; a check is never changed, it is made again."""
        if not self._state.adding:
            raise TypeError("A secrecy check is never changed; record another one.")
        super().save(*args, **kwargs)

    @property
    def is_favourable(self) -> bool:
        """Whether it may be published as far as this side is concerned."""
        return self.outcome in FAVOURABLE
