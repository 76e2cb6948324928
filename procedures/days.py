"""Which days of a procedure's decision can't be right: deadlines count from them. Pure."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

#: No decision of this State is older; a year before is a slip of the hand (0206 for 2026).
FIRST_YEAR = 1945
#: A decision announced now is in force at once or within a few years; 2206 is a slip too.
YEARS_AHEAD = 5


def wrong_days(signed_on: date | None, in_force_from: date | None, today: date) -> dict[str, Any]:
    """What is wrong by field: a decision is signed today or earlier, and both days lie in years
    that can be meant (`FIRST_YEAR` to `YEARS_AHEAD` after today's). A missing day isn't wrong."""
    errors: dict[str, Any] = {}
    if signed_on and signed_on > today:
        errors["decision_signed_on"] = _("The day of signing lies in the future.")
    last_year = today.year + YEARS_AHEAD
    for name, day in (("decision_signed_on", signed_on), ("in_force_from", in_force_from)):
        if day and name not in errors and not FIRST_YEAR <= day.year <= last_year:
            errors[name] = _(
                "The year %(year)s can't be right: it is between %(first)s and %(last)s."
            ) % {"year": day.year, "first": FIRST_YEAR, "last": last_year}
    return errors
