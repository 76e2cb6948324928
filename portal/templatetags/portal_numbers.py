"""Numbers as pages write them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import template

from portal.words import number_words

register = template.Library()


@register.filter
def grouped_number(value: Any) -> str:
    """`1.250.000`; a dash for no number; no needless decimals."""
    if value is None or value == "":
        return "–"
    if isinstance(value, Decimal) and value == value.to_integral_value():
        value = int(value)
    return number_words(value)


@register.filter
def unlocalised(value: float) -> str:
    """A number with a point, for the geometry of a drawing."""
    return f"{value:.1f}"
