"""One duty as the public sees it: what, where, in what form, when, for how long, on what basis, and
what the ledger has about it (Luật Tiếp cận thông tin 2016, Đ.19(1)(g))."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page

from disclosures.bases import ended
from disclosures.counting.duties import PORTAL, Channels, Duty, RuleVersion
from disclosures.counting.verdicts import DutyStatus
from disclosures.latest import latest_pages
from disclosures.law.bases import ended_words, validities
from disclosures.models import ObligationAudience, ObligationCadence, ObligationKind
from disclosures.presenting import deadline, row
from disclosures.register import LeadUnits, Register
from disclosures.words.reasons import sentence
from disclosures.words.rule_words import rule_words
from disclosures.words.wording import (
    DIMENSIONS,
    case_words,
    channel_words,
    day_words,
    event_words,
    exposure_words,
    title_of,
)
from portal.events import Event

#: Events of a duty shown to the public, latest first.
HISTORY_LENGTH = 30


def duty_page(
    found: Register, units: LeadUnits, duty: Duty, public: Mapping[int, Page]
) -> dict[str, Any]:
    """Everything about one duty but its instances: `duty`, `facts`, `pairs`, `versions`,
    `history`, `calendar_unconfirmed`, `empty_text`."""
    status, unit = found.statuses[duty.code], units.of(duty)
    latest = latest_pages(found, [duty.code], public).get(duty.code)
    return {
        "duty": {
            **row(duty, status, str(unit or ""), latest),
            "kind_label": ObligationKind(duty.kind).label,
        },
        "facts": _facts(status, str(unit or ""), latest),
        "pairs": _pairs(found, duty, str(unit or "")),
        "versions": [_version(one, found.day) for one in _current(duty.versions)],
        "history": _history(found, duty),
        "calendar_unconfirmed": bool(status.instances) and not status.calendar_confirmed,
        "empty_text": sentence(status.why),
    }


def _facts(status: DutyStatus, unit: str, latest: Page | None) -> list[dict[str, Any]]:
    is_missed = status.next_due is not None and status.next_due < status.day
    next_words = _("Overdue since") if is_missed else _("Next due")
    facts = [
        {"term": _("Deadline"), "value": deadline(status)},
        {"term": next_words, "value": day_words(status.next_due)},
        {"term": _("Unit in charge"), "value": unit},
        {
            "term": _("Latest item"),
            "value": latest.title if latest else "",
            "url": (latest.url or "") if latest else "",
        },
    ]
    return [fact for fact in facts if fact["value"]]


def _pairs(found: Register, duty: Duty, unit: str) -> list[dict[str, Any]]:
    status = found.statuses[duty.code]
    version = status.version
    return [
        {"term": _("What"), "value": title_of(duty)},
        {"term": _("Where"), "value": _where(duty.channels)},
        {"term": _("In what form"), "value": _forms(duty.channels)},
        {"term": _("When"), "value": _when(duty, version)},
        {
            "term": _("Legal basis"),
            "value": version.legal_basis if version else "",
            "note": _basis_note(version, found.day) if version else "",
        },
        {"term": _("For how long"), "value": exposure_words(duty.exposure_under(version))},
        {"term": _("For whom"), "value": ObligationAudience(duty.audience).label},
        {"term": _("Unit in charge"), "value": unit},
        {"term": _("Together with"), "value": "; ".join(duty.cooperating_units)},
        {"term": _("Field of PAPI"), "value": str(DIMENSIONS.get(duty.papi_dimension, ""))},
        {"term": _("In the plan"), "value": ", ".join(duty.plan_task) or duty.plan_section},
        {
            "term": _("On the web"),
            "value": "" if duty.web_allowed else _("never: the law forbids it"),
        },
    ]


def _where(channels: Channels) -> str:
    lines = []
    if channels.all_of:
        lines.append(channel_words(channels.all_of))
    if channels.any_of:
        words = _("one of: %(places)s") if len(channels.any_of) > 1 else "%(places)s"
        lines.append(words % {"places": channel_words(channels.any_of)})
    if channels.also:
        lines.append(_("also, where done: %(places)s") % {"places": channel_words(channels.also)})
    return "\n".join(lines)


def _forms(channels: Channels) -> str:
    asked = (*channels.all_of, *channels.any_of)
    forms = {
        _("a page of this portal with its text and files"): {"portal"},
        _("an entry in a national system"): {
            "national_tthc_db", "national_service_portal", "national_st_db", "csdlqg_vbpl",
            "muasamcong",
        },
        _("a printed sheet or board, with minutes of its posting"): {
            "one_stop_posting", "electronic_board", "hq_posting", "collection_point_posting",
            "reception_place_posting", "inspected_body_posting",
        },
        _("a page of the intranet"): {"intranet"},
        _("read out at a meeting, with minutes"): {"meeting", "staff_meeting"},
        _("in the press or on the air"): {"mass_media"},
        _("in writing to those concerned"): {"letter", "written_notice"},
    }  # fmt: skip
    return "; ".join(words for words, names in forms.items() if names.intersection(asked))


def _when(duty: Duty, version: RuleVersion | None) -> str:
    cadence = str(ObligationCadence(duty.cadence).label)
    rule = rule_words(version.rule if version else None)
    return f"{cadence}: {rule}" if rule else cadence


def _basis_note(version: RuleVersion, day: date) -> str:
    """From when to when the rule holds, and what it rests on although it has ended."""
    gone = ended(version.legal_basis, day, validities())
    lines = [_("Must be looked at again: %(basis)s.") % {"basis": ended_words(one)} for one in gone]
    return "\n".join([_validity(version), *lines])


def _validity(version: RuleVersion) -> str:
    """From when to when the rule in force holds."""
    since, until = day_words(version.since), day_words(version.until)
    if since and until:
        return _("(in force from %(since)s until %(until)s)") % {"since": since, "until": until}
    if since:
        return _("(in force from %(since)s)") % {"since": since}
    return _("(in force until %(until)s)") % {"until": until} if until else _("(in force)")


def _current(versions: Iterable[RuleVersion]) -> list[RuleVersion]:
    """The versions as they are known now, the latest first."""
    return [one for one in versions if one.superseded_at is None][::-1]


def _version(version: RuleVersion, day: date) -> dict[str, Any]:
    ended = ""
    if not version.applies:
        ended = _("no longer a duty of the Department: %(why)s") % {"why": version.why}
    return {
        "from_date": version.since,
        "to_date": version.until,
        "deadline": rule_words(version.rule) or ended,
        "basis": version.legal_basis,
        "source_url": version.source_url if version.source_url.startswith("http") else "",
        "confirmed": version.confirmed_at is not None,
        "current": version.holds_on(day),
    }


def _history(found: Register, duty: Duty) -> list[dict[str, Any]]:
    mine = found.events_of(duty.code)
    mine.sort(key=lambda one: (one.happened_on, one.id), reverse=True)
    return [
        {
            "id": one.id,
            "kind": one.kind.value,
            "get_kind_display": event_words(one),
            "happened_on": one.happened_on,
            "recorded_at": one.recorded_at,
            "reason": ", ".join(
                filter(None, [_cases(one, duty.code), _elsewhere(one), _standing(found, one)])
            ),
        }
        for one in mine[:HISTORY_LENGTH]
    ]


def _cases(event: Event, code: str) -> str:
    return ", ".join(
        case_words(answer.case) for answer in event.answers if answer.duty == code and answer.case
    )


def _elsewhere(event: Event) -> str:
    return "" if event.channel == PORTAL else channel_words([event.channel])


def _standing(found: Register, event: Event) -> str:
    return _("entered in error, counts no more") if found.is_void(event) else ""
