"""The ledger's events sorted by duty, so that a status at any moment reads only what concerns it.

A page's events concern every duty that the page ever named, whether they name it or not: only so
can a correction add an answer to a page that was public without it, and a withdrawal end them all.

A journal never changes: what is new makes another one that shares the rest (`plus`), so that who
still reads the former is not disturbed.

Pure: no clock, no models.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from portal.events import PAGE_KINDS, Answer, Event

#: Where an act that declares an entry of the ledger void says which one, in its details. The entry
#: stays in the ledger; from the moment it was declared void on, it counts for nothing.
VOIDS = "voids"


class Entry(NamedTuple):
    """An event as one duty sees it: `keys` are the cases of that duty that it names."""

    event: Event
    keys: tuple[str, ...]


class Entries(NamedTuple):
    """What concerns one duty, in the order of happening; its latest day and latest record.

    `standing` are those of `rows` that nobody has declared void; `voids` says when an entry was.
    """

    rows: tuple[Entry, ...]
    last_day: date
    last_record: datetime
    standing: tuple[Entry, ...]
    voids: Mapping[int, datetime]

    @classmethod
    def of(cls, ordered: tuple[Entry, ...]) -> Entries:
        """Of at least one row, in the order of happening."""
        voids = {
            event.details[VOIDS]: event.recorded_at
            for event, _keys in ordered
            if event.details and isinstance(event.details.get(VOIDS), int)
        }
        return cls(
            ordered,
            ordered[-1].event.happened_on,
            max([row[0].recorded_at for row in ordered]),
            tuple(row for row in ordered if row[0].id not in voids) if voids else ordered,
            voids,
        )

    def until(self, day: date, known_at: datetime) -> tuple[Entry, ...]:
        """Those that had happened by `day`, were recorded by `known_at` and not void by then."""
        if self.last_day <= day and self.last_record <= known_at:
            return self.standing
        return tuple(
            row
            for row in self.rows
            if row[0].happened_on <= day
            and row[0].recorded_at <= known_at
            and not (self.voids and self.is_void(row[0].id, known_at))
        )

    def is_void(self, event: int, known_at: datetime) -> bool:
        """Whether the entry `event` had been declared void by `known_at`."""
        return event in self.voids and self.voids[event] <= known_at


@dataclass(frozen=True, slots=True)
class Journal:
    """All events by id, by duty, and the pages' events with the duties that each page named."""

    events: Mapping[int, Event]
    by_duty: Mapping[str, Entries]
    pages: Mapping[int, tuple[Event, ...]]
    named: Mapping[int, frozenset[str]]

    @classmethod
    def of(cls, events: Iterable[Event]) -> Journal:
        """The journal of `events`, in any order; one that is there twice counts once."""
        return EMPTY.plus(events)

    def of_duty(self, code: str, day: date, known_at: datetime) -> tuple[Entry, ...]:
        """What concerns the duty `code`, happened by `day` and recorded by `known_at`."""
        found = self.by_duty.get(code)
        return found.until(day, known_at) if found else ()

    def plus(self, events: Iterable[Event]) -> Journal:
        """This journal and `events`."""
        known = dict(self.events)
        pages, named = dict(self.pages), dict(self.named)
        new: defaultdict[str, list[Entry]] = defaultdict(list)
        # A hundred thousand events pass here at once: what most of them say again is kept.
        said: dict[int, tuple[tuple[Answer, ...], Mapping[str, tuple[str, ...]]]] = {}
        for event in events:
            if event.id in known:
                continue
            known[event.id] = event
            answers = event.answers
            kept = said.get(id(answers))  # kept below, so that no other one gets its place
            if kept is None:
                kept = said[id(answers)] = (answers, _cases(answers))
            cases = kept[1]
            page = event.page_id
            if page is not None and event.kind in PAGE_KINDS:
                before, codes = pages.get(page, ()), named.get(page, NO_DUTIES)
                pages[page] = (*before, event)
                if codes != cases.keys():
                    for code in cases.keys() - codes:
                        # The page's earlier events concern a duty that it names only now.
                        new[code].extend([Entry(one, ()) for one in before])
                    for code in codes - cases.keys():
                        new[code].append(Entry(event, ()))
                    if not codes.issuperset(cases):
                        named[page] = codes.union(cases)
            for code, keys in cases.items():
                new[code].append(Entry(event, keys))
        by_duty = dict(self.by_duty)
        for code, rows in new.items():
            by_duty[code] = _sorted(by_duty[code].rows if code in by_duty else (), rows)
        return Journal(known, by_duty, pages, named)


def _cases(answers: Iterable[Answer]) -> Mapping[str, tuple[str, ...]]:
    """The duties that are named, each with its cases in their order."""
    found: dict[str, tuple[str, ...]] = {}
    for answer in answers:
        case, keys = answer.case.strip(), found.get(answer.duty, ())
        if case not in keys:
            found[answer.duty] = (*keys, case)
    return found


def _sorted(before: tuple[Entry, ...], rows: list[Entry]) -> Entries:
    return Entries.of(tuple(sorted([*before, *rows], key=_order)))


def _order(row: Entry) -> tuple[date, datetime, int]:
    event = row[0]
    return event.happened_on, event.recorded_at, event.id


NO_DUTIES: frozenset[str] = frozenset()
EMPTY = Journal({}, {}, {}, {})
