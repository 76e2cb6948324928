"""Pages -> records, many at once and in a number of queries that doesn't grow with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import urljoin

from django.db.models import QuerySet
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Page

from portal.events import ON_THE_WEB, EventKind
from portal.models import DisclosurePage, PublicationEvent
from portal.public_record import record_of

#: Pages taken from the database at once when all are asked for.
BATCH = 200


def records_of(pages: Sequence[DisclosurePage]) -> list[dict[str, Any]]:
    """The records of `pages`, all of one kind, in their order (see docs/open-data.md)."""
    if not pages:
        return []
    type(pages[0]).prepare_records(pages)
    said = _said_by_the_ledger([page.pk for page in pages])
    ids = {file["id"] for one in said.values() for file in one["files"]}
    files = get_document_model().objects.in_bulk(ids) if ids else {}
    return [_record(page, said.get(page.pk), files) for page in pages]


def _record(
    page: DisclosurePage, said: dict[str, Any] | None, files: dict[int, Any]
) -> dict[str, Any]:
    said = said or {"first": None, "last": None, "answers": [], "files": []}
    return {
        "id": f"page:{page.pk}",
        "kind": page.kind,
        "title": page.title,
        "summary": page.summary,
        "unit_code": page.unit.code if page.unit else "",
        "unit": page.unit.name if page.unit else "",
        "url": page.full_url or "",
        "published_on": said["first"],
        "changed_on": said["last"],
        **record_of(page, page.public_fields),
        "answers": said["answers"],
        "files": [
            {
                "name": file["name"],
                "url": urljoin(page.full_url or "", files[file["id"]].url),
                "sha256": file["sha256"],
                "size": file["size"],
            }
            for file in said["files"]
            if file["id"] in files
        ],
    }


def _said_by_the_ledger(ids: list[int]) -> dict[int, dict[str, Any]]:
    """What the ledger says of the pages' publications, by page: `first` and `last` day (ISO), and
    what the last one answers and lists."""
    rows = PublicationEvent.objects.filter(
        page_id__in=ids, kind__in=[kind.value for kind in ON_THE_WEB]
    ).order_by("pk")
    found: dict[int, dict[str, Any]] = {}
    for row in rows.values("page_id", "kind", "recorded_at", "answers", "files"):
        day = timezone.localtime(row["recorded_at"]).date().isoformat()
        one = found.setdefault(row["page_id"], {"first": day})
        if row["kind"] == EventKind.PUBLISHED and "answers" not in one:
            one["first"] = day
        answers = [{"duty": a["duty"], "case": a.get("case", "")} for a in row["answers"]]
        one.update(last=day, answers=answers, files=row["files"])
    return found


def all_records(pages: QuerySet[Any]) -> Iterator[dict[str, Any]]:
    """The records of all `pages`, by ascending id, a batch in memory at a time."""
    pages = pages.order_by("pk").select_related("unit")
    last = 0
    while batch := list(pages.filter(pk__gt=last)[:BATCH]):
        yield from records_of(batch)
        last = batch[-1].pk


def by_kind(found: Iterable[Page]) -> list[DisclosurePage]:
    """The specific pages of `found` (rows with `pk` and their class), in their order."""
    found = list(found)
    pages: dict[int, DisclosurePage] = {}
    wanted: dict[type[DisclosurePage], list[int]] = {}
    for one in found:
        wanted.setdefault(one.specific_class, []).append(one.pk)
    for model, ids in wanted.items():
        pages.update(model.objects.select_related("unit").in_bulk(ids))
    return [pages[one.pk] for one in found if one.pk in pages]


def records_in_order(found: Iterable[Page]) -> list[dict[str, Any]]:
    """The records of pages of several kinds, in their order."""
    pages = by_kind(found)
    records: dict[int, dict[str, Any]] = {}
    for model in dict.fromkeys(type(page) for page in pages):
        same = [page for page in pages if type(page) is model]
        records.update(zip([page.pk for page in same], records_of(same), strict=True))
    return [records[page.pk] for page in pages]
