"""What of the ledger counts for one task of a plan: several tasks may name one duty, and what says
which of them it is for answers for no other.

Pure: no clock, no models.
"""

from __future__ import annotations

from disclosures.counting.journal import Journal
from portal.events import ON_THE_WEB, Event

#: Where a publication says which task of a plan it is for, in its details (`PlanTask.known_as`).
TASK = "task"


def own_journal(journal: Journal, duty: str, task: str) -> Journal | None:
    """What concerns `duty` without the pages that are for other tasks than `task`; None when that
    is everything. A page that names no task counts for each; one that was corrected to another
    task counts until then."""
    found = journal.by_duty.get(duty)
    events = [row.event for row in found.rows] if found else []
    strange = {event.id for event in events if is_for_another(event, task)}
    if not strange:
        return None
    served = {
        event.page_id for event in events if event.kind in ON_THE_WEB and event.id not in strange
    }
    return Journal.of(
        event._replace(answers=()) if event.id in strange else event
        for event in events
        if event.page_id is None or event.page_id in served
    )


def is_for_another(event: Event, task: str) -> bool:
    """Whether the publication `event` says that it is for another task than `task`."""
    if event.kind not in ON_THE_WEB or event.page_id is None:
        return False
    return event.details.get(TASK, task) != task
