"""Where a limited audience reads: the place of the office's own staff, and the list of what is
given on request.

| address | who | what |
|---|---|---|
| `/noi-bo/` | signed in and may read it | what is for the staff; `?q=`, `?loai=`, `?trang=` |
| `/noi-bo/<page>/` | the same | one of them, as it was approved |
| `/theo-yeu-cau/` | everybody | what is given on request: title, kind, unit, day, whom to ask |

Nothing of these pages is live (`portal.audiences`), so no other door leads to them.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Revision

from portal import registry
from portal.models import LimitedItem, Unit
from portal.permissions import may

PER_PAGE = 20
#: Longest search that is read; titles have 255 characters.
LONGEST_WORDS = 200


def may_read_internal(user: Any) -> bool:
    """Whether `user` reads what is for the office's own staff."""
    return may(user, "read_internal")


@require_safe
def internal_list(request: HttpRequest) -> HttpResponse:
    """What is for the staff."""
    refused = _refused(request)
    if refused is not None:
        return refused
    words = request.GET.get("q", "")[:LONGEST_WORDS].strip()
    items = LimitedItem.objects.internal()
    kinds = sorted(items.order_by().values_list("kind", flat=True).distinct())
    kind = request.GET.get("loai", "")
    if words:
        items = items.matching(words)
    if kind in kinds:
        items = items.filter(kind=kind)
    context = {
        **_listed(request, items),
        "words": words,
        "kind": kind if kind in kinds else "",
        "kinds": [(one, _name(one)) for one in kinds],
    }
    return _private(render(request, "portal/internal_list.html", context))


@require_safe
def internal_item(request: HttpRequest, page_id: int) -> HttpResponse:
    """One item, the very revision that was approved, in the look of its kind."""
    refused = _refused(request)
    if refused is not None:
        return refused
    if page_id >= 2**63:  # more than any key; SQLite would fail on it
        raise Http404
    item = get_object_or_404(LimitedItem.objects.internal(), page_id=page_id)
    revision = Revision.page_revisions.filter(pk=item.revision_id).first()
    if revision is None:
        raise Http404
    page = revision.as_object()
    response = page.serve(request)
    if hasattr(response, "render"):
        response.context_data["internal"] = item
        response.render()
    return _private(response)


@require_safe
def on_request_list(request: HttpRequest) -> HttpResponse:
    """What exists and is given to whoever asks."""
    panels = filter(None, (panel(request) for panel in registry.on_request_panels))
    context = {**_listed(request, LimitedItem.objects.on_request()), "panels": list(panels)}
    return render(request, "portal/on_request_list.html", context)


def _refused(request: HttpRequest) -> HttpResponse | None:
    """Where somebody goes who isn't signed in; raises PermissionDenied for who may not read."""
    if not request.user.is_authenticated:
        return _private(redirect_to_login(request.get_full_path(), settings.LOGIN_URL))
    if not may_read_internal(request.user):
        raise PermissionDenied(_("This is for the office's own staff."))
    return None


def _listed(request: HttpRequest, items: Any) -> dict[str, Any]:
    page_obj = Paginator(items, PER_PAGE).get_page(request.GET.get("trang"))
    units = dict(Unit.objects.values_list("code", "name"))
    rows = [
        {
            "id": item.page_id,
            "title": item.title,
            "kind": _name(item.kind),
            "unit": units.get(item.unit_code, ""),
            "published_on": item.published_on,
        }
        for item in page_obj
    ]
    return {"page_obj": page_obj, "rows": rows}


def _name(kind: str) -> str:
    known = registry.kinds.get(kind)
    return str(known.title) if known else kind


def _private(response: HttpResponse) -> HttpResponse:
    """Kept by no cache and by no search engine."""
    patch_cache_control(response, private=True, no_store=True)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
