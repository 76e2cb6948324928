"""What is wrong with an installation: the questions of `manage.py doctor`.

System checks look at the code and its settings; the doctor looks at the data: does everything that
is derived or kept twice still agree with the ledger? It reads only, and mends nothing.

Each app answers for its own part through `registry.doctor_checks`; the core's part is
`portal.doctor_checks`. Every finding's id is explained in docs/operations.md.
"""

from __future__ import annotations

import heapq
import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import DatabaseError
from django.utils.translation import gettext as _

from portal import registry

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong. `id` is stable, for scripts; the rest is for a person, in their
    language: what is wrong, where, and what to do about it."""

    id: str
    what: str
    where: str
    do: str


def examine(now: datetime) -> Iterator[Finding]:
    """Everything that is wrong at `now` (aware), as each check says.

    A check that finds something is asked a second time and only what it says twice counts: people
    may be publishing while the doctor reads. A check that fails is a finding itself.
    """
    for check in registry.doctor_checks:
        found = _answers(check, now)
        if found:
            again = set(_answers(check, now))
            yield from (finding for finding in found if finding in again)


def _answers(check: Callable[[datetime], Iterable[Finding]], now: datetime) -> list[Finding]:
    try:
        return list(check(now))
    except Exception as error:
        # Of a database that is away the finding says all; of a fault of ours the trace does.
        ours = not isinstance(error, DatabaseError)
        said = str(error).partition("\n")[0]
        logger.error("The check %s failed: %s", check.__qualname__, said, exc_info=ours)
        return [
            Finding(
                "portal.check-failed",
                _("A check could not be made: %(error)s") % {"error": f"{error!r:.300}"},
                f"{check.__module__}.{check.__qualname__}",
                _("Run manage.py migrate and check that the database answers; then ask again."),
            )
        ]


def side_by_side(*streams: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, list[list[Any]]]]:
    """(key, the rows with that key of each stream), for streams sorted by their rows' first value.

    Two tables are compared while they are read, so however many pages there are, only those of one
    key are held at a time.
    """
    merged = heapq.merge(
        *(_numbered(number, stream) for number, stream in enumerate(streams)), key=itemgetter(0)
    )
    for key, group in groupby(merged, key=itemgetter(0)):
        rows: list[list[Any]] = [[] for _stream in streams]
        for _key, number, row in group:
            rows[number].append(row)
        yield key, rows


def _numbered(
    number: int, stream: Iterable[tuple[Any, ...]]
) -> Iterator[tuple[Any, int, tuple[Any, ...]]]:
    for row in stream:
        yield row[0], number, row


def page_named(page_id: int, title: str) -> str:
    """How a finding says which page it is about."""
    return _("page %(id)s “%(title)s”") % {"id": page_id, "title": title}
