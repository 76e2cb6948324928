"""The guard of what was found in files (P8): what blocks is not published without a reason.

Registered in `portal.registry.guards`; a reason and the permission lift it, and the ledger keeps
both. A file that the page shows already is not asked about again: it was decided when it went
public.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from documents.finding_words import name_of, place_of
from documents.models import FileReading, PublishedFile
from portal.registry import Refusal

_NAMED = 4  # findings of one kind whose places are told


def guard(verb: str, page: Any, actor: Any, at: datetime) -> list[Refusal]:
    """For `registry.guards`: one refusal a kind and file."""
    if verb != "publish":
        return []
    files = {file.pk: file for file in page.published_files() if getattr(file, "pk", None)}
    if page.pk is not None and files:
        shown = PublishedFile.objects.filter(
            page_id=page.pk, is_current=True, file_id__in=files
        ).values_list("file_id", flat=True)
        for known in shown:
            files.pop(known, None)
    if not files:
        return []
    refusals = []
    for file_id, findings in _last_findings(list(files)).items():
        kinds: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for one in findings:
            if isinstance(one, dict) and one.get("blocks"):
                kinds[str(one.get("kind"))].append(one)
        refusals += [
            Refusal("personal_or_hidden", _words(files[file_id], kind, ones), overridable=True)
            for kind, ones in kinds.items()
        ]
    return refusals


def _last_findings(ids: list[int]) -> dict[int, list[Any]]:
    """The findings of the last reading that is done, by file. In one query."""
    rows = FileReading.objects.done().filter(file_id__in=ids).order_by("number")
    return {row.file_id: row.findings or [] for row in rows.only("file_id", "findings")}


def _words(file: Any, kind: str, findings: list[dict[str, Any]]) -> str:
    places = list(dict.fromkeys(filter(None, map(place_of, findings))))[:_NAMED]
    values = {"file": file.filename, "what": name_of(kind), "where": ", ".join(places)}
    if places:
        return _("“%(file)s” holds what should not go public: %(what)s (%(where)s).") % values
    return _("“%(file)s” holds what should not go public: %(what)s.") % values
