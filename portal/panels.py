"""What the core shows on the admin's landing page."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision

from portal import heartbeats
from portal.models import BasePage
from portal.permissions import may
from portal.registry import Panel

#: Rows shown; whoever schedules more than that reads the pages themselves.
MOST_ROWS = 20


def scheduled(request: HttpRequest) -> Panel | None:
    """For `registry.admin_panels`: what goes live by itself and may be stopped by this person, the
    first to go live on top; None when there is nothing of the kind."""
    waiting = Revision.page_revisions.filter(approved_go_live_at__isnull=False)
    revisions = list(waiting.order_by("approved_go_live_at", "pk")[:MOST_ROWS])
    numbers = [int(revision.object_id) for revision in revisions]
    pages = {page.pk: page for page in Page.objects.filter(pk__in=numbers).specific()}
    rows = []
    for revision in revisions:
        page = pages.get(int(revision.object_id))
        if isinstance(page, BasePage) and page.permissions_for_user(request.user).can_unschedule():
            rows.append(
                {
                    "title": revision.object_str,
                    "goes_live_at": revision.approved_go_live_at,
                    "stop_url": reverse(
                        "wagtailadmin_pages:revisions_unschedule", args=[page.pk, revision.pk]
                    ),
                }
            )
    if not rows:
        return None
    context = {"heading": _("Scheduled to go live"), "rows": rows}
    return Panel("portal/admin/scheduled.html", context, order=20)


def alarms(request: HttpRequest) -> Panel | None:
    """For `registry.admin_panels`: jobs that stay away or failed, for who reads the register or
    keeps the settings; None while all is well."""
    user = request.user
    if not (may(user, "view_register") or may(user, "change_portalsettings")):
        return None
    beats = [beat for beat in heartbeats.heartbeats(timezone.now()) if not beat.is_well]
    if not beats:
        return None
    rows = [{"beat": beat, "last": heartbeats.last_run_words(beat.last)} for beat in beats]
    return Panel("portal/admin/alarms.html", {"rows": rows}, order=1)
