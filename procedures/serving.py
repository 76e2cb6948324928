"""What the page of a procedure shows: the version of the day asked about, or one version by its
number, with all that belongs to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils import timezone

from portal.models.pages import ANSWERED_BENEATH
from portal.structured import as_script
from procedures import structured
from procedures.content import ProcedureContent
from procedures.current_fees import fee_lines, with_lines
from procedures.differences import PartDifference, differences
from procedures.legal_links import found_on_the_portal
from procedures.queried import day_asked

if TYPE_CHECKING:
    from procedures.models import ProcedurePage, ProcedureVersion

#: The part of an old version's address between the procedure's and its number.
VERSION_STEP = ANSWERED_BENEATH


class Standing(StrEnum):
    """How a version stands today."""

    IN_FORCE = "in_force"
    COMING = "coming"
    REPLACED = "replaced"
    CORRECTED = "corrected"
    REPEALED = "repealed"


def standing_of(
    version: ProcedureVersion, versions: Sequence[ProcedureVersion], today: date
) -> tuple[Standing, ProcedureVersion | None]:
    """How `version` stands among all `versions` of its procedure (latest first) on `today`, and
    what took its place: the version that corrects it, or that rules today."""
    ruling = next((one for one in versions if one.in_force_from <= today), None)
    same_day = [one for one in versions if one.in_force_from == version.in_force_from]
    if same_day and same_day[0].pk != version.pk:
        return Standing.CORRECTED, same_day[0]
    if version.in_force_from > today:
        return Standing.COMING, None
    if ruling is not None and ruling.pk == version.pk:
        return (Standing.REPEALED if version.is_repeal else Standing.IN_FORCE), None
    if ruling is not None and ruling.is_repeal:
        return Standing.REPEALED, ruling
    return Standing.REPLACED, ruling


def shown(page: ProcedurePage, request: HttpRequest, number: int | None) -> dict[str, Any]:
    """The context of the page (see `ProcedurePage.get_context`); `number` asks for one version.

    Raises LookupError when there is no such version.
    """
    today = timezone.localdate()
    versions = list(page.versions.all())
    if number is not None:
        version = next((one for one in versions if one.number == number), None)
        if version is None:
            raise LookupError(number)
        day = max(version.in_force_from, today) if version.in_force_from > today else today
        begun = [one for one in versions if one.in_force_from <= version.in_force_from]
        begun = begun[begun.index(version) :]
    else:
        day = day_asked(request.GET.get("at")) or today
        begun = [one for one in versions if one.in_force_from <= day]
        version = begun[0] if begun else None
    standing, successor = standing_of(version, versions, today) if version else (None, None)
    if number is not None and version and version.in_force_from <= today:
        day = _last_day(version, versions, today)
    content = _content(page, request, version)
    lines = fee_lines(content, day) if content else []
    today_content = with_lines(content, lines) if content else None
    found = found_on_the_portal(page, content, version, _replacing(version, content))
    return {
        "at": day,
        "is_today": number is None and day == today,
        "is_one_version": number is not None,
        "standing": standing,
        "successor": successor,
        "version": version,
        "content": content,
        "content_today": today_content,
        "fee_lines": lines,
        "versions": versions,
        "differences": _differences(begun),
        "coming": next((v for v in reversed(versions) if v.in_force_from > day), None),
        "forms": _forms(content),
        "bases": found.bases,
        "decision_url": found.decision_url,
        "replacing": found.replacing,
        "related": found.related,
        "version_url": request.build_absolute_uri(address(page, version)) if version else "",
        "synchronisation": getattr(page, "synchronisation", None),
        "structured": as_script(
            structured.government_service(
                today_content, request.build_absolute_uri(page.url or "/")
            )
        )
        if today_content and number is None and day == today
        else "",
    }


def address(page: ProcedurePage, version: ProcedureVersion) -> str:
    """The stable address of a version."""
    return f"{page.url}{VERSION_STEP}/{version.number}/"


def version_asked(path_components: Sequence[str]) -> int | None:
    """The number in `phien-ban/3`, else None."""
    if len(path_components) != 2 or path_components[0] != VERSION_STEP:
        return None
    number = path_components[1]
    is_number = number.isascii() and number.isdigit() and len(number) <= 6
    return int(number) if is_number and not number.startswith("0") else None


def _last_day(version: ProcedureVersion, versions: Sequence[ProcedureVersion], today: date) -> date:
    """The last day on which a version ruled, or today while it does: its fees are those of then."""
    later = [one.in_force_from for one in versions if one.in_force_from > version.in_force_from]
    return min(today, min(later) - timedelta(days=1)) if later else today


def _content(
    page: ProcedurePage, request: HttpRequest, version: ProcedureVersion | None
) -> ProcedureContent | None:
    if getattr(request, "is_preview", False):
        return page.content()
    return version.value() if version and not version.is_repeal else None


def _differences(begun: Sequence[ProcedureVersion]) -> list[PartDifference]:
    """What the first changed against the one before it; of versions with one first day the last
    corrected the others."""
    if not begun or begun[0].is_repeal:
        return []
    before = next((v for v in begun[1:] if v.in_force_from < begun[0].in_force_from), None)
    before = before or (begun[1] if len(begun) > 1 else None)
    if before is None or before.is_repeal:
        return []
    return differences(before.value(), begun[0].value())


def _forms(content: ProcedureContent | None) -> Mapping[int, Any]:
    from wagtail.documents import get_document_model

    ids = [line.form_file for line in content.dossier_lines if line.form_file] if content else []
    return get_document_model().objects.in_bulk(ids) if ids else {}


def _replacing(
    version: ProcedureVersion | None, content: ProcedureContent | None
) -> tuple[str, ...]:
    if content is not None:
        return content.replaced_by
    return version.value().replaced_by if version is not None else ()
