"""Is what a timer must run still running? One heartbeat per job, for the doctor, the landing page
and the dashboard (`heartbeats(now)`).

A feature with a job of its own registers its function in `registry.heartbeats`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from wagtail.models import Page, Revision, Site

from portal import registry
from portal.models import LimitedItem, PortalSettings, ScheduleRun
from portal.models.schedule import JOBS, PUBLISHING

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


@dataclass(frozen=True, slots=True)
class Seen:
    """What heartbeats are judged by: the last run of each job, the last one that was finished,
    whether something is scheduled, since when a real office (no demonstration) keeps its
    register (None: none does), and which of `registry.heartbeat_questions` found rows."""

    last: Mapping[str, ScheduleRun]
    finished: Mapping[str, ScheduleRun]
    is_something_scheduled: bool
    kept_since: date | None
    found: frozenset[Callable[[], QuerySet[Any]]]

    @classmethod
    def read(cls) -> Seen:
        """Ask the database, in one query: the dashboard asks with every view."""
        runs = {
            f"{which}_{job}": rows.of(job).order_by("-started_at")
            for job in JOBS
            for which, rows in (
                ("last", ScheduleRun.objects.all()),
                ("finished", ScheduleRun.objects.filter(finished_at__isnull=False)),
            )
        }
        kept = PortalSettings.objects.filter(
            demonstration_made_on=None, tracked_from__isnull=False
        ).order_by("tracked_from")
        questions = list(registry.heartbeat_questions)
        # Of the table of sites nothing is asked: it has a row to put the answers in.
        row = Site.objects.values(
            scheduled=Exists(Revision.page_revisions.filter(approved_go_live_at__isnull=False)),
            expiring=Exists(Page.objects.live().filter(expire_at__isnull=False)),
            ending=Exists(LimitedItem.objects.filter(expire_at__isnull=False)),
            kept_since=Subquery(kept.values("tracked_from")[:1]),
            **{f"asked_{number}": Exists(ask()) for number, ask in enumerate(questions)},
            **{
                f"{name}_{field}": Subquery(rows.values(field)[:1])
                for name, rows in runs.items()
                for field in RUN_FIELDS
            },
        )[0]
        found: dict[str, dict[str, ScheduleRun]] = {"last": {}, "finished": {}}
        for name in runs:
            which, job = name.split("_", 1)
            values = {field: row[f"{name}_{field}"] for field in RUN_FIELDS}
            if values["started_at"] is not None:
                found[which][job] = ScheduleRun(job=job, **values)
        scheduled = row["scheduled"] or row["expiring"] or row["ending"]
        yes = frozenset(ask for number, ask in enumerate(questions) if row[f"asked_{number}"])
        return cls(found["last"], found["finished"], scheduled, row["kept_since"], yes)


#: What is shown of a run.
RUN_FIELDS = ("started_at", "finished_at", "failures")


def heartbeats(now: datetime) -> list[Heartbeat]:
    """The heartbeat of every job at `now` (aware). One query."""
    seen = Seen.read()
    return [beat(now, seen) for beat in registry.heartbeats]


def of_publishing(now: datetime, seen: Seen | None = None) -> Heartbeat:
    """For `registry.heartbeats`: scheduled publication, missed while something is scheduled."""
    seen = seen or Seen.read()
    last = seen.last.get(PUBLISHING)
    is_late = last is None or now - last.started_at > SILENCE_ALLOWED
    return Heartbeat(
        PUBLISHING,
        lazy("Scheduled publication"),
        last,
        is_late and seen.is_something_scheduled,
        tuple(last.failures) if last else (),
        lazy("Let a timer run manage.py publish_scheduled every five minutes."),
    )


def last_run_words(last: ScheduleRun | None) -> str:
    """When a job ran last."""
    if last is None:
        return _("it never ran")
    moment = timezone.localtime(last.started_at).isoformat(" ", "minutes")
    return _("last run: %(moment)s") % {"moment": moment}
