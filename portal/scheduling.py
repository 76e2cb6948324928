"""Scheduled publication and expiry, through the verbs, each page in its own transaction."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision

from portal import publishing
from portal.models import BasePage, ScheduleRun, User

logger = logging.getLogger(__name__)


def run(now: datetime | None = None) -> ScheduleRun:
    """Publish what is due and expire what has ended by `now`; record how it went."""
    now = now or timezone.now()
    outcome = ScheduleRun.objects.create(started_at=now)
    for page in Page.objects.live().filter(expire_at__lte=now).specific():
        if isinstance(page, BasePage):
            done = _attempt(outcome, page, lambda page=page: publishing.expire(page))
            outcome.expired += done
    for revision in Revision.page_revisions.filter(approved_go_live_at__lte=now):
        page = revision.content_object
        done = _attempt(
            outcome,
            page,
            lambda page=page, revision=revision: publishing.publish(
                page, actor=_approver(page, revision), revision=revision, approved=True
            ),
        )
        outcome.published += done
    outcome.finished_at = timezone.now()
    outcome.save()
    return outcome


def _attempt(outcome: ScheduleRun, page: Any, act: Callable[[], Any]) -> int:
    """1 when the act was done; a failure is recorded and the run goes on."""
    try:
        act()
    except Exception as error:
        logger.exception("Scheduled change of page %s failed", page.pk)
        outcome.failures = [
            *outcome.failures,
            {"page": page.pk, "title": page.title, "reason": str(error)[:500]},
        ]
        return 0
    return 1


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
