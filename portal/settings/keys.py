"""A secret key for one's own machine: made once, kept under the data folder, never in the code."""

from __future__ import annotations

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key


def local_secret_key(data_dir: Path) -> str:
    """The key in `data_dir`/secret_key, made (readable by its owner alone) when it isn't there.

    Raises ImproperlyConfigured when the folder can't be used.
    """
    path = data_dir / "secret_key"
    try:
        return _read_or_make(path)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or "it holds no key"
        raise ImproperlyConfigured(
            f"The secret key {path} cannot be read or made: {reason} (see PORTAL_DATA_DIR)."
        ) from error


def _read_or_make(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key(), encoding="ascii")
        return path.read_text(encoding="ascii").strip()
