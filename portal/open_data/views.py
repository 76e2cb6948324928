"""Open data under /du-lieu/: the page for people, the read API, files of a kind, Atom feeds.

Everything is public, so nothing depends on who asks: answers carry an ETag made of the ledger's
last entry, the day and the address, are asked again for a few bytes, and may be read from any
other site.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from portal import csv_files
from portal.events import OFF_THE_WEB
from portal.models import PublicationEvent, Unit
from portal.open_data import atom, queries, schema
from portal.open_data.kinds import columns, described, models_by_kind, names
from portal.open_data.paging import BadParameter, asked
from portal.open_data.records import all_records, records_in_order

ATOM = "application/atom+xml; charset=utf-8"
#: Seconds for which an answer is taken as it is; then it is asked again, with its ETag.
FRESH = 60

View = Callable[..., Any]


def open_to_all(view: View) -> View:
    """Wraps a view of open data: reading only, ETag, any origin, an error as JSON."""

    @csrf_exempt  # nothing can be written, and an error is said in JSON
    @require_safe
    @wraps(view)
    def opened(request: HttpRequest, **values: Any) -> Any:
        said = queries.stamp(
            schema.VERSION, get_language(), request.get_host(), request.get_full_path()
        )
        etag = f'W/"{hashlib.sha256(said.encode()).hexdigest()[:32]}"'
        answer = get_conditional_response(request, etag=etag)
        if answer is None:
            answer = _given(view, request, values)
        if answer.status_code in (200, 304):
            answer["ETag"] = etag
            patch_cache_control(answer, public=True, max_age=FRESH)
        answer["Access-Control-Allow-Origin"] = "*"
        answer["Access-Control-Expose-Headers"] = "ETag, Link"
        return answer

    return opened


def _given(view: View, request: HttpRequest, values: dict[str, Any]) -> Any:
    try:
        return view(request, **values)
    except BadParameter as problem:
        return _problem(str(problem), 400)
    except Http404:
        return _problem(_("There is nothing at this address."), 404)


def _problem(words: str, status: int) -> JsonResponse:
    return _json({"error": words}, status=status)


def _json(data: Any, **options: Any) -> JsonResponse:
    answer = JsonResponse(data, safe=False, json_dumps_params={"ensure_ascii": False}, **options)
    answer["Content-Type"] = "application/json; charset=utf-8"
    return answer


# For people


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What there is, of which kind how much, and what the fields mean."""
    found = queries.counts()
    kinds = [_named(kind, total) for kind, total in found.items()]
    return render(request, "portal/open_data.html", {"kinds": kinds, "total": sum(found.values())})


@require_safe
def fields(request: HttpRequest, kind: str) -> HttpResponse:
    """The fields of one kind."""
    _known(kind)
    return render(
        request,
        "portal/open_data_fields.html",
        {"kind": _named(kind, 0), "fields": described(kind)},
    )


def _named(kind: str, total: int) -> dict[str, Any]:
    one, many = names(kind)
    addresses = {
        name: reverse(f"open_data_{name}", args=[kind]) for name in ("csv", "json", "atom")
    }
    return {"kind": kind, "title": one, "title_plural": many, "total": total, **addresses}


def _known(kind: str) -> None:
    if kind not in models_by_kind():
        raise Http404


# The read API


@open_to_all
def kinds(request: HttpRequest) -> HttpResponse:
    """`/kinds`: the kinds, their addresses, how many there are of each."""
    return _json([_absolute(request, _named(*one)) for one in queries.counts().items()])


def _absolute(request: HttpRequest, kind: dict[str, Any]) -> dict[str, Any]:
    return {
        **kind,
        **{name: request.build_absolute_uri(kind[name]) for name in ("csv", "json", "atom")},
    }


