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
    title = models.CharField(_("step"), max_length=200, blank=True)
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
    condition = models.CharField(_("condition or note"), max_length=500, blank=True)
    fee = models.CharField(_("fee"), max_length=300, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("channel"), FieldPanel("amount"), FieldPanel("unit")]),
        FieldPanel("condition"),
        FieldPanel("fee"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("way of filing")
        verbose_name_plural = _("ways of filing")
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | ~Q(unit=""),
                name="filing_time_has_a_unit",
                violation_error_message=_("Say what the time is counted in."),
            )
        ]

    def __str__(self) -> str:
        return self.get_channel_display()


class ProcedureDossierLine(Orderable):
    """One paper of the dossier (thành phần hồ sơ)."""

    page = ParentalKey(
        "procedures.ProcedurePage", on_delete=models.CASCADE, related_name="dossier_lines"
    )
    case = models.CharField(
        _("only in the case of"), max_length=300, blank=True, help_text=_("Empty: always needed.")
    )
    name = models.CharField(_("paper"), max_length=1000)
    originals = models.PositiveSmallIntegerField(_("originals"), default=1)
    copies = models.PositiveSmallIntegerField(_("copies"), default=0)
    form = models.CharField(_("form"), max_length=200, blank=True)
    form_file = models.ForeignKey(
        "documents.OfficialFile",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("form file"),
    )
    note = models.CharField(_("note"), max_length=500, blank=True)

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
    name = models.CharField(_("fee"), max_length=300)
    amount = models.BigIntegerField(
        _("amount in đồng"), null=True, blank=True, validators=[MinValueValidator(0)]
    )
    formula = models.CharField(
        _("or how it is reckoned"), max_length=300, blank=True, help_text=_("In words.")
    )
    unit = models.CharField(_("per"), max_length=100, blank=True)
    payer = models.CharField(_("who pays"), max_length=200, blank=True)
    exemption = models.CharField(_("exemptions and reductions"), max_length=500, blank=True)
    basis = models.CharField(_("basis"), max_length=300, blank=True)

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("amount"), FieldPanel("unit")]),
        FieldPanel("formula"),
        FieldRowPanel([FieldPanel("payer"), FieldPanel("exemption")]),
        FieldPanel("basis"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("fee")
        verbose_name_plural = _("fees")
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__isnull=False) | ~Q(formula=""),
                name="fee_has_an_amount_or_a_formula",
                violation_error_message=_("Enter an amount, or how the fee is reckoned."),
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0), name="fee_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ProcedureLegalBasis(Orderable):
    """One legal basis, as cited (căn cứ pháp lý)."""

    page = ParentalKey(
        "procedures.ProcedurePage", on_delete=models.CASCADE, related_name="legal_bases"
    )
    text = models.CharField(_("legal basis"), max_length=500)

    panels = [FieldPanel("text")]

    class Meta(Orderable.Meta):
        verbose_name = _("legal basis")
        verbose_name_plural = _("legal bases")

    def __str__(self) -> str:
        return self.text
