"""Sending a report: it is compiled once more, written down for good, and stays as it is (R9).

The snapshot is the compiled report as canonical JSON (keys in order, no blanks, UTF-8) with the
SHA-256 of exactly these bytes. What turns out wrong later is a correction beside it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from disclosures import permissions
from disclosures.models import FrozenReport, PlanTask, ReportCorrection, ReportPeriod
from disclosures.models.reports import ReportState
from disclosures.reporting.compiling import compiled


def canonical(report: Mapping[str, Any]) -> str:
    """The one way a report is written down: the same content gives the same characters."""
    return json.dumps(report, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def fingerprint(report: Mapping[str, Any]) -> str:
    """SHA-256 of what a reader of a compiled report saw, whenever it was compiled."""
    content = {key: value for key, value in report.items() if key != "compiled_at"}
    return hashlib.sha256(canonical(content).encode()).hexdigest()


@transaction.atomic
def freeze(
    period: ReportPeriod, *, actor: Any, at: datetime, seen: str | None = None
) -> FrozenReport:
    """Send the report on: compile it, keep the snapshot, close the period.

    `seen` is the fingerprint of what the person checked; when something changed since (an answer, a
    figure), nothing is sent. Raises PermissionDenied, ValidationError.
    """
    if not permissions.may_compile(actor):
        raise PermissionDenied(_("Only the Office compiles reports."))
    period = ReportPeriod.objects.select_for_update().select_related("plan").get(pk=period.pk)
    if period.is_sent:
        raise ValidationError(_("This report was sent already."))
    report = compiled(period, at)
    if seen is not None and seen != fingerprint(report):
        raise ValidationError(
            _("Something changed since this page was shown. Nothing was sent; look once more.")
        )
    if not report["totals"]["answers"]:
        raise ValidationError(_("No unit has answered: there is nothing to send."))
    snapshot = canonical(report)
    sent = FrozenReport.objects.create(
        period=period,
        snapshot=snapshot,
        sha256=hashlib.sha256(snapshot.encode()).hexdigest(),
        frozen_at=at,
        frozen_by=actor,
    )
    period.state = ReportState.SENT
    period.save(update_fields=["state"])
    return sent


@transaction.atomic
def correct(
    report: FrozenReport,
    text: str,
    reason: str,
    *,
    actor: Any,
    at: datetime,
    task: PlanTask | None = None,
) -> ReportCorrection:
    """List what was wrong in a sent report; the report itself stays.

    Raises PermissionDenied, ValidationError (by field) when text or reason is missing.
    """
    if not permissions.may_compile(actor):
        raise PermissionDenied(_("Only the Office compiles reports."))
    lacks = {}
    if not text.strip():
        lacks["text"] = _("Say what it should have been.")
    if not reason.strip():
        lacks["reason"] = _("Say why.")
    if lacks:
        raise ValidationError(lacks)
    return ReportCorrection.objects.create(
        report=report,
        task=task,
        text=text.strip(),
        reason=reason.strip(),
        recorded_at=at,
        recorded_by=actor,
    )
