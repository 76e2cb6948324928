"""Days, numbers and amounts in words, the same everywhere. Pure but for translation."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _


def day_words(day: date | datetime | None) -> str:
    """`20/11/2026`; empty for no day."""
    return f"{day:%d/%m/%Y}" if day else ""


def number_words(number: int | float | Decimal) -> str:
    """The number as written here: 1.250,5."""
    return number_format(number, use_l10n=True, force_grouping=True)


def amount_words(amount: int | Decimal) -> str:
    """`1.250.000 đồng`."""
    return _("%(amount)s dong") % {"amount": number_words(amount)}
