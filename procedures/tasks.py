"""Background work of procedures."""

from __future__ import annotations

from django_tasks import task
from wagtail.models import ReferenceIndex
from wagtail.search import index

from procedures.models import ProcedurePage


@task()
def register_drafts(page_ids: list[int]) -> None:
    """Tell the admin of drafts that an import wrote: its search, and where units, fields and form
    files are used. One task for a chunk; Wagtail's own would be two for every save."""
    for page in ProcedurePage.objects.filter(pk__in=page_ids):
        index.insert_or_update_object(page)
        ReferenceIndex.create_or_update_for_object(page)


@task()
def check_import(import_id: int) -> None:
    """Read an uploaded file to its end and say what importing it would do."""
    from procedures import uploads  # asks for `register_drafts` itself

    uploads.check(import_id)


@task()
def write_import(import_id: int) -> None:
    """Write what was read, as its owner decided."""
    from procedures import uploads

    uploads.write(import_id)
