"""A clock that stands still: no midnight and no quarter's end falls into a test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from unittest import mock

from django.utils import timezone


@contextmanager
def stopped_clock() -> Iterator[datetime]:
    """The moment at which Django's clock stands while the block runs."""
    moment = timezone.now()
    with mock.patch.object(timezone, "now", lambda: moment):
        yield moment
