"""What the Office makes of the units' answers: the report's own text, the snapshot that was sent,
and what was put right afterwards (R9).

Until a report is sent its text can be edited (`ReportText`, one row) and an entry can be worded
anew (`ReportOverride`, a row each time, with who and why). Sending writes a `FrozenReport`: the
whole report as canonical JSON with its SHA-256. Frozen reports, overrides and corrections are
append-only, and the database itself refuses anything else (`portal.ledger_guard`).
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from disclosures.models.reports import AppendOnlyModel, ReportPeriod

#: Tables that the database guards, with the beginning of their triggers' names.
GUARDED = {
    "disclosures_taskanswer": "answers",
    "disclosures_answerquestion": "questions",
    "disclosures_reportoverride": "overrides",
    "disclosures_frozenreport": "frozen",
    "disclosures_reportcorrection": "corrections",
}


@register_setting(icon="doc-full")
class ReportSettings(BaseSiteSetting):
    """The Office's own dates, and what stands at the head and foot of every report."""

    office_days = models.PositiveSmallIntegerField(
        _("working days for the Office"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(60)],
        help_text=_(
            "How many working days after the units' deadline the Office sends the report on. The "
            "plan sets no date for it; empty: none."
        ),
    )
    superior = models.CharField(
        _("superior body"), max_length=200, default="ỦY BAN NHÂN DÂN TỈNH QUẢNG TRỊ", blank=True
    )
    agency = models.CharField(
        _("issuing agency"), max_length=200, default="SỞ KHOA HỌC VÀ CÔNG NGHỆ"
    )
    symbol = models.CharField(_("symbol"), max_length=30, default="BC-SKHCN")
    place = models.CharField(_("place"), max_length=100, default="Quảng Trị")
    addressees = models.TextField(
        _("addressed to"),
        blank=True,
        default="Ủy ban nhân dân tỉnh Quảng Trị\nSở Nội vụ",
        help_text=_("One in each line."),
    )
    recipients = models.TextField(
        _("recipients"),
        blank=True,
        default="Như trên\nGiám đốc, các Phó Giám đốc Sở\nCác phòng, đơn vị thuộc Sở\nLưu: VT, VP",
        help_text=_("One in each line; the last says where it is filed."),
    )
    signer_title = models.CharField(
        _("signer's post"), max_length=200, default="GIÁM ĐỐC", blank=True
    )
    signer = models.CharField(_("signer"), max_length=200, blank=True)

    panels = [
        FieldPanel("office_days"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("superior", "agency", "symbol", "place")],
            heading=_("Head of the report"),
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("addressees", "recipients", "signer_title", "signer")],
            heading=_("Foot of the report"),
        ),
    ]

    class Meta:
        verbose_name = _("progress reports")
        verbose_name_plural = _("progress reports")


class ReportText(models.Model):
    """What the Office writes itself, until the report is sent. `version` counts its savings, so
    that of two people editing the second is told."""

    period = models.OneToOneField(
        ReportPeriod, on_delete=models.CASCADE, related_name="text", verbose_name=_("period")
    )
    version = models.PositiveIntegerField(_("version"), default=0)
    number = models.CharField(
        _("number"),
        max_length=10,
        blank=True,
        validators=[RegexValidator(r"^[1-9]\d{0,4}[a-zA-Z]?$|^0[1-9]$", _("Enter a number."))],
        help_text=_("Without the symbol; may stay empty until the clerk gives one."),
    )
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    grounds = models.TextField(_("grounds"), blank=True, help_text=_("One in each line."))
    opening = models.TextField(_("opening"), blank=True)
    assessment = models.TextField(_("general assessment"), blank=True)
    difficulties = models.TextField(_("difficulties"), blank=True)
    next_steps = models.TextField(_("work ahead"), blank=True)
    proposals = models.TextField(_("proposals"), blank=True)
    signer_title = models.CharField(_("signer's post"), max_length=200, blank=True)
    signer = models.CharField(_("signer"), max_length=200, blank=True)
    addressees = models.TextField(_("addressed to"), blank=True, help_text=_("One in each line."))
    recipients = models.TextField(
        _("recipients"),
        blank=True,
        help_text=_("One in each line; the last says where it is filed."),
    )

    class Meta:
        verbose_name = _("text of a report")
        verbose_name_plural = _("texts of reports")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.period)


class ReportOverride(AppendOnlyModel):
    """The Office words one task's entry itself. The latest row counts; an empty `text` gives the
    entry back to what the units said. `reason` says why, in the trace."""

    period = models.ForeignKey(
        ReportPeriod, on_delete=models.PROTECT, related_name="overrides", verbose_name=_("period")
    )
    task = models.ForeignKey(
        "disclosures.PlanTask",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=pgettext_lazy("of a plan", "task"),
    )
    text = models.TextField(_("text"), blank=True)
    reason = models.TextField(_("reason"))
    written_at = models.DateTimeField(_("written at"), default=timezone.now)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("written by"),
    )

    class Meta:
        verbose_name = _("entry worded by the Office")
        verbose_name_plural = _("entries worded by the Office")
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="override_has_a_reason")
        ]

    def __str__(self) -> str:
        return self.text


class FrozenReport(AppendOnlyModel):
    """A report as it was sent: nothing that happens afterwards changes it.

    `snapshot` is the canonical JSON itself, not a JSON column: a database may write one down
    differently than it was given, and the fingerprint is of these very characters (UTF-8).
    """

    period = models.OneToOneField(
        ReportPeriod, on_delete=models.PROTECT, related_name="frozen", verbose_name=_("period")
    )
    snapshot = models.TextField(_("content"))
    sha256 = models.CharField("SHA-256", max_length=64)
    frozen_at = models.DateTimeField(_("sent at"), default=timezone.now)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("sent by"),
    )

    class Meta:
        verbose_name = _("sent report")
        verbose_name_plural = _("sent reports")
        ordering = ["-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.period)

    @property
    def content(self) -> dict[str, Any]:
        """The report as data."""
        return json.loads(self.snapshot)

    @property
    def is_intact(self) -> bool:
        """Whether the content still has the fingerprint it was sent with."""
        return hashlib.sha256(self.snapshot.encode()).hexdigest() == self.sha256


class ReportCorrection(AppendOnlyModel):
    """What was put right after a report was sent: listed beside it, never in it."""

    report = models.ForeignKey(
        FrozenReport,
        on_delete=models.PROTECT,
        related_name="corrections",
        verbose_name=_("report"),
    )
    task = models.ForeignKey(
        "disclosures.PlanTask",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=pgettext_lazy("of a plan", "task"),
    )
    text = models.TextField(_("correction"))
    reason = models.TextField(_("reason"))
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("recorded by"),
    )

    class Meta:
        verbose_name = _("correction of a sent report")
        verbose_name_plural = _("corrections of sent reports")
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") & ~Q(reason=""), name="correction_says_what_and_why"
            )
        ]

    def __str__(self) -> str:
        return self.text
