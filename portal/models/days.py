"""The office's working calendar as entered in the admin, on top of the public holidays."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.calendar import Calendar, DayOverride


class CalendarDay(models.Model):
    """A day off that the holidays library doesn't know (compensation days are decreed year by
    year),
    or a Saturday worked in exchange. A row is never changed: enter the day again to put it right,
    so that what was known at a past moment can still be told."""

    day = models.DateField(_("day"))
    is_working = models.BooleanField(
        _("working day"), default=False, help_text=_("Ticked: worked although a day off.")
    )
    note = models.CharField(_("note"), max_length=200, help_text=_("By which notice."))
    entered_at = models.DateTimeField(_("entered at"), default=timezone.now, editable=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("entered by"),
    )

    class Meta:
        verbose_name = _("day off or worked")
        verbose_name_plural = _("days off and worked")
        ordering = ["-day", "-entered_at"]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row; a row is never changed."""
        if not self._state.adding:
            raise ValidationError(_("Enter the day again instead of changing it."))
        super().save(*args, **kwargs)


class ConfirmedYear(models.Model):
    """A year whose days off a person of the office has confirmed to be complete."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    confirmed_at = models.DateTimeField(_("confirmed at"), default=timezone.now, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("confirmed by"),
    )

    class Meta:
        verbose_name = _("confirmed calendar year")
        verbose_name_plural = _("confirmed calendar years")
        ordering = ["-year"]

    def __str__(self) -> str:
        return str(self.year)


def office_calendar() -> Calendar:
    """The calendar with everything entered so far, read in one query; `Calendar.as_known` takes
    it back to a past moment."""
    days = CalendarDay.objects.order_by().values_list(
        "pk", "entered_at", "note", "day", "is_working", _nothing(models.IntegerField())
    )
    years = ConfirmedYear.objects.order_by().values_list(
        "pk", "confirmed_at", models.Value(""), _nothing(models.DateField()),
        _nothing(models.BooleanField()), "year",
    )  # fmt: skip
    overrides, confirmed = [], {}
    # Of two words about a day the one entered last counts.
    for _pk, at, note, day, is_working, year in sorted(
        days.union(years, all=True), key=lambda row: (row[1], row[0])
    ):
        if day is None:
            confirmed[year] = at
        else:
            overrides.append(DayOverride(day, is_working, note, at))
    return Calendar(overrides=tuple(overrides), confirmed_years=confirmed)


def _nothing(field: models.Field) -> Cast:
    """NULL of that type, in the place of a column that the other table has."""
    return Cast(models.Value(None), field)
