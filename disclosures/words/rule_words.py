"""A deadline rule in words, as one reads it in the law: the inverse of the grammar for people."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from disclosures.counting.rules import (
    After,
    Before,
    By,
    DayCount,
    MonthEnd,
    Rule,
    Schedule,
    Slot,
    Term,
)
from disclosures.words.wording import anchor_words, special_case_words

#: Periods of a schedule as people call them.
QUARTERS = {"Q1": "I", "Q2": "II", "Q3": "III", "Q4": "IV"}


def rule_words(rule: Rule | None) -> str:
    """`within 10 days after the day of signing`; empty when there is no rule."""
    if rule is None:
        return ""
    parts = [_term(rule.term)] if rule.term else []
    for name, other in rule.alternatives:
        if other.term:
            parts.append(
                _("in the case of %(case)s: %(rule)s")
                % {"case": special_case_words([name]), "rule": _term(other.term)}
            )
    for one in rule.extensions:
        parts.append(_("may be extended once by %(time)s") % {"time": _days(one.days, one.count)})
    if rule.unless:
        cases = special_case_words(rule.unless)
        parts.append(_("except in the case of %(case)s") % {"case": cases})
    words = "; ".join(parts)
    return _("%(rule)s (the general term)") % {"rule": words} if rule.default_term else words


def _term(term: Term) -> str:
    match term:
        case After():
            return _after(term)
        case Before():
            return _("at the latest %(time)s before %(anchor)s") % {
                "time": _days(term.days, term.count),
                "anchor": anchor_words(term.anchors),
            }
        case By():
            return _by(term)
        case MonthEnd():
            return _month_end(term)
        case Schedule():
            return "; ".join(map(_slot, term.slots))


def _after(term: After) -> str:
    anchor = anchor_words(term.anchors)
    if term.immediate:
        words = _("at once, on %(anchor)s") % {"anchor": anchor}
    else:
        words = _("within %(time)s after %(anchor)s") % {
            "time": _days(term.days, term.count),
            "anchor": anchor,
        }
    if term.at_most_calendar_days is not None:
        words = _("%(rule)s, never later than %(time)s") % {
            "rule": words,
            "time": _days(term.at_most_calendar_days, DayCount.CALENDAR),
        }
    if term.periods:
        ends = ", ".join(f"{end.day:02}/{end.month:02}" for end in term.periods)
        words = _("%(rule)s (periods that end on %(ends)s)") % {"rule": words, "ends": ends}
    return words


def _by(term: By) -> str:
    day = f"{term.on.day:02}/{term.on.month:02}"
    if term.year_offset:
        words = _("by %(day)s of the following year")
        if not term.inclusive:
            words = _("before %(day)s of the following year")
    else:
        words = _("by %(day)s of the year") if term.inclusive else _("before %(day)s of the year")
    return words % {"day": day}


def _month_end(term: MonthEnd) -> str:
    if term.month is None:
        if term.working:
            return _("by the last working day of each month")
        return _("by the last day of each month")
    month = f"{term.month:02}"
    if term.working and term.year_offset:
        words = _("by the last working day of month %(month)s of the following year")
    elif term.working:
        words = _("by the last working day of month %(month)s")
    elif term.year_offset:
        words = _("by the last day of month %(month)s of the following year")
    else:
        words = _("by the last day of month %(month)s")
    return words % {"month": month}


def _slot(slot: Slot) -> str:
    values = {"day": f"{slot.by.day:02}/{slot.by.month:02}", "period": _slot_period(slot.period)}
    if slot.inclusive:
        return _("%(period)s: by %(day)s") % values
    return _("%(period)s: before %(day)s") % values


def _slot_period(name: str) -> str:
    if name in QUARTERS:
        return _("quarter %(number)s") % {"number": QUARTERS[name]}
    if name == "YEAR":
        return _("the whole year")
    if name in ("H1", "H2"):
        return _("first half of the year") if name == "H1" else _("second half of the year")
    return _("first %(months)s months") % {"months": name[0]}


def _days(days: int, count: DayCount) -> str:
    if count is DayCount.WORKING:
        return ngettext("%(n)s working day", "%(n)s working days", days) % {"n": days}
    return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}
