"""Background work of documents: a file is read."""

from __future__ import annotations

from django_tasks import task

from documents import readings

QUEUE = "reading"


@task(queue_name=QUEUE)
def read_file(reading_id: int) -> None:
    """Do the reading with that id."""
    readings.perform(reading_id)
