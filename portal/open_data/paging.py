"""Parameters of the read API and its pages. Pure.

A page begins after a cursor, which is the id of the last record of the page before: page 1,000
costs what page 1 does, and nothing is shown twice when something new is published meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

PER_PAGE, MOST_PER_PAGE = 50, 100
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2200, 1, 1)
PARAMETERS = ("kind", "unit", "since", "until", "per_page", "cursor")
#: Ids are 64 bits in both databases.
LARGEST = 2**63 - 1


class BadParameter(ValueError):
    """A parameter that makes no sense; the message says which, for the reader."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of `/items`, each value checked."""

    kind: str = ""
    unit: str = ""
    since: date | None = None
    until: date | None = None
    per_page: int = PER_PAGE
    cursor: int | None = None


def asked(query: Mapping[str, str], kinds: Iterable[str]) -> Asked:
    """The query as a value. Raises BadParameter, for an unknown parameter too."""
    for name in query:
        if name not in PARAMETERS:
            known = ", ".join(PARAMETERS)
            raise BadParameter(
                _("There is no parameter “%(name)s”; there are: %(known)s")
                % {"name": name[:40], "known": known}
            )
    kind = query.get("kind", "")
    if "kind" in query and kind not in kinds:
        raise BadParameter(_("There is no kind “%(kind)s”.") % {"kind": kind[:60]})
    unit = query.get("unit", "")
    if len(unit) > 40 or not unit.isprintable():
        raise BadParameter(_("`unit` is the code of a unit."))
    since, until = _day(query, "since"), _day(query, "until")
    if since and until and since > until:
        raise BadParameter(_("`since` lies after `until`."))
    return Asked(kind, unit, since, until, _per_page(query), _cursor(query))


def _day(query: Mapping[str, str], name: str) -> date | None:
    if name not in query:
        return None
    text = query[name]
    try:
        found = date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        found = None
    if found is None or not FIRST_DAY <= found < LAST_DAY:
        raise BadParameter(
            _("`%(name)s` is a day such as 2026-06-30, from the year 2000 on.") % {"name": name}
        )
    return found


def _per_page(query: Mapping[str, str]) -> int:
    text = query.get("per_page", str(PER_PAGE))
    is_number = text.isascii() and text.isdecimal() and len(text) <= 4
    if not is_number or not 1 <= int(text) <= MOST_PER_PAGE:
        raise BadParameter(
            _("`per_page` is a number from 1 to %(most)s.") % {"most": MOST_PER_PAGE}
        )
    return int(text)


def _cursor(query: Mapping[str, str]) -> int | None:
    if "cursor" not in query:
        return None
    text = query["cursor"]
    if text.isascii() and text.isdecimal() and len(text) <= 19 and 0 < int(text) <= LARGEST:
        return int(text)
    raise BadParameter(
        _("`cursor` is what `next` of the page before said; begin again without it.")
    )
