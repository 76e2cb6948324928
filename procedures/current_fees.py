"""A procedure's fees as they stand on a day: what refers to a fee of the register shows that fee,
the rest is what the version states."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from procedures.content import Fee, ProcedureContent
from procedures.fees import Reduction


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One line of a procedure's fees: the fee as due, `normal` in đồng when less than that is due,
    `url` of the fee's own page."""

    fee: Fee
    normal: int | None = None
    reduction: Reduction | None = None
    url: str = ""


def fee_lines(content: ProcedureContent, day: date) -> list[FeeLine]:
    """The lines on `day`, in the order of the content. One query, none when no fee refers to the
    register."""
    return list(_lines(content.fees, _registered([content], day)))


def with_current_fees(content: ProcedureContent, day: date) -> ProcedureContent:
    """The content with the fees as due on `day`."""
    if not any(fee.key for fee in content.fees):
        return content
    return with_lines(content, fee_lines(content, day))


def all_with_current_fees(
    contents: Sequence[ProcedureContent], day: date
) -> list[ProcedureContent]:
    """Each content with the fees as due on `day`, in their order. One query for all of them."""
    registered = _registered(contents, day)
    return [with_lines(one, _lines(one.fees, registered)) for one in contents]


def with_lines(content: ProcedureContent, lines: Iterable[FeeLine]) -> ProcedureContent:
    """The content with the fees of these lines."""
    return replace(content, fees=tuple(line.fee for line in lines))


def _registered(contents: Iterable[ProcedureContent], day: date) -> Mapping[str, list[FeeLine]]:
    """The lines of each public fee that the contents refer to."""
    from procedures.models import FeePage

    keys = {fee.key for content in contents for fee in content.fees if fee.key}
    if not keys:
        return {}
    pages = FeePage.objects.live().filter(slug__in=keys)
    return {
        page.slug: [
            FeeLine(
                frozen_fee(page, due.rate.what, due.due, due.rate.formula, due.rate.unit),
                due.rate.amount if due.due != due.rate.amount else None,
                due.reduction,
                page.url or "",
            )
            for due in page.due_on(day)
        ]
        for page in pages
    }


def _lines(fees: Iterable[Fee], registered: Mapping[str, list[FeeLine]]) -> Iterable[FeeLine]:
    shown: set[str] = set()
    for fee in fees:
        lines = registered.get(fee.key) if fee.key else None
        if not lines:  # not of the register, or no longer public, or without an amount that day
            yield FeeLine(fee)
        elif fee.key not in shown:
            shown.add(fee.key)
            yield from lines


def frozen_fee(page: Any, what: str, amount: int | None, formula: str, unit: str) -> Fee:
    """One rate of a fee page as the fee of a procedure."""
    reductions = "; ".join(one.text for one in page.kept()[1])
    return Fee(
        name=f"{page.title}: {what}" if what else page.title,
        amount=amount,
        formula=formula,
        unit=unit,
        payer=page.payer,
        exemption=reductions,
        basis=page.basis,
        payment=page.payment,
        key=page.slug,
    )
