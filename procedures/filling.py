"""From a content as a value back to the page's fields and rows, the draft of the next version; the
other way of `freezing`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from procedures.content import ProcedureContent
from procedures.models.parts import (
    ProcedureDossierCase,
    ProcedureDossierLine,
    ProcedureFee,
    ProcedureFilingWay,
    ProcedureLegalBasis,
    ProcedureStep,
)

if TYPE_CHECKING:
    from procedures.models import ProcedurePage

#: A page's own title is at most this long; the whole name stands in `full_title`.
LONGEST_TITLE = 255
#: The rows of a page by the content's field, and what of a row is kept in another way.
ROWS: Mapping[str, type] = {
    "steps": ProcedureStep,
    "filing_ways": ProcedureFilingWay,
    "dossier_cases": ProcedureDossierCase,
    "dossier_lines": ProcedureDossierLine,
    "fees": ProcedureFee,
    "legal_bases": ProcedureLegalBasis,
}
_SAME = (
    "code",
    "code_printed",
    "level",
    "mechanism",
    "linked_agencies",
    "for_citizens",
    "for_businesses",
    "online_level",
    "partial_reason",
    "online_printed",
    "proactive_level",
    "dossier_sets",
    "time_limit",
    "time_amount",
    "time_unit",
    "subjects",
    "agency_deciding",
    "agency_authorised",
    "agency_receiving",
    "agencies_coordinating",
    "result",
    "conditions",
    "fee_note",
    "national_link",
    "summary",
)


_JOINED = (
    ("further_levels", "further_levels", ","),
    ("without", "without", ","),
    ("related", "related_codes", ", "),
    ("replaced_by", "replaced_by", ", "),
)


def fill(
    page: ProcedurePage,
    content: ProcedureContent,
    field: Any,
    only: Collection[str] | None = None,
) -> None:
    """Make the draft of `page` say `content`, or of it the parts `only`; `field` is its
    ProcedureField or None. Fees of the portal's own register stay what they are. Nothing is saved.
    """
    wanted = set(content.__dataclass_fields__ if only is None else only)
    for name in wanted & set(_SAME):
        setattr(page, name, getattr(content, name))
    if "title" in wanted:
        page.title, page.full_title = short_and_full(content.title)
    if wanted & {"field_name", "field_code"}:
        page.field = field
    for name, column, between in _JOINED:
        if name in wanted:
            setattr(page, column, between.join(getattr(content, name)))
    for name in wanted & set(ROWS):
        rows = _rows(name, content)
        setattr(page, name, rows if name != "fees" else _with_register(page, content, rows))


def _with_register(page: ProcedurePage, content: ProcedureContent, rows: list[Any]) -> list[Any]:
    """The rows of fees, in place of those that repeat a fee of the register the row that names it
    (one row may stand for several amounts)."""
    registered = {row.fee_page.slug: row for row in page.fees.all() if row.fee_page_id}
    found: dict[str, Any] = {}
    for fee, row in zip(content.fees, rows, strict=True):
        kept = registered.get(fee.key)
        found.setdefault(fee.key if kept else f"{len(found)}", kept or row)
    for order, row in enumerate(found.values()):
        row.sort_order = order
    return list(found.values())


def _rows(name: str, content: ProcedureContent) -> list[Any]:
    model = ROWS[name]
    return [_row(model, row, order) for order, row in enumerate(getattr(content, name))]


def short_and_full(title: str) -> tuple[str, str]:
    """The page's title, cut at a word, and the whole name where it is longer than a title."""
    if len(title) <= LONGEST_TITLE:
        return title, ""
    return title[: LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…", title


def _row(model: type, row: Any, order: int) -> Any:
    values = {name: getattr(row, name) for name in row.__dataclass_fields__}
    if "form_file" in values:
        values["form_file_id"] = values.pop("form_file")
    if model is ProcedureLegalBasis:
        values["signed_on"] = date.fromisoformat(row.signed_on) if row.signed_on else None
    if model is ProcedureFee:
        values.pop("key")
    return model(sort_order=order, **values)
