"""A procedure's facts in words: time limits, fees, number of papers. Pure but for translation."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from procedures.content import Fee, ProcedureContent


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


def dong(amount: int) -> str:
    """`2.000.000 đồng`."""
    return _("%(amount)s đồng") % {"amount": f"{amount:,}".replace(",", ".")}


def fee_in_words(fee: Fee) -> str:
    """The amount, or how it is reckoned, with what it is per."""
    text = dong(fee.amount) if fee.amount is not None else fee.formula
    return f"{text}/{fee.unit}" if fee.unit and text else text


def fee_summary(content: ProcedureContent) -> str:
    """One line for the summary card: no fee, the fee, or from the lowest amount."""
    if not content.fees:
        return content.fee_note or _("No fee")
    if len(content.fees) == 1:
        return fee_in_words(content.fees[0])
    amounts = [fee.amount for fee in content.fees if fee.amount is not None]
    if not amounts:
        return content.fees[0].formula
    return _("from %(amount)s") % {"amount": dong(min(amounts))}


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
