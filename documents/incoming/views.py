"""The admin's addresses for incoming documents. Whoever may add documents takes them in; whoever
meets a file in the admin sees it here; a page is begun by whoever may add one of that kind."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django.views.defaults import permission_denied

from documents import readings, sandbox
from documents.incoming import drafting, pages
from documents.incoming.fields import BY_NAME, proposals
from documents.incoming.forms import ACCEPT, FieldsForm, day_of, uploads_of
from documents.incoming.taking import MOST_FILES, take
from documents.models import IncomingDocument
from documents.permissions import may_take_in
from documents.readable import reading_shown
from documents.readers import ReaderRefused
from portal.paging import positive_int

PER_PAGE = 30
#: Dots per inch of a page picture, and seconds it is kept.
PICTURE_DPI, PICTURE_KEPT = 110, 3600
View = Callable[..., HttpResponse]


def takers_only(view: View) -> View:
    """Everybody else gets a 403 (raised, Wagtail would make a redirect of it)."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_take_in(request.user):
            return permission_denied(request, PermissionDenied())
        return view(request, *args, **kwargs)

    return checked


@takers_only
def index(request: HttpRequest) -> HttpResponse:
    """Drop files; below them what came in, with progress."""
    results = []
    if request.method == "POST":
        uploads = uploads_of(request.FILES)
        if not uploads:
            messages.error(request, _("Choose at least one file."))
        results = take(uploads, request.user)
        taken = [one for one in results if one.incoming is not None]
        if len(results) == len(taken) == 1:
            return redirect("documents_incoming", taken[0].incoming.pk)
        if taken and len(taken) == len(results):
            messages.success(request, _("%(count)s files were taken in.") % {"count": len(taken)})
            return redirect("documents_incoming_list")
    found = IncomingDocument.objects.for_person(request.user).waiting().select_related("file")
    shown = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
    last = pages.last_readings(shown)
    rows = [pages.row(one, last.get(one.file_id)) for one in shown]
    return render(
        request,
        "documents/admin/incoming_list.html",
        {
            "page_title": _("Incoming documents"),
            "header_icon": "download",
            "rows": rows,
            "page_obj": shown,
            "results": results,
            "accept": ACCEPT,
            "most_files": MOST_FILES,
            "is_under_way": any(row["under_way"] for row in rows),
        },
        status=200 if not results or any(one.incoming for one in results) else 422,
    )


@takers_only
@require_safe
def states(request: HttpRequest) -> JsonResponse:
    """How far the readings asked for are (`?id=` as often as needed): for the script."""
    ids = [int(one) for one in request.GET.getlist("id")[:PER_PAGE] if positive_int(one)]
    found = list(IncomingDocument.objects.for_person(request.user).filter(pk__in=ids))
    last = pages.last_readings(found)
    return JsonResponse({str(one.pk): pages.state(last.get(one.file_id)) for one in found})


@takers_only
def detail(request: HttpRequest, incoming_id: int) -> HttpResponse:
    """One document: confirm its fields beside its pages; then begin a page."""
    incoming = _incoming(request, incoming_id)
    shown = reading_shown(incoming.file)
    kinds = drafting.kinds_for(request.user)
    choices = [(kind.code, kind.title) for kind in kinds]
    action = request.POST.get("action", "")
    if request.method == "POST":
        form = FieldsForm(request.POST, kinds=choices, for_page=action == "page")
        _keep(incoming, form, shown, request.POST.get("take", ""))
        if request.POST.get("take"):
            return redirect(f"{request.path}#field-{request.POST['take'][:40]}")
        if action == "page" and incoming.page is not None:
            return redirect("wagtailadmin_pages:edit", incoming.page_id)
        if form.is_valid():
            if action != "page":
                messages.success(request, _("Saved. Nothing is public yet."))
                return redirect(request.path)
            kind = next(kind for kind in kinds if kind.code == form.cleaned_data["kind"])
            page = drafting.begin_page(incoming, kind, form.cleaned_data, request.user)
            messages.success(
                request, _("The draft was begun. Complete it and submit it for approval.")
            )
            return redirect("wagtailadmin_pages:edit", page.pk)
    else:
        found = proposals(shown.metadata if shown else None, incoming.values)
        values = {one.spec.name: one.value for one in found}
        kind = incoming.kind or drafting.likely_kind(kinds, values["type"])
        form = FieldsForm(initial={**values, "kind": kind}, kinds=choices)
    return _shown(request, incoming, shown, form)


def _keep(incoming: IncomingDocument, form: FieldsForm, shown: Any, taken: str) -> None:
    """Corrections are kept whatever else is wrong; `taken`: the field whose read value is taken."""
    values = {**incoming.values, **form.to_keep()}
    if taken in BY_NAME:
        found = proposals(shown.metadata if shown else None, {})
        values[taken] = next(one.read for one in found if one.spec.name == taken)
    kind = form.data.get("kind", "")
    incoming.values = values
    if incoming.page_id is None and kind in dict(form.fields["kind"].choices):
        incoming.kind = kind
    incoming.save(update_fields=["values", "kind"])


