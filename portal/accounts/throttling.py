"""How often somebody may do a thing that sends mail or tries a password: so often in any window.

Every permitted act takes one of a limited number of slots and gives it back when its window is
over, so that no window of that length, wherever it begins, holds more acts than the limit.

Slots, not a counter: on the cache that every process shares (the alias `shared`, never `default`,
which may forget), `add` leaves one winner, while `incr` of Django's database cache is neither
atomic nor keeps the key's time to live.
"""

from __future__ import annotations

import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import caches
from django.utils.crypto import salted_hmac

#: The cache that every process shares and that forgets nothing before its time.
CACHE = "shared"


@dataclass(frozen=True)
class Limit:
    """At most `times` acts in any `seconds`."""

    times: int
    seconds: int

    def __post_init__(self) -> None:
        if self.times < 1 or self.seconds < 1:
            raise ValueError("A limit allows at least one act in at least one second.")


@dataclass(frozen=True)
class Verdict:
    """Whether one more act is permitted now; if not, in how many seconds (1 or more) it will be."""

    slot: int | None
    retry_after: int = 0

    @property
    def allowed(self) -> bool:
        """Whether the act may happen."""
        return self.slot is not None


def judge(taken: Sequence[float | None], limit: Limit, now: float) -> Verdict:
    """Which slot an act at `now` takes, given when each of the limit's slots was taken last.

    `taken`: one entry for each slot, seconds since the epoch, None for a free one; an entry in the
    future (a clock was set back) counts as taken now, so that it never locks longer than a window.
    """
    if len(taken) != limit.times:
        raise ValueError(f"{limit.times} slots are needed, not {len(taken)}.")
    waits = []
    for slot, at in enumerate(taken):
        wait = 0.0 if at is None else min(at, now) + limit.seconds - now
        if wait <= 0:
            return Verdict(slot)
        waits.append(wait)
    return Verdict(None, max(1, math.ceil(min(waits))))


def limit_of(scope: str) -> Limit:
    """The limit that `settings.PORTAL_LIMITS` sets for `scope`."""
    return Limit(*settings.PORTAL_LIMITS[scope])


def wait_for(subjects: Mapping[str, str]) -> int:
    """Count one act in each scope, by its subject, in that order. Returns 0, or the seconds to wait
    by the first scope whose limit is reached; the scopes behind it count nothing."""
    for scope, subject in subjects.items():
        verdict = take(scope, subject, limit_of(scope))
        if not verdict.allowed:
            return verdict.retry_after
    return 0


def take(scope: str, subject: str, limit: Limit, now: float | None = None) -> Verdict:
    """Count one act of `scope` (what is done) by or for `subject` (who), if the limit allows it.

    The subject is kept as a keyed hash: no address is readable in the cache.
    `now`: seconds since the epoch; the clock's when left out.
    """
    now = time.time() if now is None else now
    keys = _keys(scope, subject, limit)
    cache = caches[CACHE]
    found = cache.get_many(keys)
    taken = [found.get(key) for key in keys]
    while True:
        verdict = judge(taken, limit, now)
        if verdict.slot is None or cache.add(keys[verdict.slot], now, timeout=limit.seconds):
            return verdict
        taken[verdict.slot] = now  # somebody else was faster: that slot is gone


def blocked(scope: str, subject: str, limit: Limit, now: float | None = None) -> Verdict:
    """What `take` would answer, without counting anything."""
    keys = _keys(scope, subject, limit)
    found = caches[CACHE].get_many(keys)
    return judge([found.get(key) for key in keys], limit, time.time() if now is None else now)


def release(scope: str, subject: str, limit: Limit) -> None:
    """Forget every act counted for `subject`."""
    caches[CACHE].delete_many(_keys(scope, subject, limit))


def _keys(scope: str, subject: str, limit: Limit) -> list[str]:
    who = salted_hmac(f"portal.throttling.{scope}", subject, algorithm="sha256").hexdigest()[:32]
    return [f"throttle:{scope}:{who}:{slot}" for slot in range(limit.times)]
