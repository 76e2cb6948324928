"""The public list of procedures: filters, order, pages. Whatever makes no sense is ignored."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

PER_PAGE = 20
ORDERS: Mapping[str, tuple[str, ...]] = {
    "ten": ("title", "pk"),
    "moi": ("-last_published_at", "pk"),
    "ma": ("code", "pk"),
}


def procedure_list(index: Any, query: Mapping[str, str], today: date) -> dict[str, Any]:
    """The context of the list: `page_obj` (its items have `.version` and `.content`), `facets`
    (fields with counts), and what is chosen (`field`, `online_level`, `audience`, `order`,
    `show_repealed`)."""
    from procedures.models import ProcedureField, ProcedurePage, ProcedureVersion
    from procedures.models.choices import OnlineLevel

    ruling = ProcedureVersion.objects.filter(page=OuterRef("pk")).begun_by(today)
    procedures = (
        ProcedurePage.objects.child_of(index)
        .live()
        .annotate(ruling_kind=Subquery(ruling.values("kind")[:1]))
    )
    show_repealed = query.get("bai-bo") == "1"
    if show_repealed:
        procedures = procedures.filter(ruling_kind="repeal")
    else:
        procedures = procedures.filter(Q(ruling_kind="content") | Q(ruling_kind__isnull=True))

    online_level = query.get("truc-tuyen", "")
    if online_level in OnlineLevel.values:
        procedures = procedures.filter(online_level=online_level)
    else:
        online_level = ""
    audience = query.get("doi-tuong", "")
    if audience == "cong-dan":
        procedures = procedures.filter(for_citizens=True)
    elif audience == "doanh-nghiep":
        procedures = procedures.filter(for_businesses=True)
    else:
        audience = ""
    in_field = procedures.filter(field=OuterRef("pk")).order_by().values("field")
    counted = ProcedureField.objects.annotate(
        count=Coalesce(Subquery(in_field.annotate(n=Count("pk")).values("n")), 0)
    )
    fields = list(counted.values("code", "name", "count"))
    chosen = query.get("linh-vuc", "")
    if chosen in {field["code"] for field in fields}:
        procedures = procedures.filter(field__code=chosen)
    else:
        chosen = ""
    order = query.get("xep", "ten")
    if order not in ORDERS:
        order = "ten"
    paginator = Paginator(procedures.select_related("field").order_by(*ORDERS[order]), PER_PAGE)
    page_obj = paginator.get_page(query.get("trang"))
    versions = ProcedureVersion.objects.ruling_for([item.pk for item in page_obj], today)
    for item in page_obj:
        item.version = versions.get(item.pk)
        item.shown = item.version.value() if item.version else None
    return {
        "page_obj": page_obj,
        "fields": [field for field in fields if field["count"]],
        "field": chosen,
        "online_levels": OnlineLevel.choices,
        "online_level": online_level,
        "audience": audience,
        "order": order,
        "show_repealed": show_repealed,
    }
