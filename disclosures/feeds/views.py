"""Announced documents and their sources in the admin."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from disclosures import permissions
from disclosures.feeds import queue
from disclosures.feeds.forms import AcceptForm, DismissForm, MergeForm, SourceForm
from disclosures.feeds.states import ItemState
from disclosures.models import FeedItem, FeedSource, ItemStateChoices
from portal.publishing import PublishingRefused
from portal.registry import Panel
from portal.text import fold

PER_PAGE = 30


class NewDocumentsMenuItem(MenuItem):
    """*New documents* in the admin's menu."""

    def __init__(self) -> None:
        super().__init__(
            lazy("New documents"),
            reverse("disclosures_feed_items"),
            name="new-documents",
            icon_name="rss",
            order=30,
        )

    def is_shown(self, request: HttpRequest) -> bool:
        return permissions.may_read_feeds(request.user)


def waiting_panel(request: HttpRequest) -> Panel | None:
    """For `registry.admin_panels`: how many announced documents wait for whoever sorts them."""
    if not permissions.may_sort_feeds(request.user):
        return None
    waiting = FeedItem.objects.waiting()
    count = waiting.count()
    if not count:
        return None
    context = {"count": count, "items": waiting[:3]}
    return Panel("disclosures/admin/feed_panel.html", context, order=30)


@require_safe
def items(request: HttpRequest) -> HttpResponse:
    """The announced documents: `?state=` (default: those that wait), `?q=` words of the title."""
    _check_reads(request)
    state = request.GET.get("state", ItemState.WAITING.value)
    if state not in set(ItemState):
        state = ItemState.WAITING.value
    rows = FeedItem.objects.filter(state=state).order_by("-first_seen_at", "-pk")
    words = request.GET.get("q", "").strip()[:100]
    if words:
        # Titles are few enough to be read; accents are optional as everywhere.
        wanted = fold(words).split()
        titles = rows.values_list("pk", "title", "number")[:5_000]
        fitting = [
            pk
            for pk, title, number in titles
            if all(one in fold(f"{title} {number}") for one in wanted)
        ]
        rows = rows.filter(pk__in=fitting[:900])
    page_obj = Paginator(rows.prefetch_related("sightings__source"), PER_PAGE).get_page(
        request.GET.get("trang")
    )
    return render(
        request,
        "disclosures/admin/feed_items.html",
        {
            "page_title": _("New documents"),
            "page_subtitle": _("announced by feeds"),
            "header_icon": "rss",
            "state": state,
            "states": ItemStateChoices.choices,
            "words": words,
            "page_obj": page_obj,
            "waiting": FeedItem.objects.waiting().count(),
            "sources_url": reverse("disclosures_feed_sources"),
        },
    )


@require_safe
def item(request: HttpRequest, item_id: int) -> HttpResponse:
    """One announced document and what may be done with it."""
    _check_reads(request)
    return _item_page(request, get_object_or_404(FeedItem, pk=item_id))


@require_POST
def decide(request: HttpRequest, item_id: int, verb: str) -> HttpResponse:
    """Accept, merge, dismiss or put back; a form that is wrong comes back with what it had."""
    _check_reads(request)
    found = get_object_or_404(FeedItem, pk=item_id)
    if not permissions.may_sort_feeds(request.user):
        raise PermissionDenied
    forms = _forms(found, request.POST, verb)
    if verb not in {*forms, "put-back"}:
        raise Http404
    form = forms.get(verb)
    if form is not None and not form.is_valid():
        return _item_page(request, found, forms, status=400)
    try:
        done = _do(verb, found, form, request.user)
    except queue.NotNow as refusal:
        messages.error(request, str(refusal))
        return _item_page(request, found, forms, status=400)
    except PublishingRefused as refusal:
        messages.error(request, " ".join(refusal.messages))
        return _item_page(request, found, forms, status=400)
    messages.success(request, done)
    if verb == "accept":
        found.refresh_from_db()
        return redirect("wagtailadmin_pages:edit", found.page_id)
    return redirect("disclosures_feed_items")


def _do(verb: str, found: FeedItem, form: Any, actor: Any) -> str:
    if verb == "accept":
        queue.accept(found, actor=actor, document=form.document())
        return _("A draft was made and its publication is now due. Attach the file and submit it.")
    if verb == "merge":
        queue.merge(found, actor=actor, page=form.cleaned_data["page"])
        return _("Noted: this document is there already.")
    if verb == "dismiss":
        queue.dismiss(found, actor=actor, reason=form.cleaned_data["reason"])
        return _("Dismissed.")
    queue.put_back(found, actor=actor)
    return _("It waits for a decision again.")


def _forms(found: FeedItem, data: Any = None, verb: str = "") -> dict[str, Any]:
    suggested = queue.suggestions(found)
    return {
        "accept": AcceptForm(data if verb == "accept" else None, item=found),
        "merge": MergeForm(
            data if verb == "merge" else None,
            suggested=suggested,
            auto_id="merge_%s",
            initial={"page": suggested[0] if suggested else None},
        ),
        "dismiss": DismissForm(data if verb == "dismiss" else None, auto_id="dismiss_%s"),
    }


def _item_page(
    request: HttpRequest, found: FeedItem, forms: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    found = FeedItem.objects.select_related("decided_by").get(pk=found.pk)
    may_sort = permissions.may_sort_feeds(request.user)
    page = Page.objects.filter(pk=found.page_id).first() if found.page_id else None
    may_edit = page is not None and page.permissions_for_user(request.user).can_edit()
    return render(
        request,
        "disclosures/admin/feed_item.html",
        {
            "page_title": found.title[:120],
            "page_subtitle": _("announced document"),
            "header_icon": "rss",
            "item": found,
            "sightings": found.sightings.select_related("source").order_by("seen_at"),
            "forms": (forms or _forms(found)) if may_sort and found.is_waiting else {},
            "suggested": queue.suggestions(found) if found.is_waiting else [],
            "may_accept": queue.may_accept(request.user),
            "may_put_back": may_sort and found.state in (ItemState.DISMISSED, ItemState.MERGED),
            "page": page,
            "page_url": reverse("wagtailadmin_pages:edit", args=[page.pk]) if may_edit else "",
        },
        status=status,
    )


# Sources


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Every source and how it is doing."""
    _check_reads(request)
    return render(
        request,
        "disclosures/admin/feed_sources.html",
        {
            "page_title": _("Sources of new documents"),
            "header_icon": "rss",
            "sources": FeedSource.objects.all(),
            "now": timezone.now(),
            "may_keep": permissions.may_keep_feeds(request.user),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def source(request: HttpRequest, source_id: int | None = None) -> HttpResponse:
    """Enter a source, or change one."""
    if not permissions.may_keep_feeds(request.user):
        raise PermissionDenied
    found = get_object_or_404(FeedSource, pk=source_id) if source_id else None
    form = SourceForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            saved = form.save()
        messages.success(request, _("“%(source)s” is saved.") % {"source": saved})
        return redirect("disclosures_feed_sources")
    return render(
        request,
        "disclosures/admin/feed_source.html",
        {
            "page_title": _("Change a source") if found else _("Enter a source"),
            "header_icon": "rss",
            "form": form,
            "source": found,
        },
        status=400 if form.is_bound else 200,
    )


def _check_reads(request: HttpRequest) -> None:
    if not permissions.may_read_feeds(request.user):
        raise PermissionDenied
