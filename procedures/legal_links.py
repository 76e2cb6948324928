"""From a procedure to what the portal has of its neighbours: documents, other procedures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Q, Subquery
from wagtail.models import Page

from portal.collation import sort_key
from portal.models import DocumentNumber
from portal.text import normal_number
from procedures.content import ProcedureContent

if TYPE_CHECKING:
    from procedures.models import ProcedurePage, ProcedureVersion

RELATED = 5


@dataclass(frozen=True, slots=True)
class LinkedBasis:
    """A legal basis, with the address of the document when it is public here."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What of a procedure's neighbours is on the portal: its legal bases, what took its place, its
    related procedures (each with `title`, `url`, `code`), the address of the decision that
    announced it (empty when it is not public here)."""

    bases: list[LinkedBasis]
    replacing: list[Page]
    related: list[Page]
    decision_url: str = ""


def found_on_the_portal(
    page: ProcedurePage,
    content: ProcedureContent | None,
    version: ProcedureVersion | None,
    replaced_by: Sequence[str],
) -> Found:
    """All of it in one query.

    Related are the procedures that the content names, else others that the same decision announced
    in the same field. A number without its year in it (`05/QĐ-UBND`) begins anew each year: when
    several public documents have it, which one is meant isn't known and it leads nowhere.
    """
    from procedures.models import ProcedurePage

    bases = content.legal_bases if content else ()
    wanted = {normal_number(basis.number) for basis in bases if basis.number}
    decision = normal_number(version.decision_number) if version else ""
    if decision:
        wanted.add(decision)
    codes = [*replaced_by, *(content.related if content else ())]
    others = ProcedurePage.objects.live()
    if content is not None and not content.related:
        same = others.filter(
            field_id=page.field_id, decision_number=page.decision_number, is_repealed=False
        ).exclude(pk=page.pk)
        meant = Q(pk__in=same.order_by("title").values("pk")[:RELATED])
    else:
        same, meant = None, Q()
    if codes:
        meant |= Q(pk__in=others.filter(code__in=codes).values("pk"))
    numbers = DocumentNumber.objects.filter(normal__in=wanted)
    if wanted:
        meant |= Q(pk__in=numbers.values("page_id"))
    if not meant:
        return Found([LinkedBasis(basis.text) for basis in bases], [], [])
    own = numbers.filter(page_id=OuterRef("pk"))
    pages = list(
        Page.objects.live()
        .filter(meant)
        .select_related("procedurepage")
        .annotate(normal=Subquery(own.values("normal")[:1]), year=Subquery(own.values("year")[:1]))
        .order_by("title")
    )
    by_number: dict[str, list[Page]] = {}
    by_code: dict[str, Page] = {}
    for one in pages:
        if one.normal:
            by_number.setdefault(one.normal, []).append(one)
        one.code = getattr(getattr(one, "procedurepage", None), "code", "")
        if one.code:
            by_code[one.code] = one
    related = (
        sorted(
            (one for one in pages if one.code and one.code not in codes),
            key=lambda one: sort_key(one.title),
        )
        if same is not None
        else [by_code[code] for code in content.related if code in by_code]
        if content
        else []
    )
    return Found(
        [_linked(basis.text, by_number.get(normal_number(basis.number), [])) for basis in bases],
        [by_code[code] for code in replaced_by if code in by_code],
        related,
        _address(
            [
                one
                for one in by_number.get(decision, [])
                if version and one.year == version.decision_signed_on.year
            ]
        ),
    )


def _linked(text: str, pages: Sequence[Page]) -> LinkedBasis:
    return LinkedBasis(text, _address(pages))


def _address(pages: Sequence[Page]) -> str:
    """Where the only one of them stands; of several it isn't known which is meant."""
    return (pages[0].url or "") if len(pages) == 1 else ""
