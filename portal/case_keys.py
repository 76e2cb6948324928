"""Case keys are made of numbers (`05/KL-SKHCN@2026#2`, see `portal.events.Answer`): what a number
may hold so that a key can be taken apart again."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.text import normal_number

#: They part number, year and recommendation in a case, and duty and case in a form's choice.
SEPARATORS = "@#|"


def keyable_number(number: str) -> str:
    """The number or code in the one way it is written (`normal_number`).

    Raises ValidationError when it holds one of the separators or what can't be printed.
    """
    normal = normal_number(number)
    if any(sign in normal for sign in SEPARATORS) or not normal.isprintable():
        raise ValidationError(_("A number has no such signs (@ # |)."), code="separator")
    return normal
