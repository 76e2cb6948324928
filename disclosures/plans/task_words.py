"""The status of a task, its units and its periods in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from disclosures.counting.verdicts import DutyValue
from disclosures.models import AnswerState
from disclosures.plans.task_status import TaskReason, TaskStatus
from disclosures.words.reasons import sentence as duty_sentence
from disclosures.words.wording import VALUES, day_words, period_words
from portal.models import Unit

#: Every value that a task can have, the worst first, as the tally and the filter show them.
TASK_VALUES: tuple[str, ...] = (
    DutyValue.OVERDUE,
    DutyValue.NEVER_PUBLISHED,
    DutyValue.UNKNOWN,
    AnswerState.NOT_STARTED,
    DutyValue.DUE_SOON,
    DutyValue.PUBLISHED_LATE,
    AnswerState.UNDER_WAY,
    DutyValue.UP_TO_DATE,
    DutyValue.NIL_DECLARED,
    AnswerState.NOTHING_AROSE,
    AnswerState.DONE,
    DutyValue.NOT_APPLICABLE,
)


def value_words(value: str) -> str:
    """The value of a task in words."""
    if value in DutyValue.__members__.values():
        return str(VALUES[DutyValue(value)])
    return str(AnswerState(value).label) if value in AnswerState.values else value


def sentence(status: TaskStatus, names: Mapping[str, str]) -> str:
    """Why the status is what it is; `names` of units by code."""
    match status.why:
        case TaskReason.WORST_DUTY if status.duty_status:
            words = _("%(duty)s: %(why)s") % {
                "duty": status.duty,
                "why": duty_sentence(status.duty_status.why),
            }
            if status.others:
                more = ngettext(
                    "%(n)s more duty is in the same state.",
                    "%(n)s more duties are in the same state.",
                    status.others,
                )
                words += " " + more % {"n": status.others}
            return words
        case TaskReason.LEADS_ANSWER if status.answer:
            answer = status.answer
            words = _("No duty; %(unit)s answered for %(period)s on %(day)s.") % {
                "unit": names.get(answer.unit, answer.unit),
                "period": period_label(answer.period),
                "day": day_words(timezone.localdate(answer.answered_at)),
            }
            return f"{words} {answer.text}".strip()
        case TaskReason.LEAD_SILENT:
            return _("No duty, and %(units)s has not answered for any period yet.") % {
                "units": ", ".join(names.get(code, code) for code in status.silent)
            }
        case TaskReason.NO_LEAD:
            return _("No duty, and no unit of the directory leads it.")
    return _("The catalogue has no duty %(duty)s, so nothing can be told.") % {"duty": status.duty}


def period_label(code: str) -> str:
    """`Quarter III of 2026` for a period's code."""
    return period_words(code) or code


def unit_words(unit: Unit, day: date) -> dict[str, Any]:
    """How a unit that the plan names stands on `day`: `name`; `now`, who does its work when it
    ended; `ended` when nobody was named."""
    heir = unit.responsible_on(day)
    return {
        "name": unit.name,
        "code": unit.code,
        "now": heir.name if heir.pk != unit.pk else "",
        "ended": day_words(heir.valid_to) if not heir.exists_on(day) else "",
    }
