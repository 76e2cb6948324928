"""Whether what should run by itself does run: said on the dashboard, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from portal.models import ScheduleRun

#: `publish_scheduled` runs every five minutes; after three turns missed its timer has died.
SILENCE = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """One job: when it ran last, and what is wrong with it (empty: nothing)."""

    name: str
    last: datetime | None
    trouble: str = ""


def heartbeats(now: datetime) -> list[Heartbeat]:
    """The jobs that the portal rests on. One query for each."""
    return [_publication(now)]


def _publication(now: datetime) -> Heartbeat:
    run = ScheduleRun.objects.order_by("-started_at").first()
    name = _("Scheduled publication and expiry")
    if run is None:
        return Heartbeat(name, None, _("It has never run: nothing goes live by itself."))
    if now - run.started_at > SILENCE:
        return Heartbeat(name, run.started_at, _("It stays away: its timer has stopped."))
    if run.failures:
        return Heartbeat(name, run.started_at, _("Its last run could not do everything."))
    return Heartbeat(name, run.started_at)
