"""The only reader of the process environment.

Every variable the product understands is read here, once, with its type; `.env.example` and the
README document the same names (a test compares them).
"""

from __future__ import annotations

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

PROJECT_DIR = Path(__file__).resolve().parent.parent.parent

#: Every variable read by the product.
KNOWN = (
    "ALLOWED_HOSTS",
    "DATABASE_URL",
    "EMAIL_URL",
    "PORTAL_BENCH",
    "PORTAL_DATA_DIR",
    "REDIS_URL",
    "SEARCH_URL",
    "SECRET_KEY",
    "SITE_URL",
    "TRUSTED_PROXIES",
)


def text(name: str, default: str | None = None) -> str:
    """The variable `name`; `default` when it is unset or empty.

    Raises ImproperlyConfigured naming the variable when it is missing and has no default.
    """
    _known(name)
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise ImproperlyConfigured(f"Set the environment variable {name} (see .env.example).")
    return default


def flag(name: str, default: bool = False) -> bool:
    """The variable `name` as yes or no: 1/true/yes/on and 0/false/no/off."""
    value = text(name, "1" if default else "0").lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")


def number(name: str, default: int) -> int:
    """The variable `name` as a whole number, 0 or more."""
    value = text(name, str(default))
    if not (value.isascii() and value.isdecimal()):
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.")
    return int(value)


def items(name: str, default: str = "") -> list[str]:
    """The variable `name` as a list, parted by commas."""
    return [item.strip() for item in text(name, default).split(",") if item.strip()]


def folder(name: str, default: Path) -> Path:
    """The variable `name` as an absolute folder; it need not exist yet."""
    return Path(text(name, str(default))).expanduser().resolve()


def _known(name: str) -> None:
    if name not in KNOWN:
        raise ImproperlyConfigured(f"{name} is not listed in portal.settings.env.KNOWN.")
