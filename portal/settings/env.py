"""The only reader of the process environment.

Every variable the product understands is read here, once, with its type; `.env.example` and the
README document the same names (a test compares them).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import dj_database_url
import dj_email_url
from django.core.exceptions import ImproperlyConfigured

Read = TypeVar("Read")

PROJECT_DIR = Path(__file__).resolve().parent.parent.parent

#: Every variable read by the product.
KNOWN = (
    "ALLOWED_HOSTS",
    "DATABASE_URL",
    "EMAIL_URL",
    "PORTAL_BENCH",
    "PORTAL_DATA_DIR",
    "REDIS_URL",
    "SEARCH_FALLBACK_URL",
    "SEARCH_URL",
    "SECRET_KEY",
    "SITE_URL",
    "TRUSTED_PROXIES",
)

DATABASE_ENGINES = ("django.db.backends.postgresql", "django.db.backends.sqlite3")
DATABASE_EXAMPLE = "postgres://user:password@host:5432/name or sqlite:////folder/portal.sqlite3"
MAIL_EXAMPLE = "submission://user:password@host:587 or console:"


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


def items(name: str, default: str | None = None) -> list[str]:
    """The variable `name` as a list of at least one, parted by commas."""
    found = [item.strip() for item in text(name, default).split(",") if item.strip()]
    if not found:
        raise ImproperlyConfigured(f"{name} names nothing; write names parted by commas.")
    return found


def folder(name: str, default: Path) -> Path:
    """The variable `name` as an absolute folder; it need not exist yet."""
    return Path(text(name, str(default))).expanduser().resolve()


def database(name: str, default: str) -> dict[str, object]:
    """The variable `name` as Django's description of a database: PostgreSQL or SQLite."""
    found = _read(name, default, dj_database_url.parse, DATABASE_EXAMPLE)
    if found["ENGINE"] not in DATABASE_ENGINES or not found["NAME"]:
        raise _not_understood(name, DATABASE_EXAMPLE)
    return found


def mail(name: str, default: str) -> dict[str, object]:
    """The variable `name` as Django's settings of mail."""
    found = _read(name, default, dj_email_url.parse, MAIL_EXAMPLE)
    # An unknown scheme is left out silently, and Django's default would be a server on localhost.
    if "EMAIL_BACKEND" not in found:
        raise _not_understood(name, MAIL_EXAMPLE)
    return found


def address(name: str, default: str, schemes: tuple[str, ...], example: str) -> str:
    """The variable `name` as an address with a host (or, on a Unix socket, a path); "" stays ""."""

    def read(value: str) -> bool:
        parts = urlsplit(value)
        parts.port  # noqa: B018  (raises ValueError when it is no number)
        place = parts.path if parts.scheme == "unix" else parts.hostname
        return not value or (parts.scheme in schemes and bool(place))

    if not _read(name, default, read, example):
        raise _not_understood(name, example)
    return text(name, default)


def _read(name: str, default: str, read: Callable[[str], Read], example: str) -> Read:
    try:
        return read(text(name, default))
    except (ValueError, LookupError, TypeError):
        raise _not_understood(name, example) from None


def _not_understood(name: str, example: str) -> ImproperlyConfigured:
    """The value itself is not repeated: it may hold a password."""
    return ImproperlyConfigured(f"{name} is not understood; write it like {example}")


def _known(name: str) -> None:
    if name not in KNOWN:
        raise ImproperlyConfigured(f"{name} is not listed in portal.settings.env.KNOWN.")
