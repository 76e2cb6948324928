"""The readable page of a file and its searchable copy: read by whoever may read the file, no
longer than that (`documents.permissions`)."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe
from wagtail.models import Page

from documents.listings import public_page_of
from documents.messages import trouble_message
from documents.models import FileReading, OfficialFile
from documents.permissions import may_read
from documents.readable import part_of, part_with, reading_shown
from documents.signature_words import in_words
from documents.views import CACHE_PRIVATE, CACHE_PUBLIC, CSP_PDF
from portal.paging import positive_int


@require_safe
def readable(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponse:
    """The file's text as a page; `?phan=` the part, or `?trang=` the page of the original.

    404 like a file that doesn't exist for everybody who may not read the file, and when nothing was
    read in it.
    """
    file, reading, listing = _asked(request, document_id, document_filename)
    number = positive_int(request.GET.get("phan")) or 1
    if page := positive_int(request.GET.get("trang")):
        number = part_with(reading, page)
    response = TemplateResponse(
        request,
        "documents/readable.html",
        {
            "file": file,
            "reading": reading,
            "part": part_of(reading, number),
            "is_public": listing is not None,
            "notes": [trouble_message(code) for code in reading.notes],
            "signatures": in_words(reading.signatures),
            "listing_page": listing,
        },
    )
    response["Cache-Control"] = CACHE_PUBLIC if listing else CACHE_PRIVATE
    return response


@require_safe
def searchable_copy(
    request: HttpRequest, document_id: int, document_filename: str
) -> HttpResponseBase:
    """The copy of a scan that can be searched and copied from; never the original's address."""
    file, reading, listing = _asked(request, document_id, document_filename)
    if not reading.copy:
        raise Http404
    etag = f'"{file.sha256}-{reading.number}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        try:
            stream = reading.copy.storage.open(reading.copy.name, "rb")
        except OSError as error:
            raise Http404 from error
        response = FileResponse(stream, content_type="application/pdf")
        stem = file.filename.rpartition(".")[0] or file.filename
        attached = content_disposition_header(True, f"{stem}.tim-duoc.pdf") or ""
        response["Content-Disposition"] = attached.replace("attachment", "inline", 1)
        response["Content-Security-Policy"] = CSP_PDF
        response["X-Content-Type-Options"] = "nosniff"
    response["ETag"] = etag
    response["Cache-Control"] = CACHE_PUBLIC if listing else CACHE_PRIVATE
    return response


def _asked(
    request: HttpRequest, document_id: int, filename: str
) -> tuple[OfficialFile, FileReading, Page | None]:
    """The file, its reading, and the page that makes it public. 404 for whoever may not."""
    file = OfficialFile.objects.select_related("collection").filter(pk=document_id).first()
    if file is None or not file.file or not file.answers_to(filename):
        raise Http404
    listing = public_page_of(file)
    if listing is None and not may_read(request.user, file):
        raise Http404
    reading = reading_shown(file) if file.is_readable else None
    if reading is None:
        raise Http404
    return file, reading, listing
