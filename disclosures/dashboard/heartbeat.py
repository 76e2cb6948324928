"""Whether what should run by itself does run: said on the dashboard, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from portal import heartbeats as jobs


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """One job: when it ran last, and what is wrong with it (empty: nothing)."""

    name: str
    last: datetime | None
    trouble: str = ""


def heartbeats(now: datetime) -> list[Heartbeat]:
    """The jobs that the portal rests on (`portal.heartbeats`)."""
    return [
        Heartbeat(str(beat.title), beat.last.started_at if beat.last else None, _trouble(beat))
        for beat in jobs.heartbeats(now)
    ]


def _trouble(beat: jobs.Heartbeat) -> str:
    if beat.is_silent:
        return _("It stays away: its timer has stopped.")
    return _("Its last run could not do everything.") if beat.failures else ""
