"""The table of the shared cache: made with the other tables, so that nobody has to know of it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import call_command


def ensure_table_after_migrate(sender: Any, using: str, **kwargs: Any) -> None:
    """Receiver of `post_migrate`; does nothing when the shared cache isn't in the database."""
    if using == "default" and "DatabaseCache" in settings.CACHES["shared"]["BACKEND"]:
        call_command("createcachetable", settings.CACHES["shared"]["LOCATION"], verbosity=0)
