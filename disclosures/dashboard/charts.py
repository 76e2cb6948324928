"""The geometry of the dashboard's charts, drawn as SVG by the templates: no script, no style
attribute (the content security policy allows neither).

A column is a share; a gap stays a gap. Text in a chart is large enough on a phone, so the drawing
is narrow and grows with the screen.

Pure: numbers in, numbers out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

#: The drawing, in its own units. Room on the left for the scale, beneath for the names.
WIDTH, HEIGHT = 480, 220
LEFT, RIGHT, TOP, BOTTOM = 40, 8, 18, 40
SCALE = (0, 25, 50, 75, 100)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: where it stands, its name, and the words on top; no height for a gap."""

    name: str
    x: str
    middle: str
    width: str
    y: str
    height: str
    label: str
    label_y: str
    is_gap: bool


@dataclass(frozen=True, slots=True)
class Columns:
    """A chart of columns with its scale: `lines` are (y, words)."""

    columns: tuple[Column, ...]
    lines: tuple[tuple[str, str], ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    base: int = HEIGHT - BOTTOM
    names_y: int = HEIGHT - BOTTOM + 18


def shares(points: Sequence[tuple[str, float | None]], unit: str = "%") -> Columns:
    """Columns of shares, 0 to 1; None is a gap."""
    return columns(
        [(name, None if share is None else share * 100) for name, share in points],
        top=100,
        scale=SCALE,
        unit=unit,
    )


def columns(
    points: Sequence[tuple[str, float | None]],
    *,
    top: float,
    scale: Iterable[float],
    unit: str = "",
) -> Columns:
    """Columns of values from 0 to `top`; what lies beyond is drawn as high as the chart."""
    room = HEIGHT - TOP - BOTTOM
    step = (WIDTH - LEFT - RIGHT) / max(1, len(points))
    wide = step * 0.68
    drawn = []
    for number, (name, value) in enumerate(points):
        part = 0.0 if value is None or top <= 0 else min(1.0, max(0.0, value / top))
        y = TOP + room * (1 - part)
        drawn.append(
            Column(
                name=name,
                x=_n(LEFT + step * number + (step - wide) / 2),
                middle=_n(LEFT + step * (number + 0.5)),
                width=_n(wide),
                y=_n(y),
                height=_n(room * part),
                label="" if value is None else f"{value:.0f}{unit}",
                label_y=_n(y - 5),
                is_gap=value is None,
            )
        )
    lines = tuple(
        (_n(TOP + room * (1 - mark / top)) if top else _n(TOP), f"{mark:g}{unit}") for mark in scale
    )
    return Columns(tuple(drawn), lines)


def _n(value: float) -> str:
    """A coordinate: one decimal, a point whatever the language."""
    return f"{value:.1f}"
