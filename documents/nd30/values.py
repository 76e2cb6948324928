"""What is read out of a document, each with how sure it is and where it stands. Pure values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar

T = TypeVar("T")
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was read: the page from 1 and the box (x0, y0, x1, y1) in points from the
    upper left corner."""

    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """One field: its value, how sure (0 to 1), the text as printed, where it stands."""

    value: T
    confidence: float
    printed: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Basis:
    """A legal basis the document names ("Căn cứ …"): its text, the document numbers in it."""

    text: str
    numbers: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Annex:
    """A part behind the signature: its label ("PHỤ LỤC I", "Mẫu số 02"), its title, its page."""

    label: str
    title: str
    place: Place


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the layout of a document says of it (NĐ 30/2020 Annex I). None: not there, or not sure
    enough to be offered.

    `number` is normalised ("14/KH-SKHCN"); `number_blank` is what is printed where the number
    itself was left out ("/KH-SKHCN"). `signer_capacity` holds "TM. …", "KT. …" lines,
    `signer_rank` a rank or degree before the name, `signer_title` the line right above the name.
    `attached_to` is the number of the document that an annex alone belongs to.
    """

    number: Reading[str] | None = None
    number_blank: str | None = None
    date: Reading[date] | None = None
    place: Reading[str] | None = None
    agency: Reading[str] | None = None
    agency_parent: Reading[str] | None = None
    type: Reading[str] | None = None
    title: Reading[str] | None = None
    signer: Reading[str] | None = None
    signer_title: Reading[str] | None = None
    signer_capacity: Reading[str] | None = None
    signer_rank: Reading[str] | None = None
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    bases: tuple[Basis, ...] = ()
    annexes: tuple[Annex, ...] = ()
    attached_to: Reading[str] | None = None
    notes: tuple[str, ...] = field(default=())


#: The fields that hold one reading each, in the order in which they are shown.
READING_FIELDS = (
    "number",
    "date",
    "place",
    "agency",
    "agency_parent",
    "type",
    "title",
    "signer",
    "signer_title",
    "signer_capacity",
    "signer_rank",
    "attached_to",
)


def to_json(metadata: Metadata) -> dict[str, Any]:
    """Plain values: per field null or {"value", "confidence", "printed", "page", "box"}; dates ISO,
    confidences with two decimals, boxes in points with one."""
    found: dict[str, Any] = {
        name: _reading_json(getattr(metadata, name)) for name in READING_FIELDS
    }
    found["number_blank"] = metadata.number_blank
    found["addressees"] = list(metadata.addressees)
    found["recipients"] = list(metadata.recipients)
    found["bases"] = [
        {"text": basis.text, "numbers": list(basis.numbers), **_place_json(basis.place)}
        for basis in metadata.bases
    ]
    found["annexes"] = [
        {"label": annex.label, "title": annex.title, **_place_json(annex.place)}
        for annex in metadata.annexes
    ]
    return found


def _reading_json(reading: Reading[Any] | None) -> dict[str, Any] | None:
    if reading is None:
        return None
    value = reading.value.isoformat() if isinstance(reading.value, date) else reading.value
    return {
        "value": value,
        "confidence": round(reading.confidence, 2),
        "printed": reading.printed,
        **_place_json(reading.place),
    }


def _place_json(place: Place | None) -> dict[str, Any]:
    if place is None:
        return {"page": None, "box": None}
    return {"page": place.page, "box": [round(edge, 1) for edge in place.box]}
