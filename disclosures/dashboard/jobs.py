"""How the jobs of the timers are doing, as the dashboard shows it: looked at once a minute, because
judging them takes several queries and a minute is nothing to them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.utils.translation import get_language

from portal.heartbeats import heartbeats

#: Seconds for which what was seen is shown.
KEPT = 60


def jobs(now: datetime) -> list[dict[str, Any]]:
    """Each job: `job`, `title`, `is_well`, `is_silent`, `do`, `last` (when it ran, or None)."""
    return cache.get_or_set(f"dashboard.jobs.{get_language()}", lambda: _seen(now), KEPT)


def _seen(now: datetime) -> list[dict[str, Any]]:
    return [
        {
            "job": one.job,
            "title": str(one.title),
            "is_well": one.is_well,
            "is_silent": one.is_silent,
            "do": str(one.do),
            "last": one.last.started_at if one.last else None,
        }
        for one in heartbeats(now)
    ]
