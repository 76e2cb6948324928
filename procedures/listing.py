"""The public list of procedures: by need and by facets, in order and in pages. Whatever makes no
sense is ignored.

All procedures that could be shown are fetched as bare rows in one query; facets are counted and
pages cut from those, so that the list costs the same with five procedures and with five thousand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.core.paginator import Paginator

from portal.collation import sort_key
from portal.text import fold
from procedures.current_fees import all_with_current_fees
from procedures.listed import listed
from procedures.needs import Claim, claims

PER_PAGE = 20
ORDERS: Mapping[str, Callable[[_Row], Any]] = {
    "ten": lambda row: (_key(row.title), row.pk),
    "moi": lambda row: (-row.published_at.timestamp() if row.published_at else 0, row.pk),
    "ma": lambda row: (row.code, row.pk),
}
_key = lru_cache(maxsize=20_000)(sort_key)  # of every title of a long list, at every request
AUDIENCES = ("cong-dan", "doanh-nghiep")


@dataclass(slots=True)
class _Row:
    pk: int
    title: str
    code: str
    field_id: int | None
    level: str
    further_levels: str
    for_citizens: bool
    for_businesses: bool
    online_level: str
    published_at: datetime | None
    is_repealed: bool
    folded: str = ""
    needs: tuple[str, ...] = ()

    def values(self, facet: str) -> Sequence[Any]:
        """The values by which the row is found in the facet."""
        if facet == "field":
            return (self.field_id,)
        if facet == "level":
            return (self.level, *listed(self.further_levels))
        if facet == "audience":
            both = (self.for_citizens, self.for_businesses)
            return [name for name, is_meant in zip(AUDIENCES, both, strict=True) if is_meant]
        if facet == "online_level":
            return (self.online_level,)
        return self.needs


FACETS = ("need", "field", "level", "audience", "online_level")


def procedure_list(index: Any, query: Mapping[str, str], today: date) -> dict[str, Any]:
    """The context of the list: `page_obj` (its items have `.version` and `.shown`), `needs`,
    `fields`, `levels`, `audiences`, `online_levels` (each with `value`, `label`, `count` under what
    else is chosen), and what is chosen (`need`, `field`, `level`, `audience`, `online_level`,
    `order`, `show_repealed`, `is_filtered`)."""
    from procedures.models import Need, ProcedureField
    from procedures.models.choices import Level, OnlineLevel
    from procedures.models.needs import claims_of

    show_repealed = query.get("bai-bo") == "1"
    needs = list(Need.objects.shown())
    rows = _rows(index, today, claims_of(needs))
    rows = [row for row in rows if row.is_repealed == show_repealed]
    fields = sorted(ProcedureField.objects.all(), key=lambda one: sort_key(one.name))
    by_code = {field.code: field.pk for field in fields}
    asked: dict[str, Any] = {
        "need": query.get("nhu-cau", ""),
        "field": by_code.get(query.get("linh-vuc", "")),
        "level": query.get("cap", ""),
        "audience": query.get("doi-tuong", ""),
        "online_level": query.get("truc-tuyen", ""),
    }
    known = {
        "need": {need.slug for need in needs},
        "field": set(by_code.values()),
        "level": set(Level.values),
        "audience": set(AUDIENCES),
        "online_level": set(OnlineLevel.values),
    }
    chosen = {name: value for name, value in asked.items() if value in known[name]}
    counts = {facet: _count(rows, chosen, facet) for facet in FACETS}
    order = query.get("xep", "ten")
    order = order if order in ORDERS else "ten"
    found = sorted((row for row in rows if _fits(row, chosen)), key=ORDERS[order])
    page_obj = Paginator(found, PER_PAGE).get_page(query.get("trang"))
    page_obj.object_list = _pages([row.pk for row in page_obj.object_list], today)
    chosen_need = next((need for need in needs if need.slug == chosen.get("need")), None)
    return {
        "page_obj": page_obj,
        "needs": [
            {
                "value": need.slug,
                "label": need.title,
                "text": need.text,
                "audience": need.get_audience_display(),
                "count": counts["need"][need.slug],
            }
            for need in needs
        ],
        "fields": [
            {"code": field.code, "name": field.name, "count": counts["field"][field.pk]}
            for field in fields
            if counts["field"][field.pk]
        ],
        "levels": _options(Level.choices, counts["level"]),
        "online_levels": _options(OnlineLevel.choices, counts["online_level"]),
        "audience_counts": counts["audience"],
        "need": chosen.get("need", ""),
        "need_chosen": chosen_need,
        "field": query.get("linh-vuc", "") if "field" in chosen else "",
        "level": chosen.get("level", ""),
        "audience": chosen.get("audience", ""),
        "online_level": chosen.get("online_level", ""),
        "order": order,
        "show_repealed": show_repealed,
        "is_filtered": bool(chosen) or show_repealed,
    }


def _rows(index: Any, today: date, needs: Sequence[Claim]) -> list[_Row]:
    """Every live procedure as a bare row, with the needs that claim it. One query."""
    from procedures.models import ProcedurePage

    pages = ProcedurePage.objects.child_of(index).live().ruled_by(today)
    rows = []
    for values in pages.order_by().values_list(
        "pk",
        "title",
        "code",
        "field_id",
        "level",
        "further_levels",
        "for_citizens",
        "for_businesses",
        "online_level",
        "last_published_at",
        "ruling_kind",
    ):
        row = _Row(*values[:-1], values[-1] == "repeal")
        row.folded = fold(row.title)
        row.needs = tuple(
            need.slug for need in needs if claims(need, row.pk, row.field_id, row.folded)
        )
        rows.append(row)
    return rows


def _fits(row: _Row, chosen: Mapping[str, Any], but: str = "") -> bool:
    return all(value in row.values(facet) for facet, value in chosen.items() if facet != but)


def _count(rows: Sequence[_Row], chosen: Mapping[str, Any], facet: str) -> Counter[Any]:
    """How many would be found for each value of the facet, the other choices as they are."""
    return Counter(
        value for row in rows if _fits(row, chosen, but=facet) for value in row.values(facet)
    )


def _options(choices: Sequence[tuple[str, Any]], counts: Mapping[str, int]) -> list[dict[str, Any]]:
    return [
        {"value": value, "label": label, "count": counts.get(value, 0)} for value, label in choices
    ]


def _pages(ids: Sequence[int], today: date) -> list[Any]:
    """The procedures with these ids, in that order, with `version` and `shown`, its content
    with the fees as due today. Three queries."""
    from procedures.models import ProcedurePage, ProcedureVersion

    pages = ProcedurePage.objects.select_related("field").in_bulk(ids)
    versions = ProcedureVersion.objects.ruling_for(ids, today)
    found = [pages[pk] for pk in ids if pk in pages]
    for page in found:
        page.version, page.shown = versions.get(page.pk), None
    ruled = [page for page in found if page.version]
    contents = all_with_current_fees([page.version.value() for page in ruled], today)
    for page, content in zip(ruled, contents, strict=True):
        page.shown = content
    return found
