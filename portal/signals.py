"""Signals of the core. Handlers run in the transaction that wrote the ledger: keep them short."""

from __future__ import annotations

from django.dispatch import Signal

#: Sent once per event, inside its transaction. Arguments: `event`, the new `PublicationEvent`.
ledger_written = Signal()

#: A decision that announces items was carried out. Arguments: `found`, a `registry.ExpectedList`;
#: `kind`, the kind of page of its items; `in_force_from`, a date; `actor`, who decided it.
list_announced = Signal()

#: What the public reads of some pages changed without an event: a day came, a unit was renamed.
#: Arguments: `page_ids`, a list.
pages_changed = Signal()
