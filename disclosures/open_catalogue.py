"""The catalogue of duties as open data: fields, rows, CSV and JSON (R11).

The fields and their order are an interface: more may come, these stay (docs/open-data.md). Texts in
CSV are safe to open in a spreadsheet: a cell that would be a formula begins with an apostrophe.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as lazy

from disclosures.asked import Asked
from disclosures.counting.duties import Duty, RuleVersion
from disclosures.counting.verdicts import DutyStatus, Instance
from disclosures.latest import latest_pages, public_pages
from disclosures.presenting import (
    ANSWERED,
    Choice,
    address,
    chosen,
    deadline,
    instance_rows,
    pages_of,
)
from disclosures.register import LeadUnits, Register
from disclosures.words.reasons import sentence
from disclosures.words.rule_words import rule_words
from disclosures.words.wording import VALUES, exposure_words
from portal import csv_files
from portal.models import Unit

DUTY_FIELDS: Mapping[str, Any] = {
    "code": lazy("code of the duty; never changes"),
    "title": lazy("what must be public"),
    "title_en": lazy("the same in English"),
    "kind": lazy("disclosure, house_commitment, response_clock or report"),
    "status": lazy("code of the status at the moment asked about"),
    "status_label": lazy("the same in words"),
    "why": lazy("why the status is what it is"),
    "rule_confirmed": lazy("whether a person of the office confirmed the rule"),
    "calendar_confirmed": lazy("whether a person of the office confirmed the year's days off"),
    "unit_code": lazy("code of the unit in charge on that day; empty: none"),
    "unit": lazy("its name"),
    "papi_dimension": lazy("dimension of PAPI, 1 to 8; empty: none"),
    "cadence": lazy("continuous, event, monthly, quarterly or yearly"),
    "audience": lazy("public, internal, requester or public_or_internal"),
    "channels_all": lazy("where it must be public: in each of these"),
    "channels_any": lazy("where it must be public: in at least one of these"),
    "channels_also": lazy("where it may be public too"),
    "deadline": lazy("the deadline rule in words"),
    "exposure": lazy("for how long it stays public, in words"),
    "legal_basis": lazy("legal basis of the rule in force"),
    "basis_from": lazy("first day on which that rule holds; empty: from the beginning"),
    "basis_until": lazy("its last day; empty: it still holds"),
    "source_url": lazy("where the basis was read"),
    "next_due": lazy("the earliest deadline still ahead or missed"),
    "latest_title": lazy("title of the latest item that is public"),
    "latest_url": lazy("its address"),
    "url": lazy("address of the duty's page"),
}
INSTANCE_FIELDS: Mapping[str, Any] = {
    "id": lazy("identifies the instance for good: duty, case and anchor"),
    "duty": lazy("code of the duty"),
    "case": lazy("key of the case or period; empty: the duty as a whole"),
    "name": lazy("the same in words"),
    "anchor": lazy("what its deadline counts from"),
    "anchored_on": lazy("the day of that"),
    "due_on": lazy("last day on which it is in time"),
    "published_on": lazy("the day since when it is public everywhere it must be"),
    "status": lazy("code of its status"),
    "why": lazy("why the status is what it is"),
    "rule_confirmed": lazy("whether a person of the office confirmed the rule"),
    "calendar_confirmed": lazy("whether a person of the office confirmed the year's days off"),
    "url": lazy("address of the page that answered it, while that is public"),
}


def duty_rows(found: Register, units: LeadUnits, choice: Choice) -> list[dict[str, Any]]:
    """One row for each duty of the choice, with the fields of `DUTY_FIELDS`."""
    rows = chosen(found, units, choice)
    pages = latest_pages(found, [duty.code for duty, _status, _unit in rows])
    return [_duty(duty, status, unit, pages.get(duty.code)) for duty, status, unit in rows]


def instances_of(found: Register, statuses: Iterable[DutyStatus]) -> list[dict[str, Any]]:
    """One row for each instance, with the fields of `INSTANCE_FIELDS`."""
    instances = [one for status in statuses for one in status.instances]
    pages = public_pages(pages_of(instances, found.events))
    shown = instance_rows(instances, found.events, pages)
    return [_instance(one, row) for one, row in zip(instances, shown, strict=True)]


def as_json(found: Register, units: LeadUnits, choice: Choice, asked: Asked) -> str:
    """The duties of the choice, each with its versions and instances."""
    statuses = [status for _duty_, status, _unit in chosen(found, units, choice)]
    by_duty: dict[str, list[dict[str, Any]]] = {}
    for one in instances_of(found, statuses):
        by_duty.setdefault(one["duty"], []).append(one)
    versions = {duty.code: duty.versions for duty in found.duties}
    duties = [
        {
            **row,
            "versions": [_version(one) for one in versions[row["code"]] if not one.superseded_at],
            "instances": by_duty.get(row["code"], []),
        }
        for row in duty_rows(found, units, choice)
    ]
    data = {
        "at": found.day,
        "known_at": asked.known_at or asked.at or found.day,
        "tracked_from": found.tracked_from,
        "duties": duties,
    }
    return json.dumps(data, ensure_ascii=False, default=_plain)


def as_csv(fields: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """The rows as CSV with a heading line."""
    return csv_files.as_csv(fields, ([row[name] for name in fields] for row in rows))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else str(value)


def _duty(duty: Duty, status: DutyStatus, unit: Unit | None, page: Any) -> dict[str, Any]:
    version = status.version
    return {
        "code": duty.code,
        "title": duty.title_vi,
        "title_en": duty.title_en,
        "kind": duty.kind.value,
        "status": status.value.value,
        "status_label": str(VALUES[status.value]),
        "why": sentence(status.why),
        "rule_confirmed": status.rule_confirmed,
        "calendar_confirmed": status.calendar_confirmed,
        "unit_code": unit.code if unit else "",
        "unit": str(unit or ""),
        "papi_dimension": duty.papi_dimension,
        "cadence": duty.cadence.value,
        "audience": duty.audience.value,
        "channels_all": list(duty.channels.all_of),
        "channels_any": list(duty.channels.any_of),
        "channels_also": list(duty.channels.also),
        "deadline": deadline(status),
        "exposure": exposure_words(duty.exposure_under(version)),
        "legal_basis": version.legal_basis if version else "",
        "basis_from": version.since if version else None,
        "basis_until": version.until if version else None,
        "source_url": version.source_url if version else "",
        "next_due": status.next_due,
        "latest_title": page.title if page else "",
        "latest_url": _absolute(page.url or "") if page else "",
        "url": _absolute(address(duty.code)),
    }


def _instance(one: Instance, row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": ":".join(filter(None, [one.duty, one.case or one.period or "*", one.anchor])),
        "duty": one.duty,
        "case": one.case,
        "name": row["name"],
        "anchor": one.anchor,
        "anchored_on": one.anchored_on,
        "due_on": one.due,
        "published_on": one.satisfied_on if one.status in ANSWERED else None,
        "status": one.status.value,
        "why": row["why"],
        "rule_confirmed": one.rule_confirmed,
        "calendar_confirmed": one.calendar_confirmed,
        "url": _absolute(row["url"]) if row["url"] else "",
    }


def _version(one: RuleVersion) -> dict[str, Any]:
    return {
        "from": one.since,
        "until": one.until,
        "applies": one.applies,
        "deadline": rule_words(one.rule),
        "legal_basis": one.legal_basis,
        "source_url": one.source_url,
        "confirmed": one.confirmed_at is not None,
    }


def _absolute(path: str) -> str:
    return path if path.startswith("http") else f"{settings.SITE_URL.rstrip('/')}{path}"
