"""The reason to override a guard, carried to the verb past Wagtail, which knows of none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_reason: ContextVar[str] = ContextVar("override_reason", default="")


@contextmanager
def overriding(reason: str) -> Iterator[None]:
    """What is published inside the block is published with this reason to override its guards."""
    token = _reason.set(reason)
    try:
        yield
    finally:
        _reason.reset(token)


def reason() -> str:
    """The reason of the block one is in; empty outside."""
    return _reason.get()
