"""A proposal in words: labels of fields, values as people read them, notices beside their rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from disclosures.models import TaskCadence
from disclosures.plan_import import FieldChange, message
from disclosures.plans.proposal import DROPPED, Proposal, RowState

LABELS = {
    "number": _("number"),
    "signed_on": _("signed on"),
    "title": _("title"),
    "agency": _("issuing agency"),
    "signer": _("signer"),
    "signer_title": _("signer's post"),
    "place": _("place of signing"),
    "section": _("group"),
    "content": pgettext_lazy("of a plan", "task"),
    "lead": _("lead as printed"),
    "cooperating": _("co-operating as printed"),
    "schedule": _("schedule as printed"),
    "result": _("result"),
    "cadence": _("how often"),
    "lead_unit": _("lead unit"),
    "cooperating_units": _("co-operating units"),
    "duties": _("duties"),
}
CADENCES = dict(TaskCadence.choices)
STATES = {
    RowState.ADDED: _("new"),
    RowState.CHANGED: _("changed"),
    RowState.RESTORED: _("back again"),
    RowState.UNCHANGED: _("unchanged"),
    RowState.SKIPPED: _("left out"),
    DROPPED: _("no longer in the plan"),
}


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One field before and after."""

    label: Any
    before: str
    after: str


def shown_changes(changes: Iterable[FieldChange], units: Mapping[str, str]) -> list[ShownChange]:
    """`units`: names by code."""
    return [
        ShownChange(
            LABELS[change.field],
            _shown(change.field, change.before, units),
            _shown(change.field, change.after, units),
        )
        for change in changes
    ]


def notices(proposal: Proposal) -> tuple[list[Any], dict[int, list[Any]]]:
    """What to check: about the whole file, and by the order of the row."""
    general: list[Any] = []
    by_row: dict[int, list[Any]] = {}
    missing = {"number_missing": "number", "date_missing": "signed_on", "title_missing": "title"}
    for notice in proposal.read.warnings:
        if notice.code in missing and proposal.header[missing[notice.code]]:
            continue  # somebody wrote it in
        row = notice.params.get("task")
        if row is None:
            general.append(message(notice))
        else:
            by_row.setdefault(row, []).append(message(notice))
    return general, by_row


def _shown(name: str, value: Any, units: Mapping[str, str]) -> str:
    if not value:
        return "–"
    if name == "cadence":
        return str(CADENCES.get(value, value))
    if name == "lead_unit":
        return units.get(value, value)
    if name == "cooperating_units":
        return ", ".join(units.get(code, code) for code in value)
    if name == "duties":
        return ", ".join(value)
    if name == "signed_on":
        return date_format(value)
    return str(value)
