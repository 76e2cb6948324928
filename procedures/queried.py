"""What an address asks for, read leniently: what makes no sense is None. Pure."""

from __future__ import annotations

import re
from datetime import date

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def day_asked(text: str | None) -> date | None:
    """The day in `?at=2025-03-01`, else None."""
    if not text or not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
