"""Money and things: budget, public assets, procurement, thrift and waste."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from disclosures.charts import BudgetChart, budget_chart
from disclosures.models.documents import known
from disclosures.models.items import (
    DisclosureItem,
    DocumentFields,
    PeriodFields,
    document_panel,
    item_panels,
    period_panel,
)
from portal.public_record import PublicField, ValueType
from portal.registry import Kind

# Budget


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


# Public assets


class AssetType(models.TextChoices):
    """What an asset disclosure is about (NĐ 151/2017 Đ.121 to 123)."""

    PURCHASE = "purchase", _("Investment, purchase, allocation or hire")
    USE = "use", _("Management and use in the year")
    DISPOSAL = "disposal", _("Disposal")
    EXPLOITATION = "exploitation", _("Exploitation")


class AssetPage(DocumentFields, DisclosureItem):
    """Public assets: bought, hired, used, disposed of (TSC-MS for what happens, TSC-SD for the
    year)."""

    about = Kind("public_asset", _("Public assets"), _("Public assets"), "home")
    kind = about.code
    type_field = "asset_type"
    anchor_fields = {
        "allocated_on": "allocated_on",
        "plan_approved_on": "plan_approved_on",
        "completed_on": "completed_on",
    }
    past_days = ("allocated_on", "plan_approved_on", "completed_on")
    served_with = ("unit", "file", "issuer")
    item_template = "disclosures/asset_page.html"

    asset_type = models.CharField(
        _("type"), max_length=20, choices=AssetType, default=AssetType.PURCHASE
    )
    year = models.PositiveSmallIntegerField(_("year"), null=True)
    allocated_on = models.DateField(_("allocated on"), null=True, blank=True)
    plan_approved_on = models.DateField(_("plan approved on"), null=True, blank=True)
    completed_on = models.DateField(_("completed on"), null=True, blank=True)

    public_fields = (
        PublicField("asset_type", _("type"), ValueType.CODE, pair=False),
        PublicField("year", _("year"), words="year_words", fact=True),
        *DocumentFields.DOCUMENT,
        PublicField("allocated_on", _("allocated on"), ValueType.DATE),
        PublicField("plan_approved_on", _("plan approved on"), ValueType.DATE),
        PublicField("completed_on", _("completed on"), ValueType.DATE),
        PublicField(
            "assets",
            _("assets"),
            ValueType.ROWS,
            rows=(
                PublicField("name", _("asset")),
                PublicField("quantity", _("quantity"), ValueType.DECIMAL),
                PublicField("measure", _("unit of measure")),
                PublicField("original_cost", _("original cost"), ValueType.AMOUNT),
                PublicField("remaining_value", _("remaining value"), ValueType.AMOUNT),
                PublicField("purpose", _("what it is used for")),
            ),
        ),
    )
    content_panels = item_panels(
        FieldRowPanel([FieldPanel("asset_type"), FieldPanel("year")]),
        document_panel(),
        MultiFieldPanel(
            [
                FieldPanel("allocated_on"),
                FieldPanel("plan_approved_on"),
                FieldPanel("completed_on"),
            ],
            heading=_("What happened when"),
        ),
        InlinePanel("assets", heading=_("Assets"), label=_("asset")),
    )

    class Meta:
        verbose_name = _("disclosure of public assets")
        verbose_name_plural = _("disclosures of public assets")
        constraints = [known("asset_type", AssetType, "asset_known_type")]

    def duty_codes(self) -> frozenset[str]:
        is_event = self.asset_type == AssetType.PURCHASE
        return frozenset({"TSC-MS"} if is_event else {"TSC-SD"})

    def period_case(self, every: str) -> str | None:
        """The year it is about."""
        return str(self.year) if self.year and every == "year" else None

    @property
    def year_words(self) -> str:
        """The year without a thousands mark."""
        return str(self.year or "")

    def check_published(self, errors: dict[str, Any]) -> None:
        super().check_published(errors)
        days = (self.allocated_on, self.plan_approved_on, self.completed_on)
        if self.asset_type == AssetType.PURCHASE and not any(days):
            errors["plan_approved_on"] = _(
                "Enter the day of allocation, of the plan's approval or of completion: the "
                "deadline counts from it."
            )
        if self.year is not None and not 1990 <= self.year <= 2100:
            errors["year"] = _("This is no year.")


class AssetLine(Orderable):
    """One asset or group of assets."""

    page = ParentalKey(AssetPage, on_delete=models.CASCADE, related_name="assets")
    name = models.CharField(_("asset"), max_length=300)
    quantity = models.DecimalField(_("quantity"), max_digits=14, decimal_places=2, default=1)
    measure = models.CharField(_("unit of measure"), max_length=40, blank=True)
    original_cost = models.BigIntegerField(_("original cost"), null=True, blank=True)
    remaining_value = models.BigIntegerField(_("remaining value"), null=True, blank=True)
    purpose = models.CharField(_("what it is used for"), max_length=300, blank=True)

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("quantity"), FieldPanel("measure")]),
        FieldRowPanel([FieldPanel("original_cost"), FieldPanel("remaining_value")]),
        FieldPanel("purpose"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("asset")
        verbose_name_plural = _("assets")

    def __str__(self) -> str:
        return self.name


# Procurement


class ProcurementStage(models.TextChoices):
    """How far a purchase has come."""

    PLAN = "plan", _("Plan for selecting contractors")
    INVITATION = "invitation", _("Invitation to bid")
    RESULT = "result", _("Result of selection")
    CONTRACT = "contract", _("Contract carried out")
    CANCELLED = "cancelled", _("Bidding cancelled")


class ProcurementPage(DocumentFields, DisclosureItem):
    """A step of a purchase: plan or result of selecting contractors (DAUTHAU). The law's own place
    is the national network; the portal repeats and links it."""

    about = Kind("procurement", _("Procurement"), _("Procurement"), "tag")
    kind = about.code
    type_field = "stage"
    anchor_fields = {"approved_on": "signed_on"}
    served_with = ("unit", "file", "issuer")

    stage = models.CharField(
        _("step"), max_length=20, choices=ProcurementStage, default=ProcurementStage.PLAN
    )
    package = models.CharField(_("package"), max_length=300)
    network_code = models.CharField(
        _("code on the national procurement network"), max_length=60, blank=True
    )
    network_url = models.URLField(_("address there"), blank=True)
    method = models.CharField(_("way of selecting"), max_length=200, blank=True)
    price = models.BigIntegerField(_("price of the package"), null=True, blank=True)
    fund = models.CharField(_("source of money"), max_length=200, blank=True)
    contractor = models.CharField(_("contractor"), max_length=300, blank=True)
    winning_price = models.BigIntegerField(_("winning price"), null=True, blank=True)
    contract_time = models.CharField(_("time of the contract"), max_length=200, blank=True)

    public_fields = (
        PublicField("stage", _("step"), ValueType.CODE, pair=False),
        PublicField("package", _("package"), in_list=True),
        PublicField("price", _("price of the package"), ValueType.AMOUNT, fact=True, in_list=True),
        PublicField("contractor", _("contractor"), fact=True, in_list=True),
        PublicField("winning_price", _("winning price"), ValueType.AMOUNT, fact=True),
        PublicField("method", _("way of selecting")),
        PublicField("fund", _("source of money")),
        PublicField("contract_time", _("time of the contract")),
        PublicField("network_code", _("code on the national procurement network")),
        PublicField("network_url", _("address there"), ValueType.LINK),
        *DocumentFields.DOCUMENT,
    )
    content_panels = item_panels(
        FieldPanel("stage"),
        document_panel(),
        MultiFieldPanel(
            [
                FieldPanel("package"),
                FieldRowPanel([FieldPanel("price"), FieldPanel("fund")]),
                FieldRowPanel([FieldPanel("method"), FieldPanel("contract_time")]),
                FieldRowPanel([FieldPanel("contractor"), FieldPanel("winning_price")]),
                FieldRowPanel([FieldPanel("network_code"), FieldPanel("network_url")]),
            ],
            heading=_("The purchase"),
        ),
    )

    class Meta:
        verbose_name = _("procurement disclosure")
        verbose_name_plural = _("procurement disclosures")
        constraints = [
            known("stage", ProcurementStage, "procurement_known_stage"),
            models.CheckConstraint(
                condition=Q(price__isnull=True) | Q(price__gte=0),
                name="procurement_price_not_negative",
                violation_error_message=_("A price is not negative."),
            ),
        ]

    def check_published(self, errors: dict[str, Any]) -> None:
        super().check_published(errors)
        if self.stage == ProcurementStage.RESULT:
            for name in ("contractor", "winning_price"):
                if not getattr(self, name):
                    errors[name] = _("The result says who won and for how much.")


# Thrift and waste


class ThriftType(models.TextChoices):
    """What a disclosure on thrift is about (NĐ 266/2026 Đ.17)."""

    PROGRAMME = "programme", _("Programme of thrift")
    REPORT = "report", _("Report on thrift")
    WASTE = "waste", _("Handling of waste")


class ThriftPage(PeriodFields, DocumentFields, DisclosureItem):
    """Programme and report on thrift, and how waste was dealt with (TKCLP)."""

    about = Kind("thrift_report", _("Thrift and waste"), _("Thrift and waste"), "success")
    kind = about.code
    type_field = "thrift_type"
    anchor_fields = {"issued_on": "signed_on"}
    served_with = ("unit", "file", "issuer")

    thrift_type = models.CharField(
        _("type"), max_length=20, choices=ThriftType, default=ThriftType.REPORT
    )
    saved = models.BigIntegerField(_("saved"), null=True, blank=True)
    wasted = models.BigIntegerField(_("wasted"), null=True, blank=True)
    recovered = models.BigIntegerField(_("recovered"), null=True, blank=True)
    measures = models.TextField(_("what was done or will be done"), blank=True)

    public_fields = (
        PublicField("thrift_type", _("type"), ValueType.CODE, pair=False),
        *PeriodFields.PERIOD,
        *DocumentFields.DOCUMENT,
        PublicField("saved", _("saved"), ValueType.AMOUNT, fact=True, in_list=True),
        PublicField("wasted", _("wasted"), ValueType.AMOUNT, fact=True),
        PublicField("recovered", _("recovered"), ValueType.AMOUNT),
        PublicField("measures", _("what was done or will be done")),
    )
    content_panels = item_panels(
        FieldPanel("thrift_type"),
        document_panel(),
        MultiFieldPanel(
            [
                period_panel(),
                FieldRowPanel([FieldPanel("saved"), FieldPanel("wasted"), FieldPanel("recovered")]),
                FieldPanel("measures"),
            ],
            heading=_("What it says"),
        ),
    )

    class Meta:
        verbose_name = _("disclosure on thrift")
        verbose_name_plural = _("disclosures on thrift")
        constraints = [known("thrift_type", ThriftType, "thrift_known_type")]

    def own_day(self) -> date | None:
        return self.signed_on
