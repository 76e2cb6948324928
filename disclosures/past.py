"""Registers of days that are over: computed no further than they are looked at, and the last few
kept, because whoever leafs through the catalogue of a day asks for the same one again and again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from disclosures.counting.duties import Duty
from disclosures.counting.verdicts import DutyStatus
from portal.collecting import collector_paused

#: So many registers of past days at most, and so many rows of the ledger that they tell of in all:
#: a large office keeps two, a small one all. Who asks for ten thousand days fills no memory.
MOST_DAYS = 32
MOST_ROWS = 200_000

#: Statuses of some duties, by code.
Count = Callable[[Sequence[Duty]], Mapping[str, DutyStatus]]


class Statuses(Mapping[str, DutyStatus]):
    """The status of each duty at one moment, computed once it is asked for.

    The page of a duty asks for one; whoever asks for a second one gets them all at once.
    """

    def __init__(self, duties: Sequence[Duty], count: Count) -> None:
        self._duties = {duty.code: duty for duty in duties}
        self._count = count
        self._found: Mapping[str, DutyStatus] = {}

    def __getitem__(self, code: str) -> DutyStatus:
        found = self._found.get(code)
        if found is None:
            wanted = self._duties[code]
            # Another thread may do the same meanwhile: it finds the same.
            counted = self._all() if self._found else self._count([wanted])
            self._found, found = counted, counted[code]
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._duties)

    def __len__(self) -> int:
        return len(self._duties)

    def _all(self) -> Mapping[str, DutyStatus]:
        with collector_paused:
            return self._count(list(self._duties.values()))


class PastDays:
    """The registers of past days that were asked for last, while what they rest on is the same."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rests_on: Any = None
        self._kept: OrderedDict[tuple[date, datetime], Any] = OrderedDict()

    def get(self, rests_on: Any, key: tuple[date, datetime], make: Callable[[], Any]) -> Any:
        """The register of `key` (day asked about, what was known when); made now if it isn't kept.

        `make` gives a register; `rests_on` is its `Stamp`.
        """
        with self._lock:
            if self._rests_on != rests_on:
                self._rests_on = rests_on
                self._kept.clear()
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                return found
        found = make()
        with self._lock:
            if self._rests_on == rests_on:
                self._kept[key] = found
                most = max(1, min(MOST_DAYS, MOST_ROWS // max(1, len(found.events))))
                while len(self._kept) > most:
                    self._kept.popitem(last=False)
        return found

    def forget(self) -> None:
        """Keep none."""
        with self._lock:
            self._rests_on = None
            self._kept.clear()

    def __len__(self) -> int:
        return len(self._kept)
