"""The core's part of `manage.py doctor`: ledger, pages, numbers, schedule, approval, demonstration.

Each check reads its tables in a fixed number of queries, as streams, and yields a `Finding` for
each thing that is wrong. They are registered, in this order, in `portal.apps`.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from datetime import datetime

from django.apps import apps
from django.conf import settings
from django.core import checks
from django.db import connection
from django.db.models import Exists, F, Max, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, PageViewRestriction, Workflow, WorkflowPage, WorkflowTask

from portal import heartbeats, ledger_guard
from portal.audiences import AUDIENCE_OF_CHANNEL
from portal.context_processors import DEMONSTRATION_FRESH_DAYS
from portal.doctor import Finding, page_named, side_by_side
from portal.events import ON_THE_WEB
from portal.models import (
    DisclosurePage,
    DocumentNumber,
    KindWorkflow,
    LimitedItem,
    PortalSettings,
    PublicationEvent,
    SecondPersonApprovalTask,
    User,
)
from portal.text import normal_number

ROWS_AT_A_TIME = 2000


def system_checks_pass(now: datetime) -> Iterator[Finding]:
    """What `manage.py check` says is part of the answer."""
    for message in checks.run_checks():
        if message.level >= checks.WARNING and not message.is_silenced():
            yield Finding(
                "portal.system-check",
                f"{message.id}: {message.msg}",
                str(message.obj or "manage.py check"),
                str(message.hint or _("See docs/operations.md.")),
            )


def ledger_is_guarded(now: datetime) -> Iterator[Finding]:
    """The database itself refuses to change the ledger."""
    for trigger in ledger_guard.missing(connection):
        yield Finding(
            "portal.ledger-unguarded",
            _("The database no longer refuses every change of the ledger."),
            trigger,
            _("Run manage.py migrate: it puts the triggers back. Find out who removed them."),
        )


def pages_agree_with_the_ledger(now: datetime) -> Iterator[Finding]:
    """What is public is exactly what the ledger's last word about each page says."""
    pages = (
        Page.objects.filter(depth__gt=1)
        .order_by("pk")
        .values_list("pk", "title", "live", "live_revision_id")
        .iterator(ROWS_AT_A_TIME)
    )
    of_pages = PublicationEvent.objects.of_pages().order_by()
    last = of_pages.values("page_id").annotate(last=Max("pk")).values("last")
    events = (
        PublicationEvent.objects.filter(pk__in=last)
        .order_by("page_id")
        .values_list("page_id", "title", "kind", "revision_id", "channel")
        .iterator(ROWS_AT_A_TIME)
    )
    for page_id, (page, event) in side_by_side(pages, events):
        finding = _disagreement(page_id, page[0] if page else None, event[0] if event else None)
        if finding is not None:
            yield finding


def _disagreement(
    page_id: int,
    page: tuple[int, str, bool, int | None] | None,
    event: tuple[int, str, str, int | None, str] | None,
) -> Finding | None:
    """What is wrong between a page (title, live, live revision) and its last event, if anything."""
    where = page_named(page_id, (page or event)[1])
    live = bool(page and page[2])
    limited = bool(event and event[2] in ON_THE_WEB and event[4] != "portal")
    public = bool(event and event[2] in ON_THE_WEB and not limited)
    if page is None:
        return Finding(
            "portal.page-gone",
            _("The ledger knows a page that is no longer in the database."),
            where,
            _("Its address must keep answering: restore it from a backup."),
        )
    if live and event is None:
        return Finding(
            "portal.live-without-event",
            _("A page is public and the ledger knows nothing of it."),
            where,
            _("Find out by what road it went live; publish it through the workflow."),
        )
    if live and limited:
        return Finding(
            "portal.limited-is-live",
            _("A page is public that was published for a limited audience."),
            where,
            _("Withdraw it at once; find out by what road it went live."),
        )
    if live and not public:
        return Finding(
            "portal.live-after-leaving",
            _("A page is public although the ledger's last word is that it left the web."),
            where,
            _("Publish it through the workflow, or withdraw it with its reason."),
        )
    if public and not live:
        return Finding(
            "portal.not-live",
            _("The ledger says that a page is public and it isn't."),
            where,
            _("Publish its last revision through the workflow, then withdraw it if it must go."),
        )
    if live and page[3] != event[3]:
        return Finding(
            "portal.revision-differs",
            _("A page shows another revision than the ledger recorded."),
            where,
            _("Publish the revision that ought to be shown through the workflow."),
        )
    return None


