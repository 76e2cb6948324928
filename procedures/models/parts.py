"""The statutory parts that have several rows, as children of the page (the draft of the next
version); `procedures.content` is their immutable form."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from procedures.models.choices import FilingChannel, TimeUnit


class ProcedureStep(Orderable):
    """One step (trình tự thực hiện)."""

    page = ParentalKey("procedures.ProcedurePage", on_delete=models.CASCADE, related_name="steps")
    title = models.CharField(_("step"), max_length=300, blank=True)
    text = models.TextField(_("what happens"))

    panels = [FieldPanel("title"), FieldPanel("text")]

    class Meta(Orderable.Meta):
        verbose_name = _("step")
        verbose_name_plural = _("steps")

    def __str__(self) -> str:
        return self.title or self.text[:60]


class ProcedureFilingWay(Orderable):
    """One way of filing, with its own time and fee (cách thức thực hiện)."""

    page = ParentalKey(
        "procedures.ProcedurePage", on_delete=models.CASCADE, related_name="filing_ways"
    )
    channel = models.CharField(_("way"), max_length=20, choices=FilingChannel)
    amount = models.PositiveIntegerField(_("time"), null=True, blank=True)
    unit = models.CharField(_("counted in"), max_length=20, choices=TimeUnit, blank=True)
    time = models.TextField(
        _("time as printed"), blank=True, help_text=_("The words that the number was read from.")
    )
    condition = models.TextField(_("condition or note"), blank=True)
    fee_amount = models.BigIntegerField(
        _("fee in đồng"), null=True, blank=True, validators=[MinValueValidator(0)]
    )
    fee = models.TextField(_("fee in words"), blank=True)

    panels = [
        FieldRowPanel([FieldPanel("channel"), FieldPanel("amount"), FieldPanel("unit")]),
        FieldPanel("condition"),
        FieldRowPanel([FieldPanel("fee_amount"), FieldPanel("fee")]),
        FieldPanel("time"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("way of filing")
        verbose_name_plural = _("ways of filing")
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | ~Q(unit=""),
                name="filing_time_has_a_unit",
                violation_error_message=_("Say what the time is counted in."),
            ),
            models.CheckConstraint(
                condition=Q(fee_amount__isnull=True) | Q(fee_amount__gte=0),
                name="filing_fee_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return self.get_channel_display()


class ProcedureDossierCase(Orderable):
    """What is particular to one case of the dossier (trường hợp): its sets, a note. Its papers are
    the lines that name it; a case without anything particular needs no row."""

    page = ParentalKey(
        "procedures.ProcedurePage", on_delete=models.CASCADE, related_name="dossier_cases"
    )
    name = models.CharField(_("case of the dossier"), max_length=1000)
    sets = models.PositiveSmallIntegerField(
        _("number of sets"), null=True, blank=True, help_text=_("Empty: as for the others.")
    )
    note = models.TextField(_("note"), blank=True)

    panels = [FieldPanel("name"), FieldRowPanel([FieldPanel("sets"), FieldPanel("note")])]

    class Meta(Orderable.Meta):
        verbose_name = _("case of the dossier")
        verbose_name_plural = _("cases of the dossier")

    def __str__(self) -> str:
        return self.name[:80]


class ProcedureDossierLine(Orderable):
    """One paper of the dossier (thành phần hồ sơ)."""

    page = ParentalKey(
        "procedures.ProcedurePage", on_delete=models.CASCADE, related_name="dossier_lines"
    )
    case = models.CharField(
        _("only in the case of"), max_length=1000, blank=True, help_text=_("Empty: always needed.")
    )
    name = models.TextField(_("paper"))
    originals = models.PositiveSmallIntegerField(_("originals"), default=1)
    copies = models.PositiveSmallIntegerField(_("copies"), default=0)
    form = models.CharField(_("form"), max_length=500, blank=True)
    form_file = models.ForeignKey(
        "documents.OfficialFile",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("form file"),
    )
    note = models.TextField(_("note"), blank=True)

    panels = [
        FieldPanel("case"),
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("originals"), FieldPanel("copies")]),
        FieldRowPanel([FieldPanel("form"), FieldPanel("form_file")]),
        FieldPanel("note"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("paper of the dossier")
        verbose_name_plural = _("papers of the dossier")

    def __str__(self) -> str:
        return self.name[:80]


class ProcedureFee(Orderable):
    """One fee or charge (phí, lệ phí; Luật Phí và lệ phí art. 14)."""

    page = ParentalKey("procedures.ProcedurePage", on_delete=models.CASCADE, related_name="fees")
    fee_page = models.ForeignKey(
        "procedures.FeePage",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("fee of the register"),
        help_text=_("All its amounts are then shown as they stand; leave the rest empty."),
    )
    name = models.TextField(_("fee"), blank=True)
    amount = models.BigIntegerField(
        _("amount in đồng"), null=True, blank=True, validators=[MinValueValidator(0)]
    )
    formula = models.TextField(_("or how it is reckoned"), blank=True, help_text=_("In words."))
    unit = models.CharField(_("per"), max_length=200, blank=True)
    payer = models.TextField(_("who pays"), blank=True)
    payment = models.TextField(_("how it is paid"), blank=True)
    exemption = models.TextField(_("exemptions and reductions"), blank=True)
    basis = models.TextField(_("basis"), blank=True)
    printed = models.TextField(
        _("fee as printed"), blank=True, help_text=_("The words that the amount was read from.")
    )

    panels = [
        FieldPanel("fee_page"),
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("amount"), FieldPanel("unit")]),
        FieldPanel("formula"),
        FieldRowPanel([FieldPanel("payer"), FieldPanel("payment")]),
        FieldPanel("exemption"),
        FieldPanel("basis"),
        FieldPanel("printed"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("fee")
        verbose_name_plural = _("fees")
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__isnull=False) | ~Q(formula="") | Q(fee_page__isnull=False),
                name="fee_has_an_amount_or_a_formula",
                violation_error_message=_("Enter an amount, or how the fee is reckoned."),
            ),
            models.CheckConstraint(
                condition=~Q(name="") | Q(fee_page__isnull=False),
                name="fee_has_a_name",
                violation_error_message=_("Name the fee, or choose one of the register."),
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0), name="fee_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return self.name[:80]


class ProcedureLegalBasis(Orderable):
    """One legal basis, as cited (căn cứ pháp lý). Its number leads to the document on the portal
    (`portal.models.DocumentNumber`); left empty, it is read from the citation."""

    page = ParentalKey(
        "procedures.ProcedurePage", on_delete=models.CASCADE, related_name="legal_bases"
    )
    text = models.TextField(_("legal basis"))
    number = models.CharField(_("document number"), max_length=100, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)

    panels = [
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("number"), FieldPanel("signed_on")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("legal basis")
        verbose_name_plural = _("legal bases")

    def __str__(self) -> str:
        return self.text[:80]
