"""Signals of the core. Handlers run in the transaction that wrote the ledger: keep them short."""

from __future__ import annotations

from django.dispatch import Signal

#: Sent once per event, inside its transaction. Arguments: `event`, the new `PublicationEvent`.
ledger_written = Signal()

#: What the public reads of some pages changed without an event: a day came, a unit was renamed.
#: Arguments: `page_ids`, a list.
pages_changed = Signal()
