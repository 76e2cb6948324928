"""A procedure's facts in words: time limits, fees, number of papers. Pure but for translation."""

from __future__ import annotations

import re
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.words import amount_words, day_words
from procedures.content import Fee, FilingWay, ProcedureContent

#: A number alone, a way of filing before it or not.
_BARE = re.compile(r"(?:[^:\d]*:)?\s*\d+\s*$")


def time_in_words(amount: int | None, unit: str) -> str:
    """`25 working days`; empty when there is no amount."""
    if amount is None:
        return ""
    words = {
        "working_day": ngettext("%(n)s working day", "%(n)s working days", amount),
        "day": ngettext("%(n)s day", "%(n)s days", amount),
        "hour": ngettext("%(n)s hour", "%(n)s hours", amount),
        "month": ngettext("%(n)s month", "%(n)s months", amount),
    }
    return words.get(unit, "%(n)s") % {"n": f"{amount:02d}"}


def time_summary(content: ProcedureContent) -> str:
    """The time in one line: the procedure's own, else what its ways of filing have in common
    (`15 – 20 days`), else the first line of the decision's words that is more than a number
    (`Trực tuyến: 5`: five of what?)."""
    own = time_in_words(content.time_amount, content.time_unit)
    if own:
        return own
    times = sorted(
        {(way.unit, way.amount) for way in content.filing_ways if way.amount is not None}
    )
    if times and len({unit for unit, _amount in times}) == 1:
        unit, least = times[0]
        most = times[-1][1]
        if least == most:
            return time_in_words(least, unit)
        return f"{least:02d} – {time_in_words(most, unit)}"
    lines = (line for line in content.time_limit.splitlines() if line.strip())
    return next((line for line in lines if not _BARE.match(line)), "")


def way_time_in_words(way: FilingWay) -> str:
    """The time of one way of filing, else as printed; empty when none is stated."""
    if way.amount is None and _BARE.match(way.time):
        return _("%(number)s (no unit is stated)") % {"number": way.time.strip()}
    return time_in_words(way.amount, way.unit) or way.time


def papers_summary(content: ProcedureContent) -> str:
    """How many papers: those always owed, with the least and the most that a case adds."""
    always = sum(not line.case for line in content.dossier_lines)
    cases: dict[str, int] = {}
    for line in content.dossier_lines:
        if line.case:
            cases[line.case] = cases.get(line.case, 0) + 1
    least = always + min(cases.values(), default=0)
    most = always + max(cases.values(), default=0)
    words = ngettext("%(n)s paper", "%(n)s papers", most)
    return words % {"n": most if least == most else f"{least} – {most}"} if most else ""


def part_in_words(name: str) -> str:
    """What a part of a procedure, or a weakness of one, is called (`procedures.completeness`)."""
    words = {
        "title": _("name"),
        "steps": _("steps"),
        "filing_ways": _("ways of filing"),
        "dossier_lines": _("papers"),
        "time_limit": _("time limit"),
        "subjects": _("who may apply"),
        "agency_deciding": _("deciding agency"),
        "form": _("form"),
        "result": _("result"),
        "conditions": _("requirements and conditions"),
        "fees": _("fees"),
        "legal_bases": _("legal basis"),
        "filing_without_time": _("a way of filing has no time"),
        "papers_without_number": _("a paper has no number of copies"),
        "forms_without_file": _("a form has no file"),
        "time_without_number": _("the time limit is not a number"),
        "fees_without_basis": _("a fee has no basis"),
        "no_receiving_agency": _("where to file is not said"),
        "online_not_stated": _("how far it can be done online is not said"),
        "partial_without_reason": _("why it is only partly online is not said"),
        "basis_without_number": _("a legal basis has no number"),
        "no_audience": _("for citizens or businesses is not said"),
    }
    return words.get(name, name)


def sets_in_words(sets: int) -> str:
    """`01 set`."""
    return ngettext("%(n)s set", "%(n)s sets", sets) % {"n": f"{sets:02d}"}


