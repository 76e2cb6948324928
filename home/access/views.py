"""Where the request sheets are fetched."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from home.access.sheets import CONTENT_TYPE, as_docx, sheet_called
from home.models import AccessPage
from portal.frame import frame_of
from portal.registry import Panel


@require_safe
def sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """A request sheet as a Word file; there is one while the page offers it."""
    wanted = sheet_called(slug)
    if wanted is None or not AccessPage.objects.live().filter(offers_sheets=True).exists():
        raise Http404
    office = frame_of(request).office
    names = [office.focal_unit.name if office.focal_unit else "", office.office_name]
    response = HttpResponse(
        as_docx(wanted, ", ".join(filter(None, names))), content_type=CONTENT_TYPE
    )
    response["Content-Disposition"] = f'attachment; filename="{wanted.filename}"'
    return response


def whom_to_ask(request: Any) -> Panel | None:
    """For `registry.on_request_panels`: who gives information out, and where it says how."""
    page = AccessPage.objects.live().first()
    if page is None:
        return None
    return Panel(
        "home/whom_to_ask.html", {"officers": list(page.officers.all()), "url": page.url or ""}
    )
