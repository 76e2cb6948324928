"""Making the periods of a plan for a year, and setting their dates."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from disclosures import permissions
from disclosures.models import Plan, PlanImport, ReportPeriod
from disclosures.reporting.compiling import settings_of_reports
from disclosures.reporting.cycle import periods_of_year
from portal.models import office_calendar

#: A plan is reported on for its year and, until another follows, for the years after it.
YEARS_AFTER = 20


@transaction.atomic
def make_periods(plan: Plan, year: int) -> list[ReportPeriod]:
    """Make those periods of `year` that are missing; what is there stays as the Office set it.

    Raises ValidationError for a year the plan can't be about.
    """
    if not plan.year <= year <= plan.year + YEARS_AFTER:
        raise ValidationError(
            _("The plan is for %(year)s: enter a year from %(year)s to %(last)s.")
            % {"year": plan.year, "last": plan.year + YEARS_AFTER}
        )
    before = plan.report_periods.filter(code=f"{year - 1:04}").aggregate(at=Max("cut_off"))["at"]
    there = set(plan.report_periods.values_list("code", flat=True))
    return [
        ReportPeriod.objects.create(
            plan=plan,
            code=one.code,
            covers_from=one.covers_from,
            cut_off=one.cut_off,
            units_due=one.units_due,
            office_due=one.office_due,
        )
        for one in periods_of_year(
            plan.report_cycle,
            year,
            office_calendar(),
            office_days=settings_of_reports().office_days,
            last_cut_off=before,
        )
        if one.code not in there
    ]


def make_by_hand(plan: Plan, year: int, *, actor: Any) -> list[ReportPeriod]:
    """The same, for a person of the Office. Raises PermissionDenied, ValidationError."""
    if not permissions.may_compile(actor):
        raise PermissionDenied(_("Only the Office compiles reports."))
    return make_periods(plan, year)


def after_import(sender: Any, instance: PlanImport, created: bool, **kwargs: Any) -> None:
    """Receiver of an accepted import: a plan for this year or a later one that prints when progress
    is reported gets its periods. A plan of the past waits for the Office: its days are long over.
    """
    plan = instance.plan
    if created and plan.report_cycle and plan.year >= timezone.localdate().year:
        make_periods(plan, plan.year)