def _shown(request: HttpRequest, incoming: IncomingDocument, shown: Any, form: Any) -> HttpResponse:
    last = incoming.file.readings.order_by("-number").first()
    context = pages.document(incoming, shown, last, positive_int(request.GET.get("trang")))
    entered = {one.spec.name: one for one in context["proposals"]}
    return render(
        request,
        "documents/admin/incoming.html",
        {
            "page_title": incoming.file.title,
            "header_icon": "doc-full",
            "incoming": incoming,
            "file": incoming.file,
            "form": form,
            "rows": [(one, form[one.spec.name]) for one in context["proposals"]],
            "known": drafting.pages_with_number(
                entered["number"].value, day_of(entered["date"].value)
            ),
            "begun": incoming.page,
            **context,
        },
        status=422 if form.is_bound and form.errors else 200,
    )


@takers_only
@require_POST
def act(request: HttpRequest, incoming_id: int, what: str) -> HttpResponse:
    """Read the file again, stop reading it, or put the document away."""
    incoming = _incoming(request, incoming_id)
    if what == "read":
        readings.ask(incoming.file, user=request.user, again=True)
    elif what == "stop":
        for reading in incoming.file.readings.under_way():
            readings.cancel(reading)
    elif what == "put-away":
        IncomingDocument.objects.filter(pk=incoming.pk).update(is_put_away=True)
        messages.success(request, _("Put away. The file itself stays among the documents."))
        return redirect("documents_incoming_list")
    return redirect("documents_incoming", incoming.pk)


@takers_only
@require_safe
def picture(request: HttpRequest, incoming_id: int, page: int) -> HttpResponse:
    """One page of the file as PNG, drawn in the sandbox and kept for a while."""
    incoming = _incoming(request, incoming_id)
    file = incoming.file
    if file.file_type not in pages.DRAWN or not 1 <= page <= (file.pages or 1):
        raise Http404
    # As it was read: a sideways scan the right way up, so that what was read is marked in place.
    shown = reading_shown(file)
    turn = shown.pages.filter(number=page).values_list("turn", flat=True).first() if shown else 0
    key = f"documents.picture.{file.sha256}.{page}.{PICTURE_DPI}.{turn or 0}"
    drawn = cache.get(key)
    if drawn is None:
        drawn = _draw(file, page, turn or 0)
        cache.set(key, drawn, PICTURE_KEPT)
    if not drawn:
        raise Http404
    response = HttpResponse(drawn, content_type="image/png")
    response["Cache-Control"] = "private, max-age=600"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@takers_only
@require_safe
def cleaned(request: HttpRequest, incoming_id: int) -> HttpResponse:
    """A copy of the file without comments, changes, macros and names, to look at and take in."""
    incoming = _incoming(request, incoming_id)
    file = incoming.file
    try:
        with (
            tempfile.TemporaryDirectory(prefix="clean-", ignore_cleanup_errors=True) as folder,
            readings.local_copy(file) as (path, _work),
        ):
            [answer] = sandbox.run(
                "clean",
                path,
                {"file_type": file.file_type},
                limits=sandbox.LOOKING,
                keep_in=Path(folder),
            )
            data = b"" if answer["reason"] else Path(folder, "cleaned").read_bytes()
    except (ReaderRefused, OSError, ValueError, KeyError):
        data = b""
    if not data:
        messages.error(request, _("No cleaned copy could be made of this file."))
        return redirect("documents_incoming", incoming.pk)
    response = HttpResponse(data, content_type=file.content_type)
    stem, _dot, extension = file.filename.rpartition(".")
    name = f"{stem or file.filename}-da-lam-sach.{extension}"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _draw(file: Any, page: int, turn: int) -> bytes:
    """The picture; empty when it can't be drawn."""
    arguments = {"file_type": file.file_type, "page": page, "dpi": PICTURE_DPI, "turn": turn}
    try:
        with (
            tempfile.TemporaryDirectory(prefix="picture-", ignore_cleanup_errors=True) as folder,
            readings.local_copy(file) as (path, _work),
        ):
            for _size in sandbox.run(
                "picture", path, arguments, limits=sandbox.LOOKING, keep_in=Path(folder)
            ):
                pass
            return Path(folder, "page.png").read_bytes()
    except (ReaderRefused, OSError):
        return b""


def _incoming(request: HttpRequest, incoming_id: int) -> IncomingDocument:
    found = IncomingDocument.objects.for_person(request.user).select_related("file")
    return get_object_or_404(found, pk=incoming_id)
