"""The laws and decrees that a legal basis names, told apart so that a reader can filter by them.

The catalogue writes a basis as people do: `Luật TCTT 104/2016/QH13 Đ.18(4); NĐ 63/2010/NĐ-CP Đ.15`.
One law written in two ways (`Luật TCTT 2016`) is one.

Pure: no clock, no models.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.utils.text import slugify

from portal.text import fold

_LAW = re.compile(r"Luật (?P<name>[^\W\d][^\d;,(.:]*?) (?:\d+/)?(?P<year>\d{4})\b(?:/QH\d+)?")
_DECREE = re.compile(
    r"\b(?P<kind>NĐ|TT|QĐ) (?P<number>\d+(?:/\d{4})?)\b(?:/[A-ZĐ&-]+)?(?: (?P<year>\d{4})\b)?"
)
_PLAN = re.compile(r"\b\d+/KH-[A-ZĐ]+")
#: Short names of a law that is also written out.
_SAME = {"QLSDTSC": "Quản lý, sử dụng tài sản công", "THDCCS": "Thực hiện dân chủ ở cơ sở"}


class Instrument(NamedTuple):
    """A law, decree, circular, decision or plan: its key in addresses and its name."""

    key: str
    name: str


@lru_cache(maxsize=2_048)
def instruments(basis: str) -> tuple[Instrument, ...]:
    """The instruments that `basis` names, in its order, each once."""
    found: list[tuple[int, str]] = []
    for match in _LAW.finditer(basis):
        name = _SAME.get(match["name"], match["name"])
        found.append((match.start(), f"Luật {name} {match['year']}"))
    for match in _DECREE.finditer(basis):
        number = match["number"] if "/" in match["number"] or not match["year"] else None
        found.append(
            (match.start(), f"{match['kind']} {number or match['number'] + '/' + match['year']}")
        )
    found.extend((match.start(), match[0]) for match in _PLAN.finditer(basis))
    names = dict.fromkeys(name for _start, name in sorted(found))
    return tuple(Instrument(slugify(fold(name).replace("/", "-")), name) for name in names)


class Validity(NamedTuple):
    """From when to when an instrument is in force (both days included; None: not known, or still),
    and what took its place, as one writes it."""

    key: str
    name: str
    since: date | None = None
    until: date | None = None
    replaced_by: str = ""

    def has_ended_by(self, day: date) -> bool:
        """Whether it is no longer in force on `day`; of one that was replaced on a day that nobody
        has entered it is assumed."""
        if self.until is None:
            return bool(self.replaced_by)
        return self.until < day


def ended(basis: str, day: date, known: Mapping[str, Validity]) -> list[Validity]:
    """The instruments that `basis` names and that are no longer in force on `day`, as far as
    `known` (by key) tells."""
    return [one for one in _known(basis, known) if one.has_ended_by(day)]


def _known(basis: str, known: Mapping[str, Validity]) -> Iterable[Validity]:
    return (known[law.key] for law in instruments(basis) if law.key in known)