@open_to_all
def items(request: HttpRequest) -> HttpResponse:
    """`/items`: a page of records (`items`), the address of the next page (`next`), how many fit
    altogether (`total`)."""
    what = asked(request.GET.dict(), models_by_kind())
    fitting = queries.asked_for(what)
    total = fitting.count()
    pages = fitting.filter(pk__lt=what.cursor) if what.cursor else fitting
    found = list(pages[: what.per_page + 1])
    shown = found[: what.per_page]
    following = None
    if len(found) > what.per_page:
        query = request.GET.copy()
        query["cursor"] = str(shown[-1].pk)
        following = request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
    answer = _json({"items": records_in_order(shown), "next": following, "total": total})
    if following:
        answer["Link"] = f'<{following}>; rel="next"'
    return answer


@open_to_all
def item(request: HttpRequest, number: str) -> HttpResponse:
    """`/items/page:N`: one record; 410 for what was public and is no longer."""
    found = list(queries.public_pages().filter(pk=number))
    if found:
        return _json(records_in_order(found)[0])
    last = PublicationEvent.objects.last_for_page(int(number))
    if last is not None and last.kind in OFF_THE_WEB:
        return _problem(_("This was public and is no longer."), 410)
    raise Http404


@open_to_all
def openapi(request: HttpRequest) -> HttpResponse:
    """The description of this API for programs (OpenAPI 3.1)."""
    return _json(schema.openapi(request.build_absolute_uri(reverse("open_data_api")).rstrip("/")))


@open_to_all
def nothing(request: HttpRequest) -> HttpResponse:
    """Any other address of the API: 404, said in JSON."""
    raise Http404


# Files


@open_to_all
def csv_file(request: HttpRequest, kind: str) -> HttpResponse:
    """All records of a kind, one on a line; streamed."""
    _known(kind)
    headings = columns(kind)
    records = all_records(queries.public_of(kind))
    rows = ([record.get(name) for name in headings] for record in records)
    return _streamed(csv_files.streamed(headings, rows), csv_files.CONTENT_TYPE, f"{kind}.csv")


@open_to_all
def json_file(request: HttpRequest, kind: str) -> HttpResponse:
    """All records of a kind as one JSON list; streamed."""
    _known(kind)
    return _streamed(
        _listed(all_records(queries.public_of(kind))),
        "application/json; charset=utf-8",
        f"{kind}.json",
    )


def _listed(records: Iterator[dict[str, Any]]) -> Iterator[str]:
    yield "["
    for number, record in enumerate(records):
        yield f"{',' if number else ''}\n{json.dumps(record, ensure_ascii=False)}"
    yield "\n]\n"


def _streamed(parts: Iterator[str], content_type: str, name: str) -> StreamingHttpResponse:
    answer = StreamingHttpResponse(parts, content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


# Feeds


@open_to_all
def feed_of_all(request: HttpRequest) -> HttpResponse:
    """What was published last, of every kind."""
    return _feed(request, _("Latest publications"), "/", queries.latest())


@open_to_all
def feed_of_kind(request: HttpRequest, kind: str) -> HttpResponse:
    """What was published last of one kind."""
    _known(kind)
    return _feed(request, names(kind)[1], _list_of(kind), queries.latest(kind))


@open_to_all
def feed_of_unit(request: HttpRequest, code: str) -> HttpResponse:
    """What a unit published last."""
    unit = Unit.objects.filter(code=code).first()
    if unit is None:
        raise Http404
    return _feed(request, unit.name, f"/don-vi/{unit.code}/", queries.latest(unit=unit.code))


def _feed(request: HttpRequest, title: str, about: str, events: Any) -> HttpResponse:
    return HttpResponse(atom.feed(request, events, title=title, about=about), content_type=ATOM)


def _list_of(kind: str) -> str:
    """Where readers find the kind: the page above any item of it."""
    first = queries.public_of(kind).only("path", "url_path").first()
    parent = first.get_parent() if first else None
    return parent.url if parent and parent.url else "/"


# For search engines


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be read but the admin and the forms; where the site map is."""
    text = "\n".join(
        [
            "User-agent: *",
            f"Disallow: /{settings.ADMIN_PATH}",
            "Disallow: /hien-thi/",
            f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
            "",
        ]
    )
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
