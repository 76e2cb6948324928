"""Are the sources of new documents asked, and do they answer: the heartbeat and the doctor."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from disclosures.models import FeedSource
from portal.doctor import Finding
from portal.heartbeats import Heartbeat, Seen, last_run_words
from portal.models.schedule import FEEDS

#: A run every quarter of an hour is what is asked for; after a day the timer has died.
SILENCE_ALLOWED = timedelta(hours=26)
#: A source that failed so often in a row is looked at by a person.
PATIENCE = 5


def sources_in_use() -> QuerySet[FeedSource]:
    """For `registry.heartbeat_questions`."""
    return FeedSource.objects.filter(is_active=True)


def of_feeds(now: datetime, seen: Seen | None = None) -> Heartbeat:
    """For `registry.heartbeats`: missed when sources are in use and none was asked for a day."""
    seen = seen or Seen.read()
    last = seen.finished.get(FEEDS)
    is_late = last is None or now - last.started_at > SILENCE_ALLOWED
    return Heartbeat(
        FEEDS,
        lazy("New legal documents from feeds"),
        last,
        is_late and sources_in_use in seen.found,
        (),  # a source that fails is shown with the sources: others' servers fail every day
        lazy("Let a timer run manage.py fetch_feeds every fifteen minutes."),
    )


def feeds_are_read(now: datetime) -> Iterator[Finding]:
    """For `registry.doctor_checks`: the sources are asked, and each answers in the long run."""
    beat = of_feeds(now)
    if beat.is_silent:
        yield Finding(
            "disclosures.feeds-silent",
            _("No source of new documents is asked: fetch_feeds did not run."),
            last_run_words(beat.last),
            str(beat.do),
        )
    for source in FeedSource.objects.filter(is_active=True, failures__gte=PATIENCE):
        yield Finding(
            "disclosures.feed-failing",
            _("A source of new documents failed %(count)s times in a row: %(fault)s")
            % {"count": source.failures, "fault": source.get_fault_display()},
            source.name,
            _("Look at its address under Register › New documents, or take it out of use."),
        )
