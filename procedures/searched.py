"""What a procedure gives to search: the version that rules, its parts as text, ready answers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from portal.searchable import SearchEntry
from portal.signals import pages_changed
from procedures.content import ProcedureContent
from procedures.current_fees import with_current_fees
from procedures.wording import ready_answers

if TYPE_CHECKING:
    from procedures.models import ProcedurePage


def entry_of(page: ProcedurePage) -> SearchEntry:
    """What rules today; before the first version is in force, the one that is coming."""
    version = page.ruling_version or page.versions.order_by("in_force_from", "pk").first()
    content = with_current_fees(
        version.value() if version else page.content(), timezone.localdate()
    )
    repealed = bool(version and version.is_repeal)
    parts = (
        []
        if repealed
        else [
            content.subjects,
            *(f"{step.title} {step.text}" for step in content.steps),
            *(line.name for line in content.dossier_lines),
            content.conditions,
            content.result,
            *(fee.name for fee in content.fees),
            *(basis.text for basis in content.legal_bases),
        ]
    )
    return SearchEntry(
        id=f"page:{page.pk}",
        url=page.url or "",
        kind=page.kind,
        title=content.title,
        number=content.code,
        numbers=(content.code, version.decision_number if version else ""),
        summary=content.summary,
        body="\n".join(part for part in parts if part),
        field=_field_name(content),
        unit=page.unit.name if page.unit else "",
        year=version.in_force_from.year if version else None,
        level=content.level,
        online_level="" if repealed else content.online_level,
        keywords=page.keywords,
        effect="repealed" if repealed else "in_force",
        date=version.in_force_from if version else None,
        answers={}
        if repealed
        else ready_answers(content, version.decision_number if version else ""),
    )


def _field_name(content: ProcedureContent) -> str:
    """What the field of the version is called today: search offers each field once."""
    from procedures.models import ProcedureField

    names = ProcedureField.objects.filter(code=content.field_code).values_list("name", flat=True)
    return names.first() or content.field_name


def pages_changing(since: date, until: date) -> Iterable[int]:
    """Ids of the procedures whose ruling version changed after `since`, by the end of `until`."""
    from procedures.models import ProcedureVersion

    versions = ProcedureVersion.objects.filter(in_force_from__gt=since, in_force_from__lte=until)
    return versions.order_by().values_list("page_id", flat=True).distinct()


def tell_pages_of_field(instance: Any, created: bool, **kwargs: Any) -> None:
    """A renamed field is another word on all its pages."""
    from procedures.models import ProcedurePage

    if not created:
        pages = ProcedurePage.objects.filter(field=instance).values_list("pk", flat=True)
        pages_changed.send(sender=type(instance), page_ids=list(pages))
