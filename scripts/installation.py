"""An installation that isn't ready, said by the scripts as manage.py says it: in one line."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from portal.command_line import explain
from scripts.system import Stop


@contextlib.contextmanager
def in_one_line() -> Iterator[None]:
    """Raise Stop for what a setting or the database lacks; a fault of the code goes through."""
    try:
        yield
    except Exception as problem:
        said = explain(problem)
        if said is None:
            raise
        raise Stop(said) from None
