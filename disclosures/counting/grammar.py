"""The one reader of the deadline grammar (header of data/obligations.yaml).

A mapping that says anything the grammar does not know is refused with the place of the mistake:
a key that is silently ignored would be a deadline that is silently wrong.

Pure: no clock, no models.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from disclosures.counting.rules import (
    ANCHORS,
    PERIOD_END,
    SCHEDULE_PERIODS,
    After,
    Before,
    By,
    DayCount,
    Extension,
    MonthDay,
    MonthEnd,
    Roll,
    Rule,
    RuleError,
    Schedule,
    Slot,
)

#: The longest term that a rule may state, in days: about ten years; anything longer is a slip.
LONGEST_TERM = 3660
#: Equal rules are one object, so that what is counted for one duty serves the others.
_KNOWN: dict[Rule, Rule] = {}
MONTH_DAY = re.compile(r"([0-9]{2})-([0-9]{2})")
FORMS: dict[str, frozenset[str]] = {
    "after": frozenset(
        {"after", "days", "calendar", "immediate", "at_most_calendar_days", "periods"}
    ),
    "before": frozenset({"before", "days", "calendar"}),
    "by": frozenset({"by", "year_offset", "inclusive"}),
    "by_rule": frozenset({"by_rule", "month", "year_offset"}),
    "schedule": frozenset({"schedule"}),
}
COMMON = frozenset({"roll", "extensions", "unless", "default_term"})


def parse_rule(data: Any, path: str = "") -> Rule:
    """The rule that a mapping of the grammar says. Raises RuleError naming the place."""
    rule = _Reader(path).rule(data, nested=False)
    return _KNOWN.setdefault(rule, rule)


class _Reader:
    """Reads one rule, carrying the path for messages."""

    def __init__(self, path: str = "") -> None:
        self.path = path

    def rule(self, data: Any, *, nested: bool) -> Rule:
        data = _mapping(data, self.path)
        forms = [form for form in FORMS if form in data]
        if len(forms) > 1:
            raise RuleError(self.path, f"says {' and '.join(forms)}; a rule has only one of them")
        allowed = COMMON | (FORMS[forms[0]] if forms else frozenset())
        for key in data:
            if key not in allowed and not (key == "alternatives" and not nested):
                known = ", ".join(sorted(allowed | ({"alternatives"} if not nested else set())))
                raise RuleError(self._at(str(key)), f"unknown key here; known: {known}")
        alternatives = self._list(data, "alternatives", self._alternative)
        if not forms and not alternatives:
            raise RuleError(self.path, f"needs one of {', '.join(FORMS)} or alternatives")
        if not forms and data.keys() - {"alternatives", "unless"}:
            raise RuleError(self.path, "a rule of alternatives alone takes no other key")
        self._distinct("alternatives", [name for name, _ in alternatives])
        return Rule(
            term=getattr(self, f"_{forms[0]}")(data) if forms else None,
            alternatives=alternatives,
            extensions=self._list(data, "extensions", self._extension),
            unless=self._list(data, "unless", _text),
            default_term=self._bool(data, "default_term", False),
        )

    def _after(self, data: Mapping[str, Any]) -> After:
        given = data["after"]
        names = given if isinstance(given, list) else [given]
        if not names:
            raise RuleError(self._at("after"), "names no anchor")
        anchors = tuple(_anchor(name, self._at("after")) for name in names)
        self._distinct("after", anchors)
        if PERIOD_END in anchors and len(anchors) > 1:
            raise RuleError(self._at("after"), "period_end cannot be mixed with other anchors")
        immediate = self._bool(data, "immediate", False)
        days = self._int(data, "days", 0, LONGEST_TERM, default=0 if immediate else None)
        if immediate and days:
            raise RuleError(self._at("days"), "an immediate deadline has days: 0")
        periods = self._list(data, "periods", _month_day)
        if periods and anchors != (PERIOD_END,):
            raise RuleError(self._at("periods"), "only with after: period_end")
        most = None
        if "at_most_calendar_days" in data:
            most = self._int(data, "at_most_calendar_days", 0, LONGEST_TERM)
        return After(
            anchors=anchors,
            days=days,
            count=self._enum(data, "calendar", DayCount, DayCount.CALENDAR if immediate else None),
            roll=self._enum(data, "roll", Roll, Roll.FORWARD),
            immediate=immediate,
            at_most_calendar_days=most,
            periods=periods,
        )

    def _before(self, data: Mapping[str, Any]) -> Before:
        return Before(
            anchor=_anchor(data["before"], self._at("before")),
            days=self._int(data, "days", 0, LONGEST_TERM),
            count=self._enum(data, "calendar", DayCount, None),
            roll=self._enum(data, "roll", Roll, Roll.BACK),
        )

    def _by(self, data: Mapping[str, Any]) -> By:
        return By(
            on=_month_day(data["by"], self._at("by")),
            year_offset=self._int(data, "year_offset", 0, 1, default=0),
            inclusive=self._bool(data, "inclusive", True),
            roll=self._enum(data, "roll", Roll, Roll.BACK),
        )

    def _by_rule(self, data: Mapping[str, Any]) -> MonthEnd:
        names = {"last_working_day_of_month": True, "last_day_of_month": False}
        if data["by_rule"] not in names:
            raise RuleError(
                self._at("by_rule"), f"{data['by_rule']!r} is not one of {', '.join(names)}"
            )
        month = self._int(data, "month", 1, 12) if "month" in data else None
        return MonthEnd(
            working=names[data["by_rule"]],
            month=month,
            year_offset=self._int(data, "year_offset", 0, 1, default=0),
            roll=self._enum(data, "roll", Roll, Roll.NONE),
        )

    def _schedule(self, data: Mapping[str, Any]) -> Schedule:
        slots = self._list(data, "schedule", self._slot)
        if not slots:
            raise RuleError(self._at("schedule"), "is empty")
        self._distinct("schedule", [slot.period for slot in slots])
        return Schedule(slots=slots, roll=self._enum(data, "roll", Roll, Roll.BACK))

    def _slot(self, data: Any, path: str) -> Slot:
        inner = _Reader(path)
        data = inner.only(data, {"period", "by", "inclusive"}, needed={"period", "by"})
        if data["period"] not in SCHEDULE_PERIODS:
            known = ", ".join(SCHEDULE_PERIODS)
            raise RuleError(inner._at("period"), f"{data['period']!r} is not one of {known}")
        return Slot(
            data["period"],
            _month_day(data["by"], inner._at("by")),
            inner._bool(data, "inclusive", True),
        )

    def _alternative(self, data: Any, path: str) -> tuple[str, Rule]:
        inner = _Reader(path)
        data = inner.only(data, {"when", "rule"}, needed={"when", "rule"})
        return _text(data["when"], inner._at("when")), _Reader(inner._at("rule")).rule(
            data["rule"], nested=True
        )

    def _extension(self, data: Any, path: str) -> Extension:
        inner = _Reader(path)
        data = inner.only(data, {"days", "calendar"}, needed={"days", "calendar"})
        return Extension(
            inner._int(data, "days", 1, LONGEST_TERM), inner._enum(data, "calendar", DayCount, None)
        )

    def only(self, data: Any, allowed: set[str], needed: set[str]) -> Mapping[str, Any]:
        data = _mapping(data, self.path)
        for key in data:
            if key not in allowed:
                known = ", ".join(sorted(allowed))
                raise RuleError(self._at(str(key)), f"unknown key here; known: {known}")
        for key in sorted(needed - data.keys()):
            raise RuleError(self._at(key), "is missing")
        return data

    def _at(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def _list(self, data: Mapping[str, Any], key: str, read: Callable[[Any, str], Any]) -> tuple:
        value = data.get(key, [])
        if not isinstance(value, list):
            raise RuleError(self._at(key), "must be a list")
        return tuple(read(one, f"{self._at(key)}[{number}]") for number, one in enumerate(value))

    def _distinct(self, key: str, names: Sequence[str]) -> None:
        for name in names:
            if names.count(name) > 1:
                raise RuleError(self._at(key), f"{name!r} is there twice")

    def _int(
        self, data: Mapping[str, Any], key: str, low: int, high: int, default: int | None = None
    ) -> int:
        value = data.get(key, default)
        if value is None:
            raise RuleError(self._at(key), "is missing")
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise RuleError(self._at(key), f"{value!r} is not a whole number from {low} to {high}")
        return value

    def _bool(self, data: Mapping[str, Any], key: str, default: bool) -> bool:
        value = data.get(key, default)
        if not isinstance(value, bool):
            raise RuleError(self._at(key), f"{value!r} is neither true nor false")
        return value

    def _enum(self, data: Mapping[str, Any], key: str, kind: type, default: Any) -> Any:
        value = data.get(key, default)
        if value is None:
            raise RuleError(self._at(key), f"is missing; one of {', '.join(kind)}")
        if not isinstance(value, str) or value not in list(kind):
            raise RuleError(self._at(key), f"{value!r} is not one of {', '.join(kind)}")
        return kind(value)


def _mapping(data: Any, path: str) -> Mapping[str, Any]:
    if not isinstance(data, Mapping):
        raise RuleError(path, f"must be a mapping, not {type(data).__name__}")
    return data


def _text(value: Any, path: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise RuleError(path, f"{value!r} is not a name")
    return value


def _anchor(value: Any, path: str) -> str:
    if not isinstance(value, str) or value not in ANCHORS:
        raise RuleError(path, f"unknown anchor {value!r}; known: {', '.join(sorted(ANCHORS))}")
    return value


def _month_day(value: Any, path: str) -> MonthDay:
    try:
        found = MONTH_DAY.fullmatch(value)
        # 2000 is a leap year: 02-29 is a possible day.
        day = date(2000, int(found[1]), int(found[2]))
    except (TypeError, ValueError):
        raise RuleError(path, f"{value!r} is no day of the year; write MM-DD") from None
    return MonthDay(day.month, day.day)
