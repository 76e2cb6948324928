"""What the public sees of the register: the tally, the catalogue with its filters, the cases.

Titles that staff gave to acts and unpublished cases stay inside: the public reads numbers, days
and reasons, and the titles of pages that are public.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from disclosures.bases import Instrument, instruments
from disclosures.counting.duties import Duty, DutyKind
from disclosures.counting.verdicts import DutyStatus, DutyValue, Instance, InstanceStatus
from disclosures.latest import latest_pages
from disclosures.register import LeadUnits, Register
from disclosures.words.reasons import sentence
from disclosures.words.rule_words import rule_words
from disclosures.words.wording import (
    DIMENSIONS,
    VALUES,
    case_words,
    day_words,
    title_of,
)
from portal.events import ON_THE_WEB, Event
from portal.models import Unit

#: Kinds that say something must be public; the others have a clock of their own.
PUBLICATIONS = frozenset({DutyKind.DISCLOSURE, DutyKind.HOUSE_COMMITMENT})
ANSWERED = frozenset({InstanceStatus.ON_TIME, InstanceStatus.LATE})
#: As one reads them: what is in order, what is to be done, what is not known.
TALLY_ORDER = (
    DutyValue.UP_TO_DATE,
    DutyValue.NIL_DECLARED,
    DutyValue.DUE_SOON,
    DutyValue.OVERDUE,
    DutyValue.PUBLISHED_LATE,
    DutyValue.NEVER_PUBLISHED,
    DutyValue.UNKNOWN,
    DutyValue.NOT_APPLICABLE,
)
#: Groups that are no dimension of PAPI.
OTHER, ANSWER_AND_REPORT = 9, 0


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader of the catalogue chose; empty: everything."""

    unit: str = ""
    status: str = ""
    dimension: int | None = None
    basis: str = ""

    def __bool__(self) -> bool:
        return bool(self.unit or self.status or self.dimension or self.basis)

    def takes(self, duty: Duty, status: DutyStatus, unit: Unit | None) -> bool:
        """Whether a duty is among what the reader chose."""
        return not (
            (self.unit and (unit is None or unit.code != self.unit))
            or (self.status and status.value != self.status)
            or (self.dimension and duty.papi_dimension != self.dimension)
            or (self.basis and self.basis not in {one.key for one in basis_of(status)})
        )


def address(code: str) -> str:
    """The public address of a duty."""
    return reverse("disclosures:obligation", args=[code])


def segments(statuses: Iterable[DutyStatus], moment: str = "") -> list[dict[str, Any]]:
    """How many duties are in which state, with the address of the list of them; `moment` is the
    part of the address that says which day (`Asked.query`)."""
    counts = Counter(one.value for one in statuses)
    root = reverse("disclosures:catalogue")
    rest = f"&{moment}" if moment else ""
    return [
        {
            "code": value.value,
            "label": "",
            "count": counts[value],
            "url": f"{root}?tinh-trang={value.value}{rest}",
        }
        for value in TALLY_ORDER
    ]


def tally(found: Register, moment: str = "") -> dict[str, Any]:
    """`segments`, `total` and `unconfirmed` (rules nobody of the office has confirmed), over the
    duties to publish."""
    shown = [found.statuses[one.code] for one in found.duties if one.kind in PUBLICATIONS]
    return {
        "segments": segments(shown, moment),
        "total": len(shown),
        "unconfirmed": sum(not one.rule_confirmed for one in shown),
    }


def chosen(
    found: Register, units: LeadUnits, choice: Choice
) -> list[tuple[Duty, DutyStatus, Unit | None]]:
    """The duties of the choice with their status and the unit that answers for them."""
    rows = ((duty, found.statuses[duty.code], units.of(duty)) for duty in found.duties)
    return [one for one in rows if choice.takes(*one)]


def groups(found: Register, units: LeadUnits, choice: Choice) -> list[dict[str, Any]]:
    """The catalogue by dimension of PAPI; answers and reports, which publish nothing, come last."""
    by_dimension: dict[int, list[dict[str, Any]]] = {}
    rows = chosen(found, units, choice)
    pages = latest_pages(found, [duty.code for duty, _status, _unit in rows])
    for duty, status, unit in rows:
        key = (duty.papi_dimension or OTHER) if duty.kind in PUBLICATIONS else ANSWER_AND_REPORT
        by_dimension.setdefault(key, []).append(
            row(duty, status, str(unit or ""), pages.get(duty.code))
        )
    order = [*DIMENSIONS, OTHER, ANSWER_AND_REPORT]
    return [
        {"title": _group_title(key), "duties": by_dimension[key]}
        for key in order
        if key in by_dimension
    ]


