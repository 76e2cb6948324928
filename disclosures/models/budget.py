"""Budgets: plan, allocation, execution, settlement, by form, with their lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from disclosures.charts import BudgetChart, budget_chart
from disclosures.models.choices import known
from disclosures.models.item_fields import (
    DocumentFields,
    PeriodFields,
    document_panel,
    period_panel,
)
from disclosures.models.items import DisclosureItem, item_panels
from portal.public_record import PublicField, ValueType
from portal.registry import Kind


class BudgetType(models.TextChoices):
    """What a budget disclosure is about; it decides which duty it answers (NĐ 73/2026 Đ.37)."""

    ESTIMATE = "estimate", _("Budget estimate")
    ADJUSTMENT = "adjustment", _("Adjusted or supplementary estimate")
    EXECUTION = "execution", _("Execution in 3, 6 or 9 months")
    EXECUTION_YEAR = "execution_year", _("Execution in the year")
    FINAL = "final", _("Final accounts")


DUTY_OF_BUDGET: Mapping[str, str] = {
    BudgetType.ESTIMATE: "NS-DT",
    BudgetType.ADJUSTMENT: "NS-DT",
    BudgetType.EXECUTION: "NS-TH-KY",
    BudgetType.EXECUTION_YEAR: "NS-TH-NAM",
    BudgetType.FINAL: "NS-QT",
}
#: Approved by somebody; the others report what was done.
APPROVED = frozenset({BudgetType.ESTIMATE, BudgetType.ADJUSTMENT, BudgetType.FINAL})


class BudgetPage(PeriodFields, DocumentFields, DisclosureItem):
    """One budget disclosure of a period, in its form, with its data (NS-DT, NS-TH-KY, NS-TH-NAM,
    NS-QT)."""

    about = Kind("budget", _("Budget disclosure"), _("Budget"), "table")
    kind = about.code
    type_field = "budget_type"
    anchor_fields = {"approved_on": "approved_on", "reported_on": "reported_on"}
    past_days = ("approved_on", "reported_on")
    served_with = ("unit", "file", "issuer")
    item_template = "disclosures/budget_page.html"

    budget_type = models.CharField(
        _("type"), max_length=20, choices=BudgetType, default=BudgetType.ESTIMATE
    )
    form_number = models.CharField(
        pgettext_lazy("by number", "form"),
        max_length=40,
        blank=True,
        help_text=_("Number of the form, for example 73."),
    )
    approved_on = models.DateField(
        _("approved on"),
        null=True,
        blank=True,
        help_text=_("Of an estimate or final accounts: the day the approval was issued."),
    )
    reported_on = models.DateField(
        _("reported on"),
        null=True,
        blank=True,
        help_text=_("Of the year's execution: the day it was reported to the competent body."),
    )

    public_fields = (
        PublicField("budget_type", _("type"), ValueType.CODE, pair=False),
        *PeriodFields.PERIOD,
        PublicField("form_number", pgettext_lazy("by number", "form")),
        *DocumentFields.DOCUMENT,
        PublicField("approved_on", _("approved on"), ValueType.DATE),
        PublicField("reported_on", _("reported on"), ValueType.DATE),
        PublicField(
            "lines",
            _("lines of the budget"),
            ValueType.ROWS,
            rows=(
                PublicField("code", _("code")),
                PublicField("name", _("line")),
                PublicField("is_part", _("part of the line above"), ValueType.TRUTH),
                PublicField("planned", _("estimate"), ValueType.AMOUNT),
                PublicField("actual", _("carried out"), ValueType.AMOUNT),
                PublicField("before", _("the year before"), ValueType.AMOUNT),
            ),
        ),
    )
    content_panels = item_panels(
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("budget_type"), FieldPanel("form_number")]),
                period_panel(),
                FieldRowPanel([FieldPanel("approved_on"), FieldPanel("reported_on")]),
            ],
            heading=_("Which budget"),
        ),
        document_panel(),
        InlinePanel("lines", heading=_("Figures, in dong"), label=_("line")),
    )

    class Meta:
        verbose_name = _("budget disclosure")
        verbose_name_plural = _("budget disclosures")
        constraints = [known("budget_type", BudgetType, "budget_known_type")]

    def duty_codes(self) -> frozenset[str]:
        return frozenset({DUTY_OF_BUDGET[self.budget_type]})

    def check_published(self, errors: dict[str, Any]) -> None:
        super().check_published(errors)
        period = self.period_value
        is_year = period is not None and "-" not in period.key
        if self.budget_type == BudgetType.EXECUTION and is_year:
            errors["period"] = _("Write 2026-Q1, 2026-H1 or 2026-9M: it is about part of a year.")
        if self.budget_type != BudgetType.EXECUTION and period is not None and not is_year:
            errors["period"] = _("It is about a whole year: write 2026.")
        if self.budget_type == BudgetType.ADJUSTMENT and self.period_part < 2:
            errors["period_part"] = _("An adjustment comes after the first estimate: 2 or more.")
        if self.budget_type in APPROVED and self.approved_on is None:
            errors["approved_on"] = _("The deadline counts from this day.")
        if self.budget_type == BudgetType.EXECUTION_YEAR and self.reported_on is None:
            errors["reported_on"] = _("The deadline counts from this day.")
        if not self.lines.all() and not self.attached_files.all():
            errors["lines"] = _("Enter the figures, or attach the file of data.")

    def chart(self) -> BudgetChart | None:
        """Bars of the lines that are part of no other; None where there is nothing to compare."""
        return budget_chart(self.lines.all())

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `lines`, `chart` and `same_year`: the other public budget pages of that year."""
        context = super().get_context(request, *args, **kwargs)
        lines = list(self.lines.all())
        others = BudgetPage.objects.none()
        if self.period_value:
            year = self.period_value.end.year
            others = BudgetPage.objects.live().filter(dated_on__year=year).exclude(pk=self.pk)
        context.update(
            lines=lines,
            chart=budget_chart(lines),
            shows_before=any(line.before is not None for line in lines),
            shows_actual=any(line.actual is not None for line in lines),
            same_year=others.order_by("dated_on", "pk"),
        )
        return context


class BudgetLine(Orderable):
    """One line of a budget, in đồng."""

    page = ParentalKey(BudgetPage, on_delete=models.CASCADE, related_name="lines")
    code = models.CharField(_("code"), max_length=20, blank=True)
    name = models.CharField(_("line"), max_length=300)
    is_part = models.BooleanField(_("part of the line above"), default=False)
    planned = models.BigIntegerField(_("estimate"), null=True, blank=True)
    actual = models.BigIntegerField(_("carried out"), null=True, blank=True)
    before = models.BigIntegerField(_("the year before"), null=True, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("code"), FieldPanel("name"), FieldPanel("is_part")]),
        FieldRowPanel([FieldPanel("planned"), FieldPanel("actual"), FieldPanel("before")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("line of the budget")
        verbose_name_plural = _("lines of the budget")

    def __str__(self) -> str:
        return self.name

    @property
    def share(self) -> float | None:
        """How much of the estimate was carried out, in per cent; None where one is missing."""
        if not self.planned or self.actual is None:
            return None
        return 100 * self.actual / self.planned
