"""From the page's fields and rows, the draft of the next version, to the value that a publication
freezes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils import timezone

from procedures.codes import code_list
from procedures.content import (
    DossierCase,
    DossierLine,
    Fee,
    FilingWay,
    LegalBasis,
    ProcedureContent,
    Step,
)
from procedures.current_fees import frozen_fee
from procedures.legal_numbers import number_in
from procedures.listed import listed

if TYPE_CHECKING:
    from procedures.models import ProcedurePage


def frozen_content(page: ProcedurePage) -> ProcedureContent:
    """The draft of the next version as a value."""
    return ProcedureContent(
        code=page.code,
        code_printed=page.code_printed,
        title=page.full_title.strip() or page.title,
        field_code=page.field.code if page.field else "",
        field_name=page.field.name if page.field else "",
        level=page.level,
        further_levels=listed(page.further_levels),
        mechanism=page.mechanism,
        linked_agencies=page.linked_agencies,
        for_citizens=page.for_citizens,
        for_businesses=page.for_businesses,
        online_level=page.online_level,
        partial_reason=page.partial_reason,
        online_printed=page.online_printed,
        proactive_level=page.proactive_level,
        steps=tuple(Step(step.title, step.text) for step in page.steps.all()),
        filing_ways=tuple(
            FilingWay(
                way.channel,
                way.amount,
                way.unit,
                way.condition,
                way.fee,
                way.fee_amount,
                way.time,
            )
            for way in page.filing_ways.all()
        ),
        dossier_cases=tuple(
            DossierCase(case.name, case.sets, case.note) for case in page.dossier_cases.all()
        ),
        dossier_lines=tuple(
            DossierLine(
                line.case,
                line.name,
                line.originals,
                line.copies,
                line.form,
                line.form_file_id,
                line.note,
            )
            for line in page.dossier_lines.all()
        ),
        dossier_sets=page.dossier_sets,
        time_limit=page.time_limit,
        time_amount=page.time_amount,
        time_unit=page.time_unit,
        subjects=page.subjects,
        agency_deciding=page.agency_deciding,
        agency_authorised=page.agency_authorised,
        agency_receiving=page.agency_receiving,
        agencies_coordinating=page.agencies_coordinating,
        result=page.result,
        conditions=page.conditions,
        fees=tuple(_fees(page)),
        fee_note=page.fee_note,
        without=listed(page.without),
        legal_bases=tuple(
            LegalBasis(
                basis.text,
                basis.number or number_in(basis.text),
                basis.signed_on.isoformat() if basis.signed_on else "",
            )
            for basis in page.legal_bases.all()
        ),
        national_link=page.national_link,
        replaced_by=code_list(page.replaced_by),
        related=code_list(page.related_codes),
        summary=page.summary,
    )


def _fees(page: ProcedurePage) -> Iterator[Fee]:
    """The fees as rows; one of the register as its amounts on the version's first day, or today
    when that is over, with its key: what is shown later is the fee itself."""
    today = timezone.localdate()
    day = max(page.in_force_from or today, today)
    for row in page.fees.all():
        fee_page = row.fee_page
        if fee_page is None:
            yield Fee(
                row.name,
                row.amount,
                row.formula,
                row.unit,
                row.payer,
                row.exemption,
                row.basis,
                row.payment,
                row.printed,
            )
            continue
        rates = [due.rate for due in fee_page.due_on(day)]
        for rate in rates:
            yield frozen_fee(fee_page, rate.what, rate.amount, rate.formula, rate.unit)
        if not rates:
            yield frozen_fee(fee_page, "", None, "", "")
