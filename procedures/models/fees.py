"""Fees and charges as pages of their own (Luật Phí và lệ phí art. 14; duty PHI-LP): published,
changed and confirmed through the verbs, referred to by procedures.

One page is one fee with all its rates. Rates and reductions have days, so that the page, the table
of fees and every procedure that refers to it show what is due on the day asked about.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from portal.audiences import Audience
from portal.models import BasePage, DisclosurePage, PublicationEvent
from portal.searchable import SearchEntry
from portal.signals import pages_changed
from procedures import fees
from procedures.models.choices import FeeType
from procedures.public_fields import FEE_FIELDS
from procedures.queried import day_asked


class FeePage(DisclosurePage):
    """One fee or charge: what is paid for what, by whom, how, less what, by which document."""

    kind = "fee"
    public_fields = FEE_FIELDS
    may_be_copied = False
    template = "procedures/fee_page.html"
    parent_page_types = ["procedures.FeeIndexPage"]
    subpage_types: list[str] = []
    repeats_public_act = True  # the document that sets it
    audiences = (Audience.PUBLIC,)

    fee_type = models.CharField(_("type"), max_length=10, choices=FeeType, default=FeeType.FEE)
    payer = models.TextField(_("who pays"), blank=True)
    payment = models.TextField(
        _("how it is paid"), blank=True, help_text=_("When, where, in cash or by transfer.")
    )
    collected_by = models.TextField(_("collected by"), blank=True)
    no_reduction = models.BooleanField(_("there is no exemption or reduction"), default=False)
    basis = models.TextField(_("document that sets it"), blank=True)
    basis_number = models.CharField(_("document number"), max_length=100, blank=True)
    note = models.TextField(_("note"), blank=True)
    #: Derived: the amounts and reductions of the page as JSON, so that lists read one row a fee.
    amounts = models.JSONField(editable=False, default=dict)

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("fee_type"),
                FieldPanel("summary"),
                FieldRowPanel([FieldPanel("payer"), FieldPanel("payment")]),
                FieldPanel("collected_by"),
            ],
            heading=_("What it is"),
        ),
        InlinePanel("rates", heading=_("Amounts"), label=_("amount")),
        InlinePanel("reductions", heading=_("Exemptions and reductions"), label=_("reduction")),
        FieldPanel("no_reduction"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("basis"), FieldPanel("basis_number")]), FieldPanel("note")],
            heading=_("Basis"),
        ),
        DisclosurePage.redaction_panel,
        DisclosurePage.disclosure_panel,
    ]
    search_fields = [*DisclosurePage.search_fields]

    class Meta:
        verbose_name = _("fee or charge")
        verbose_name_plural = _("fees and charges")
        constraints = [
            models.CheckConstraint(
                condition=Q(fee_type__in=FeeType.values), name="fee_of_a_known_type"
            )
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps the amounts beside their rows."""
        if kwargs.get("update_fields") is None:
            self.amounts = fees.to_json(self.rate_values(), self.reduction_values())
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Published, it says the six things that the law asks for (art. 14(1))."""
        super().clean()
        rates = self.rate_values()
        wrong = fees.overlapping(rates)
        if wrong is not None:
            raise ValidationError(
                _("“%(what)s” has two amounts on one day: end the earlier one first.")
                % {"what": wrong.what or self.title}
            )
        if not self.live:
            return
        errors: dict[str, Any] = {
            name: _("This is needed before publication (Luật Phí và lệ phí art. 14).")
            for name in ("payer", "payment", "basis")
            if not getattr(self, name).strip()
        }
        if not rates:
            errors["__all__"] = [_("Enter at least one amount.")]
        if not self.no_reduction and not self.reductions.all():
            errors["no_reduction"] = _(
                "Enter the exemptions and reductions, or say that there is none."
            )
        if errors:
            raise ValidationError(errors)

    def rate_values(self) -> list[fees.Rate]:
        """Its rates as values."""
        return [rate.as_value() for rate in self.rates.all()]

    def reduction_values(self) -> list[fees.Reduction]:
        """Its exemptions and reductions as values."""
        return [one.as_value() for one in self.reductions.all()]

    def kept(self) -> tuple[list[fees.Rate], list[fees.Reduction]]:
        """Amounts and reductions as they were saved with the page; no query."""
        return fees.from_json(self.amounts)

    def due_on(self, day: date) -> list[fees.DueRate]:
        """What is due on `day`, as the page was saved."""
        return fees.due_on(*self.kept(), day)

    # Disclosure

    @property
    def case_key(self) -> str:
        """Its own address: what was public keeps it."""
        return self.slug

    def anchors(self) -> Mapping[str, date]:
        """`changed_on`: the last day on which an amount or a reduction began."""
        days = [row.valid_from for row in [*self.rates.all(), *self.reductions.all()]]
        begun = [day for day in days if day]
        return {"changed_on": max(begun), "effective_on": max(begun)} if begun else {}

    def after_published(self, event: PublicationEvent) -> None:
        self._tell_procedures()

    def after_left_the_web(self, event: PublicationEvent) -> None:
        self._tell_procedures()

    def _tell_procedures(self) -> None:
        """Procedures that refer to it read otherwise now."""
        from procedures.models.stated_fees import StatedFee

        pages = StatedFee.objects.filter(key=self.slug).values_list("version__page_id", flat=True)
        pages_changed.send(sender=FeePage, page_ids=list(pages.distinct()))

    # Serving

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `at`, `is_today`, `rows` (DueRates of that day), `reductions` (Reductions that hold
        that day or later), `earlier` and `later` (Rates by day), `procedures` (pages that refer to
        it). `?at=YYYY-MM-DD` shows that day's; a day that makes no sense is ignored."""
        from procedures.fee_table import procedures_of

        context = super().get_context(request, *args, **kwargs)
        today = timezone.localdate()
        day = day_asked(request.GET.get("at")) or today
        rates, reductions = self.kept()
        if getattr(request, "is_preview", False):
            rates, reductions = self.rate_values(), self.reduction_values()
        context.update(
            at=day,
            is_today=day == today,
            rows=fees.due_on(rates, reductions, day),
            reductions=[one for one in reductions if not one.valid_to or one.valid_to >= day],
            earlier=[rate for rate in rates if rate.valid_to and rate.valid_to < day],
            later=[rate for rate in rates if rate.valid_from and rate.valid_from > day],
            procedures=procedures_of(self.slug, today),
        )
        return context

    def search_entry(self) -> SearchEntry:
        """The fee with what is due today."""
        from procedures.fee_search import entry_of_fee

        return entry_of_fee(self, timezone.localdate())


