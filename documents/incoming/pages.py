"""What the pages of incoming documents show, as plain dictionaries for their templates."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from documents import finding_words, signature_words
from documents.filetypes import FileType
from documents.findings import Mend
from documents.findings.cleaning import can_clean
from documents.incoming.fields import boxes, pages_worth_seeing, proposals
from documents.intake import Step
from documents.messages import trouble_message
from documents.models import FileReading, IncomingDocument

#: Types of which a page can be drawn.
DRAWN = frozenset({"pdf", "png", "jpeg"})


def last_readings(incoming: Iterable[IncomingDocument]) -> dict[int, FileReading]:
    """The latest reading of each one's file, whatever its state, by file. In one query."""
    ids = [one.file_id for one in incoming]
    found = FileReading.objects.filter(file_id__in=ids).defer("metadata", "signatures", "findings")
    return {reading.file_id: reading for reading in found.order_by("number")}


def row(incoming: IncomingDocument, reading: FileReading | None) -> dict[str, Any]:
    """One line of the list."""
    return {
        "incoming": incoming,
        "file": incoming.file,
        "url": reverse("documents_incoming", args=[incoming.pk]),
        **state(reading),
    }


def state(reading: FileReading | None) -> dict[str, Any]:
    """How far the reading is, in words and numbers; the same for the page and its script."""
    if reading is None:
        return {"state": "", "words": "", "percent": None, "under_way": False, "pages": ""}
    pages = f"{reading.pages_done}/{reading.pages_total}" if reading.pages_total else ""
    return {
        "state": reading.state,
        "words": reading.get_state_display(),
        "percent": reading.percent,
        "under_way": reading.is_under_way,
        "pages": pages,
    }


def document(
    incoming: IncomingDocument,
    shown: FileReading | None,
    last: FileReading | None,
    page: int | None,
) -> dict[str, Any]:
    """One incoming document: its fields, its pages, what was found and what failed.

    `shown` is the reading that counts (the last one done), `last` the latest of any state.
    """
    metadata = shown.metadata if shown else None
    sizes = {
        number: (width, height)
        for number, width, height in (
            shown.pages.values_list("number", "width", "height") if shown else ()
        )
    }
    found = boxes(metadata, sizes)
    drawn = incoming.file.file_type in DRAWN
    total = incoming.file.pages or 1
    pages = pages_worth_seeing(found, total, page) if drawn else []
    findings = finding_words.in_words(shown.findings if shown else None)
    return {
        "proposals": proposals(metadata, incoming.values),
        "pages": [
            {
                "number": number,
                "url": reverse("documents_incoming_picture", args=[incoming.pk, number]),
                "boxes": [box for box in found if box.page == number],
                "percent": _percent(shown, number),
            }
            for number in pages
        ],
        "total_pages": total if drawn else None,
        "signatures": signature_words.in_words(shown.signatures if shown else None),
        "findings": findings,
        "has_blocking": any(one["blocks"] for one in findings),
        "clean_url": _clean_url(incoming, shown),
        "notes": [trouble_message(code) for code in (shown.notes if shown else [])],
        "troubles": [
            {"step": step, "text": trouble_message(trouble.get("code", ""))}
            for step, trouble in (last.troubles if last else {}).items()
            if step in set(Step)
        ],
        "also": _also(metadata),
        "reading": shown,
        "last": last,
        **{f"reading_{name}": value for name, value in state(last).items()},
    }


def _clean_url(incoming: IncomingDocument, shown: FileReading | None) -> str:
    """Where a cleaned copy is made; "" where there is nothing to clean or it can't be."""
    found = (shown.findings if shown else None) or []
    mends = {one.get("mend") for one in found if isinstance(one, dict)}
    signed = bool(shown and shown.signatures)
    if Mend.CLEANED_COPY not in mends or not can_clean(
        FileType(incoming.file.file_type), is_signed=signed
    ):
        return ""
    return reverse("documents_incoming_clean", args=[incoming.pk])


def _percent(reading: FileReading | None, number: int) -> int | None:
    """How sure OCR is of that page, where it isn't quite."""
    page = reading.pages.filter(number=number).first() if reading else None
    return round(100 * (page.confidence or 0)) if page and page.is_uncertain else None


def _also(metadata: dict[str, Any] | None) -> dict[str, Any]:
    """What was read beside the fields and is good to know: recipients, bases, annexes."""
    metadata = metadata or {}
    return {
        "agency_parent": (metadata.get("agency_parent") or {}).get("value", ""),
        "recipients": metadata.get("recipients") or [],
        "bases": metadata.get("bases") or [],
        "annexes": metadata.get("annexes") or [],
    }