def limited_items_agree_with_the_ledger(now: datetime) -> Iterator[Finding]:
    """What a limited audience reads is what the ledger's last word about each page says."""
    of_pages = PublicationEvent.objects.of_pages().order_by()
    last = of_pages.values("page_id").annotate(last=Max("pk")).values("last")
    said = (
        PublicationEvent.objects.filter(pk__in=last, kind__in=sorted(ON_THE_WEB))
        .exclude(channel="portal")
        .order_by("page_id")
        .values_list("page_id", "title", "pk", "revision_id", "channel")
        .iterator(ROWS_AT_A_TIME)
    )
    there = (
        LimitedItem.objects.order_by("page_id")
        .values_list("page_id", "title", "event_id", "revision_id", "audience")
        .iterator(ROWS_AT_A_TIME)
    )
    for page_id, (event, item) in side_by_side(said, there):
        wanted = (*event[0][2:4], AUDIENCE_OF_CHANNEL.get(event[0][4])) if event else None
        if wanted != (item[0][2:] if item else None):
            yield Finding(
                "portal.limited-differs",
                _("What a limited audience reads is not what the ledger says."),
                page_named(page_id, (event or item)[0][1]),
                _("Run manage.py rebuild_limited_items."),
            )


def public_pages_are_open_to_everybody(now: datetime) -> Iterator[Finding]:
    """No login stands before what the ledger says is public."""
    public = Page.objects.filter(live=True, path__startswith=OuterRef("page__path"))
    hiding = PageViewRestriction.objects.filter(Exists(public)).order_by("page__path")
    for page_id, title in hiding.values_list("page_id", "page__title"):
        yield Finding(
            "portal.live-restricted",
            _("Public pages are not open to everybody: a login or password stands before them."),
            page_named(page_id, title),
            _("Make the page public again under its privacy settings; withdraw what must go."),
        )


def addresses_are_kept(now: datetime) -> Iterator[Finding]:
    """Where a page was ever public it still answers."""
    page = Page.objects.filter(pk=OuterRef("page_id"))
    events = PublicationEvent.objects.for_everybody().filter(kind__in=sorted(ON_THE_WEB))
    published = events.exclude(url_path="")
    lost = (
        published.annotate(address=Subquery(page.values("url_path")[:1]))
        .filter(address__isnull=False)  # a page that is gone is a finding of its own
        .exclude(address__startswith=F("url_path"))  # the ledger keeps 500 characters of it
        .order_by("page_id", "url_path")
        .values("page_id", "url_path")
        .annotate(title=Max("title"))
    )
    for row in lost.iterator(ROWS_AT_A_TIME):
        yield Finding(
            "portal.address-lost",
            _("An address that was public answers no more: %(address)s")
            % {"address": row["url_path"]},
            page_named(row["page_id"], row["title"]),
            _("Give the page its former slug or place again."),
        )


def numbers_agree_with_the_pages(now: datetime) -> Iterator[Finding]:
    """The table of document numbers says what the public pages say."""
    said = heapq.merge(
        *(_numbers_said_by(model) for model in apps.get_models() if _has_numbers(model)),
        key=lambda row: row[0],
    )
    recorded = (
        DocumentNumber.objects.annotate(
            page_is_there=Exists(Page.objects.filter(pk=OuterRef("page_id")))
        )
        .order_by("page_id")
        .values_list("page_id", "agency", "normal", "year", "page_is_there")
        .iterator(ROWS_AT_A_TIME)
    )
    for page_id, (pages, rows) in side_by_side(said, recorded):
        kept = {row[1:4] for row in rows}
        title, wanted = pages[0][1:] if pages else ("", kept)
        if kept != wanted or not all(row[4] for row in rows):
            numbers = sorted(number for _agency, number, _year in kept ^ wanted or kept)
            yield Finding(
                "portal.numbers-differ",
                _("The table of document numbers disagrees with a page: %(numbers)s")
                % {"numbers": ", ".join(numbers)},
                page_named(page_id, title),
                _("Publish the page again: its numbers are then written anew."),
            )


