"""Handlers of the documents app: two lines that delegate."""

from __future__ import annotations

from typing import Any


def follow_the_ledger(sender: type, event: Any, **kwargs: Any) -> None:
    """The listings of files follow the ledger in the transaction that wrote it."""
    from documents.listings import apply_event

    apply_event(event)