class FeeRate(Orderable):
    """One amount of a fee, for one object, for a time."""

    page = ParentalKey(FeePage, on_delete=models.CASCADE, related_name="rates")
    what = models.TextField(_("for what"), blank=True, help_text=_("Empty: for all of it."))
    amount = models.BigIntegerField(
        _("amount in đồng"), null=True, blank=True, validators=[MinValueValidator(0)]
    )
    formula = models.TextField(_("or how it is reckoned"), blank=True, help_text=_("In words."))
    unit = models.CharField(_("per"), max_length=200, blank=True)
    valid_from = models.DateField(_("in force from"), null=True, blank=True)
    valid_to = models.DateField(_("last day in force"), null=True, blank=True)

    panels = [
        FieldPanel("what"),
        FieldRowPanel([FieldPanel("amount"), FieldPanel("unit")]),
        FieldPanel("formula"),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("amount of a fee")
        verbose_name_plural = _("amounts of fees")
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__isnull=False) | ~Q(formula=""),
                name="rate_has_an_amount_or_a_formula",
                violation_error_message=_("Enter an amount, or how the fee is reckoned."),
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0), name="rate_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="rate_ends_after_it_begins",
                violation_error_message=_("The last day lies before the first."),
            ),
        ]

    def __str__(self) -> str:
        return self.what[:80] or str(self.amount or self.formula)

    def as_value(self) -> fees.Rate:
        """The rate as a value."""
        return fees.Rate(
            self.what, self.amount, self.formula, self.unit, self.valid_from, self.valid_to
        )


class FeeReduction(Orderable):
    """An exemption or a reduction of a fee, with its days and its basis."""

    page = ParentalKey(FeePage, on_delete=models.CASCADE, related_name="reductions")
    text = models.TextField(_("for whom, and when"))
    percent = models.PositiveSmallIntegerField(
        _("percent off"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(100)],
        help_text=_("100: exempt. Empty when it isn't a share of the amount."),
    )
    for_everybody = models.BooleanField(
        _("for everybody"), default=False, help_text=_("Lowers what everybody pays while it holds.")
    )
    valid_from = models.DateField(_("in force from"), null=True, blank=True)
    valid_to = models.DateField(_("last day in force"), null=True, blank=True)
    basis = models.TextField(_("basis"), blank=True)

    panels = [
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("percent"), FieldPanel("for_everybody")]),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
        FieldPanel("basis"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("exemption or reduction")
        verbose_name_plural = _("exemptions and reductions")
        constraints = [
            models.CheckConstraint(
                condition=Q(percent__isnull=True) | Q(percent__lte=100),
                name="reduction_at_most_all",
                violation_error_message=_("At most 100 percent."),
            ),
            models.CheckConstraint(
                condition=Q(for_everybody=False) | Q(percent__isnull=False),
                name="reduction_for_everybody_has_a_percentage",
                violation_error_message=_("A reduction for everybody has its percentage."),
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="reduction_ends_after_it_begins",
                violation_error_message=_("The last day lies before the first."),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    def as_value(self) -> fees.Reduction:
        """The reduction as a value."""
        return fees.Reduction(
            self.text,
            self.percent,
            self.for_everybody,
            self.valid_from,
            self.valid_to,
            self.basis,
        )
