"""What another catalogue would change: which instances get another deadline or another status.

The law moves; before a new version of a rule is loaded, whoever loads it sees what follows. Both
sides are computed from the same events, calendar and moment. And the law's other side: duties whose
legal basis must be looked at again.

Pure: no clock, no models.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from disclosures.bases import Validity, ended
from disclosures.counting.duties import Duty, Verification
from disclosures.counting.verdicts import DutyStatus, Instance
from portal.events import NOTHING


@dataclass(frozen=True, slots=True)
class Change:
    """One instance (or, without a case, the duty as a whole) before and after.

    A due day is None where there is none; a status is empty where the instance isn't there.
    """

    duty: str
    case: str
    anchor: str
    due_before: date | None
    due_after: date | None
    status_before: str
    status_after: str
    of_whole: bool = False

    def as_json(self) -> dict[str, Any]:
        """The same with dates as ISO text."""
        return {
            "duty": self.duty,
            "case": self.case,
            "anchor": self.anchor or None,
            "whole": self.of_whole,
            "before": {"due": _iso(self.due_before), "status": self.status_before or None},
            "after": {"due": _iso(self.due_after), "status": self.status_after or None},
        }


def changes(
    before: Mapping[str, DutyStatus], after: Mapping[str, DutyStatus], order: Sequence[str]
) -> list[Change]:
    """Everything that differs, duty by duty in `order`; each duty's own status first."""
    return [one for code in order for one in _of_duty(code, before.get(code), after.get(code))]


def _of_duty(code: str, before: DutyStatus | None, after: DutyStatus | None) -> Iterator[Change]:
    old, new = _value(before), _value(after)
    if old != new:
        yield Change(code, "", "", None, None, old, new, of_whole=True)
    olds, news = _instances(before), _instances(after)
    for key in [*olds, *(key for key in news if key not in olds)]:
        one, other = olds.get(key), news.get(key)
        sides = [(side.due, side.status.value) if side else (None, "") for side in (one, other)]
        if sides[0] != sides[1]:
            case, anchor = key[0], key[2]
            yield Change(code, case, anchor, sides[0][0], sides[1][0], sides[0][1], sides[1][1])


def _instances(status: DutyStatus | None) -> dict[tuple[str, str, str, Any], Instance]:
    if status is None:
        return {}
    return {(one.case, one.period, one.anchor, one.anchored_on): one for one in status.instances}


def _value(status: DutyStatus | None) -> str:
    return status.value.value if status else ""


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


class Doubt(StrEnum):
    """Why a duty's legal basis must be looked at again."""

    #: What the rule in force rests on is no longer in force itself.
    BASIS_ENDED = "basis_ended"
    #: A newer law exists that was not read when the catalogue was prepared.
    NEWER_LAW = "newer_law"
    #: For today no deadline is known.
    NO_RULE = "no_rule"
    #: The text was not read: an article about it, the general term, or memory.
    NOT_READ = "not_read"


NOT_READ = frozenset({Verification.ARTICLE, Verification.DEFAULT_RULE, Verification.MEMORY})


def doubts(duty: Duty, day: date, known: Mapping[str, Validity] = NOTHING) -> list[Doubt]:
    """Why the basis of `duty` must be looked at again on `day`; none for what is no longer ours.

    `known` is the validity of laws and decrees by key (`disclosures.bases`).
    """
    version = duty.version_on(day)
    if version is not None and not version.applies:
        return []
    found = [Doubt.BASIS_ENDED] if ended_bases(duty, day, known) else []
    if duty.needs_recheck:
        found.append(Doubt.NEWER_LAW)
    if version is None or version.rule is None:
        found.append(Doubt.NO_RULE)
    elif version.verification in NOT_READ:
        found.append(Doubt.NOT_READ)
    return found


def ended_bases(duty: Duty, day: date, known: Mapping[str, Validity]) -> list[Validity]:
    """What the rule of `duty` in force on `day` rests on although it has ended."""
    version = duty.version_on(day)
    return ended(version.legal_basis, day, known) if version else []


def to_review(
    duties: Iterable[Duty], day: date, known: Mapping[str, Validity] = NOTHING
) -> list[tuple[Duty, list[Doubt]]]:
    """The duties whose basis must be looked at again, those with most doubts first."""
    found = [(duty, why) for duty in duties if (why := doubts(duty, day, known))]
    return sorted(found, key=lambda one: -len(one[1]))
