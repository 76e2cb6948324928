"""The register's vocabulary in words: days, places, periods, cases, rules of long standing.

Codes come from the catalogue and the pure modules; here is what people read. Lazy where a value is
looked up, so that each reader gets their own language.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import get_language, ngettext, pgettext_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from disclosures.counting.duties import Duty, Exposure, Until
from disclosures.counting.periods import period_or_none
from disclosures.counting.verdicts import DutyValue, InstanceStatus
from portal.calendar import Calendar
from portal.models.ledger import EventKindChoices

#: The day that a deadline counts from, as "N days after …".
ANCHORS = {
    "signed_on": lazy("the day of signing"),
    "issued_on": lazy("the day of issue"),
    "created_on": lazy("the day the information was made"),
    "approved_on": lazy("the day of approval"),
    "assigned_on": lazy("the day it was assigned"),
    "allocated_on": lazy("the day it was allocated"),
    "plan_approved_on": lazy("the day the plan was approved"),
    "completed_on": lazy("the day of completion"),
    "reported_on": lazy("the day it was reported to the competent body"),
    "handed_over_on": lazy("the day of handing over"),
    "handled_on": lazy("the day it was settled"),
    "received_on": lazy("the day of receipt"),
    "accepted_on": lazy("the day the case was accepted"),
    "certificate_issued_on": lazy("the day the certificate was issued"),
    "decision_signed_on": lazy("the day the decision was signed"),
    "decided_on": lazy("the day of the decision"),
    "changed_on": lazy("the day the content changed"),
    "effective_on": lazy("the day it takes effect"),
    "event_on": lazy("the day of the event"),
    "outage_start_on": lazy("the day the outage begins"),
    "application_close_on": lazy("the last day for applications"),
    "acceptance_notified_on": lazy("the day its acceptance was notified"),
    "period_end": lazy("the last day of the period"),
    "due_on": lazy("the date stated for it"),
}
CHANNELS = {
    "portal": lazy("this portal"),
    "national_tthc_db": lazy("the national database of administrative procedures"),
    "national_service_portal": lazy("the National Public Service Portal"),
    "national_st_db": lazy("the national database on science and technology"),
    "csdlqg_vbpl": lazy("the national database of legal documents"),
    "muasamcong": lazy("the national procurement network"),
    "one_stop_posting": lazy("posting at the one-stop section"),
    "electronic_board": lazy("an electronic board"),
    "hq_posting": lazy("posting at the office"),
    "collection_point_posting": lazy("posting where fees are collected"),
    "reception_place_posting": lazy("posting where citizens are received"),
    "inspected_body_posting": lazy("posting at the body inspected"),
    "intranet": lazy("the intranet"),
    "meeting": lazy("a meeting"),
    "staff_meeting": lazy("the staff meeting"),
    "mass_media": lazy("the mass media"),
    "letter": lazy("a letter"),
    "written_notice": lazy("a written notice"),
}
#: Cases that a rule may tell apart.
SPECIAL_CASES = {
    "shortened_procedure": lazy("a shortened procedure"),
    "force_majeure": lazy("force majeure"),
    "complex": lazy("a complex case"),
    "remote": lazy("a remote area"),
    "remote_complex": lazy("a complex case in a remote area"),
    "own_document": lazy("a document of the Department itself"),
    "received_document": lazy("a document received"),
    "policy_guidance": lazy("guidance on a policy"),
    "strategy_or_plan": lazy("a strategy or plan"),
}
#: Dimensions of PAPI, the provincial governance index that the plan follows.
DIMENSIONS = {
    1: lazy("Participation at local levels"),
    2: lazy("Transparency of decision-making"),
    3: lazy("Accountability to citizens"),
    4: lazy("Control of corruption"),
    5: lazy("Administrative procedures"),
    6: lazy("Public services"),
    7: lazy("Environment"),
    8: lazy("Digital government"),
}
#: What acts say that their kind does not: under "act" in their details.
ACT_WORDS = {
    "void": lazy("Declared an error"),
    "end": lazy("End registered"),
    "suspend": lazy("Clock stopped"),
    "resume": lazy("Clock running again"),
    "restart": lazy("Term begun anew"),
}
VERIFICATIONS = {
    "codified": lazy("read in the official codification of the law"),
    "secondary_copy": lazy("read in a copy outside the official gazette"),
    "article": lazy("read in an article about the law"),
    "plan": lazy("read in the plan"),
    "default_rule": lazy("no term of its own in law; the general one is used"),
    "memory": lazy("written from memory, not read"),
}
VALUES = {
    DutyValue.OVERDUE: lazy("Overdue"),
    DutyValue.NEVER_PUBLISHED: lazy("Never published"),
    DutyValue.UNKNOWN: lazy("Not determined"),
    DutyValue.DUE_SOON: lazy("Due soon"),
    DutyValue.PUBLISHED_LATE: lazy("Published late"),
    DutyValue.UP_TO_DATE: lazy("Up to date"),
    DutyValue.NIL_DECLARED: lazy("Nothing to publish"),
    DutyValue.NOT_APPLICABLE: lazy("Not applicable"),
}
INSTANCES = {
    InstanceStatus.OPEN: lazy("Not yet due"),
    InstanceStatus.DUE_SOON: lazy("Due soon"),
    InstanceStatus.OVERDUE: lazy("Overdue"),
    InstanceStatus.ON_TIME: lazy("On time"),
    InstanceStatus.LATE: lazy("Late"),
    InstanceStatus.NIL_DECLARED: lazy("Nothing to publish"),
    InstanceStatus.NOT_APPLICABLE: lazy("Not applicable"),
    InstanceStatus.UNKNOWN: lazy("Not determined"),
}
QUARTER_NUMERALS = {"1": "I", "2": "II", "3": "III", "4": "IV"}


def day_words(day: date | None) -> str:
    """`20/11/2026`; empty for no day."""
    return f"{day:%d/%m/%Y}" if day else ""


def title_of(duty: Duty) -> str:
    """The duty's title in the reader's language."""
    return duty.title_en if (get_language() or "").startswith("en") else duty.title_vi


def anchor_words(names: Iterable[str]) -> str:
    """`the day of signing or the day of approval`."""
    return _(" or ").join(str(ANCHORS.get(name, name)) for name in names)


def channel_words(names: Iterable[str], between: str = "; ") -> str:
    """`this portal; posting at the office`."""
    return between.join(str(CHANNELS.get(name, name)) for name in names)


def special_case_words(names: Iterable[str]) -> str:
    """`a shortened procedure, force majeure`."""
    return ", ".join(str(SPECIAL_CASES.get(name, name)) for name in names)


def period_words(key: str) -> str:
    """`Quarter III of 2026` for `2026-Q3`; empty for what is no period."""
    period = period_or_none(key)
    if period is None:
        return ""
    year, _sep, part = period.key.partition("-")
    if not part:
        return _("Year %(year)s") % {"year": year}
    if part.startswith("Q"):
        words = _("Quarter %(number)s of %(year)s")
        return words % {"number": QUARTER_NUMERALS[part[1]], "year": year}
    if part.startswith("H"):
        words = _("First half of %(year)s") if part == "H1" else _("Second half of %(year)s")
        return words % {"year": year}
    if part.endswith("M"):
        return _("First %(months)s months of %(year)s") % {"months": part[:-1], "year": year}
    return _("Month %(month)s of %(year)s") % {"month": part, "year": year}


def case_words(key: str) -> str:
    """A case key as people write it: a period, `05/KL-SKHCN (2026)`, an item's code; empty for the
    duty as a whole."""
    period = period_words(key)
    if period:
        _key, _sep, more = key.partition("#")
        return f"{period} ({more})" if more else period
    document, sign, rest = key.partition("@")
    year, _sep, item = rest.partition("#")
    words = f"{document} ({year})" if sign and year else document
    return (
        _("%(document)s, recommendation %(number)s")
        % {
            "document": words,
            "number": item,
        }
        if item
        else words
    )


def exposure_words(exposure: Exposure | None) -> str:
    """How long it stays public, in words; empty when nothing is said."""
    if exposure is None:
        return ""
    if exposure.days:
        words = (
            ngettext("at least %(days)s day", "at least %(days)s days", exposure.days)
            if not exposure.consecutive
            else ngettext(
                "at least %(days)s day without interruption",
                "at least %(days)s days without interruption",
                exposure.days,
            )
        ) % {"days": exposure.days}
    else:
        words = str(UNTIL[exposure.until])
    if exposure.channel:
        return _("%(time)s (%(place)s)") % {
            "time": words,
            "place": channel_words([exposure.channel]),
        }
    return words


UNTIL = {
    Until.EVENT: pgettext_lazy("how long it stays public", "until it takes place"),
    Until.APPLICATION_CLOSE: lazy("until applications close"),
    Until.REPLACED_OR_REPEALED: lazy("until it is replaced or repealed"),
    Until.NEVER: lazy("for good"),
}


def time_left(due: date, today: date, calendar: Calendar) -> str:
    """`3 working days left`, `due today`, `5 working days overdue`."""
    if due == today:
        return _("due today")
    if due > today:
        days = calendar.working_days_between(today, due)
        if days == 0:
            return _("due on a day off, before the next working day")
        return ngettext("%(n)s working day left", "%(n)s working days left", days) % {"n": days}
    days = calendar.working_days_between(due, today)
    if days == 0:
        return _("overdue since the last working day")
    words = ngettext("%(n)s working day overdue", "%(n)s working days overdue", days)
    return words % {"n": days}


def event_words(event: Any) -> str:
    """What happened, of a row of the ledger or its value."""
    words = ACT_WORDS.get(event.details.get("act"))
    return str(words or EventKindChoices(event.kind).label)
