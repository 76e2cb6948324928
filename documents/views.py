"""The one door through which files go out: /tep/<id>/<name>."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe
from wagtail.documents.models import document_served

from documents.listings import is_public
from documents.models import OfficialFile
from documents.permissions import may_read
from documents.ranges import RangeNotSatisfiable, parse_range, read_range

#: A file may not run, load or frame anything. Browsers refuse to start their PDF viewer inside a
#: sandbox, so a PDF gets none; the viewer itself is one.
CSP_SANDBOXED = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
CSP_PDF = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'"
#: May be kept, must be asked for again each time: a withdrawn file is gone at once, and asking
#: costs one small answer (304) thanks to the ETag.
CACHE_PUBLIC = "public, no-cache"
CACHE_PRIVATE = "private, no-store"


@require_safe
def serve(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponseBase:
    """Serve a file to whoever may read it.

    Contract: public files (`listings.is_public`) to everybody; any other to staff who may read
    it (`permissions.may_read`); everyone else gets 404, the same answer as for a file that doesn't
    exist, a wrong name or missing bytes. Never changes with cookies when the file is public.
    """
    file = OfficialFile.objects.select_related("collection").filter(pk=document_id).first()
    if file is None or not file.file or not file.answers_to(document_filename):
        raise Http404
    public = is_public(file)
    if not public and not may_read(request.user, file):
        raise Http404
    response = _answer(request, file)
    response["Cache-Control"] = CACHE_PUBLIC if public else CACHE_PRIVATE
    document_served.send(sender=OfficialFile, instance=file, request=request)
    return response


def _answer(request: HttpRequest, file: OfficialFile) -> HttpResponseBase:
    etag = f'"{file.sha256}"'
    # Asked before anything is opened: most answers to readers who come back are these.
    if unread := get_conditional_response(request, etag=etag):
        unread["ETag"] = etag
        return unread
    response = _content(request, file, etag)
    response["ETag"] = etag
    response["Accept-Ranges"] = "bytes"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = CSP_PDF if file.file_type == "pdf" else CSP_SANDBOXED
    if disposition := content_disposition_header(not file.is_inline, file.filename):
        response["Content-Disposition"] = disposition
    if file.is_inline:
        # Django leaves the name out for inline content; a reader who saves it wants it.
        attached = content_disposition_header(True, file.filename)
        response["Content-Disposition"] = attached.replace("attachment", "inline", 1)
    return response


def _content(request: HttpRequest, file: OfficialFile, etag: str) -> HttpResponseBase:
    try:
        stream = file.file.storage.open(file.file.name, "rb")
    except OSError as error:
        raise Http404 from error
    size = file.file_size
    wanted = None
    if request.headers.get("If-Range", etag) == etag:
        try:
            wanted = parse_range(request.headers.get("Range", ""), size)
        except RangeNotSatisfiable:
            stream.close()
            return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    if request.method == "HEAD":
        stream.close()
        response: HttpResponseBase = HttpResponse(content_type=file.content_type)
    elif wanted is None:
        response = FileResponse(stream, content_type=file.content_type)
    else:
        response = StreamingHttpResponse(
            read_range(stream, *wanted), status=206, content_type=file.content_type
        )
        response["Content-Range"] = f"bytes {wanted[0]}-{wanted[1]}/{size}"
        size = wanted[1] - wanted[0] + 1
    response["Content-Length"] = str(size)
    return response
