"""The fields an editor confirms: what was read for each, how surely and where, and what was entered
so far (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

#: Under this certainty (0 to 1) a value is shown but not filled in.
FILLED_FROM = 0.4
#: Under this it is filled in and marked: look twice.
SURE_FROM = 0.75
_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A field: its name in metadata and in the form, what it is called, its longest value."""

    name: str
    label: Any
    length: int
    is_date: bool = False
    is_long: bool = False


FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("title", _("title (trích yếu)"), 255, is_long=True),
    FieldSpec("number", _("number"), 100),
    FieldSpec("date", _("signed on"), 10, is_date=True),
    FieldSpec("agency", _("issuing agency"), 200),
    FieldSpec("type", _("type of document"), 60),
    FieldSpec("signer", _("signer"), 100),
    FieldSpec("signer_title", _("signer's post"), 100),
)
BY_NAME = {spec.name: spec for spec in FIELDS}


@dataclass(frozen=True, slots=True)
class Box:
    """Where something stands on a page, in percent of its width and height."""

    page: int
    left: float
    top: float
    width: float
    height: float
    name: str
    label: Any


@dataclass(frozen=True, slots=True)
class Proposal:
    """One field on the editor's page.

    `read` is what was read, as the form writes it ("" for nothing), `percent` how sure; `value` is
    what the form shows: what was entered or taken, else what was read with some certainty.
    """

    spec: FieldSpec
    read: str
    percent: int
    page: int | None
    value: str
    is_kept: bool
    #: NFC text as printed, when it differs from the value.
    printed: str

    @property
    def is_unsure(self) -> bool:
        """Whether the editor should look twice."""
        return bool(self.read) and self.percent < 100 * SURE_FROM

    @property
    def differs(self) -> bool:
        """Whether what is entered is not what was read."""
        return bool(self.read) and self.value != self.read


def proposals(metadata: Mapping[str, Any] | None, kept: Mapping[str, str]) -> list[Proposal]:
    """A proposal for every field, in order. `kept`: what the editor saved, by name."""
    return [_proposal(spec, (metadata or {}).get(spec.name), kept) for spec in FIELDS]


def _proposal(spec: FieldSpec, found: Any, kept: Mapping[str, str]) -> Proposal:
    found = found if isinstance(found, Mapping) else {}
    read = as_written(spec, found.get("value"))
    sure = found.get("confidence") or 0.0
    sure = float(sure) if isinstance(sure, int | float) else 0.0
    is_kept = spec.name in kept
    value = kept[spec.name] if is_kept else (read if sure >= FILLED_FROM else "")
    printed = " ".join(str(found.get("printed") or "").split())
    page = found.get("page")
    return Proposal(
        spec,
        read,
        round(100 * min(max(sure, 0.0), 1.0)),
        page if isinstance(page, int) and page > 0 else None,
        value,
        is_kept,
        printed if printed and printed != read else "",
    )


def as_written(spec: FieldSpec, value: Any) -> str:
    """A value of metadata as the form writes it: dates as 26/01/2022, text on one line."""
    if value in (None, ""):
        return ""
    text = " ".join(str(value)[:_LONGEST].split())
    if spec.is_date:
        try:
            return date.fromisoformat(text).strftime("%d/%m/%Y")
        except ValueError:
            return ""
    return text[: spec.length]


def boxes(
    metadata: Mapping[str, Any] | None, sizes: Mapping[int, tuple[float, float]]
) -> list[Box]:
    """Where each field was read. `sizes`: width and height of each page in points."""
    found = []
    for spec in FIELDS:
        field = (metadata or {}).get(spec.name)
        if not isinstance(field, Mapping):
            continue
        page, box = field.get("page"), field.get("box")
        width, height = sizes.get(page, (0.0, 0.0)) if isinstance(page, int) else (0.0, 0.0)
        if not box or len(box) != 4 or width <= 0 or height <= 0:
            continue
        x0, y0, x1, y1 = (float(edge) for edge in box)
        found.append(
            Box(
                page,
                round(100 * max(x0, 0) / width, 2),
                round(100 * max(y0, 0) / height, 2),
                round(100 * max(min(x1, width) - max(x0, 0), 0) / width, 2),
                round(100 * max(min(y1, height) - max(y0, 0), 0) / height, 2),
                spec.name,
                spec.label,
            )
        )
    return found


def pages_worth_seeing(found: Iterable[Box], total: int, wanted: int | None) -> list[int]:
    """The pages shown beside the fields: the first, those where something was read, the one asked
    for."""
    pages = {1, *(box.page for box in found)}
    if wanted:
        pages.add(wanted)
    return sorted(page for page in pages if 1 <= page <= max(total, 1))
