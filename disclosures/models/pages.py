"""The kinds of disclosure: inspection, check and supervision conclusions so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.db.models.functions import ExtractYear
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail.rich_text import get_text_for_indexing

from portal.case_keys import keyable_number
from portal.models import BasePage, DisclosurePage
from portal.paging import positive_int
from portal.searchable import AttachmentText, SearchEntry
from portal.text import normal_number

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul"]
PER_PAGE = 20


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


class InspectionConclusionIndexPage(BasePage):
    """All published conclusions, latest first."""

    template = "disclosures/inspection_conclusion_index_page.html"
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["disclosures.InspectionConclusionPage"]

    content_panels = [*BasePage.content_panels, FieldPanel("summary")]

    class Meta:
        verbose_name = _("list of conclusions")
        verbose_name_plural = _("lists of conclusions")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `page_obj` (Paginator page of conclusions), `years`, `types`, and what is chosen:
        `year` (int or None) and `conclusion_type`. Whatever makes no sense is ignored."""
        context = super().get_context(request, *args, **kwargs)
        conclusions = InspectionConclusionPage.objects.child_of(self).live()
        year = positive_int(request.GET.get("nam"))
        chosen_type = request.GET.get("loai")
        years = list(
            conclusions.annotate(signed_year=ExtractYear("signed_on"))
            .values_list("signed_year", flat=True)
            .distinct()
            .order_by("-signed_year")
        )
        if year in years:
            conclusions = conclusions.filter(signed_on__year=year)
        else:
            year = None
        if chosen_type in ConclusionType.values:
            conclusions = conclusions.filter(conclusion_type=chosen_type)
        else:
            chosen_type = ""
        paginator = Paginator(
            conclusions.select_related("unit", "file").order_by("-signed_on", "-pk"), PER_PAGE
        )
        context.update(
            page_obj=paginator.get_page(request.GET.get("trang")),
            years=[year for year in years if year],
            year=year,
            types=ConclusionType.choices,
            conclusion_type=chosen_type,
        )
        return context


class InspectionConclusionPage(DisclosurePage):
    """One conclusion of an inspection, a check or a supervision (plan 4.5)."""

    kind = "inspection_conclusion"
    served_with = ("unit", "file")
    template = "disclosures/inspection_conclusion_page.html"
    parent_page_types = ["disclosures.InspectionConclusionIndexPage"]
    subpage_types: list[str] = []

    conclusion_type = models.CharField(
        _("type"), max_length=20, choices=ConclusionType, default=ConclusionType.CHECK
    )
    number = models.CharField(
        _("number"), max_length=100, help_text=_("As printed, for example 05/KL-SKHCN.")
    )
    signed_on = models.DateField(_("signed on"), null=True)
    signer = models.CharField(_("signer"), max_length=100)
    signer_title = models.CharField(_("signer's post"), max_length=100, blank=True)
    agency = models.CharField(
        _("issuing agency"), max_length=200, default="Sở Khoa học và Công nghệ tỉnh Quảng Trị"
    )
    body_inspected = models.CharField(_("body inspected"), max_length=300)
    subject = models.CharField(
        _("subject"), max_length=300, help_text=_("What was looked into, and for which time.")
    )
    body = RichTextField(_("text of the conclusion"), features=TEXT_FEATURES, blank=True)
    file = models.ForeignKey(
        "documents.OfficialFile",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("signed file"),
        help_text=_("The signed original as PDF. It stays private until the page is published."),
    )

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("conclusion_type"), FieldPanel("number")]),
                FieldRowPanel([FieldPanel("signed_on"), FieldPanel("agency")]),
                FieldRowPanel([FieldPanel("signer"), FieldPanel("signer_title")]),
                FieldPanel("file"),
            ],
            heading=_("The document"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("body_inspected"),
                FieldPanel("subject"),
                FieldPanel("summary"),
                FieldPanel("body"),
            ],
            heading=_("What it says"),
        ),
        InlinePanel("recommendations", heading=_("Recommendations"), label=_("recommendation")),
        MultiFieldPanel(
            [FieldPanel("unit"), FieldPanel("answers_given"), FieldPanel("change_note")],
            heading=_("Disclosure"),
        ),
    ]
    search_fields = [*DisclosurePage.search_fields]

    class Meta:
        verbose_name = _("inspection conclusion")
        verbose_name_plural = _("inspection conclusions")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(conclusion_type__in=ConclusionType.values),
                name="conclusion_known_type",
            )
        ]

    def clean(self) -> None:
        """A conclusion is published with the day it was signed, which isn't in the future, its
        signed file and a summary."""
        super().clean()
        try:
            keyable_number(self.number)
        except ValidationError as error:
            raise ValidationError({"number": error}) from error
        errors = {}
        if self.signed_on is None:
            errors["signed_on"] = _("Enter the day it was signed: the deadline counts from it.")
        elif self.signed_on > timezone.localdate():
            errors["signed_on"] = _("The day of signing lies in the future.")
        if self.file_id is None:
            errors["file"] = _("Attach the signed file.")
        if not self.summary.strip():
            errors["summary"] = _("Write a summary: it is what most readers read.")
        if errors and self.live:
            raise ValidationError(errors)

    @property
    def case_key(self) -> str:
        """`05/KL-SKHCN@2026`; empty until number and date are known."""
        if not self.number or self.signed_on is None:
            return ""
        return f"{normal_number(self.number)}@{self.signed_on.year}"

    def duty_codes(self) -> frozenset[str]:
        return frozenset({DUTY_BY_TYPE[self.conclusion_type]})

    def anchors(self) -> Mapping[str, date]:
        return {"signed_on": self.signed_on} if self.signed_on else {}

    def published_files(self) -> Sequence[Any]:
        return [self.file] if self.file_id else []

    def document_numbers(self) -> Sequence[tuple[str, str, int | None]]:
        if not self.number or self.signed_on is None:
            return ()
        return [(self.agency, self.number, self.signed_on.year)]

    def search_entry(self) -> SearchEntry:
        recommendations = [item.text for item in self.recommendations.all()]
        return SearchEntry(
            id=f"page:{self.pk}",
            url=self.url or "",
            kind=self.kind,
            title=self.title,
            number=normal_number(self.number),
            numbers=(self.number,),
            summary=self.summary,
            body="\n".join(
                [
                    self.subject,
                    self.body_inspected,
                    self.signer,
                    get_text_for_indexing(self.body),
                    *recommendations,
                ]
            ),
            unit=self.unit.name if self.unit else "",
            year=self.signed_on.year if self.signed_on else None,
            date=self.signed_on,
            attachments=(AttachmentText(self.file.title, 0, ""),) if self.file_id else (),
        )


class RecommendationState(models.TextChoices):
    """How far the body inspected has come with a recommendation."""

    OPEN = "open", _("Not yet carried out")
    DONE = "done", _("Carried out")


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

    panels = [
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("responsible"), FieldPanel("due_on")]),
        FieldRowPanel([FieldPanel("state"), FieldPanel("outcome")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")

    def __str__(self) -> str:
        return self.text[:80]
