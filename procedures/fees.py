"""What a fee comes to on a day: the normal amount, and the reduced one while a reduction holds.

Luật Phí và lệ phí 97/2015/QH13 art. 14(1): name, amount, how it is paid, who pays, exemptions and
reductions, and the document that sets it are public. Many fees are reduced for a time (a circular
halves them to the end of a year), so amounts and reductions have days. Pure: the day is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Rate:
    """What is paid for one object: `amount` in đồng per `unit`, or a `formula` in words; in force
    from `valid_from` to the end of `valid_to` (None: no end known)."""

    what: str = ""
    amount: int | None = None
    formula: str = ""
    unit: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Reduction:
    """An exemption or a reduction: for whom and when (`text`), `percent` off the normal amount
    (100: exempt) when it is a share. Only one `for_everybody` lowers what everybody pays."""

    text: str = ""
    percent: int | None = None
    for_everybody: bool = False
    valid_from: date | None = None
    valid_to: date | None = None
    basis: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether it holds on `day`."""
        return holds(self.valid_from, self.valid_to, day)


@dataclass(frozen=True, slots=True)
class DueRate:
    """A rate on a day: `due` in đồng (None for a formula), `reduction` what lowers it from
    `rate.amount`, or None."""

    rate: Rate
    due: int | None
    reduction: Reduction | None = None


def holds(valid_from: date | None, valid_to: date | None, day: date) -> bool:
    """Whether something with these first and last days holds on `day`."""
    return (valid_from is None or valid_from <= day) and (valid_to is None or day <= valid_to)


def reduced(amount: int, percent: int) -> int:
    """`amount` less `percent` hundredths of it, to the nearest đồng, halves up.

    Raises ValueError for a percentage outside 0 to 100.
    """
    if not 0 <= percent <= 100:
        raise ValueError(f"{percent} is no percentage.")
    return (amount * (100 - percent) + 50) // 100


def due_on(rates: Iterable[Rate], reductions: Iterable[Reduction], day: date) -> list[DueRate]:
    """The rates in force on `day` with what is due. Of several reductions for everybody the
    greatest counts; they don't add up."""
    general = [one for one in reductions if one.for_everybody and one.percent and one.holds_on(day)]
    best = max(general, key=lambda one: one.percent or 0, default=None)
    found = []
    for rate in rates:
        if not holds(rate.valid_from, rate.valid_to, day):
            continue
        if rate.amount is None or best is None:
            found.append(DueRate(rate, rate.amount, best))
        else:
            found.append(DueRate(rate, reduced(rate.amount, best.percent or 0), best))
    return found


def overlapping(rates: Sequence[Rate]) -> Rate | None:
    """A rate whose days overlap those of an earlier one for the same object, or None: on no day
    may one object have two amounts."""
    by_object: dict[str, list[Rate]] = {}
    for rate in rates:
        for other in by_object.setdefault(rate.what.strip().casefold(), []):
            starts = max(rate.valid_from or date.min, other.valid_from or date.min)
            ends = min(rate.valid_to or date.max, other.valid_to or date.max)
            if starts <= ends:
                return rate
        by_object[rate.what.strip().casefold()].append(rate)
    return None


def to_json(rates: Iterable[Rate], reductions: Iterable[Reduction]) -> dict[str, Any]:
    """Amounts and reductions as JSON values; days as `2026-07-01`."""
    return {
        "rates": [_plain(asdict(rate)) for rate in rates],
        "reductions": [_plain(asdict(one)) for one in reductions],
    }


def from_json(data: Mapping[str, Any]) -> tuple[list[Rate], list[Reduction]]:
    """What `to_json` gave; nothing from an empty mapping."""
    return (
        [Rate(**_dated(row)) for row in data.get("rates", ())],
        [Reduction(**_dated(row)) for row in data.get("reductions", ())],
    )


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()
    }


def _dated(row: Mapping[str, Any]) -> dict[str, Any]:
    days = {name: row.get(name) for name in ("valid_from", "valid_to")}
    return {**row, **{name: date.fromisoformat(day) if day else None for name, day in days.items()}}
