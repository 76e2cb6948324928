"""Bars drawn here: their geometry, since a style attribute would break the security policy.

Pure: lines come in as objects with `name`, `is_part`, `planned`, `actual`, `before`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

#: In units of the drawing.
WIDTH, BAR, GAP, GROUP = 600, 14, 4, 22
#: So many lines are drawn; the table beneath has them all.
MOST = 12


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: which figure (`planned`, `actual`, `before`), where, how long, and the amount."""

    series: str
    y: int
    width: float
    amount: int


@dataclass(frozen=True, slots=True)
class BarGroup:
    """The bars of one line of the budget, under its name."""

    name: str
    y: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class BudgetChart:
    """Groups of bars; `height` in the drawing's units; `series` there are; `left_out` lines."""

    groups: tuple[BarGroup, ...]
    height: int
    series: tuple[str, ...]
    left_out: int = 0


SERIES = ("planned", "actual", "before")


def budget_chart(lines: Iterable[Any]) -> BudgetChart | None:
    """The chart of the lines that are part of no other; None where there is nothing to compare:
    fewer than two bars, or nothing above nought."""
    wholes = [line for line in lines if not line.is_part]
    series = tuple(
        name for name in SERIES if any((getattr(line, name) or 0) > 0 for line in wholes)
    )
    drawn = wholes[:MOST]
    amounts = [getattr(line, name) or 0 for line in drawn for name in series]
    largest = max(amounts, default=0)
    if largest <= 0 or sum(amount > 0 for amount in amounts) < 2:
        return None
    groups, y = [], 0
    for line in drawn:
        top, bars = y, []
        y += GROUP
        for name in series:
            amount = max(0, getattr(line, name) or 0)
            bars.append(Bar(name, y, round(WIDTH * amount / largest, 1), amount))
            y += BAR + GAP
        y += GAP * 3
        groups.append(BarGroup(line.name, top, tuple(bars)))
    return BudgetChart(tuple(groups), y, series, len(wholes) - len(drawn))
