"""Progress reports' part of `manage.py doctor`: what was sent still has its fingerprint."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from disclosures.models import FrozenReport
from portal.doctor import Finding


def sent_reports_are_intact(now: datetime) -> Iterator[Finding]:
    """No sent report was changed past the database's guard."""
    for sent in FrozenReport.objects.select_related("period__plan").iterator(chunk_size=20):
        if not sent.is_intact:
            yield Finding(
                "disclosures.report-changed",
                _("A sent progress report no longer has the fingerprint it was sent with."),
                str(sent),
                _("Find out who changed the database, and restore the report from a backup."),
            )
