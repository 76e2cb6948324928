"""Leads who asks for an address of the former site to where it is now."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from portal.old_addresses.reading import LONGEST_WRITTEN, key_of


class OldAddressMiddleware:
    """Where nothing was found, and only there: one query, and a redirect within this site."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        place = _place(request)
        return HttpResponsePermanentRedirect(place) if place else response


def _place(request: HttpRequest) -> str:
    from portal.models import OldAddress  # models are not loaded with the settings

    path = request.get_full_path()
    if len(path) > LONGEST_WRITTEN:
        return ""
    keys = key_of(path), key_of(path.partition("?")[0])
    if "\x00" in keys[0]:
        return ""
    found = {one.key: one for one in OldAddress.objects.filter(key__in=keys).select_related("page")}
    one = found.get(keys[0]) or found.get(keys[1])
    if one is None:
        return ""
    if one.page is None:
        return one.target
    page = one.page.specific  # the address of a draft, or of what is for fewer, says its title
    is_known = page.live or getattr(page, "left_the_web", None) is not None
    return (page.get_url(request) or "") if is_known else ""
