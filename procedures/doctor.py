"""The procedures' part of `manage.py doctor`: versions are what their publications froze."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from portal.doctor import Finding, page_named
from portal.events import ON_THE_WEB
from portal.models import PublicationEvent
from procedures.content import fingerprint
from procedures.models import ProcedurePage, ProcedureVersion

ROWS_AT_A_TIME = 500


def versions_agree_with_the_ledger(now: datetime) -> Iterator[Finding]:
    """Every publication of a procedure has its version, every version its publication, and what a
    version holds is what was frozen."""
    publications = PublicationEvent.objects.filter(kind__in=sorted(ON_THE_WEB))
    its_event = publications.filter(pk=OuterRef("event_id"), page_id=OuterRef("page_id"))
    versions = ProcedureVersion.objects.annotate(has_event=Exists(its_event))
    for version in versions.order_by("pk").iterator(ROWS_AT_A_TIME):
        where = page_named(version.page_id, str(version))
        if not version.has_event:
            yield Finding(
                "procedures.version-without-event",
                _("A version of a procedure has no publication in the ledger."),
                where,
                _("Find out how it was written; publish the procedure through the workflow."),
            )
        if version.content and fingerprint(version.content) != version.sha256:
            yield Finding(
                "procedures.version-changed",
                _("A version of a procedure was changed after it was published."),
                where,
                _("Restore the table from a backup, and find out who changed it."),
            )
    has_version = ProcedureVersion.objects.filter(event_id=OuterRef("pk"))
    lacking = publications.filter(page_kind=ProcedurePage.kind).exclude(Exists(has_version))
    for event in lacking.order_by("pk").iterator(ROWS_AT_A_TIME):
        yield Finding(
            "procedures.event-without-version",
            _("A publication of a procedure left no version behind."),
            page_named(event.page_id, event.title),
            _("Publish the procedure again: that freezes what it says now."),
        )
