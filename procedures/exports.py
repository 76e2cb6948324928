"""The catalogue of procedures as files: what is in force today for everybody, the drafts for who
works with them."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Count, Max

from portal.models import Unit
from procedures.exchange.unpacking import Format
from procedures.exchange.writing import (
    Item,
    columns_needed,
    write_csv,
    write_json,
    write_json_lines,
    write_xlsx,
)
from procedures.filling import ROWS
from procedures.models import ProcedureField, ProcedurePage, ProcedureVersion

CHUNK = 200
MIME = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.JSON: "application/json",
    Format.JSON_LINES: "application/x-ndjson",
}
_TEXTS: dict[Format, Callable[[Iterable[Item]], Iterator[str]]] = {
    Format.CSV: write_csv,
    Format.JSON: write_json,
    Format.JSON_LINES: write_json_lines,
}


def items_in_force(day: date) -> Iterator[Item]:
    """The procedures in force on `day`, by code, as their versions state them. Two queries a
    chunk."""
    units = dict(Unit.objects.values_list("pk", "code"))
    pages = ProcedurePage.objects.live().order_by("code").values_list("pk", "unit_id", "keywords")
    rows = iter(list(pages))
    while chunk := list(islice(rows, CHUNK)):
        ruling = ProcedureVersion.objects.ruling_for([pk for pk, *_rest in chunk], day)
        for pk, unit_id, keywords in chunk:
            version = ruling.get(pk)
            if version is None or version.is_repeal:
                continue
            yield Item(
                version.value(),
                {
                    "keywords": keywords,
                    "unit": units.get(unit_id, ""),
                    "decision_number": version.decision_number,
                    "decision_signed_on": version.decision_signed_on,
                    "in_force_from": version.in_force_from,
                },
            )


def drafts(pages: Any) -> Iterator[Item]:
    """`pages` (a queryset of procedures) as their latest drafts say, by code."""
    units = {unit.pk: unit for unit in Unit.objects.all()}
    fields = {field.pk: field for field in ProcedureField.objects.all()}
    rows = pages.select_related("latest_revision").prefetch_related(*ROWS).order_by("code")
    for page in rows.iterator(chunk_size=CHUNK):
        # What is not public is saved as its draft is; only a public page has another one.
        differs = page.live and page.has_unpublished_changes and page.latest_revision
        draft = page.latest_revision.as_object() if differs else page
        draft.field = fields.get(draft.field_id)  # else each would be asked for
        unit = units.get(draft.unit_id)
        yield Item(
            draft.content(),
            {
                "keywords": draft.keywords,
                "unit": unit.code if unit else "",
                "decision_number": draft.decision_number,
                "decision_signed_on": draft.decision_signed_on,
                "in_force_from": draft.in_force_from,
            },
        )


def write(items: Callable[[], Iterable[Item]], form: Format, path: Path) -> None:
    """Write a file; `items` is asked again for a workbook, whose columns must be known first."""
    if form is Format.XLSX:
        with path.open("wb") as out:
            write_xlsx(items(), columns_needed(items()), out)
        return
    with path.open("w", encoding="utf-8", newline="") as text:
        text.writelines(_TEXTS[form](items()))


def public_file(form: Format, day: date) -> tuple[Path, str]:
    """The export of what is in force on `day`, and its fingerprint. Made when something was
    published since it was made last, or the day is another; else the file that is there."""
    fingerprint = _fingerprint(day)
    folder = Path(settings.PORTAL_DATA_DIR) / "exports"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"thu-tuc-{fingerprint}.{form}"
    if not path.exists():
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as temporary:
            pass
        made = Path(temporary.name)
        try:
            write(lambda: items_in_force(day), form, made)
            made.replace(path)  # two at once write the same
        finally:
            made.unlink(missing_ok=True)
        for old in folder.glob(f"thu-tuc-*.{form}"):
            if old != path:
                with suppress(OSError):
                    old.unlink()
    return path, fingerprint


def _fingerprint(day: date) -> str:
    versions = ProcedureVersion.objects.aggregate(last=Max("pk"), count=Count("pk"))
    pages = ProcedurePage.objects.live().aggregate(
        count=Count("pk"), last=Max("last_published_at"), units=Max("unit_id")
    )
    return hashlib.sha256(repr((day, versions, pages)).encode()).hexdigest()[:16]
