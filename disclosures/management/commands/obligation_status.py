"""manage.py obligation_status: the status of each duty at a moment, as known at a moment."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from disclosures import register
from disclosures.counting.duties import Duty
from disclosures.counting.verdicts import DutyStatus, Instance
from disclosures.register import LeadUnits
from disclosures.words.reasons import sentence
from disclosures.words.wording import VALUES, title_of
from portal.command_line import PortalCommand, moment
from portal.events import Event


class Command(PortalCommand):
    """The status is computed, never stored: an answer for a past moment never changes."""

    requires_system_checks = ()  # they are for who deploys; here they would be a third of the time
    help = "Print the status of every duty, with what was and is owed."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--at", type=moment, help="a day (its end) or a moment; default: now")
        parser.add_argument(
            "--known-at", type=moment, help="with what was known then; default: the moment of --at"
        )
        parser.add_argument("--unit", help="only duties that the unit of this code answers for")
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        known_at = options["known_at"]
        found = register.snapshot(options["at"], known_at)
        units = LeadUnits(found.day)
        duties = list(found.duties)
        if options["unit"] is not None:
            codes = sorted(one.code for one in units.units.values())
            if options["unit"] not in codes:
                raise CommandError(
                    _("There is no unit %(code)s; there are: %(known)s.")
                    % {"code": options["unit"], "known": ", ".join(codes) or _("none yet")}
                )
            duties = units.led_by(duties, [options["unit"]])
        if not found.duties:
            raise CommandError(_("There are no duties yet; run: manage.py load_obligations"))
        if options["json"]:
            rows = [_row(one, found.statuses[one.code], units, found.events) for one in duties]
            self.stdout.write(json.dumps(rows, ensure_ascii=False))
            return
        for duty in duties:
            status = found.statuses[duty.code]
            self.stdout.write(
                f"{duty.code:<12} {VALUES[status.value]!s:<16} {sentence(status.why)}"
            )
        counts = Counter(found.statuses[one.code].value for one in duties)
        self.stdout.write(", ".join(f"{VALUES[value]} {n}" for value, n in counts.most_common()))


def _row(
    duty: Duty, status: DutyStatus, units: LeadUnits, events: Mapping[int, Event]
) -> dict[str, Any]:
    unit = units.of(duty)
    return {
        "code": duty.code,
        "title": title_of(duty),
        "kind": duty.kind.value,
        "unit": unit.code if unit else None,
        "status": status.value.value,
        "why": sentence(status.why),
        "reason": status.why.as_json(),
        "rule_confirmed": status.rule_confirmed,
        "calendar_confirmed": status.calendar_confirmed,
        "next_due": _iso(status.next_due),
        "expected_items": status.expected,
        "missing_items": list(status.missing),
        "unmatched_events": list(status.unmatched),
        "instances": [_instance(one, events) for one in status.instances],
    }


def _instance(one: Instance, events: Mapping[int, Event]) -> dict[str, Any]:
    return {
        "case": one.case,
        "period": one.period or None,
        "anchor": one.anchor or None,
        "anchors": {name: day.isoformat() for name, day in one.anchors.items()},
        "due": _iso(one.due),
        "satisfied_at": _iso(one.satisfied_on),
        "status": one.status.value,
        "why": sentence(one.why),
        "missing_channels": list(one.missing_channels),
        "rule_confirmed": one.rule_confirmed,
        "calendar_confirmed": one.calendar_confirmed,
        "events": [_event(events[number]) for number in one.events],
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "id": event.id,
        "kind": event.kind.value,
        "happened_on": event.happened_on.isoformat(),
        "recorded_at": event.recorded_at.isoformat(),
        "page_id": event.page_id,
        "channel": event.channel,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
