"""What a procedure gives to search: the version that rules, its parts as text, ready answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.searchable import SearchEntry
from procedures.wording import ready_answers

if TYPE_CHECKING:
    from procedures.models import ProcedurePage


def entry_of(page: ProcedurePage) -> SearchEntry:
    """What rules today; before the first version is in force, the one that is coming."""
    version = page.ruling_version or page.versions.order_by("in_force_from", "pk").first()
    content = version.value() if version else page.content()
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
            *content.legal_bases,
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
        field=content.field_name,
        unit=page.unit.name if page.unit else "",
        year=version.in_force_from.year if version else None,
        level=content.level,
        keywords=page.keywords,
        effect="repealed" if repealed else "in_force",
        date=version.in_force_from if version else None,
        answers={} if repealed else ready_answers(content),
    )
