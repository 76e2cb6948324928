"""The moment that an address of the public catalogue asks about: `?at=` and `?known_at=`.

Whole days; a day means its end. What isn't a day, or lies ahead, is refused and said, never
ignored: an answer for another day than the one asked for would be a wrong answer.

Pure: the day of today is an argument.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

#: Before this day there is neither a plan nor a rule in the catalogue.
EARLIEST = date(2000, 1, 1)
_ISO_LENGTH = len("2026-01-31")


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked: the register at the end of `at`, as known at the end of `known_at`; both
    None: as it stands now. `error` says what is wrong with the address; then that is all there
    is."""

    at: date | None = None
    known_at: date | None = None
    error: str = ""

    @property
    def is_now(self) -> bool:
        """Whether the register of now was asked for."""
        return self.at is None and self.known_at is None

    @property
    def query(self) -> str:
        """The same as part of an address: `at=2026-01-31`; empty for now."""
        days = {"at": self.at, "known_at": self.known_at}
        return "&".join(f"{name}={day.isoformat()}" for name, day in days.items() if day)


def asked(query: Mapping[str, str], today: date) -> Asked:
    """What the parameters of an address ask for. `known_at` alone means: today as known then."""
    days: dict[str, date | None] = {}
    for name in ("at", "known_at"):
        text = (query.get(name) or "").strip()
        day = _day(text)
        if text and day is None:
            return Asked(error=_("“%(name)s” must be a day such as 2026-01-31.") % {"name": name})
        if day and not EARLIEST <= day <= today:
            return Asked(
                error=_("“%(name)s” must lie between %(first)s and today.")
                % {"name": name, "first": EARLIEST.isoformat()}
            )
        days[name] = day
    return Asked(**days)


def _day(text: str) -> date | None:
    if len(text) != _ISO_LENGTH or not text.isascii():
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