def filters(found: Register, units: LeadUnits, choice: Choice) -> list[dict[str, Any]]:
    """The filters of the catalogue with how many duties each choice has."""
    leads = [units.of(duty) for duty in found.duties]
    by_unit = Counter(one.code for one in leads if one)
    names = {one.code: one.name for one in leads if one}
    by_status = Counter(one.value for one in found.statuses.values())
    by_dimension = Counter(one.papi_dimension for one in found.duties if one.papi_dimension)
    by_basis = Counter(law for one in found.statuses.values() for law in basis_of(one))
    return [
        _filter("tinh-trang", _("State"), _("every state"), choice.status, [
            (value.value, str(VALUES[value]), by_status[value])
            for value in DutyValue if by_status[value]
        ]),
        _filter("don-vi", _("Unit in charge"), _("every unit"), choice.unit, [
            (code, names[code], count) for code, count in sorted(
                by_unit.items(), key=lambda item: names[item[0]]
            )
        ]),
        _filter("linh-vuc", _("Field of PAPI"), _("every field"), str(choice.dimension or ""), [
            (str(number), str(words), by_dimension[number])
            for number, words in DIMENSIONS.items() if by_dimension[number]
        ]),
        _filter("can-cu", _("Legal basis"), _("every basis"), choice.basis, [
            (law.key, law.name, count) for law, count in sorted(by_basis.items())
        ]),
    ]  # fmt: skip


def pages_of(instances: Sequence[Instance], events: Mapping[int, Event]) -> list[int | None]:
    """The number of the page that answered each instance."""
    return [_page_of(one, events) for one in instances]


def instance_rows(
    instances: Sequence[Instance], events: Mapping[int, Event], pages: Mapping[int, Page]
) -> list[dict[str, Any]]:
    """Instances for the public, each with the page that answered it where it is one of `pages`,
    those that are still public."""
    wanted = pages_of(instances, events)
    rows = []
    for one, number in zip(instances, wanted, strict=True):
        page = pages.get(number)
        name = case_words(one.case) or _("the duty as a whole")
        rows.append(
            {
                "name": f"{name} – {page.title}" if page else name,
                "url": page.url if page else "",
                "anchor": day_words(one.anchored_on),
                "due_on": one.due,
                "answered_on": one.satisfied_on if one.status in ANSWERED else None,
                "status": one.status.value,
                "status_label": "",
                "why": sentence(one.why, with_case=False),
            }
        )
    return rows


def newest_first(instances: Iterable[Instance]) -> list[Instance]:
    """What is still owed first, the longest overdue before the rest; then the latest."""
    owed = [one for one in instances if one.is_owed]
    rest = [one for one in instances if not one.is_owed]
    owed.sort(key=lambda one: one.due or date.max)
    rest.sort(key=lambda one: one.due or one.anchored_on or one.satisfied_on or date.min)
    return [*owed, *reversed(rest)]


# Pieces


def row(duty: Duty, status: DutyStatus, unit: str, latest: Page | None = None) -> dict[str, Any]:
    """A duty in a list; `unit` is the name of who answers for it, or empty; `latest` the latest
    item that is public."""
    return {
        "code": duty.code,
        "title": title_of(duty),
        "url": address(duty.code),
        "unit": unit,
        "deadline": deadline(status),
        "latest": _latest(status.instances),
        "latest_title": latest.title if latest else "",
        "latest_url": (latest.url or "") if latest else "",
        "basis": status.version.legal_basis if status.version else "",
        "status": status.value.value,
        "status_label": "",
        "why": sentence(status.why),
        "confirmed": status.rule_confirmed,
        "calendar_unconfirmed": bool(status.instances) and not status.calendar_confirmed,
    }


def basis_of(status: DutyStatus) -> tuple[Instrument, ...]:
    """The laws and decrees that the rule in force rests on."""
    return instruments(status.version.legal_basis) if status.version else ()


def deadline(status: DutyStatus) -> str:
    """The rule in force, in words; empty when none is known."""
    return rule_words(status.version.rule if status.version else None)


def _latest(instances: Iterable[Instance]) -> str:
    done = [one for one in instances if one.status in ANSWERED and one.satisfied_on and one.case]
    if not done:
        return ""
    last = max(done, key=lambda one: one.satisfied_on)
    return _("Latest: %(case)s, published on %(day)s") % {
        "case": case_words(last.case),
        "day": day_words(last.satisfied_on),
    }


def _page_of(instance: Instance, events: Mapping[int, Event]) -> int | None:
    """The page that was published last for the instance."""
    return next(
        (
            events[number].page_id
            for number in reversed(instance.events)
            if number in events and events[number].kind in ON_THE_WEB
        ),
        None,
    )


def _filter(
    name: str, label: str, everything: str, value: str, options: Iterable[tuple[str, str, int]]
) -> dict[str, Any]:
    return {
        "field_id": f"loc-{name}",
        "name": name,
        "label": label,
        "all": everything,
        "value": value,
        "options": [
            {"value": code, "label": words, "count": count} for code, words, count in options
        ],
    }


def _group_title(key: int) -> str:
    if key == ANSWER_AND_REPORT:
        return _("Answers and reports with a deadline of their own")
    return str(DIMENSIONS.get(key, _("Other")))
