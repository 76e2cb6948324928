"""Searches that found nothing, counted by week without anything about who searched (S5).

Never stored: what looks like a person's number, address or name. What was asked fewer than
`FEWEST` times is not shown with its words, and after its week is summed up without them.
"""

from __future__ import annotations

import logging
import re
from datetime import date, timedelta

from django.db import DatabaseError, transaction
from django.db.models import F, Sum

from portal.text import fold, normalise
from search.models import ZeroResult
from search.query import Query

log = logging.getLogger(__name__)

FEWEST = 3
#: More different texts than these in one week come from a program; they are counted together.
MOST_TEXTS = 2_000
MAX_CHARACTERS = 80
#: A phone has ten digits, an identity card nine or twelve; a procedure's code has seven.
_DIGITS = 8
_NUMBER = re.compile(r"\d(?:[\s.,/-]?\d)*")
_NAME = re.compile(
    r"^(?:nguyen|tran|le|pham|hoang|huynh|phan|vu|vo|dang|bui|do|ho|ngo|duong|ly|li)"
    r" (?:van|thi|dinh|duc|huu|ngoc|quang|minh|thanh|xuan)\b"
)


def monday(day: date) -> date:
    """The first day of the week of `day`."""
    return day - timedelta(days=day.weekday())


def countable(text: str) -> str:
    """The text as it is counted, lower case and one spelling; empty when it is counted without
    its words."""
    text = normalise(text).lower()
    if not text or len(text) > MAX_CHARACTERS or "@" in text:
        return ""
    digits = (re.sub(r"\D", "", found[0]) for found in _NUMBER.finditer(text))
    if any(len(number) >= _DIGITS for number in digits) or _NAME.match(fold(text)):
        return ""
    return text


def count(query: Query, today: date) -> None:
    """One more search without result. A database that is busy loses a count, never a page."""
    week, text = monday(today), countable(query.text)
    try:
        with transaction.atomic():
            if _add(week, text):
                return
            if text and ZeroResult.objects.filter(week=week).count() >= MOST_TEXTS:
                text = ""
            ZeroResult.objects.bulk_create(
                [ZeroResult(week=week, text=text)], ignore_conflicts=True
            )
            _add(week, text)
    except DatabaseError as problem:
        log.warning("A search without result was not counted: %s", problem)


def _add(week: date, text: str) -> int:
    return ZeroResult.objects.filter(week=week, text=text).update(count=F("count") + 1)


def sum_up(today: date) -> int:
    """Take the words from what was asked seldom in past weeks; how many rows went."""
    seldom = ZeroResult.objects.filter(week__lt=monday(today), count__lt=FEWEST).exclude(text="")
    removed = 0
    with transaction.atomic():
        sums = list(seldom.order_by().values("week").annotate(all=Sum("count")))
        for row in sums:
            ZeroResult.objects.get_or_create(week=row["week"], text="")
            ZeroResult.objects.filter(week=row["week"], text="").update(
                count=F("count") + row["all"]
            )
            removed += seldom.filter(week=row["week"]).delete()[0]
    return removed
