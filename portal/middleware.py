"""What every request passes: input no page could mean is refused early, with a page, not a 500; and
the admin has its own content security policy."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import redirect

from portal import views

#: Longest query string that any form of the portal can make, with room to spare. Bytes.
LONGEST_QUERY_STRING = 64 * 1024


class HostileInputMiddleware:
    """Answers 400 to NUL in the path and to endless query strings; repairs what is merely broken.

    A NUL in a query string or a header is what a broken client sends: it would be handed on to the
    database (a failed sign-in is kept with its user agent), and PostgreSQL refuses it with an
    error. Invalid UTF-8 Django itself replaces by U+FFFD.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        if "\x00" in request.path or len(query) > LONGEST_QUERY_STRING:
            return views.bad_request(request, None)
        if "%00" in query:
            request.META["QUERY_STRING"] = query.replace("%00", "")
        for name, value in list(request.META.items()):
            if name.startswith("HTTP_") and "\x00" in value:
                request.META[name] = value.replace("\x00", "")
        return self.get_response(request)


class PackingMiddleware(GZipMiddleware):
    """Pages are packed; what is served by the byte (`Accept-Ranges`) is sent as it is.

    A part of a file is named by its bytes (`Content-Range`): packed it would be another part, and
    whoever puts the parts together would hold a broken file.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """The response, packed unless it is served by the byte."""
        if response.has_header("Accept-Ranges"):
            return response
        return super().process_response(request, response)


class PolicyMiddleware(CSPMiddleware):
    """The public policy everywhere but in the admin, which has inline scripts and no nonces."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """The parts of the policy for this response; a policy the view chose stays."""
        parts = super().get_policy_parts(request, response, report_only)
        if is_admin(request.path) and not report_only:
            parts.config = settings.PORTAL_ADMIN_CSP
        return parts


class RefusalMiddleware:
    """A verb refused where Wagtail called it (approving in a workflow): said, not a 500.

    Wagtail's own views know nothing of refusals. What they had begun is undone by then: approving
    and publishing are one transaction.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The refusals as messages, on the page that the person came from; the screen of the guard
        for an approver who may override it."""
        from portal import override_views  # models are not loaded with the settings
        from portal.publishing import PublishingRefused

        if not isinstance(exception, PublishingRefused) or not is_admin(request.path):
            return None
        guarded, somebody_may = override_views.way_past(request, exception.refusals)
        if guarded is not None:
            return redirect("portal_override", guarded)
        for refusal in exception.refusals:
            messages.error(request, str(refusal.message))
        if somebody_may:
            messages.info(request, override_views.WHO_MAY)
        came_from = urlsplit(request.headers.get("Referer", "")).path
        return redirect(came_from if is_admin(came_from) else "wagtailadmin_home")


def is_admin(path: str) -> bool:
    """Whether `path` belongs to the admin."""
    return path.startswith(f"/{settings.ADMIN_PATH}")
