"""Sorts a duty's events by case: what was said to have happened, and where it was made public when.

A case is one thing owed: a document, a recommendation, an item, a period. Events name it by its
key, so that an act for one case closes nothing in another.

Pure: no clock, no models.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from disclosures.counting.duties import PORTAL
from disclosures.counting.exposure import ONE_DAY, Stretch
from disclosures.counting.journal import Entry
from disclosures.deadlines import Pause
from portal.events import NOTHING, OFF_THE_WEB, ON_THE_WEB, Event, EventKind

#: What the act EXTENDED does to a clock, in its details under "act".
EXTEND, SUSPEND, RESUME, RESTART = "extend", "suspend", "resume", "restart"
#: What an act EVENT_REGISTERED says under "act" when an item is not in force any more.
END = "end"
#: What an act NOT_APPLICABLE says under "act" when it is about an entry made in error
#: (`disclosures.counting.journal`), and no ground for anything else.
VOID = "void"
#: Before the number of a part in a case key: a recommendation of a conclusion.
PART = "#"


class Update(NamedTuple):
    """Content put in a channel on a day: a publication, a correction, off-web evidence."""

    day: date
    channel: str
    anchors: Mapping[str, date]
    event: int


#: What `Update(...)` does, without a call in Python: there are as many as publications.
_new = tuple.__new__


class Case:
    """What the events say about one case of one duty, filled while they are read in order."""

    __slots__ = (
        "changes", "confirmed_on", "ended", "events", "extensions", "first_on", "key", "nil",
        "page_anchors", "pauses", "register_anchors", "registered", "restarted_on", "set_aside",
        "stretches", "title", "unit", "updates", "when",
    )  # fmt: skip

    def __init__(self, key: str) -> None:
        self.key = key
        self.events: list[int] = []
        self.first_on: date | None = None
        self.title = self.unit = ""
        self.when: str | None = None
        self.registered = False
        self.register_anchors: Mapping[str, date] = NOTHING
        self.page_anchors: Mapping[str, date] = NOTHING
        self.changes: list[tuple[Mapping[str, date], bool]] = []
        self.stretches: dict[str, list[Stretch]] = {}
        self.updates: list[Update] = []
        self.nil: Event | None = None
        self.set_aside: Event | None = None
        self.confirmed_on: date | None = None
        self.extensions: Sequence[int] = ()
        self.pauses: Sequence[Pause] = ()
        self.restarted_on: date | None = None
        self.ended: Event | None = None

    def begin(self, event: Event) -> None:
        """Note the first event about the case."""
        self.events.append(event.id)
        self.first_on = event.happened_on
        self.note(event)

    def note(self, event: Event) -> None:
        """Note what an event says about the case: who, what, and the special case it names."""
        self.title = self.title or event.title
        self.unit = self.unit or event.unit
        if "when" in event.details:
            self.when = event.details["when"]

    def put_up(self, event: int, channel: str, day: date, anchors: Mapping[str, date]) -> None:
        """Note that it was made public on `day`."""
        self.nil = None  # there was something after all
        self.updates.append(_new(Update, (day, channel, anchors, event)))
        if anchors:
            self.page_anchors = anchors
            self.change(anchors, registered=False)

    def change(self, anchors: Mapping[str, date], *, registered: bool) -> None:
        """Note that something happened; words that share a day are about the same happening."""
        if not anchors:
            return
        for number, (known, by_register) in enumerate(self.changes):
            if known is anchors and by_register == registered:  # said once more
                return
            if known == anchors or known.items() & anchors.items():
                both = {**anchors, **known} if by_register else {**known, **anchors}
                self.changes[number] = (both, by_register or registered)
                return
        self.changes.append((anchors, registered))

    @property
    def is_expected(self) -> bool:
        """Whether a decision announced it that no other one ended."""
        return self.registered and self.ended is None and self.set_aside is None

    @property
    def is_paused(self) -> bool:
        """Whether its clock stands still."""
        return bool(self.pauses) and self.pauses[-1].end is None

    @property
    def anchors(self) -> Mapping[str, date]:
        """What happened when: the event register's word before the page's own."""
        if not self.page_anchors:
            return self.register_anchors
        if not self.register_anchors:
            return self.page_anchors
        return {**self.page_anchors, **self.register_anchors}

    @property
    def last_word(self) -> date | None:
        """When it was last put up, changed or confirmed."""
        days = [one.day for one in self.updates]
        if self.confirmed_on:
            days.append(self.confirmed_on)
        return max(days, default=None)

    @property
    def happened(self) -> bool:
        """Whether anybody said that it happened: by registering it or by making it public."""
        return self.registered or bool(self.updates)

    @property
    def is_public(self) -> bool:
        """Whether it is public anywhere now."""
        return any(one.stop is None for found in self.stretches.values() for one in found)


class Cases(dict[str, Case]):
    """The cases of one duty by key, read from its events in the order in which they happened."""

    def __init__(self, rows: Iterable[Entry], day: date) -> None:
        super().__init__()
        #: From this day on the same rows say the same: no evidence among them is still to begin or
        #: to end.
        self.stable_from = date.min
        #: The open stretch of each page and case.
        self._open: dict[int, dict[str, Stretch]] = {}
        # Tens of thousands of rows pass here for every question: nothing is looked up twice.
        for event, keys in rows:
            kind = event.kind
            if kind in ON_THE_WEB:
                if not self._appear(event, keys):
                    continue
                act = _update
            elif kind in OFF_THE_WEB:
                self._leave(event)
                continue
            else:
                act = ACTS.get(kind)
                if act is _evidence:
                    self._bide(event)
            for key in keys:
                case = self.get(key)
                if case is None:
                    case = self[key] = Case(key)
                if case.events:
                    case.events.append(event.id)
                    if event.details or not (case.title and case.unit):
                        case.note(event)
                else:
                    case.begin(event)
                if act is not None:
                    act(case, event, day)

    def shown_by(self, page: int) -> Mapping[str, Stretch]:
        """The cases that a page shows now, each with the stretch that it is showing it."""
        return self._open.get(page, {})

    def __missing__(self, key: str) -> Case:
        self[key] = Case(key)
        return self[key]

    def _appear(self, event: Event, keys: Sequence[str]) -> bool:
        """Open a stretch for each case that the page now answers, close those it no longer does.

        False for a correction of a page that is not on the web: that is no publication.
        """
        page = event.page_id
        if page is None:
            if event.kind is EventKind.PUBLISHED:
                for key in keys:
                    found = self[key].stretches.setdefault(event.channel, [])
                    found.append(Stretch(event.happened_on, None))
            return event.kind is EventKind.PUBLISHED
        shown = self._open.get(page)
        if shown is None:
            if event.kind is EventKind.CORRECTED:
                return False
            shown = self._open[page] = {}
        if not event.answers or (len(keys) == len(shown) == 1 and keys[0] in shown):
            return True
        for key in [one for one in shown if one not in keys] if shown else ():
            self._end(key, shown.pop(key), event)
        for key in keys:
            if key not in shown:
                shown[key] = stretch = Stretch(event.happened_on, None)
                self[key].stretches.setdefault(event.channel, []).append(stretch)
        return True

    def _bide(self, event: Event) -> None:
        for one in (event.covers_from, event.covers_until):
            if one is not None and one >= self.stable_from:
                self.stable_from = one + ONE_DAY

    def _leave(self, event: Event) -> None:
        for key, stretch in self._open.pop(event.page_id, {}).items():
            self._end(key, stretch, event)

    def _end(self, key: str, stretch: Stretch, event: Event) -> None:
        stretch.stop = event.happened_on
        # A correction that takes the case away takes the publication back, too.
        corrected = event.kind in ON_THE_WEB
        stretch.ended_by = EventKind.WITHDRAWN if corrected else event.kind
        self[key].events.append(event.id)


# What each kind of event does to a case


def _update(case: Case, event: Event, day: date) -> None:
    if event.details and case.updates and event.details.get("minor"):
        return  # spelling: nothing was brought up to date, and no day was met by it
    anchors = event.anchors
    if anchors and PART in case.key:
        # What a page says of a document's days are not the days of a part of the document.
        whole = case.key.partition(PART)[0]
        if any(one.case.strip() == whole for one in event.answers):
            anchors = NOTHING
    case.put_up(event.id, event.channel, event.happened_on, anchors)


def _register(case: Case, event: Event, day: date) -> None:
    case.registered, case.nil = True, None
    case.ended = event if event.details.get("act") == END else None
    if case.ended is None:
        case.register_anchors = event.anchors or case.register_anchors
        case.change(event.anchors, registered=True)


def _evidence(case: Case, event: Event, day: date) -> None:
    start = event.covers_from or event.happened_on
    # The portal's own proof is the ledger: nobody can vouch for it afterwards.
    if event.channel == PORTAL or start > day:
        return
    stop = event.covers_until + ONE_DAY if event.covers_until else None
    if stop and stop > day:
        stop = None
    _bide_in(case.stretches.setdefault(event.channel, []), start, stop)
    case.put_up(event.id, event.channel, start, event.anchors)


def _bide_in(found: list[Stretch], start: date, stop: date | None) -> None:
    """Another word about a posting that began on the same day says how long it really was."""
    for one in found:
        if one.start == start and one.ended_by is None:
            one.stop = stop
            return
    found.append(Stretch(start, stop))


def _nil(case: Case, event: Event, day: date) -> None:
    # What was registered is owed, whoever signs that there was nothing.
    if not case.registered:
        case.nil = event


def _set_aside(case: Case, event: Event, day: date) -> None:
    if event.details.get("act") != VOID:
        case.set_aside = event


def _confirm(case: Case, event: Event, day: date) -> None:
    case.confirmed_on = event.happened_on


def _extend(case: Case, event: Event, day: date) -> None:
    act = event.details.get("act", EXTEND)
    if act == EXTEND:
        case.extensions = (*case.extensions, event.id)
    elif act == SUSPEND:
        # A clock that stands still already cannot be stopped once more.
        if not case.is_paused:
            case.pauses = (*case.pauses, Pause(event.happened_on))
    elif act == RESUME and case.is_paused:
        stopped = Pause(case.pauses[-1].start, event.happened_on)
        case.pauses = (*case.pauses[:-1], stopped)
    elif act == RESTART:
        # A new term runs from that day: what stopped or lengthened the former one is over.
        case.restarted_on, case.pauses, case.extensions = event.happened_on, (), ()


ACTS = {
    EventKind.EVENT_REGISTERED: _register,
    EventKind.EVIDENCE_GIVEN: _evidence,
    EventKind.NIL_RETURNED: _nil,
    EventKind.NOT_APPLICABLE: _set_aside,
    EventKind.CONFIRMED_CURRENT: _confirm,
    EventKind.EXTENDED: _extend,
}
