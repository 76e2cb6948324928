"""The days of reception of the whole office, from every public page about them: for the home page,
for the calendar file, for search."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import icalendar
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Site

from disclosures.models.receptions import Receiver, ReceptionPage, ReceptionType
from disclosures.receptions import (
    DayState,
    Reception,
    Recurrence,
    Single,
    coming,
    receptions,
)
from portal.registry import Panel

#: How far ahead and back the calendar file goes.
AHEAD, BACK = timedelta(days=366), timedelta(days=92)
#: Days on the home page.
SHOWN = 3
#: A reception of a leader is what people look for first.
SOON = timedelta(days=62)
#: A schedule of so long ago says nothing of days to come.
LOOKED_BACK = timedelta(days=62)


@dataclass(frozen=True, slots=True)
class Told:
    """What the page that tells of a day says of all of them."""

    page_id: int
    place: str
    url_path: str
    changed: datetime | None


#: Columns of a day and of a rule, read beside the page's own.
_DAY = ("day", "start", "end", "receiver", "person", "participants", "content", "state")
_RULE = (
    "since", "until", "start", "end", "day_of_month", "weekday", "week_of_month", "receiver",
    "person",
)  # fmt: skip


def all_days(first: date, last: date) -> list[tuple[Reception, Told]]:
    """Every day from `first` to `last` with the page that says it. A schedule rules over what
    stands: the days of one page take the place of recurring days of another. One query: a page has
    a handful of days and rules, so their product is small."""
    is_recent = Q(reception_type=ReceptionType.RULES) | Q(dated_on__gte=first - LOOKED_BACK)
    rows = (
        ReceptionPage.objects.live()
        .filter(is_recent)
        .order_by("dated_on", "pk", "days__sort_order", "recurring__sort_order")
        .values_list(
            "pk", "place", "url_path", "last_published_at",
            *(f"days__{name}" for name in (*_DAY, "moved_to", "note")),
            *(f"recurring__{name}" for name in _RULE),
        )
    )  # fmt: skip
    rules: dict[Recurrence, Told] = {}
    singles: dict[Single, Told] = {}
    for row in rows:
        told, day, rule = Told(*row[:4]), row[4 : 4 + len(_DAY) + 2], row[4 + len(_DAY) + 2 :]
        if day[0] is not None:
            fields = dict(zip((*_DAY, "moved_to", "note"), day, strict=True))
            singles[Single(**{**fields, "state": DayState(fields["state"])})] = told
        if rule[0] is not None:
            rules[Recurrence(**dict(zip(_RULE, rule, strict=True)))] = told
    by_person = {
        (one.receiver, one.person): told for one, told in (*rules.items(), *singles.items())
    }
    return [
        (one, singles.get(one.single) or by_person[one.single.receiver, one.single.person])
        for one in receptions(rules, singles, first, last)
    ]


def next_days(now: datetime, count: int = SHOWN) -> list[tuple[Reception, Told]]:
    """The next days on which citizens are received, leaders' days first among equals."""
    local = timezone.localtime(now)
    days = all_days(local.date(), local.date() + SOON)
    still = {id(one) for one in coming([one for one, _page in days], local)}
    open_days = [(one, page) for one, page in days if id(one) in still]
    leaders = [pair for pair in open_days if pair[0].single.receiver == Receiver.LEADER]
    return (leaders or open_days)[:count]


def next_words(now: datetime) -> str:
    """When a leader receives next, in a line; empty when nothing is announced."""
    days = next_days(now, 1)
    if not days:
        return ""
    one, page = days[0]
    single = one.single
    words = _("%(day)s, %(start)s–%(end)s, %(place)s") % {
        "day": f"{single.day:%d/%m/%Y}",
        "start": f"{single.start:%H:%M}",
        "end": f"{single.end:%H:%M}",
        "place": page.place,
    }
    return f"{words} ({single.person})" if single.person else words


def home_panel(request: HttpRequest) -> Panel | None:
    """For `registry.home_panels`: the next days; nothing when none is announced."""
    days = next_days(timezone.now())
    if not days:
        return None
    rows = [
        {"reception": one.single, "moved_from": one.moved_from, "place": page.place}
        for one, page in days
    ]
    return Panel("disclosures/reception_panel.html", {"days": rows}, order=20)


@require_safe
def calendar_file(request: HttpRequest) -> HttpResponse:
    """All days of reception as iCalendar (RFC 5545); what was called off says so."""
    today = timezone.localdate()
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Cong cong khai//Tiep cong dan//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Citizen reception"))
    site = Site.find_for_request(request)
    root = site.root_page.url_path if site else "/"
    for one, told in all_days(today - BACK, today + AHEAD):
        address = request.build_absolute_uri(f"/{told.url_path.removeprefix(root)}")
        calendar.add_component(_event(one, told, address))
    response = HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="tiep-cong-dan.ics"'
    return response


def _event(one: Reception, told: Told, address: str) -> icalendar.Event:
    zone = timezone.get_current_timezone()
    single = one.single
    event = icalendar.Event()
    event.add("uid", f"tiep-cong-dan-{single.day}-{single.receiver}-{single.start:%H%M}@{_host()}")
    changed = told.changed or timezone.now()
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("dtstart", datetime.combine(single.day, single.start, tzinfo=zone))
    event.add("dtend", datetime.combine(single.day, single.end, tzinfo=zone))
    event.add("summary", _("Citizen reception: %(who)s") % {"who": _who(single)})
    event.add("location", told.place)
    event.add("url", address)
    if single.content or single.note:
        event.add("description", "\n".join(filter(None, [single.content, single.note])))
    event.add("status", "CONFIRMED" if single.state is DayState.PLANNED else "CANCELLED")
    return event


def _who(single: Any) -> str:
    return single.person or str(Receiver(single.receiver).label)


def _host() -> str:
    from urllib.parse import urlsplit

    from django.conf import settings

    return urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "localhost"
