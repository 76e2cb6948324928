"""What the announcing decisions named and the fees that a document sets, as the catalogue of
procedures knows it, drafts included.

For `portal.registry.expected_lists`: whoever keeps the register takes a decision's list over from
here instead of typing it, and signs it.
"""

from __future__ import annotations

from datetime import date

from portal.registry import ExpectedList
from procedures.models import AnnouncingDecision, FeePage, ProcedurePage
from procedures.models.decisions import DecisionAction


def announced(kind: str) -> list[ExpectedList]:
    """The decisions with the codes of their procedures, the latest first: those that procedures
    name, and those on the decisions' own lists, which the portal may lack. Three queries."""
    if kind != ProcedurePage.kind:
        return []
    rows = ProcedurePage.objects.exclude(decision_number="").values_list(
        "decision_number", "decision_signed_on", "code", "is_repealed"
    )
    #: By decision: each code, and whether it is repealed (the decision's own list is believed).
    by_decision: dict[tuple[str, date | None], dict[str, bool]] = {}
    for number, signed_on, code, is_repealed in rows:
        by_decision.setdefault((number, signed_on), {})[code] = is_repealed
    for decision in AnnouncingDecision.objects.prefetch_related("items"):
        codes = by_decision.setdefault((decision.number, decision.signed_on), {})
        for item in decision.items.all():
            codes[item.code] = item.action == DecisionAction.REPEAL
    found = [
        ExpectedList(
            number,
            signed_on,
            tuple(sorted(codes)),
            tuple(sorted(code for code, is_repealed in codes.items() if is_repealed)),
        )
        for (number, signed_on), codes in by_decision.items()
    ]
    return sorted(found, key=lambda one: (one.signed_on or date.min, one.decision), reverse=True)


def fees_set(kind: str) -> list[ExpectedList]:
    """The documents that set fees with the fees they set, drafts included. One query. A document's
    day is not kept with a fee: whoever signs the list enters it."""
    if kind != FeePage.kind:
        return []
    rows = FeePage.objects.exclude(basis_number="").values_list("basis_number", "slug")
    by_document: dict[str, list[str]] = {}
    for number, slug in rows:
        by_document.setdefault(number, []).append(slug)
    return [
        ExpectedList(number, None, tuple(sorted(slugs)))
        for number, slugs in sorted(by_document.items())
    ]
