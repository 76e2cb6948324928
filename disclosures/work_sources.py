"""Where work comes from besides the duties: answers to a quarterly report, notices to reply to.

A part of the app that gives units work registers a function (`DisclosuresConfig.ready`); work lists
and reminders then have it too. It gets the register and the units of the day, and gives `WorkItem`s
whose `kind` is one of theirs (`ANSWER`, `REPLY`), whose `url` is where it is done, and whose `key`
stays the same while it is the same thing to do.
"""

from __future__ import annotations

from datetime import date

from disclosures.register import LeadUnits, Register
from disclosures.work import ORDER, WorkItem, work_items
from portal.registry import Functions

#: Functions (register, units) -> Iterable[WorkItem].
work_sources = Functions("work_sources")


def all_work(found: Register, units: LeadUnits) -> list[WorkItem]:
    """Everything to be done on the register's day, of every source; by deadline, questions last.

    Of two items with one key the first is kept.
    """
    items = {one.key: one for one in reversed(work_items(found, units))}
    for source in work_sources:
        for one in source(found, units):
            items.setdefault(one.key, one)
    return sorted(
        items.values(), key=lambda one: (one.due or date.max, ORDER[one.kind], one.duty, one.case)
    )
