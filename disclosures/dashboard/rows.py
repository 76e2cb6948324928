"""The rows of the dashboard and its lists as templates want them; every number has the address of
the list behind it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from disclosures.asked import Asked
from disclosures.counting.verdicts import DutyValue, Instance
from disclosures.dashboard import figures
from disclosures.dashboard.figures import Group, Line
from disclosures.register import Register
from disclosures.words.reasons import sentence
from disclosures.words.wording import (
    DIMENSIONS,
    INSTANCES,
    VALUES,
    case_words,
    time_left,
    title_of,
)


def group_row(
    group: Group, name: str, shown: list[DutyValue], moment: Asked, query: dict[str, str]
) -> dict[str, Any]:
    """The row of one dimension or unit: a bar, and a number for each status, each with its list."""
    return {
        "name": name,
        "url": duties_url(moment, **query),
        "total": group.total,
        "segments": [{"code": one.value, "count": group.counts.get(one, 0)} for one in shown],
        "cells": [
            {
                "count": group.counts.get(one, 0),
                "url": duties_url(moment, status=one.value, **query),
                "words": VALUES[one],
            }
            for one in shown
        ],
    }


def month_name(first: date) -> str:
    """A month beneath its column: a year has room beside January alone."""
    return f"{first:%m/%y}" if first.month == 1 else f"{first:%m}"


def month_row(month: figures.Month, moment: Asked) -> dict[str, Any]:
    """The row of one month."""
    return {
        "name": f"{month.first:%m/%Y}",
        "tracked": month.tracked,
        "due": month.due,
        "due_url": instances_url(moment, month=month.key),
        "share": None if month.share is None else round(month.share * 100),
        "cells": [
            {
                "count": month.counts.get(one, 0),
                "url": instances_url(moment, month=month.key, outcome=one.value),
                "words": INSTANCES[one],
            }
            for one in figures.OUTCOMES
        ],
    }


def duty_row(line: Line) -> dict[str, Any]:
    """A duty in a list."""
    status = line.status
    return {
        "code": line.duty.code,
        "title": title_of(line.duty),
        "url": reverse("disclosures_duty", args=[line.duty.code]),
        "unit": line.unit_name,
        "status": status.value.value,
        "why": sentence(status.why),
        "due": status.next_due,
        "confirmed": status.rule_confirmed,
    }


def instance_row(line: Line, one: Instance, found: Register) -> dict[str, Any]:
    """An instance in a list, with how long it is overdue."""
    return {
        "code": line.duty.code,
        "title": title_of(line.duty),
        "case": case_words(one.case),
        "url": reverse("disclosures_duty", args=[line.duty.code]),
        "unit": line.unit_name,
        "due": one.due,
        "answered_on": one.satisfied_on,
        "long": time_left(one.due, found.day, found.calendar) if one.is_owed and one.due else "",
        "status": one.status.value,
        "why": sentence(one.why, with_case=False),
        "confirmed": one.rule_confirmed,
    }


def dimension_words(key: str) -> str:
    """`4. Control of corruption`; key 0 is none."""
    number = int(key)
    if number in DIMENSIONS:
        return f"{number}. {DIMENSIONS[number]}"
    return _("No dimension of PAPI")


def unit_words(key: str, lines: Iterable[Line]) -> str:
    """The unit's name by its code; the empty code is nobody."""
    name = next((line.unit_name for line in lines if line.unit == key), "")
    return name or _("No unit: nobody answers for it")


def duties_url(moment: Asked, **query: str) -> str:
    """Address of a list of duties."""
    return address("disclosures_dashboard_duties", moment, **query)


def instances_url(moment: Asked, **query: str) -> str:
    """Address of a list of instances."""
    return address("disclosures_dashboard_instances", moment, **query)


def address(name: str, moment: Asked, **query: str) -> str:
    """An address of the dashboard that stays at the moment asked about."""
    text = "&".join(filter(None, [urlencode(query), moment.query]))
    return f"{reverse(name)}?{text}" if text else reverse(name)
