"""Sorts a duty's events by case: what was said to have happened, and where it was made public when.

A case is one thing owed: a document, a recommendation, an item, a period. Events name it by its
key, so that an act for one case closes nothing in another.

Pure: no clock, no models.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from disclosures.counting.duties import PORTAL
from disclosures.counting.exposure import ONE_DAY, Stretch
from disclosures.deadlines import Pause
from portal.events import NOTHING, OFF_THE_WEB, ON_THE_WEB, PAGE_KINDS, Event, EventKind

#: What the act EXTENDED does to a clock, in its details under "act".
EXTEND, SUSPEND, RESUME, RESTART = "extend", "suspend", "resume", "restart"
NO_DUTIES: frozenset[str] = frozenset()


class Update:
    """Content put in a channel on a day: a publication, a correction, off-web evidence."""

    __slots__ = ("anchors", "channel", "day", "event")

    def __init__(self, day: date, channel: str, anchors: Mapping[str, date], event: int) -> None:
        self.day, self.channel, self.anchors, self.event = day, channel, anchors, event


class Case:
    """What the events say about one case of one duty, filled while they are read in order."""

    __slots__ = (
        "changes", "confirmed_on", "events", "extensions", "first_on", "key", "nil",
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
        self.extensions: list[int] = []
        self.pauses: list[Pause] = []
        self.restarted_on: date | None = None

    @property
    def anchors(self) -> Mapping[str, date]:
        """What happened when: the event register's word before the page's own."""
        if not self.page_anchors:
            return self.register_anchors
        if not self.register_anchors:
            return self.page_anchors
        return {**self.page_anchors, **self.register_anchors}

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

    def __init__(self, code: str, events: Iterable[Event], day: date) -> None:
        super().__init__()
        self.code, self.day = code, day
        #: The open stretch of each page and case.
        self._open: dict[int, dict[str, Stretch]] = {}
        for event in events:
            self._read(event)

    def __missing__(self, key: str) -> Case:
        self[key] = Case(key)
        return self[key]

    def _read(self, event: Event) -> None:
        if event.kind in OFF_THE_WEB:
            self._leave(event)
            return
        keys = [one.case.strip() for one in event.answers if one.duty == self.code]
        if event.kind in ON_THE_WEB and not self._appear(event, keys):
            return
        for key in keys:
            case = self[key]
            case.events.append(event.id)
            case.first_on = case.first_on or event.happened_on
            case.title = case.title or event.title
            case.unit = case.unit or event.unit
            if "when" in event.details:
                case.when = event.details["when"]
            self._act(case, event)

    def _act(self, case: Case, event: Event) -> None:
        match event.kind:
            case EventKind.PUBLISHED | EventKind.CORRECTED:
                self._update(case, event, event.channel, event.happened_on)
            case EventKind.EVENT_REGISTERED:
                case.registered = True
                case.register_anchors = event.anchors or case.register_anchors
                self._change(case, event.anchors, registered=True)
            case EventKind.EVIDENCE_GIVEN:
                self._evidence(case, event)
            case EventKind.NIL_RETURNED:
                case.nil = event
            case EventKind.NOT_APPLICABLE:
                case.set_aside = event
            case EventKind.CONFIRMED_CURRENT:
                case.confirmed_on = event.happened_on
            case EventKind.EXTENDED:
                self._extend(case, event)

    def _update(self, case: Case, event: Event, channel: str, day: date) -> None:
        case.page_anchors = event.anchors or case.page_anchors
        case.updates.append(Update(day, channel, event.anchors, event.id))
        self._change(case, event.anchors, registered=False)

    def _change(self, case: Case, anchors: Mapping[str, date], *, registered: bool) -> None:
        """Note that something happened; words that share a day are about the same happening."""
        if not anchors:
            return
        for number, (known, by_register) in enumerate(case.changes):
            if known.items() & anchors.items():
                both = {**anchors, **known} if by_register else {**known, **anchors}
                case.changes[number] = (both, by_register or registered)
                return
        case.changes.append((anchors, registered))

    def _evidence(self, case: Case, event: Event) -> None:
        start = event.covers_from or event.happened_on
        # The portal's own proof is the ledger: nobody can vouch for it afterwards.
        if event.channel == PORTAL or start > self.day:
            return
        stop = event.covers_until + ONE_DAY if event.covers_until else None
        if stop and stop > self.day:
            stop = None
        case.stretches.setdefault(event.channel, []).append(Stretch(start, stop))
        self._update(case, event, event.channel, start)

    def _extend(self, case: Case, event: Event) -> None:
        act = event.details.get("act", EXTEND)
        if act == EXTEND:
            case.extensions.append(event.id)
        elif act == SUSPEND:
            case.pauses.append(Pause(event.happened_on))
        elif act == RESUME and case.pauses and case.pauses[-1].end is None:
            case.pauses[-1] = Pause(case.pauses[-1].start, event.happened_on)
        elif act == RESTART:
            case.restarted_on = event.happened_on

    def _appear(self, event: Event, keys: list[str]) -> bool:
        """Open a stretch for each case that the page now answers, close those it no longer does.

        False for a correction of a page that is not on the web: that is no publication.
        """
        if event.page_id is None:
            if event.kind is EventKind.PUBLISHED:
                for key in keys:
                    found = self[key].stretches.setdefault(event.channel, [])
                    found.append(Stretch(event.happened_on, None))
            return event.kind is EventKind.PUBLISHED
        shown = self._open.get(event.page_id)
        if shown is None:
            if event.kind is EventKind.CORRECTED:
                return False
            shown = self._open[event.page_id] = {}
        if not event.answers:
            return True
        for key in shown.keys() - set(keys):
            self._end(key, shown.pop(key), event)
        for key in keys:
            if key not in shown:
                shown[key] = Stretch(event.happened_on, None)
                self[key].stretches.setdefault(event.channel, []).append(shown[key])
        return True

    def _leave(self, event: Event) -> None:
        for key, stretch in self._open.pop(event.page_id, {}).items():
            self._end(key, stretch, event)

    def _end(self, key: str, stretch: Stretch, event: Event) -> None:
        stretch.stop = event.happened_on
        # A correction that takes the case away takes the publication back, too.
        corrected = event.kind in ON_THE_WEB
        stretch.ended_by = EventKind.WITHDRAWN if corrected else event.kind
        self[key].events.append(event.id)


def by_duty(events: Iterable[Event], day: date, known: Iterable[str]) -> dict[str, list[Event]]:
    """Events that had happened by `day`, each under every duty of `known` that it concerns.

    In the order of happening; an event that is there twice counts once. A page's later events
    concern every duty that the page ever answered, whether they name it or not.
    """
    found: dict[str, list[Event]] = {code: [] for code in known}
    pages: dict[int, set[str]] = {}
    seen: set[int] = set()
    ordered = sorted(events, key=lambda one: (one.happened_on, one.recorded_at, one.id))
    for event in ordered:
        if event.happened_on > day or event.id in seen:
            continue
        seen.add(event.id)
        codes: Collection[str] = {one.duty for one in event.answers}
        if event.page_id is not None and event.kind in PAGE_KINDS:
            codes |= pages.get(event.page_id, NO_DUTIES)
            pages[event.page_id] = codes
        for code in codes:
            if code in found:
                found[code].append(event)
    return found
