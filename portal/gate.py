"""The gate every page passes on its way to live and off it.

Only the publishing verbs open it. A page saved with another `live` or another live revision while
it is closed is refused, whatever the road: the editor, a bulk action, `add_child`, a copy, a
script.
What doesn't pass it, SQL and `QuerySet.update`, the doctor finds.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_open: ContextVar[bool] = ContextVar("publishing_gate_open", default=False)


class GateClosed(Exception):
    """A page was about to go live or off it outside the publishing verbs."""


@contextmanager
def opened() -> Iterator[None]:
    """Let pages change between live and not live inside the block."""
    token = _open.set(True)
    try:
        yield
    finally:
        _open.reset(token)


def is_open() -> bool:
    """Whether a publishing verb is at work."""
    return _open.get()
