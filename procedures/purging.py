"""What is kept of a procedure beside its page goes when the page is taken down (P3): the content of
its versions, whose fingerprints stay, and what other systems said of it."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from procedures.models import ProcedurePage, ProcedureVersion


def purge(page: Any, event: Any) -> None:
    """For `registry.purges`. Goes past the guards of versions knowingly: the one change of one."""
    if not isinstance(page, ProcedurePage):
        return
    versions = ProcedureVersion.objects.filter(page_id=page.pk)
    QuerySet.update(versions, content={})
    for relation in (*ProcedureVersion._meta.related_objects, *ProcedurePage._meta.related_objects):
        model = relation.related_model
        if model._meta.app_label != "procedures" or model is ProcedureVersion:
            continue
        wanted = versions if relation.model is ProcedureVersion else [page.pk]
        QuerySet(model).filter(**{f"{relation.field.name}__in": wanted}).delete()
