"""Which pages open data has: the public ones, as querysets that read like questions."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from portal.events import ON_THE_WEB
from portal.models import PublicationEvent
from portal.open_data.kinds import models_by_kind
from portal.open_data.paging import Asked


def public_pages() -> QuerySet[Page]:
    """Every disclosure that everybody may read: live, and behind no login."""
    return _open(Page.objects.filter(content_type__in=_types().values()))


def whole_site() -> QuerySet[Page]:
    """Every page that everybody may read, lists and statements too, but for the roots."""
    return _open(Page.objects.filter(depth__gt=1))


def public_of(kind: str) -> QuerySet[Any]:
    """Those of one kind, as its own model."""
    return _open(models_by_kind()[kind].objects.all())


def _open(pages: QuerySet[Any]) -> QuerySet[Any]:
    """Wagtail's `public()` asks again for every restriction; there are hardly any."""
    pages = pages.filter(live=True)
    for path in PageViewRestriction.objects.values_list("page__path", flat=True):
        pages = pages.exclude(path__startswith=path)
    return pages


def _types() -> dict[str, int]:
    """The content type of each kind."""
    found = ContentType.objects.get_for_models(*models_by_kind().values())
    return {model.kind: content_type.pk for model, content_type in found.items()}


def counts() -> dict[str, int]:
    """How many public records there are of each kind."""
    kinds = {pk: kind for kind, pk in _types().items()}
    rows = public_pages().order_by().values("content_type").annotate(n=Count("pk"))
    found = {kinds[row["content_type"]]: row["n"] for row in rows}
    return {kind: found.get(kind, 0) for kind in models_by_kind()}


def asked_for(what: Asked) -> QuerySet[Page]:
    """The pages that fit `what`, but for where its page begins; the youngest first."""
    pages = public_pages()
    if what.kind:
        pages = pages.filter(content_type=_types()[what.kind])
    if what.unit:
        models = [models_by_kind()[what.kind]] if what.kind else models_by_kind().values()
        of_unit = Q()
        for model in models:
            of_unit |= Q(pk__in=model.objects.filter(unit__code=what.unit).values("pk"))
        pages = pages.filter(of_unit)
    if what.since:
        pages = pages.filter(last_published_at__gte=_begin(what.since))
    if what.until:
        pages = pages.filter(last_published_at__lt=_begin(what.until + timedelta(days=1)))
    return pages.order_by("-pk")


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def stamp(*parts: object) -> str:
    """What every answer depends on besides its address: the last ledger entry and the day (a
    procedure's version begins with a day), and `parts`."""
    last = PublicationEvent.objects.aggregate(last=Max("pk"))["last"] or 0
    return "-".join([str(last), timezone.localdate().isoformat(), *map(str, parts)])


def latest(kind: str = "", unit: str = "", most: int = 30) -> list[PublicationEvent]:
    """The last publications and corrections of pages that are public now, each page once: what a
    feed tells. `unit` is the code of the unit that published.

    The ledger is read backwards until there are `most`, so that a feed costs the same however many
    there are; what has left the web since makes it read on, twice as far each time.
    """
    pages = public_of(kind) if kind else public_pages()
    events = PublicationEvent.objects.filter(kind__in=sorted(ON_THE_WEB)).order_by("-pk")
    if kind:
        events = events.filter(page_kind=kind)
    if unit:
        events = events.filter(unit_code=unit)
    found: dict[int, PublicationEvent] = {}
    at_once = 2 * most
    rows = list(events[:at_once])
    while rows and len(found) < most:
        new = {event.page_id for event in rows} - found.keys()
        public = set(pages.filter(pk__in=new).order_by().values_list("pk", flat=True))
        for event in rows:
            if event.page_id in public:
                found.setdefault(event.page_id, event)
        if len(rows) < at_once:
            break
        at_once = min(2 * at_once, 5000)
        rows = list(events.filter(pk__lt=rows[-1].pk)[:at_once])
    return list(found.values())[:most]
