"""Where something was public, from when to when, and since when that counts as done.

A duty is answered once it is public in every channel of `all_of` and in one of `any_of`. What is
taken back before its minimum exposure ends is answered no longer; where the days must be
consecutive, an interruption starts the count anew (NĐ 43/2023 Đ.49, NĐ 31/2019 Đ.6).

Pure: no clock, no models.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from disclosures.counting.duties import MOMENTARY, Channels, Exposure, Until
from portal.events import EventKind

ONE_DAY = timedelta(days=1)
#: The anchors whose day ends an exposure `until: event` or `until: application_close`.
RELEASED_BY = {
    Until.EVENT: ("event_on", "outage_start_on"),
    Until.APPLICATION_CLOSE: ("application_close_on",),
}


@dataclass(slots=True)
class Stretch:
    """Public in one channel from `start` to the day before `stop` (None = still public).

    `ended_by` is the kind of event that ended it; None for evidence that states its own last day.
    """

    start: date
    stop: date | None
    ended_by: EventKind | None = None

    @property
    def taken_back(self) -> bool:
        """Whether the office took it off before its time, rather than letting it run out."""
        return self.ended_by in (EventKind.WITHDRAWN, EventKind.TAKEN_DOWN)


class Answered(NamedTuple):
    """Since when the channels asked for are all served (None = not), and what is lacking.

    `missing` are channels in which it never was public long enough; `interrupted` those of them in
    which it was public but was taken back too early.
    """

    since: date | None
    missing: tuple[str, ...] = ()
    interrupted: tuple[str, ...] = ()


def answered(
    stretches: Mapping[str, Sequence[Stretch]],
    channels: Channels,
    exposure: Exposure | None,
    anchors: Mapping[str, date],
) -> Answered:
    """Since when `stretches` (by channel) serve the `channels` for the time asked for."""
    if len(channels.all_of) == 1 and not channels.any_of:  # by far the most
        name = channels.all_of[0]
        since = _since(stretches.get(name, ()), name, exposure, anchors)
        if since is not None:
            return Answered(since)
        return Answered(None, channels.all_of, channels.all_of if name in stretches else ())
    starts: dict[str, date] = {}
    # An answer to a person or a report upwards names no channel: any that the evidence names.
    for name in (*channels.all_of, *channels.any_of) or stretches:
        day = _since(stretches.get(name, ()), name, exposure, anchors)
        if day is not None:
            starts[name] = day
    found = combined(starts, channels)
    interrupted = tuple([name for name in found.missing if name in stretches])
    return found._replace(interrupted=interrupted) if interrupted else found


def combined(starts: Mapping[str, date], channels: Channels) -> Answered:
    """The same from the day on which each channel was served, where only the first day matters."""
    if not channels:
        return Answered(min(starts.values(), default=None))
    if not channels.any_of and len(channels.all_of) == 1:  # by far the most
        since = starts.get(channels.all_of[0])
        return Answered(since, () if since else channels.all_of)
    missing = [name for name in channels.all_of if name not in starts]
    some = [starts[name] for name in channels.any_of if name in starts]
    if channels.any_of and not some:
        missing.extend(channels.any_of)
    if missing:
        return Answered(None, tuple(missing))
    needed = [starts[name] for name in channels.all_of]
    return Answered(max(needed + ([min(some)] if some else [])))


def _since(
    stretches: Sequence[Stretch],
    channel: str,
    exposure: Exposure | None,
    anchors: Mapping[str, date],
) -> date | None:
    """Since when one channel is served; None when it is not."""
    if not stretches:
        return None
    if channel in MOMENTARY:
        return min(one.start for one in stretches)
    asked = exposure.on(channel) if exposure else None
    joined = stretches if len(stretches) == 1 else _joined(stretches)
    if asked and asked.days and not asked.consecutive:
        shown = sum((one.stop - one.start).days for one in joined if one.stop)
        still = joined[-1].stop is None
        return joined[0].start if still or shown >= asked.days else None
    for one in joined:
        if one.stop is None or _long_enough(one, asked, anchors):
            return one.start
    return None


def _long_enough(one: Stretch, asked: Exposure | None, anchors: Mapping[str, date]) -> bool:
    """Whether an ended stretch served its time."""
    if asked and asked.days:
        return (one.stop - one.start).days >= asked.days
    if asked and asked.until is Until.NEVER:
        return False
    names = RELEASED_BY.get(asked.until, ()) if asked else ()
    released = [anchors[name] for name in names if name in anchors]
    if released:
        return one.stop >= min(released)
    return not one.taken_back


def free_on(
    stretches: Sequence[Stretch], shown: Stretch, asked: Exposure, anchors: Mapping[str, date]
) -> date | None:
    """The first day on which `shown`, still public, may leave its channel: it has then served its
    minimum. None: what would end it has not happened, or nothing does.

    `stretches` are all of the channel, `shown` among them. Days that must be consecutive count from
    the last interruption on; others add up.
    """
    if asked.days:
        joined = _joined(stretches)
        before = 0 if asked.consecutive else sum((o.stop - o.start).days for o in joined if o.stop)
        start = joined[-1].start if joined[-1].stop is None else shown.start
        return start + timedelta(days=max(0, asked.days - before))
    released = [anchors[name] for name in RELEASED_BY.get(asked.until, ()) if name in anchors]
    return min(released, default=None)


def _joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Stretches in order, those that overlap or touch made one."""
    joined: list[Stretch] = []
    for one in sorted(stretches, key=lambda one: one.start):
        last = joined[-1] if joined else None
        if last is None or (last.stop is not None and last.stop < one.start):
            joined.append(Stretch(one.start, one.stop, one.ended_by))
        elif last.stop is not None and (one.stop is None or one.stop >= last.stop):
            last.stop, last.ended_by = one.stop, one.ended_by
    return joined
