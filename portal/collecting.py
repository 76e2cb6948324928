"""Python's cyclic collector left out while very many values are made that stay.

Whenever enough new values are there, the collector looks through them for cycles: again and again
while those of a hundred thousand rows are being made, and in vain, for half of the time that they
take. What is in no cycle is freed at once all the same.
"""

from __future__ import annotations

import gc
import threading


class CollectorPaused:
    """`with collector_paused:` no collection until the last of those who are inside at the same
    time has left; then the collector is as it was before the first came."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inside = 0
        self._was_on = False

    def __enter__(self) -> None:
        with self._lock:
            if not self._inside:
                self._was_on = gc.isenabled()
                gc.disable()
            self._inside += 1

    def __exit__(self, *_raised: object) -> None:
        with self._lock:
            self._inside -= 1
            if self._inside or not self._was_on:
                return
            if not gc.get_freeze_count():
                # All that is new goes to the oldest at once; else the collector would now look
                # through all of it. The next full collection does.
                gc.freeze()
                gc.unfreeze()
            gc.enable()


#: There is one collector in a process, and so one of this.
collector_paused = CollectorPaused()
