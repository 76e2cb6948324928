"""A compiled report in words: its titles, the states and figures of a task, whole sentences.

Works on the data of `compiling.compiled` alone, so that a sent report is worded from its snapshot.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from disclosures.models import AnswerState
from disclosures.words.wording import case_words, period_words
from portal.models.ledger import EventKindChoices

PARTS = {"lead": lazy("lead"), "cooperating": lazy("co-operating")}
COUNTED = {
    "published": lazy("published"),
    "corrected": lazy("corrected"),
    "on_time": lazy("in time"),
    "late": lazy("late"),
    "overdue": lazy("overdue"),
    "elsewhere": lazy("proved elsewhere"),
    "confirmed": lazy("confirmed current"),
    "nil": lazy("periods with nothing to publish"),
}


def day(iso: str | None) -> str:
    """`20/11/2026` of an ISO day; empty for none."""
    return f"{date.fromisoformat(iso):%d/%m/%Y}" if iso else ""


def state(code: str) -> str:
    """How a task stands, in words."""
    return str(AnswerState(code).label) if code else _("No answer")


def subject(report: Mapping[str, Any]) -> str:
    """What the report is about: the line under its name."""
    period = report["period"]
    return _("Results of carrying out the plan %(plan)s in %(period)s") % {
        "plan": period["plan"],
        "period": lower_first(period_words(period["code"])),
    }


def full_number(report: Mapping[str, Any]) -> str:
    """`12/BC-SKHCN`; room for the number where the clerk has not given one."""
    number = report["text"]["number"]
    number = number.zfill(2) if number else "      "
    return f"{number}/{report['head']['symbol']}"


def figure_words(figure: Mapping[str, Any]) -> list[str]:
    """What a duty's figures say, the zeros left out; one sentence when there is nothing."""
    found = [f"{words}: {figure[name]}" for name, words in COUNTED.items() if figure[name]]
    return found or [_("nothing in the ledger for this period")]


def evidence_words(evidence: Mapping[str, Any]) -> str:
    """One event of the ledger: what, which case, when."""
    kind = EventKindChoices(evidence["kind"]).label
    about = evidence["title"] or case_words(evidence["case"])
    words = f"{kind}: {about}" if about else str(kind)
    return f"{words} ({day(evidence['on'])})"


def register_sentences(report: Mapping[str, Any]) -> list[str]:
    """What the register says of the whole period."""
    figures, period = report["totals"]["figures"], report["period"]
    sentences = [
        _(
            "From %(since)s until %(until)s the Department published %(published)s items on its "
            "transparency portal and corrected %(corrected)s; %(on_time)s were in time and "
            "%(late)s late. On %(until)s, %(overdue)s were overdue."
        )
        % {
            "since": day(period["covers_from"]),
            "until": day(period["cut_off"]),
            **figures,
        }
    ]
    if figures["elsewhere"] or figures["confirmed"] or figures["nil"]:
        sentences.append(
            _(
                "Besides, units proved publication elsewhere %(elsewhere)s times, confirmed "
                "%(confirmed)s times that what is public still holds, and declared %(nil)s times "
                "that there was nothing to publish."
            )
            % figures
        )
    return sentences


def task_sentences(report: Mapping[str, Any]) -> list[str]:
    """How the tasks stand, and who answered."""
    totals = report["totals"]
    states = [
        f"{AnswerState(code).label}: {count}" for code, count in totals["states"].items() if count
    ]
    if totals["unanswered"]:
        states.append(f"{_('No answer')}: {totals['unanswered']}")
    found = [
        _("Of the plan's %(tasks)s tasks: %(states)s.")
        % {"tasks": totals["tasks"], "states": "; ".join(states)}
    ]
    found.append(
        _("Units gave %(answers)s answers, %(late)s of them late; %(missing)s are missing.")
        % totals
    )
    return found


def unit_words(units: Iterable[Mapping[str, Any]]) -> str:
    """Names in a row."""
    return ", ".join(one["name"] for one in units)


def lower_first(text: str) -> str:
    """For the middle of a sentence."""
    return text[:1].lower() + text[1:]
