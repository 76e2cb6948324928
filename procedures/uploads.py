"""Importing an uploaded file in two steps, each a task: read it and say what would happen, write
it. The owner decides in between."""

from __future__ import annotations

from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from procedures.exchange.mapping import parse_choices
from procedures.exchange.refusals import FileRefused
from procedures.exchange.unpacking import Unpacked, unpack
from procedures.importing.importer import Import, examine
from procedures.importing.report import Options, Report
from procedures.models import ImportState, ProcedureImport

#: Rows that the screen can show; the counts are of all.
SHOWN = 1000


def check(import_id: int) -> None:
    """CHECKING to CHECKED or REFUSED. Nothing of the catalogue changes."""
    _step(import_id, ImportState.CHECKING, ImportState.CHECKED, dry_run=True)


def write(import_id: int) -> None:
    """WRITING to DONE or REFUSED; the upload goes."""
    _step(import_id, ImportState.WRITING, ImportState.DONE, dry_run=False)


def _step(import_id: int, state: ImportState, after: ImportState, *, dry_run: bool) -> None:
    upload = ProcedureImport.objects.filter(pk=import_id, state=state).first()
    if upload is None:  # thrown away, or done by another worker
        return
    with translation.override("vi"):
        try:
            with upload.file.open("rb") as source, _open(source, upload) as unpacked:
                report = _run(unpacked, upload, dry_run=dry_run)
        except (FileRefused, FileNotFoundError) as refused:
            said = str(refused) if isinstance(refused, FileRefused) else _("The file is gone.")
            _become(upload, ImportState.REFUSED, refusal=said)
            upload.drop_file()
        except Exception:
            fault = _(
                "A fault of the portal stopped it; rows that were written stay, the others can be "
                "imported again. The technician finds it among the failed tasks."
            )
            _become(upload, ImportState.REFUSED, refusal=fault)
            raise
        else:
            _become(upload, after, report=_shown(report))
            if not dry_run:
                upload.drop_file()


class _open:
    """The unpacked upload, closed at the end."""

    def __init__(self, source: Any, upload: ProcedureImport) -> None:
        self._unpacked = unpack(source, upload.file_name)

    def __enter__(self) -> Unpacked:
        return self._unpacked

    def __exit__(self, *args: object) -> None:
        self._unpacked.stream.close()


def _run(unpacked: Unpacked, upload: ProcedureImport, *, dry_run: bool) -> Report:
    mapping = parse_choices(upload.mapping.splitlines())
    rows = ProcedureImport.objects.filter(pk=upload.pk)
    rows.update(total=examine(unpacked, mapping), done=0)
    options = Options(
        now=timezone.now(),
        today=timezone.localdate(),
        source=upload.file_name,
        author=upload.owner,
        unit=upload.unit,
        mapping=mapping,
        dry_run=dry_run,
    )
    return Import(options).run(unpacked, lambda done: rows.update(done=done))


def _become(upload: ProcedureImport, state: ImportState, **values: Any) -> None:
    ProcedureImport.objects.filter(pk=upload.pk).update(state=state, **values)


def _shown(report: Report) -> dict[str, Any]:
    data = report.as_json()
    for name in ("rejected", "notes"):
        data[f"{name}_count"] = len(data[name])
        data[name] = data[name][:SHOWN]
    return data
