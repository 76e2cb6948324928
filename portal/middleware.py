"""What every request passes: input no page could mean is refused early, with a page, not a 500; and
the admin gets its own content security policy."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from portal import views

#: Longest query string that any form of the portal can make, with room to spare. Bytes.
LONGEST_QUERY_STRING = 64 * 1024


class HostileInputMiddleware:
    """Answers 400 to NUL in the path and to endless query strings; repairs what is merely broken.

    A NUL in a query string is what a broken client sends: Django would hand it on to the database,
    which refuses it with an error. Invalid UTF-8 Django itself replaces by U+FFFD.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        if "\x00" in request.path or len(query) > LONGEST_QUERY_STRING:
            return views.bad_request(request, None)
        if "%00" in query:
            request.META["QUERY_STRING"] = query.replace("%00", "")
        response = self.get_response(request)
        if is_admin(request.path):
            response._csp_replace = settings.PORTAL_ADMIN_CSP
        return response


def is_admin(path: str) -> bool:
    """Whether `path` belongs to the admin."""
    return path.startswith(f"/{settings.ADMIN_PATH}")
