"""Scheduled publication and expiry, through the verbs, each page in its own transaction.

One run at a time (`alone`); and should two meet all the same, on two machines, the verbs look again
once they hold the page: what another run, a withdrawal or a changed schedule has overtaken is left.
"""

from __future__ import annotations

import fcntl
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision

from portal import publishing, registry
from portal.models import BasePage, LimitedItem, ScheduleRun, User
from portal.models.schedule import KEPT, PUBLISHING
from portal.publishing import PublishingRefused
from portal.signals import pages_changed

logger = logging.getLogger(__name__)

#: Refusals that only say that something came before us: no failures.
OVERTAKEN = frozenset({"not_due", "not_public"})


@contextmanager
def alone(job: str = "schedule") -> Iterator[bool]:
    """Whether no other run of `job` is at work on this machine. The system lets go of the lock when
    the process that holds it dies."""
    settings.PORTAL_DATA_DIR.mkdir(parents=True, exist_ok=True)
    with (settings.PORTAL_DATA_DIR / f"{job}.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def run(now: datetime | None = None) -> ScheduleRun | None:
    """Publish what is due and expire what has ended by `now`; record how it went. None when another
    run is at work. Features then catch up with what is theirs (`registry.timer_steps`)."""
    with alone() as is_alone:
        if not is_alone:
            return None
        outcome = _run(now or timezone.now())
        for step in registry.timer_steps:
            try:
                step()
            except Exception:  # what was published is published; the next run tries again
                logger.exception("%s failed", step.__qualname__)
        return outcome


def forget_old_runs() -> None:
    """For `registry.timer_steps`: runs of long ago are forgotten."""
    ScheduleRun.objects.forget_before(timezone.now() - KEPT)


def _run(now: datetime) -> ScheduleRun:
    outcome = ScheduleRun.objects.create(job=PUBLISHING, started_at=now)
    ended = LimitedItem.objects.expired_at(now).values("pk")
    for page in Page.objects.filter(Q(live=True, expire_at__lte=now) | Q(pk__in=ended)).specific():
        if isinstance(page, BasePage):
            done = _attempt(outcome, page, lambda page=page: publishing.expire(page))
            outcome.expired += done
    for revision in Revision.page_revisions.filter(approved_go_live_at__lte=now):
        page = revision.content_object
        done = _attempt(
            outcome,
            page,
            lambda page=page, revision=revision: publishing.publish(
                page, actor=_approver(page, revision), revision=revision, approved=True, due_by=now
            ),
        )
        outcome.published += done
    _tell_what_days_changed(outcome, now)
    outcome.finished_at = timezone.now()
    outcome.save()
    return outcome


def _tell_what_days_changed(outcome: ScheduleRun, now: datetime) -> None:
    """Say which pages read otherwise since the last run that was finished: days came meanwhile.

    A run that dies here isn't finished, and the next one says it again.
    """
    runs = ScheduleRun.objects.of(PUBLISHING).filter(finished_at__isnull=False, started_at__lte=now)
    last = runs.exclude(pk=outcome.pk).order_by("started_at").last()
    since = timezone.localdate(last.started_at) if last else date.min
    today = timezone.localdate(now)
    if since < today:
        found = {pk for pages in registry.changing_by_date for pk in pages(since, today)}
        pages_changed.send(sender=ScheduleRun, page_ids=sorted(found))


def _attempt(outcome: ScheduleRun, page: Any, act: Callable[[], Any]) -> int:
    """1 when the act was done; a failure is recorded and the run goes on."""
    try:
        act()
    except Exception as error:
        if isinstance(error, PublishingRefused) and _overtaken(error):
            return 0
        logger.exception("Scheduled change of page %s failed", page.pk)
        outcome.failures = [
            *outcome.failures,
            {"page": page.pk, "title": page.title, "reason": str(error)[:500]},
        ]
        return 0
    return 1


def _overtaken(error: PublishingRefused) -> bool:
    return all(refusal.code in OVERTAKEN for refusal in error.refusals)


def _approver(page: Any, revision: Revision) -> User | None:
    """Who approved the schedule: the log keeps it, and the ledger names that person."""
    entry = (
        PageLogEntry.objects.filter(
            page=page.pk, revision=revision, action="wagtail.publish.schedule"
        )
        .order_by("timestamp")
        .last()
    )
    return entry.user if entry else None
