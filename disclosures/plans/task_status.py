"""The status of a plan's task (R14): its worst duty's, named; without duties what its lead last
answered; else unknown.

| the task has | its status | named |
|---|---|---|
| duties | the worst of theirs (`DutyValue`); one that the catalogue lacks is unknown | the first of the worst |
| no duties, answers of its lead | the latest answer of the latest period (`AnswerState`) | the answer |
| no duties, a lead that is a group | the worst of its units' latest answers; unknown while one is silent | the unit |
| neither | unknown | what is missing |

Nothing that is unknown is ever green. An answer counts from the moment it was handed in; a later
answer for an earlier period doesn't replace what was said of the later one.

Pure: no clock, no models.
"""  # noqa: E501  (a table)

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from disclosures.counting.verdicts import DutyStatus, DutyValue, worst

#: States of an answer, the worst first (disclosures.models.reports.AnswerState).
ANSWERS_WORST_FIRST = ("not_started", "under_way", "nothing_arose", "done")
_PERIOD = re.compile(r"^(\d{4})(?:-Q([1-4]))?$")
#: A year's report comes after its third quarter's.
_WHOLE_YEAR = 4


class TaskReason(StrEnum):
    """What a task's status rests on."""

    WORST_DUTY = "worst_duty"
    DUTY_NOT_KNOWN = "duty_not_known"
    LEADS_ANSWER = "leads_answer"
    LEAD_SILENT = "lead_silent"
    NO_LEAD = "no_lead"


@dataclass(frozen=True, slots=True)
class DutyFact:
    """A duty of the task: its code, and its status (None: the catalogue has no such duty)."""

    code: str
    status: DutyStatus | None

    @property
    def value(self) -> DutyValue:
        """The duty's own value; unknown when there is no such duty."""
        return self.status.value if self.status else DutyValue.UNKNOWN


@dataclass(frozen=True, slots=True)
class AnswerFact:
    """What a unit (code) said of the task in a period (`2026-Q1`, `2026`)."""

    unit: str
    period: str
    state: str
    answered_at: datetime
    text: str = ""


class LeadFact(NamedTuple):
    """A unit that leads the task, and every code its answers may bear: its own and those of the
    units whose work it took over."""

    unit: str
    codes: Collection[str]


@dataclass(frozen=True, slots=True)
class TaskStatus:
    """`value` is a `DutyValue` or the state of an answer; `why` says what it rests on.

    `duty` is the code of the duty that decides and `others` how many more are as bad; `answer` the
    answer that decides; `silent` the leads that said nothing.
    """

    value: str
    why: TaskReason
    duty: str = ""
    others: int = 0
    duty_status: DutyStatus | None = None
    answer: AnswerFact | None = None
    silent: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The reason as data."""
        found: dict[str, Any] = {"code": self.why.value}
        if self.duty:
            found |= {"duty": self.duty, "others": self.others}
        if self.duty_status:
            found["duty_reason"] = self.duty_status.why.as_json()
        if self.answer:
            found |= {
                "unit": self.answer.unit,
                "period": self.answer.period,
                "answered_at": self.answer.answered_at.isoformat(),
            }
        if self.silent:
            found["silent"] = list(self.silent)
        return found


def task_status(
    duties: Sequence[DutyFact],
    leads: Sequence[LeadFact],
    answers: Iterable[AnswerFact],
    at: datetime,
) -> TaskStatus:
    """The status at `at`, by the table above. `duties` in the catalogue's order."""
    if duties:
        return _of_duties(duties)
    if not leads:
        return TaskStatus(DutyValue.UNKNOWN.value, TaskReason.NO_LEAD)
    said = [one for one in answers if one.answered_at <= at]
    latest = {lead.unit: latest_answer(said, lead.codes) for lead in leads}
    silent = tuple(unit for unit, answer in latest.items() if answer is None)
    given = [answer for answer in latest.values() if answer is not None]
    if silent:
        return TaskStatus(DutyValue.UNKNOWN.value, TaskReason.LEAD_SILENT, silent=silent)
    decisive = min(given, key=lambda one: _badness(one.state))
    return TaskStatus(decisive.state, TaskReason.LEADS_ANSWER, answer=decisive)


def latest_answer(answers: Iterable[AnswerFact], codes: Collection[str]) -> AnswerFact | None:
    """The last word of the units `codes` on the latest period they spoke of; None: none."""
    own = [one for one in answers if one.unit in codes]
    return max(own, key=lambda one: (period_order(one.period), one.answered_at), default=None)


def period_order(code: str) -> tuple[int, int]:
    """Orders reporting periods in time: a year's report comes after its quarters'; what is no
    period comes first."""
    found = _PERIOD.match(code)
    return (int(found[1]), int(found[2] or _WHOLE_YEAR)) if found else (0, 0)


def _of_duties(duties: Sequence[DutyFact]) -> TaskStatus:
    value = worst([one.value for one in duties])
    bad = [one for one in duties if one.value is value]
    named = bad[0]
    return TaskStatus(
        value.value,
        TaskReason.WORST_DUTY if named.status else TaskReason.DUTY_NOT_KNOWN,
        duty=named.code,
        others=len(bad) - 1,
        duty_status=named.status,
    )


def _badness(state: str) -> int:
    """0 is the worst; a state nobody knows is worse than any."""
    return ANSWERS_WORST_FIRST.index(state) if state in ANSWERS_WORST_FIRST else -1
