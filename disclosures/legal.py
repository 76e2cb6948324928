"""What legal documents do to one another, between pages: resolved through the numbers.

A relation names its target by number; `DocumentNumber` says which page that is. When a document is
published, corrected or withdrawn, the end of those it touches is reckoned anew (`effect.ended_on`)
and, where that changed something, of those that they touch.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q
from django.utils import timezone

from disclosures.effect import Document, Done, RelationKind, effect_on, ended_on
from disclosures.models.legal_documents import (
    DONE_BY,
    EFFECTS,
    LegalDocumentPage,
    LegalRelation,
)
from portal.models import DocumentNumber
from portal.signals import pages_changed
from portal.text import normal_number
from portal.words import day_words

#: Whatever a document does to a chain of others, it is followed so far.
DEEPEST = 20


def relations_to(pages: Iterable[LegalDocumentPage]) -> dict[int, list[LegalRelation]]:
    """By page, the relations of public documents that name it, in one query."""
    by_number: dict[str, list[LegalDocumentPage]] = {}
    for page in pages:
        if page.number and page.signed_on:
            by_number.setdefault(normal_number(page.number), []).append(page)
    found: dict[int, list[LegalRelation]] = {}
    rows = (
        LegalRelation.objects.filter(target_normal__in=list(by_number), page__live=True)
        .select_related("page", "page__issuer")
        .order_by("pk")
    )
    for row in rows:
        for page in by_number[row.target_normal]:
            if row.page_id != page.pk and _means(row, page):
                found.setdefault(page.pk, []).append(row)
    return found


def _means(relation: LegalRelation, page: LegalDocumentPage) -> bool:
    year, issuer = relation.target_year, relation.target_issuer_id
    return (year is None or year == page.signed_on.year) and (
        issuer is None or issuer == page.issuer_id
    )


def targets_of(relations: Sequence[LegalRelation]) -> dict[int, int]:
    """By relation (its place in the list), the page it names, where exactly one does."""
    normals = {normal_number(relation.target_number) for relation in relations}
    rows = list(DocumentNumber.objects.filter(normal__in=normals)) if normals else []
    found = {}
    for place, relation in enumerate(relations):
        agency = relation.target_issuer.name if relation.target_issuer_id else None
        pages = {
            row.page_id
            for row in rows
            if row.normal == normal_number(relation.target_number)
            and (relation.target_year is None or row.year == relation.target_year)
            and (agency is None or row.agency == agency)
        }
        if len(pages) == 1:
            found[place] = pages.pop()
    return found


def graph_around(page: LegalDocumentPage) -> dict[int, Document]:
    """The document and everything that bears on when it ends, as values: one query for each step
    back from it."""
    pages: dict[int, LegalDocumentPage] = {page.pk: page}
    relations: dict[int, list[LegalRelation]] = {}
    ring = [page]
    for _step in range(DEEPEST):
        found = relations_to(ring)
        relations.update(found)
        ring = []
        for row in (row for rows in found.values() for row in rows):
            if row.page_id not in pages:
                pages[row.page_id] = row.page
                ring.append(row.page)
        if not ring:
            break
    return {
        key: Document(
            one.effective_on or one.signed_on,
            one.expires_on,
            tuple(
                Done(RelationKind(row.kind), row.page_id, row.takes_effect_on, row.whole)
                for row in relations.get(key, ())
            ),
        )
        for key, one in pages.items()
    }


def refresh(page: LegalDocumentPage) -> None:
    """Reckon the end of `page` anew, and of those it touches, and of those that they touch when
    theirs changed."""
    changed: set[int] = set()
    seen: set[int] = set()
    ring = {page.pk}
    for _step in range(DEEPEST):
        ring = ring - seen
        if not ring:
            break
        seen |= ring
        moved = {page.pk} if page.pk in ring else set()
        for one in LegalDocumentPage.objects.filter(pk__in=ring):
            end = ended_on(one.pk, graph_around(one))
            if end != one.ended_on:
                LegalDocumentPage.objects.filter(pk=one.pk).update(ended_on=end)
                moved.add(one.pk)
        changed |= moved
        relations = list(
            LegalRelation.objects.filter(page__in=moved).select_related("target_issuer")
        )
        ring = set(targets_of(relations).values())
    others = sorted((changed | seen) - {page.pk})
    if others:
        pages_changed.send(sender=LegalDocumentPage, page_ids=others)


def both_directions(page: LegalDocumentPage) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """What `page` does to others and what public documents do to it: rows of `words`, `number`,
    `detail`, `on` (words), `title`, `url` and `state` of the other page, where there is one. Two
    queries; a draft's own relations are asked for one by one."""
    is_named = Q(target_normal=normal_number(page.number), page__live=True)
    rows = list(
        LegalRelation.objects.filter(Q(page=page.pk) | is_named)
        .select_related("page", "page__issuer", "target_issuer")
        .order_by("page", "sort_order", "pk")
    )
    own = [row for row in rows if row.page_id == page.pk]
    if getattr(page, "_state", None) is not None and not page.live:
        own = list(page.relations.all())
    pages = _targets(own)
    does = [
        _row(row.get_kind_display(), row, row.target_number, pages.get(place))
        for place, row in enumerate(own)
    ]
    done = [
        _row(str(DONE_BY[RelationKind(row.kind)]), row, row.page.number, row.page)
        for row in rows
        if row.page_id != page.pk and page.signed_on and _means(row, page)
    ]
    return does, done


def _targets(relations: Sequence[LegalRelation]) -> dict[int, LegalDocumentPage]:
    """By relation (its place in the list), the public document that it names, where exactly one
    does; one query."""
    normals = {normal_number(relation.target_number) for relation in relations}
    if not normals:
        return {}
    numbered = DocumentNumber.objects.filter(normal__in=normals).values("page_id")
    pages = LegalDocumentPage.objects.live().filter(pk__in=numbered)
    found: dict[int, LegalDocumentPage] = {}
    for place, relation in enumerate(relations):
        wanted = normal_number(relation.target_number)
        fitting = [
            one
            for one in pages
            if normal_number(one.number) == wanted and one.signed_on and _means(relation, one)
        ]
        if len(fitting) == 1:
            found[place] = fitting[0]
    return found


def _row(
    words: str, row: LegalRelation, number: str, other: LegalDocumentPage | None
) -> dict[str, Any]:
    effect = None
    if other is not None:
        effect = effect_on(timezone.localdate(), other.effective_on, other.ended_on)
    return {
        "words": words,
        "number": number,
        "detail": "" if row.whole else row.detail,
        "on": day_words(row.takes_effect_on),
        "title": other.title if other else "",
        "url": other.url if other else "",
        "state": {"code": effect.value, "label": str(EFFECTS[effect])} if effect else None,
    }