def _has_numbers(model: type) -> bool:
    return (
        issubclass(model, DisclosurePage)
        and model.document_numbers is not DisclosurePage.document_numbers
    )


def _numbers_said_by(model: type[DisclosurePage]) -> Iterator[tuple[int, str, set]]:
    """(page id, title, its numbers) of the published pages of one kind, in the order of their
    ids."""
    limited = LimitedItem.objects.values("pk")
    pages = model.objects.filter(Q(live=True) | Q(pk__in=limited)).order_by("pk")
    for page in pages.select_related(*model.served_with).iterator(ROWS_AT_A_TIME):
        numbers = {
            (agency, normal_number(number), year)
            for agency, number, year in page.document_numbers()
        }
        yield page.pk, page.title, numbers


def schedule_is_kept(now: datetime) -> Iterator[Finding]:
    """While something is scheduled `publish_scheduled` runs, and its last run did all it had to."""
    beat = heartbeats.of_publishing(now)
    if beat.is_silent:
        yield Finding(
            "portal.schedule-silent",
            _("Something is scheduled and nobody looks: publish_scheduled did not run."),
            heartbeats.last_run_words(beat.last),
            str(beat.do),
        )
    for failure in beat.failures:
        yield Finding(
            "portal.schedule-failed",
            _("A scheduled change failed: %(reason)s") % {"reason": failure["reason"]},
            page_named(failure["page"], failure["title"]),
            _("Put right what the reason says; the next run tries again."),
        )


def approval_is_guarded(now: datetime) -> Iterator[Finding]:
    """Every workflow that pages go through asks a second person, and there is one to ask."""
    used = Q(pk__in=WorkflowPage.objects.values("workflow_id"))
    used |= Q(pk__in=KindWorkflow.objects.values("workflow_id"))
    in_use = Workflow.objects.filter(used, active=True)
    guards = SecondPersonApprovalTask.objects.filter(active=True)
    guarded = WorkflowTask.objects.filter(task_id__in=guards.values("pk")).values("workflow_id")
    for workflow in in_use.exclude(pk__in=guarded).order_by("pk"):
        yield Finding(
            "portal.workflow-unguarded",
            _("A workflow publishes without the approval of a second person."),
            str(workflow.name),
            _("Add an active approval by a second person to it, or take it off its pages."),
        )
    if not User.objects.filter(is_active=True, groups__in=guards.values("groups")).exists():
        yield Finding(
            "portal.nobody-approves",
            _("No account can approve, so no disclosure can be published."),
            _("accounts"),
            _("Put a second person into a group that the approval task names."),
        )


def demonstration_is_in_its_place(now: datetime) -> Iterator[Finding]:
    """A demonstration is of these days, and never in production."""
    today = timezone.localtime(now).date()
    for made_on in PortalSettings.objects.exclude(demonstration_made_on=None).values_list(
        "demonstration_made_on", flat=True
    ):
        where = _("made on %(day)s") % {"day": made_on.isoformat()}
        if not settings.PORTAL_ALLOW_DEMONSTRATION:
            yield Finding(
                "portal.demonstration-in-production",
                _("This is a demonstration: its accounts' password is known to everybody."),
                where,
                _("Begin with an empty database for real work."),
            )
        elif (today - made_on).days > DEMONSTRATION_FRESH_DAYS:
            yield Finding(
                "portal.demonstration-stale",
                _("The demonstration is stale: its deadlines have moved on."),
                where,
                _("Run make demo: it makes the demonstration anew."),
            )


CHECKS = (
    system_checks_pass,
    ledger_is_guarded,
    pages_agree_with_the_ledger,
    limited_items_agree_with_the_ledger,
    public_pages_are_open_to_everybody,
    addresses_are_kept,
    numbers_agree_with_the_pages,
    schedule_is_kept,
    approval_is_guarded,
    demonstration_is_in_its_place,
)
