"""The table of all fees in force: those of the portal's register of fees, then those that only
procedures state. Filters, order, pages; whatever makes no sense is ignored."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from portal.collation import sort_key
from portal.text import fold

PER_PAGE = 50
MANY_PROCEDURES = 5  # shown in a row; the rest are counted
ORDERS = ("ten", "muc", "muc-giam")


@dataclass(slots=True)
class FeeRow:
    """One line of the table. `due` is what is paid on the day, `normal` what without the reduction
    (both in đồng, None for a formula); `url` leads to the fee's own page, where there is one;
    `procedure_ids` to the procedures that ask for it."""

    name: str
    what: str = ""
    fee_type: str = ""
    due: int | None = None
    normal: int | None = None
    formula: str = ""
    unit: str = ""
    payer: str = ""
    payment: str = ""
    reductions: tuple[str, ...] = ()
    basis: str = ""
    url: str = ""
    procedure_ids: tuple[int, ...] = ()
    procedures: list[Any] = field(default_factory=list)

    @property
    def is_reduced(self) -> bool:
        """Whether less than the normal amount is due."""
        return self.due is not None and self.normal is not None and self.due < self.normal

    @property
    def more(self) -> int:
        """How many procedures aren't shown."""
        return max(0, len(self.procedure_ids) - MANY_PROCEDURES)


def table(query: Mapping[str, str], today: date) -> dict[str, Any]:
    """`rows` (all that match, with their first procedures), `total` and what is chosen: `words`,
    `fee_type`, `field`, `reduced`, `order`; `fields` and `types` to choose from."""
    from procedures.models import ProcedureField
    from procedures.models.choices import FeeType

    stated = _stated(today)
    fields_of = {page_id: field_id for page_id, field_id, _row in stated}
    registered, public = _registered(stated, today)
    rows = [*registered, *_only_stated(stated, public)]
    fields = sorted(
        ProcedureField.objects.values("pk", "code", "name"), key=lambda one: sort_key(one["name"])
    )
    chosen: dict[str, Any] = {
        "words": query.get("q", "").strip()[:100],
        "fee_type": query.get("loai", ""),
        "field": query.get("linh-vuc", ""),
        "reduced": query.get("giam") == "1",
        "order": query.get("xep", "ten"),
    }
    if chosen["fee_type"] not in FeeType.values:
        chosen["fee_type"] = ""
    field_id = next((one["pk"] for one in fields if one["code"] == chosen["field"]), None)
    if field_id is None:
        chosen["field"] = ""
    if chosen["order"] not in ORDERS:
        chosen["order"] = "ten"
    total = len(rows)
    rows = [
        row
        for row in rows
        if _matches(row, chosen)
        and (field_id is None or any(fields_of.get(page) == field_id for page in row.procedure_ids))
    ]
    rows.sort(key=_order(chosen["order"]))
    used = {field_id for field_id in fields_of.values() if field_id}
    return {
        "rows": rows,
        "total": total,
        "fields": [one for one in fields if one["pk"] in used],
        "types": FeeType.choices,
        "is_filtered": any(chosen[name] for name in ("words", "fee_type", "field", "reduced")),
        **chosen,
    }


def page_of(query: Mapping[str, str], today: date) -> dict[str, Any]:
    """`table` with `page_obj`: one page of rows, their procedures fetched."""
    found = table(query, today)
    page_obj = Paginator(found.pop("rows"), PER_PAGE).get_page(query.get("trang"))
    _fetch_procedures(page_obj.object_list)
    return {**found, "page_obj": page_obj}


def procedures_of(key: str, today: date) -> list[Any]:
    """Live procedures whose version of today refers to the fee, by name."""
    from procedures.models import ProcedurePage

    ids = {page_id for page_id, _field, row in _stated(today, key=key)}
    pages = ProcedurePage.objects.filter(pk__in=ids)
    return sorted(pages, key=lambda page: sort_key(page.title))


def csv_headings() -> list[str]:
    """The headings of the CSV."""
    return [
        _("Fee"),
        _("For what"),
        _("Type"),
        _("Amount (đồng)"),
        _("Normal amount (đồng)"),
        _("How it is reckoned"),
        _("Per"),
        _("Who pays"),
        _("How it is paid"),
        _("Exemptions and reductions"),
        _("Basis"),
        _("Number of procedures"),
    ]


