"""Signals of the core. Handlers run in the transaction that wrote the ledger: keep them short."""

from __future__ import annotations

from django.dispatch import Signal

#: Sent once per event, inside its transaction. Arguments: `event`, the new `PublicationEvent`.
ledger_written = Signal()
