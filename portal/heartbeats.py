"""Is what a timer must run still running? One heartbeat per job, for the doctor, the landing page
and the dashboard (`heartbeats(now)`).

A feature with a job of its own registers its function in `registry.heartbeats`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from wagtail.models import Page, Revision

from portal import registry
from portal.models import ScheduleRun
from portal.models.schedule import PUBLISHING

#: `publish_scheduled` runs every five minutes; after three turns missed its timer has died.
SILENCE_ALLOWED = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """How a job is doing: its command, its name, its last run, whether it is missed, what went
    wrong in the last run, and what to do when it is missed."""

    job: str
    title: Any
    last: ScheduleRun | None
    is_silent: bool
    failures: tuple[Mapping[str, Any], ...]
    do: Any

    @property
    def is_well(self) -> bool:
        """Whether it runs and its last run did all it had to."""
        return not self.is_silent and not self.failures


def heartbeats(now: datetime) -> list[Heartbeat]:
    """The heartbeat of every job at `now` (aware)."""
    return [beat(now) for beat in registry.heartbeats]


def of_publishing(now: datetime) -> Heartbeat:
    """For `registry.heartbeats`: scheduled publication, missed while something is scheduled."""
    last = ScheduleRun.objects.of(PUBLISHING).order_by("-started_at").first()
    is_late = last is None or now - last.started_at > SILENCE_ALLOWED
    return Heartbeat(
        PUBLISHING,
        lazy("Scheduled publication"),
        last,
        is_late and _something_is_scheduled(),
        tuple(last.failures) if last else (),
        lazy("Let a timer run manage.py publish_scheduled every five minutes."),
    )


def last_run_words(last: ScheduleRun | None) -> str:
    """When a job ran last."""
    if last is None:
        return _("it never ran")
    moment = timezone.localtime(last.started_at).isoformat(" ", "minutes")
    return _("last run: %(moment)s") % {"moment": moment}


def _something_is_scheduled() -> bool:
    return (
        Revision.page_revisions.filter(approved_go_live_at__isnull=False).exists()
        or Page.objects.live().filter(expire_at__isnull=False).exists()
    )
