"""What the announcing decisions named, as the catalogue of procedures knows it, drafts included.

For `portal.registry.expected_lists`: whoever keeps the register takes a decision's list over from
here instead of typing it, and signs it.
"""

from __future__ import annotations

from datetime import date

from portal.registry import ExpectedList
from procedures.models import ProcedurePage


def announced(kind: str) -> list[ExpectedList]:
    """The decisions with the codes of their procedures, the latest first. One query."""
    if kind != ProcedurePage.kind:
        return []
    rows = ProcedurePage.objects.exclude(decision_number="").values_list(
        "decision_number", "decision_signed_on", "code"
    )
    by_decision: dict[tuple[str, date | None], list[str]] = {}
    for number, signed_on, code in rows:
        by_decision.setdefault((number, signed_on), []).append(code)
    found = [
        ExpectedList(number, signed_on, tuple(sorted(codes)))
        for (number, signed_on), codes in by_decision.items()
    ]
    return sorted(found, key=lambda one: (one.signed_on or date.min, one.decision), reverse=True)
