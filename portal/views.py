"""The pages for when something is not there, not allowed or went wrong; and the health address."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template import loader
from django.views.decorators.http import require_safe


def bad_request(request: HttpRequest, exception: Any) -> HttpResponse:
    """400: the request makes no sense to any page, or is for a host that isn't ours."""
    if isinstance(exception, DisallowedHost):  # then nothing may ask whose page this is
        return HttpResponse(loader.get_template("400.html").render({}), status=400)
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Any) -> HttpResponse:
    """403: not for this person."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Any) -> HttpResponse:
    """404: nothing is or was here."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: rendered without context, because whatever fails may be what a context needs."""
    return HttpResponse(loader.get_template("500.html").render({}), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that came back without its token (cookies off, or open for too long)."""
    return render(request, "403_csrf.html", status=403)


def locked_out(request: HttpRequest, credentials: Any = None, *args: Any) -> HttpResponse:
    """429: too many failed sign-ins; says when to try again."""
    from django.conf import settings

    minutes = int(settings.AXES_COOLOFF_TIME * 60)
    response = render(request, "portal/locked_out.html", {"minutes": minutes}, status=429)
    response["Retry-After"] = str(minutes * 60)
    return response


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Whether the server answers and reaches its database."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"ok": True})


@require_safe
def bare(request: HttpRequest) -> HttpResponse:
    """The measure of the benchmark: what Django answers with nothing to do."""
    return HttpResponse("ok")
