"""That sheets were hung: one act of the register for each unit in charge, naming every procedure.

The duties are those that ask for posting at the one-stop section (`registry.channel_duties` knows
them); minutes or a photo are kept with the ledger and are not public.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from documents.evidence_forms import EvidenceUpload, evidence_field
from portal import publishing, registry
from portal.events import Answer, EventKind
from portal.models import PublicationEvent
from procedures.models import ProcedurePage, ProcedureVersion

#: Where a sheet hangs, as the register calls it.
CHANNEL = "one_stop_posting"


class HungForm(EvidenceUpload, forms.Form):
    """Where the sheets hang, since when, and what proves it."""

    place = forms.CharField(
        label=lazy("Where"),
        max_length=300,
        initial=lazy("One-stop section"),
        help_text=lazy("Public: no names of private persons."),
    )
    hung_on = forms.DateField(
        label=lazy("Hung on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    evidence = evidence_field()

    def clean_hung_on(self) -> date:
        """Nobody can have seen what lies ahead."""
        day = self.cleaned_data["hung_on"]
        if day > timezone.localdate():
            raise ValidationError(_("The day lies in the future."))
        return day


def record_hung(
    versions: Sequence[ProcedureVersion], form: HungForm, *, actor: Any
) -> list[PublicationEvent]:
    """Write to the ledger that the sheets of these versions hang. Raises PermissionDenied,
    PublishingRefused (also when no duty asks for posting)."""
    try:
        with transaction.atomic():
            return _record(versions, form, actor)
    except Exception:
        form.discard()
        raise


def _record(
    versions: Sequence[ProcedureVersion], form: HungForm, actor: Any
) -> list[PublicationEvent]:
    duties = [
        code for source in registry.channel_duties for code in source(ProcedurePage.kind, CHANNEL)
    ]
    values, files = form.cleaned_data, form.stored(actor)
    by_unit: dict[str, list[ProcedureVersion]] = {}
    for version in versions:
        unit = version.page.unit
        by_unit.setdefault(unit.code if unit else "", []).append(version)
    return [
        publishing.record_act(
            EventKind.EVIDENCE_GIVEN,
            actor=actor,
            unit_code=unit_code,
            answers=[Answer(duty, one.page.case_key) for duty in duties for one in of_unit],
            title=_title(of_unit, values["place"]),
            channel=CHANNEL,
            covers_from=values["hung_on"],
            happened_on=values["hung_on"],
            reason=values["place"],
            files=files,
            details={"sheets": {one.page.code: one.number for one in of_unit}},
        )
        for unit_code, of_unit in by_unit.items()
    ]


def _title(versions: Sequence[ProcedureVersion], place: str) -> str:
    words = ngettext(
        "Posting sheet of %(count)s procedure: %(place)s",
        "Posting sheets of %(count)s procedures: %(place)s",
        len(versions),
    )
    return (words % {"count": len(versions), "place": place})[:255]
