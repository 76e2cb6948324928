"""From the page's fields and rows, the draft of the next version, to the value that a publication
freezes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from procedures.content import DossierLine, Fee, FilingWay, ProcedureContent, Step

if TYPE_CHECKING:
    from procedures.models import ProcedurePage


def frozen_content(page: ProcedurePage) -> ProcedureContent:
    """The draft of the next version as a value."""
    return ProcedureContent(
        code=page.code,
        title=page.title,
        field_code=page.field.code if page.field else "",
        field_name=page.field.name if page.field else "",
        level=page.level,
        for_citizens=page.for_citizens,
        for_businesses=page.for_businesses,
        online_level=page.online_level,
        partial_reason=page.partial_reason,
        steps=tuple(Step(step.title, step.text) for step in page.steps.all()),
        filing_ways=tuple(
            FilingWay(way.channel, way.amount, way.unit, way.condition, way.fee)
            for way in page.filing_ways.all()
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
        agency_receiving=page.agency_receiving,
        agencies_coordinating=page.agencies_coordinating,
        result=page.result,
        conditions=page.conditions,
        fees=tuple(
            Fee(
                fee.name,
                fee.amount,
                fee.formula,
                fee.unit,
                fee.payer,
                fee.exemption,
                fee.basis,
            )
            for fee in page.fees.all()
        ),
        fee_note=page.fee_note,
        legal_bases=tuple(basis.text for basis in page.legal_bases.all()),
        summary=page.summary,
    )
