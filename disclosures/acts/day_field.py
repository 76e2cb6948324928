"""The one field that asks people for a day of the register."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as lazy

EARLIEST, LATEST = date(1990, 1, 1), date(2200, 12, 31)


class DayField(forms.DateField):
    """A day people could mean."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **options
        )

    def clean(self, value: Any) -> date | None:
        day = super().clean(value)
        if day and not EARLIEST <= day <= LATEST:
            raise ValidationError(lazy("Check the year."))
        return day
