"""Inspection, check and supervision conclusions (plan 4.5), and how their recommendations are
followed up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from disclosures.models.item_fields import DocumentFields, document_panel
from disclosures.models.items import DisclosureItem, item_panels
from portal.models import office_calendar
from portal.public_record import PublicField, ValueType
from portal.registry import Kind


class ConclusionType(models.TextChoices):
    """What kind of control the conclusion ends. Since 01/07/2025 a department makes checks only
    (Luật Thanh tra 84/2025: there is no departmental inspectorate any more)."""

    CHECK = "check", _("Check conclusion")
    SUPERVISION = "supervision", _("Supervision conclusion")
    INSPECTION = "inspection", _("Inspection conclusion")


#: Which duty of the catalogue a conclusion answers, by its type.
DUTY_BY_TYPE: Mapping[str, str] = {
    ConclusionType.CHECK: "KLKT",
    ConclusionType.SUPERVISION: "KLKT",
    ConclusionType.INSPECTION: "KLTT",
}


class RecommendationState(models.TextChoices):
    """How far the body inspected has come with a recommendation."""

    OPEN = "open", _("Not yet carried out")
    DONE = "done", _("Carried out")


class InspectionConclusionPage(DocumentFields, DisclosureItem):
    """One conclusion of an inspection, a check or a supervision (plan 4.5)."""

    about = Kind("inspection_conclusion", _("Conclusion"), _("Conclusions"), "clipboard-list")
    kind = about.code
    type_field = "conclusion_type"
    anchor_fields = {"signed_on": "signed_on"}
    served_with = ("unit", "file", "issuer")
    item_template = "disclosures/inspection_conclusion_page.html"

    conclusion_type = models.CharField(
        _("type"), max_length=20, choices=ConclusionType, default=ConclusionType.CHECK
    )
    body_inspected = models.CharField(_("body inspected"), max_length=300)
    subject = models.CharField(
        _("subject"), max_length=300, help_text=_("What was looked into, and for which time.")
    )

    public_fields = (
        PublicField("conclusion_type", _("type"), ValueType.CODE, pair=False),
        *DocumentFields.DOCUMENT,
        PublicField("body_inspected", _("body inspected"), fact=True, in_list=True),
        PublicField("subject", _("subject")),
        PublicField(
            "recommendations",
            _("recommendations"),
            ValueType.ROWS,
            rows=(
                PublicField("text", _("recommendation")),
                PublicField("responsible", _("who carries it out")),
                PublicField("due_on", _("due on"), ValueType.DATE),
                PublicField("state", _("state"), ValueType.CODE),
                PublicField("outcome", _("what was done")),
                PublicField("done_on", _("done on"), ValueType.DATE),
            ),
        ),
        PublicField(
            "compliance_records",
            _("follow-up"),
            ValueType.ROWS,
            rows=(
                PublicField("recommendation", _("recommendation"), ValueType.NUMBER),
                PublicField("happened_on", _("day"), ValueType.DATE),
                PublicField("text", _("what happened")),
                PublicField("document_number", _("document")),
            ),
        ),
    )

    content_panels = item_panels(
        FieldPanel("conclusion_type"),
        document_panel(),
        MultiFieldPanel(
            [FieldPanel("body_inspected"), FieldPanel("subject")],
            heading=_("What was looked into"),
        ),
        InlinePanel("recommendations", heading=_("Recommendations"), label=_("recommendation")),
        InlinePanel(
            "compliance_records", heading=_("How they are carried out"), label=_("follow-up")
        ),
    )

    class Meta:
        verbose_name = _("inspection conclusion")
        verbose_name_plural = _("inspection conclusions")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(conclusion_type__in=ConclusionType.values),
                name="conclusion_known_type",
            )
        ]

    def duty_codes(self) -> frozenset[str]:
        return frozenset({DUTY_BY_TYPE[self.conclusion_type]})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `calendar`: when a recommendation is due soon is a matter of working days."""
        context = super().get_context(request, *args, **kwargs)
        context["calendar"] = office_calendar()
        return context

    def check_published(self, errors: dict[str, Any]) -> None:
        """A follow-up record names a recommendation that is there, and no day before signing."""
        super().check_published(errors)
        there = len(self.recommendations.all())
        for record in self.compliance_records.all():
            if not 1 <= (record.recommendation or 0) <= there:
                errors["compliance_records"] = _(
                    "A follow-up names a recommendation that the conclusion doesn't have."
                )
            elif self.signed_on and record.happened_on and record.happened_on < self.signed_on:
                errors["compliance_records"] = _("A follow-up lies before the day of signing.")


class Recommendation(Orderable):
    """What a conclusion asks for, from whom and until when."""

    page = ParentalKey(
        InspectionConclusionPage, on_delete=models.CASCADE, related_name="recommendations"
    )
    text = models.TextField(_("recommendation"))
    responsible = models.CharField(_("who carries it out"), max_length=200, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=RecommendationState,
        default=RecommendationState.OPEN,
    )
    outcome = models.TextField(_("what was done"), blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)

    panels = [
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("responsible"), FieldPanel("due_on")]),
        FieldRowPanel([FieldPanel("state"), FieldPanel("done_on")]),
        FieldPanel("outcome"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")

    def __str__(self) -> str:
        return self.text[:80]


class ComplianceRecord(Orderable):
    """One step in carrying out a recommendation: a reminder, a report of the body inspected, a
    re-check. The recommendation is named by its number as printed."""

    page = ParentalKey(
        InspectionConclusionPage, on_delete=models.CASCADE, related_name="compliance_records"
    )
    recommendation = models.PositiveSmallIntegerField(
        _("recommendation"), default=1, help_text=_("Its number as printed, from 1.")
    )
    happened_on = models.DateField(_("day"))
    text = models.TextField(_("what happened"))
    document_number = models.CharField(
        _("document"), max_length=100, blank=True, help_text=_("Number of the report or letter.")
    )

    panels = [
        FieldRowPanel([FieldPanel("recommendation"), FieldPanel("happened_on")]),
        FieldPanel("text"),
        FieldPanel("document_number"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")

    def __str__(self) -> str:
        return self.text[:80]

    def clean(self) -> None:
        super().clean()
        if self.recommendation is not None and self.recommendation < 1:
            raise ValidationError({"recommendation": _("Counted from 1.")})