def csv_row(row: FeeRow) -> Sequence[Any]:
    """One row of the CSV."""
    return [
        row.name,
        row.what,
        row.fee_type,
        row.due,
        row.normal,
        row.formula,
        row.unit,
        row.payer,
        row.payment,
        "; ".join(row.reductions),
        row.basis,
        len(row.procedure_ids),
    ]


def _stated(today: date, key: str | None = None) -> list[tuple[int, int | None, dict[str, Any]]]:
    """(page, its field, fee) for each fee of each version that rules today. One query."""
    from procedures.models import ProcedurePage, StatedFee

    ruling = ProcedurePage.objects.live().ruled_by(today).values("ruling_id")
    rows = StatedFee.objects.filter(version_id__in=ruling)
    if key is not None:
        rows = rows.filter(key=key)
    names = ("name", "amount", "formula", "unit", "basis", "key")
    return [
        (row.pop("version__page_id"), row.pop("version__page__field_id"), row)
        for row in rows.values("version__page_id", "version__page__field_id", *names)
    ]


def _registered(
    stated: Iterable[tuple[int, int | None, dict[str, Any]]], today: date
) -> tuple[list[FeeRow], set[str]]:
    """The rows of the register of fees, and the keys of its public fees."""
    from procedures.models import FeePage

    by_key: dict[str, dict[int, None]] = {}
    for page_id, _field, row in stated:
        if row["key"]:
            by_key.setdefault(row["key"], {})[page_id] = None
    rows, public = [], set()
    for page in FeePage.objects.live():
        reductions = tuple(one.text for one in page.kept()[1] if one.holds_on(today))
        public.add(page.slug)
        for due in page.due_on(today):
            rows.append(
                FeeRow(
                    name=page.title,
                    what=due.rate.what,
                    fee_type=str(page.get_fee_type_display()),
                    due=due.due,
                    normal=due.rate.amount,
                    formula=due.rate.formula,
                    unit=due.rate.unit,
                    payer=page.payer,
                    payment=page.payment,
                    reductions=reductions,
                    basis=page.basis,
                    url=page.url or "",
                    procedure_ids=tuple(by_key.get(page.slug, ())),
                )
            )
    return rows, public


def _only_stated(
    stated: Iterable[tuple[int, int | None, dict[str, Any]]], public: Collection[str]
) -> list[FeeRow]:
    """Fees that procedures state themselves; the same one stated by several is one row."""
    rows: dict[tuple[Any, ...], FeeRow] = {}
    pages: dict[tuple[Any, ...], dict[int, None]] = {}
    for page_id, _field, row in stated:
        if row["key"] in public:
            continue
        same = (
            " ".join(fold(row["name"]).split()),
            row["amount"],
            row["formula"],
            row["unit"],
            row["basis"],
        )
        if same not in rows:
            rows[same] = FeeRow(
                name=row["name"],
                due=row["amount"],
                normal=row["amount"],
                formula=row["formula"],
                unit=row["unit"],
                basis=row["basis"],
            )
        pages.setdefault(same, {})[page_id] = None
    for same, row in rows.items():
        row.procedure_ids = tuple(pages[same])
    return list(rows.values())


def _matches(row: FeeRow, chosen: Mapping[str, Any]) -> bool:
    if chosen["fee_type"]:
        from procedures.models.choices import FeeType

        if row.fee_type != FeeType(chosen["fee_type"]).label:
            return False
    if chosen["reduced"] and not row.is_reduced:
        return False
    said = fold(f"{row.name} {row.what} {row.basis} {row.payer}")
    return all(word in said for word in fold(chosen["words"]).split())


def _order(order: str) -> Any:
    if order == "ten":
        return lambda row: (sort_key(row.name), sort_key(row.what), row.due or 0)
    sign = 1 if order == "muc" else -1
    return lambda row: (row.due is None, sign * (row.due or 0), sort_key(row.name))


def _fetch_procedures(rows: Iterable[FeeRow]) -> None:
    """The first procedures of each row, in one query."""
    from procedures.models import ProcedurePage

    rows = list(rows)
    wanted = {page for row in rows for page in row.procedure_ids[:MANY_PROCEDURES]}
    pages = ProcedurePage.objects.in_bulk(wanted) if wanted else {}
    for row in rows:
        shown = row.procedure_ids[:MANY_PROCEDURES]
        row.procedures = [pages[page] for page in shown if page in pages]
