"""How complete a procedure is, and what it lacks. Pure.

NĐ 63/2010 art. 8(2): seven parts a procedure always has, four it has "where they exist" (form,
result, conditions, fee). Of these four an empty one is incomplete until somebody has said that the
procedure has none (`ProcedureContent.without`). The legal basis is asked for by the form of the
announcing decision. A mandatory part counts twice in the score.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from procedures.content import MANDATORY, ProcedureContent


@dataclass(frozen=True, slots=True)
class Completeness:
    """`score` from 0 to 100; `missing` mandatory parts, `open` ones that are empty and not declared
    absent, `weak` ones that are there and lack something; all by name, `weak` as in `WEAK`."""

    score: int
    missing: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()


def _has_form(content: ProcedureContent) -> bool:
    return any(line.form or line.form_file for line in content.dossier_lines)


#: The conditional parts and the legal basis: whether the content has them.
_CONDITIONAL: Mapping[str, Callable[[ProcedureContent], bool]] = {
    "form": _has_form,
    "result": lambda content: bool(content.result.strip()),
    "conditions": lambda content: bool(content.conditions.strip()),
    "fees": lambda content: bool(content.fees or content.fee_note.strip()),
    "legal_bases": lambda content: bool(content.legal_bases),
}

#: What is there and could be better, each with what tells it.
WEAK: Mapping[str, Callable[[ProcedureContent], bool]] = {
    "filing_without_time": lambda content: (
        any(way.amount is None and not way.time for way in content.filing_ways)
        and content.time_amount is None
    ),
    "papers_without_number": lambda content: any(
        not (line.originals or line.copies) for line in content.dossier_lines
    ),
    "forms_without_file": lambda content: any(
        line.form and line.form_file is None for line in content.dossier_lines
    ),
    "time_without_number": lambda content: bool(content.time_limit) and content.time_amount is None,
    "fees_without_basis": lambda content: any(not fee.basis for fee in content.fees),
    "no_receiving_agency": lambda content: not content.agency_receiving.strip(),
    "online_not_stated": lambda content: not content.online_level,
    "partial_without_reason": lambda content: (
        content.online_level == "partial" and not content.partial_reason.strip()
    ),
    "basis_without_number": lambda content: any(not one.number for one in content.legal_bases),
    "no_audience": lambda content: not (content.for_citizens or content.for_businesses),
}


def completeness(content: ProcedureContent) -> Completeness:
    """The score of `content` and what it lacks."""
    missing = tuple(name for name in MANDATORY if not _there(getattr(content, name)))
    conditional = tuple(
        name
        for name, has in _CONDITIONAL.items()
        if not has(content) and name not in content.without
    )
    total = 2 * len(MANDATORY) + len(_CONDITIONAL)
    had = total - 2 * len(missing) - len(conditional)
    weak = tuple(name for name, is_weak in WEAK.items() if is_weak(content))
    return Completeness(100 * had // total, missing, conditional, weak)


def _there(value: object) -> bool:
    return bool(value.strip() if isinstance(value, str) else value)
