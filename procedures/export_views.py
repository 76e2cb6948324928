"""Downloads of the catalogue of procedures: for everybody, and of the drafts in the admin."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponseBase,
    HttpResponseNotModified,
)
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.permissions import may, units_of
from procedures.exchange.unpacking import Format
from procedures.exports import MIME, drafts, public_file, write
from procedures.models import ProcedurePage
from procedures.permissions import may_see


@require_safe
def public(request: HttpRequest, ending: str) -> HttpResponseBase:
    """What is in force today, as CSV, XLSX, JSON or JSON Lines."""
    form = _format(ending)
    path, fingerprint = public_file(form, timezone.localdate())
    etag = f'"{fingerprint}-{form}"'
    if etag in request.headers.get("If-None-Match", ""):
        return HttpResponseNotModified(headers={"ETag": etag})
    response = FileResponse(
        path.open("rb"), as_attachment=True, filename=f"thu-tuc.{form}", content_type=MIME[form]
    )
    response["ETag"] = etag
    response["Cache-Control"] = "public, no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def of_drafts(request: HttpRequest, ending: str) -> HttpResponseBase:
    """The latest drafts that are the person's to write, or to read, to work on in a table."""
    if not may_see(request.user):
        raise PermissionDenied
    form = _format(ending)
    pages = ProcedurePage.objects.all()
    if not (may(request.user, "write_any_kind") or may(request.user, "read_everything")):
        pages = pages.filter(Q(owner=request.user) | Q(unit_id__in=units_of(request.user)))
    file = tempfile.NamedTemporaryFile(suffix=f".{form}")  # noqa: SIM115  (closed by the response)
    write(lambda: drafts(pages), form, Path(file.name))
    file.seek(0)
    return FileResponse(
        file, as_attachment=True, filename=f"thu-tuc-ban-nhap.{form}", content_type=MIME[form]
    )


def _format(ending: str) -> Format:
    try:
        return Format(ending)
    except ValueError:
        raise Http404 from None
