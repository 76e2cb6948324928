"""A secret key for one's own machine: made once, kept under the data folder, never in the code."""

from __future__ import annotations

from pathlib import Path

from django.core.management.utils import get_random_secret_key


def local_secret_key(data_dir: Path) -> str:
    """The key in `data_dir`/secret_key, made (readable by its owner alone) when it isn't there."""
    path = data_dir / "secret_key"
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        data_dir.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key(), encoding="ascii")
        return path.read_text(encoding="ascii").strip()
