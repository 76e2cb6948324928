"""The single values of a row of the catalogue of duties, each as its format says.

Every function gives the value or raises a Mistake that names its `place` in the row.

Pure: no clock, no models.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from functools import cache
from typing import Any

PAPI_DIMENSIONS = range(1, 9)
ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Mistake(ValueError):
    """A mistake inside a row; the reader adds file and row."""


def only(data: Any, allowed: Collection[str], place: str) -> None:
    """Nothing, if `data` is a mapping with no key but the allowed ones."""
    if not isinstance(data, Mapping):
        raise Mistake(f"{place or 'row'}: must be a mapping")
    for key in data:
        if key not in allowed:
            where = f"{place}.{key}" if place else str(key)
            raise Mistake(f"{where}: unknown key; known: {', '.join(sorted(allowed))}")


def a_list(value: Any, place: str) -> list:
    """A list."""
    if not isinstance(value, list):
        raise Mistake(f"{place}: must be a list")
    return value


def a_text(value: Any, place: str) -> str:
    """A text; null is the empty one."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Mistake(f"{place}: {value!r} is not a text")
    return value


def a_flag(value: Any, place: str) -> bool:
    """True or false, and nothing that merely looks so."""
    if not isinstance(value, bool):
        raise Mistake(f"{place}: {value!r} is neither true nor false")
    return value


def a_choice(value: Any, known: Collection[str], place: str) -> str:
    """One of the known words."""
    if not isinstance(value, str) or value not in known:
        raise Mistake(f"{place}: {value!r} is not one of {', '.join(sorted(known))}")
    return value


def an_enum(value: Any, kind: Callable[[str], Any], place: str) -> Any:
    """A member of the enumeration `kind`."""
    return kind(a_choice(value, _values(kind), place))


@cache
def _values(kind: Any) -> frozenset[str]:
    return frozenset(one.value for one in kind)


def a_dimension(value: Any, place: str) -> int | None:
    """A dimension of PAPI (1 to 8), or None."""
    if value is not None and (isinstance(value, bool) or value not in PAPI_DIMENSIONS):
        raise Mistake(f"{place}: {value!r} is not a dimension of PAPI (1 to 8)")
    return value


def a_day(value: Any, place: str) -> date | None:
    """A day, as YAML reads it or as YYYY-MM-DD; or None."""
    if value is None or type(value) is date:
        return value
    try:
        return date.fromisoformat(ISO_DAY.fullmatch(value)[0])
    except (TypeError, ValueError):
        raise Mistake(f"{place}: {value!r} is no date; write YYYY-MM-DD") from None
