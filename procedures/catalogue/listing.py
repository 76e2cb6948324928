"""The rows of the staff's listing: filters, order, what each lacks. Queries: at most
eight, six more where the parts of drafts are counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q, prefetch_related_objects

from portal.collation import sort_key
from portal.text import fold
from procedures.catalogue.checks import last_checks
from procedures.completeness import Completeness, completeness
from procedures.filling import ROWS
from procedures.models import Need, ProcedureField, ProcedurePage, ProcedureVersion
from procedures.needs import unclaimed
from procedures.wording import part_in_words

PER_PAGE = 50
STATES = ("in-force", "coming", "repealed", "draft")
ORDERS = {
    "ten": ("search_text", "pk"),  # the folded title: ca, co, da, đa
    "ma": ("code", "pk"),
    "day-du": ("completeness", "search_text"),
    "moi": ("-latest_revision_created_at", "pk"),
}


@dataclass(slots=True)
class CatalogueRow:
    """One procedure: the version that rules, how complete it is, when it was last checked."""

    page: ProcedurePage
    version: ProcedureVersion | None
    state: str
    complete: Completeness
    lacks: list[str]
    checked_on: date | None


def catalogue(query: Mapping[str, str], today: date) -> dict[str, Any]:
    """`page_obj`, `rows` (CatalogueRows), `fields`, `unclaimed` (how many no need claims), and what
    is chosen: `words`, `field`, `state`, `lacking`, `order`, `need`."""
    pages = ProcedurePage.objects.ruled_by(today)
    words = query.get("q", "").strip()[:100]
    for word in fold(words).split():
        pages = pages.filter(Q(search_text__contains=word) | Q(code__contains=word))
    fields = sorted(ProcedureField.objects.all(), key=lambda one: sort_key(one.name))
    chosen_field = next((one for one in fields if one.code == query.get("field")), None)
    if chosen_field:
        pages = pages.filter(field=chosen_field)
    state = query.get("state", "")
    if state == "in-force":
        pages = pages.filter(live=True, ruling_kind="content")
    elif state == "coming":
        pages = pages.filter(live=True, ruling_kind__isnull=True)
    elif state == "repealed":
        pages = pages.filter(live=True, ruling_kind="repeal")
    elif state == "draft":
        pages = pages.filter(live=False)
    else:
        state = ""
    lacking = query.get("lacking") == "1"
    if lacking:
        pages = pages.filter(completeness__lt=100)
    nobodys = _unclaimed(today)
    need = query.get("need") == "none"
    if need:
        pages = pages.filter(pk__in=nobodys)
    order = query.get("order", "ten")
    order = order if order in ORDERS else "ten"
    pages = pages.annotate(
        unclear=Count("opinions", filter=~Q(opinions__usefulness="yes"), distinct=True)
    )
    paginator = Paginator(pages.select_related("field", "unit").order_by(*ORDERS[order]), PER_PAGE)
    page_obj = paginator.get_page(query.get("trang"))
    return {
        "page_obj": page_obj,
        "rows": _rows(list(page_obj.object_list), today),
        "fields": fields,
        "unclaimed": len(nobodys),
        "words": words,
        "field": chosen_field.code if chosen_field else "",
        "state": state,
        "lacking": lacking,
        "need": need,
        "order": order,
    }


def _rows(pages: list[ProcedurePage], today: date) -> list[CatalogueRow]:
    versions = ProcedureVersion.objects.ruling_for([page.pk for page in pages], today)
    checks = last_checks()
    prefetch_related_objects([page for page in pages if page.pk not in versions], *ROWS)
    rows = []
    for page in pages:
        version = versions.get(page.pk)
        # What the public reads; before the first version, the draft.
        if version is not None and version.is_repeal:
            complete = Completeness(page.completeness)
        else:
            complete = completeness(version.value() if version else page.content())
        rows.append(
            CatalogueRow(
                page,
                version,
                _state(page, version),
                complete,
                [part_in_words(name) for name in (*complete.missing, *complete.open)],
                checks.get(page.code),
            )
        )
    return rows


def _state(page: ProcedurePage, version: ProcedureVersion | None) -> str:
    if not page.live:
        return "draft"
    if version is None:
        return "coming"
    return "repealed" if version.is_repeal else "in-force"


def _unclaimed(today: date) -> list[int]:
    """Ids of procedures in force that no need claims."""
    pages = ProcedurePage.objects.live().ruled_by(today).exclude(ruling_kind="repeal")
    rows = [
        (pk, field_id, fold(title))
        for pk, field_id, title in pages.order_by().values_list("pk", "field_id", "title")
    ]
    return [pk for pk, _field, _title in unclaimed(Need.objects.shown().claims(), rows)]
