"""Background work of search: the outbox is drained, and again while anything is left."""

from __future__ import annotations

from datetime import timedelta

from django.core.cache import caches
from django.utils import timezone
from django_tasks import task

from search import outbox, unanswered
from search.engines import get_engine

AGAIN_AFTER = timedelta(minutes=1)


@task()
def drain_outbox() -> None:
    """Bring the index up to date with what was published since."""
    if outbox.drain().left:
        drain_again()


@task()
def rebuild_index() -> None:
    """Write the index anew from everything public."""
    outbox.rebuild(get_engine())
    drain_outbox.func()


def drain_again() -> None:
    """Ask for another drain in a minute; of many who ask within that minute one is heard.

    A queue that cannot wait (the tests' own) leaves it to `publish_scheduled`.
    """
    if not drain_outbox.get_backend().supports_defer:
        return
    nearly = AGAIN_AFTER.total_seconds() - 5  # the drain asked for here may ask again itself
    if caches["shared"].add("search.drain_again", True, timeout=nearly):
        drain_outbox.using(run_after=timezone.now() + AGAIN_AFTER).enqueue()


def catch_up() -> None:
    """With every run of the timer: write what still waits, should the worker be away."""
    if outbox.is_waiting():
        outbox.drain()


def forget_rare_searches() -> None:
    """With every run of the timer: what was searched seldom in past weeks loses its words."""
    unanswered.sum_up(timezone.localdate())
