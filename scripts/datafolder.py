"""The folder that holds database, files and index, and who may work in it at a time."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

from scripts.system import PROJECT_DIR, Stop


def data_folder() -> Path:
    """PORTAL_DATA_DIR, or var/ in the project; made when it is not there."""
    named = os.environ.get("PORTAL_DATA_DIR", "").strip()
    folder = Path(named).expanduser().resolve() if named else PROJECT_DIR / "var"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Stop(f"The data folder {folder} cannot be made: {error.strerror}.") from None
    return folder


@contextlib.contextmanager
def in_use(folder: Path) -> Iterator[None]:
    """Hold `folder` while the block runs; raises Stop when another `make` holds it.

    The search index has one writer at a time, and nobody should delete a database being served.
    The lock dies with its process, however that ends.
    """
    with (folder / "in-use.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Stop(f"Another `make run` works in {folder} already: stop it first.") from None
        yield
