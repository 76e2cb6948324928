"""The form files of a procedure that readers can open: those of the draft that is being published
and those of every version the page still shows, today's and, by `?at=`, another day's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents.models import OfficialFile

if TYPE_CHECKING:
    from procedures.models import ProcedurePage


def files_shown(page: ProcedurePage) -> list[OfficialFile]:
    """Each file once: the draft's first, then those of versions that rule on some day.

    The draft takes the place of the version with its first day, and so that version's files go. A
    repeal shows no parts. A file of an earlier version whose content was purged is left out; one of
    the draft stays in, and publishing it is refused.
    """
    files: dict[int, OfficialFile] = {}
    if not page.is_repealed:
        lines = page.dossier_lines.all()
        files = {line.form_file_id: line.form_file for line in lines if line.form_file_id}
    earlier = {
        line.form_file
        for version in page.versions.shown()
        if version.in_force_from != page.in_force_from and not version.is_repeal
        for line in version.value().dossier_lines
        if line.form_file
    }
    kept = OfficialFile.objects.filter(pk__in=earlier - set(files)).exclude(file="")
    return [*files.values(), *kept.order_by("pk")]
