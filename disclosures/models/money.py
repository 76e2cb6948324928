"""Money and things: budget, public assets, procurement, thrift and waste."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

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