def copies_in_words(originals: int, copies: int) -> str:
    """`1 original, 2 copies`; empty when neither is stated."""
    texts = []
    if originals:
        words = ngettext("%(number)s original", "%(number)s originals", originals)
        texts.append(words % {"number": originals})
    if copies:
        words = ngettext("%(number)s copy", "%(number)s copies", copies)
        texts.append(words % {"number": copies})
    return ", ".join(texts)


def channel_in_words(channel: str) -> str:
    """`Online`, `In person`, `By post`; what is none of them as it is."""
    words = {"online": _("Online"), "in_person": _("In person"), "post": _("By post")}
    return words.get(channel, channel)


def level_in_words(level: str) -> str:
    """Who handles it."""
    words = {"province": _("Province"), "commune": _("Commune"), "central": _("Ministry")}
    return words.get(level, level)


def mechanism_in_words(mechanism: str) -> str:
    """How the offices work together on it."""
    words = {"one_stop": _("One-stop"), "inter_agency": _("Inter-agency one-stop")}
    return words.get(mechanism, mechanism)


def online_in_words(level: str) -> str:
    """How far it can be done online; empty when that isn't stated."""
    words = {
        "full": _("Entirely online"),
        "partial": _("Partly online"),
        "information": _("Information only"),
    }
    return words.get(level, level)


def days_in_words(first: date | None, last: date | None) -> str:
    """`from 01/07/2026 to 31/12/2026`; empty when neither day is known."""
    days = {
        "first": day_words(first),
        "last": day_words(last),
    }
    if first and last:
        return _("from %(first)s to %(last)s") % days
    if first:
        return _("from %(first)s") % days
    return _("to %(last)s") % days if last else ""


def fee_in_words(fee: Fee) -> str:
    """The amount, or how it is reckoned, with what it is per."""
    text = amount_words(fee.amount) if fee.amount is not None else fee.formula
    return f"{text}/{fee.unit}" if fee.unit and text else text


def fee_summary(content: ProcedureContent) -> str:
    """One line for the summary card: no fee, the fee, or from the lowest amount; empty when the
    content says nothing of fees."""
    if not content.fees:
        if content.fee_note:
            return content.fee_note
        if "fees" in content.without:
            return _("No fee")
        stated = [way.fee_amount for way in content.filing_ways if way.fee_amount is not None]
        if not stated:
            return ""
        lowest = amount_words(min(stated))
        return lowest if len(set(stated)) == 1 else _("from %(amount)s") % {"amount": lowest}
    if len(content.fees) == 1:
        return fee_in_words(content.fees[0])
    amounts = [fee.amount for fee in content.fees if fee.amount is not None]
    if not amounts:
        return content.fees[0].formula
    return _("from %(amount)s") % {"amount": amount_words(min(amounts))}


def ready_answers(content: ProcedureContent, decision: str = "") -> dict[str, str]:
    """Answers by question for search, only where a structured field gives them.

    With them, under `basis`, the decision that made the procedure known, and under `fee_basis` the
    documents that set the fees.
    """
    answers = {
        "time": content.time_limit or time_in_words(content.time_amount, content.time_unit),
        "fee": fee_summary(content) if content.fees or content.fee_note else "",
        "papers": "; ".join(dict.fromkeys(line.name for line in content.dossier_lines)),
        "place": content.agency_receiving,
        "form": "; ".join(dict.fromkeys(line.form for line in content.dossier_lines if line.form)),
        "who": content.subjects,
    }
    answers = {question: answer for question, answer in answers.items() if answer}
    if not answers:
        return {}
    bases = "; ".join(dict.fromkeys(fee.basis for fee in content.fees if fee.basis))
    basis = _("Decision %(number)s") % {"number": decision} if decision else ""
    return answers | {key: text for key, text in (("basis", basis), ("fee_basis", bases)) if text}
