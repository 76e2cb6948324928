"""Background work of search."""

from __future__ import annotations

from django_tasks import task

from search import outbox


@task()
def drain_outbox() -> None:
    """Bring the index up to date with what was published since."""
    outbox.drain()
