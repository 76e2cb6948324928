"""Against corruption: reports, the proof that asset declarations were made known; results of
complaints and denunciations; the people's inspectorate."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField

from disclosures.models.choices import known
from disclosures.models.item_fields import (
    DocumentFields,
    PeriodFields,
    document_panel,
    period_panel,
)
from disclosures.models.items import DisclosureItem, item_panels
from disclosures.people_named import people_named
from portal.audiences import Audience
from portal.public_record import PublicField, ValueType, shown
from portal.registry import Kind


class AnticorruptionReportType(models.TextChoices):
    """What a report on corruption is about."""

    RESULT = "result", _("Work against corruption")
    SUPERVISION = "supervision", _("Supervision of the work against corruption")


class AnticorruptionReportPage(PeriodFields, DocumentFields, DisclosureItem):
    """A report on the work against corruption, with the year before beside it (PCTN-BC)."""

    about = Kind(
        "anticorruption_report",
        _("Anti-corruption report"),
        _("Anti-corruption reports"),
        "warning",
    )
    kind = about.code
    type_field = "report_type"
    anchor_fields = {"signed_on": "signed_on"}
    served_with = ("unit", "file", "issuer")
    item_template = "disclosures/anticorruption_report_page.html"

    report_type = models.CharField(
        _("type"),
        max_length=20,
        choices=AnticorruptionReportType,
        default=AnticorruptionReportType.RESULT,
    )
    cases = models.PositiveIntegerField(_("cases found"), null=True)
    persons = models.PositiveIntegerField(_("persons concerned"), null=True)
    amount_found = models.BigIntegerField(_("amount found"), null=True)
    amount_recovered = models.BigIntegerField(_("amount recovered"), null=True)
    persons_dealt_with = models.PositiveIntegerField(_("persons dealt with"), null=True, blank=True)
    measures = models.TextField(_("preventive measures"), blank=True)

    #: What is set beside the year before.
    FIGURES = (
        PublicField("cases", _("cases found"), ValueType.NUMBER, fact=True, in_list=True),
        PublicField("persons", _("persons concerned"), ValueType.NUMBER, fact=True),
        PublicField("persons_dealt_with", _("persons dealt with"), ValueType.NUMBER),
        PublicField("amount_found", _("amount found"), ValueType.AMOUNT, fact=True),
        PublicField("amount_recovered", _("amount recovered"), ValueType.AMOUNT, fact=True),
    )
    public_fields = (
        PublicField("report_type", _("type"), ValueType.CODE, pair=False),
        *PeriodFields.PERIOD,
        *DocumentFields.DOCUMENT,
        *FIGURES,
        PublicField("measures", _("preventive measures")),
    )
    content_panels = item_panels(
        FieldPanel("report_type"),
        document_panel(),
        MultiFieldPanel(
            [
                period_panel(),
                FieldRowPanel([FieldPanel("cases"), FieldPanel("persons")]),
                FieldPanel("persons_dealt_with"),
                FieldRowPanel([FieldPanel("amount_found"), FieldPanel("amount_recovered")]),
                FieldPanel("measures"),
            ],
            heading=_("Figures (nought is written, not left out)"),
        ),
    )

    class Meta:
        verbose_name = _("anti-corruption report")
        verbose_name_plural = _("anti-corruption reports")
        constraints = [
            known("report_type", AnticorruptionReportType, "anticorruption_known_type"),
            models.CheckConstraint(
                condition=(Q(amount_found__isnull=True) | Q(amount_found__gte=0))
                & (Q(amount_recovered__isnull=True) | Q(amount_recovered__gte=0)),
                name="anticorruption_amounts_not_negative",
                violation_error_message=_("An amount is not negative."),
            ),
        ]

    def year_before(self) -> AnticorruptionReportPage | None:
        """The public report of the same kind on the same part of the year before."""
        period = self.period_value
        if period is None:
            return None
        key = f"{period.end.year - 1:04}{period.key[4:]}"
        reports = AnticorruptionReportPage.objects.live().filter(
            period=key, report_type=self.report_type
        )
        return reports.order_by("-period_part").first()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `before` (the report of the year before, or None) and `figures`: rows of `term`,
        `value` and `before` in words."""
        context = super().get_context(request, *args, **kwargs)
        before = self.year_before()
        old = {row["name"]: row["value"] for row in shown(before, self.FIGURES, "pair")}
        context["before"] = before
        context["figures"] = [
            {**row, "before": old.get(row["name"], "")} for row in shown(self, self.FIGURES, "pair")
        ]
        return context


# Asset declarations


class DeclarationForm(models.TextChoices):
    """How asset declarations are made known (NĐ 130/2020 Đ.11): never on the web."""

    POSTING = "posting", _("Posted at the office")
    MEETING = "meeting", _("At a meeting of the staff")


class AssetDeclarationNoticePage(DisclosureItem):
    """That the duty to make asset declarations known was done, never a declaration (TSTN-BKK).

    It has no file and its text links none: a declaration can't be attached.
    """

    about = Kind(
        "asset_declaration_notice",
        _("Asset declarations made known"),
        _("Asset declarations made known"),
        "lock",
    )
    kind = about.code
    type_field = "form"
    past_days = ("handed_over_on", "from_on", "minutes_on")
    needs_summary = False

    year = models.PositiveSmallIntegerField(_("year of the declarations"), null=True)
    form = models.CharField(
        pgettext_lazy("made known", "form"),
        max_length=20,
        choices=DeclarationForm,
        default=DeclarationForm.POSTING,
    )
    handed_over_on = models.DateField(
        _("handed over on"),
        null=True,
        help_text=_("To the body that controls assets; the five days count from here."),
    )
    place = models.CharField(_("place"), max_length=300)
    from_on = models.DateField(_("from"), null=True)
    until_on = models.DateField(_("until"), null=True)
    people = models.PositiveIntegerField(_("number of people who declared"), null=True)
    minutes_number = models.CharField(_("number of the minutes"), max_length=100)
    minutes_on = models.DateField(_("day of the minutes"), null=True)
    attendance = models.CharField(
        _("attendance"),
        max_length=200,
        blank=True,
        help_text=_("Of a meeting: how many of those summoned came (at least two thirds)."),
    )
    body = RichTextField(_("text"), features=["bold", "italic", "ol", "ul"], blank=True)

    public_fields = (
        PublicField("form", pgettext_lazy("made known", "form"), ValueType.CODE, fact=True),
        PublicField("year", _("year of the declarations"), words="year_words", fact=True),
        PublicField("place", _("place"), fact=True, in_list=True),
        PublicField("from_on", _("from"), ValueType.DATE, fact=True, in_list=True),
        PublicField("until_on", _("until"), ValueType.DATE, fact=True, in_list=True),
        PublicField("people", _("number of people who declared"), ValueType.NUMBER, fact=True),
        PublicField("handed_over_on", _("handed over on"), ValueType.DATE),
        PublicField("minutes_number", _("number of the minutes")),
        PublicField("minutes_on", _("day of the minutes"), ValueType.DATE),
        PublicField("attendance", _("attendance")),
    )
    content_panels = item_panels(
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("year"), FieldPanel("form")]),
                FieldRowPanel([FieldPanel("handed_over_on"), FieldPanel("people")]),
                FieldPanel("place"),
                FieldRowPanel([FieldPanel("from_on"), FieldPanel("until_on")]),
                FieldPanel("attendance"),
                FieldRowPanel([FieldPanel("minutes_number"), FieldPanel("minutes_on")]),
            ],
            heading=_("How they were made known"),
        ),
        files=False,
    )

    class Meta:
        verbose_name = _("notice on asset declarations")
        verbose_name_plural = _("notices on asset declarations")
        constraints = [
            known("form", DeclarationForm, "declaration_known_form"),
            models.CheckConstraint(
                condition=Q(from_on__isnull=True)
                | Q(until_on__isnull=True)
                | Q(from_on__lte=F("until_on")),
                name="declaration_days_in_order",
                violation_error_message=_("It ends before it begins."),
            ),
        ]

    def own_day(self) -> date | None:
        return self.from_on

    @property
    def year_words(self) -> str:
        """The year without a thousands mark."""
        return str(self.year or "")

    def check_published(self, errors: dict[str, Any]) -> None:
        """Posted for at least fifteen days (NĐ 130/2020 Đ.11(4)); nothing is attached."""
        super().check_published(errors)
        if self.attached_files.all():
            errors["attached_files"] = _("A declaration is never on the web: attach nothing.")
        if (
            self.form == DeclarationForm.POSTING
            and self.from_on
            and self.until_on
            and (self.until_on - self.from_on).days + 1 < POSTED_DAYS
        ):
            errors["until_on"] = _("They are posted for at least 15 days (NĐ 130/2020 art. 11).")

    def published_files(self) -> tuple[()]:
        return ()


POSTED_DAYS = 15


# Complaints and denunciations


class SettledType(models.TextChoices):
    """What was settled; it decides which duty it answers."""

    COMPLAINT_FIRST = "complaint_first", _("Decision on a complaint, first instance")
    COMPLAINT_SECOND = "complaint_second", _("Decision on a complaint, second instance")
    DENUNCIATION = "denunciation", _("Conclusion on a denunciation")
    SANCTION = "sanction", _("Decision on conduct that was denounced")


class Finding(models.TextChoices):
    """What was found."""

    WHOLLY_RIGHT = "wholly_right", _("Wholly right")
    PARTLY_RIGHT = "partly_right", _("Partly right")
    WRONG = "wrong", _("Wrong")
    WITHDRAWN = "withdrawn", _("Withdrawn by who brought it")


class ComplaintResultPage(DocumentFields, DisclosureItem):
    """What a complaint or denunciation ended with (KN-QD, TC-KL).

    There is no field for who complained or denounced, and who is named in the texts is asked about
    before publication (Luật Tố cáo 25/2018 Đ.40(3)).
    """

    about = Kind(
        "complaint_result",
        _("Result of a complaint or denunciation"),
        _("Results of complaints and denunciations"),
        "mail",
    )
    kind = about.code
    type_field = "settled_type"
    status_field = "finding"
    anchor_fields = {"signed_on": "signed_on"}
    served_with = ("unit", "file", "issuer")

    settled_type = models.CharField(
        _("type"), max_length=20, choices=SettledType, default=SettledType.COMPLAINT_FIRST
    )
    matter = models.TextField(
        _("what it was about"), help_text=_("Without the name of anybody: the matter only.")
    )
    finding = models.CharField(_("finding"), max_length=20, choices=Finding, blank=False)
    decision = models.TextField(_("what was decided"))
    legal_grounds = models.TextField(_("legal grounds"), blank=True)
    remedy = models.CharField(
        _("what can be done against it"),
        max_length=300,
        blank=True,
        help_text=_("A second complaint, a lawsuit, and until when."),
    )

    public_fields = (
        PublicField("settled_type", _("type"), ValueType.CODE, pair=False),
        PublicField("finding", _("finding"), ValueType.CODE, fact=True, in_list=True),
        *DocumentFields.DOCUMENT,
        PublicField("matter", _("what it was about")),
        PublicField("decision", _("what was decided")),
        PublicField("legal_grounds", _("legal grounds")),
        PublicField("remedy", _("what can be done against it")),
    )
    content_panels = item_panels(
        FieldPanel("settled_type"),
        document_panel(),
        MultiFieldPanel(
            [
                FieldPanel("matter"),
                FieldPanel("finding"),
                FieldPanel("decision"),
                FieldPanel("legal_grounds"),
                FieldPanel("remedy"),
            ],
            heading=_("What it ended with"),
        ),
    )

    class Meta:
        verbose_name = _("result of a complaint or denunciation")
        verbose_name_plural = _("results of complaints and denunciations")
        constraints = [
            known("settled_type", SettledType, "complaint_known_type"),
        ]

    def duty_codes(self) -> frozenset[str]:
        is_complaint = self.settled_type.startswith("complaint")
        return frozenset({"KN-QD"} if is_complaint else {"TC-KL"})

    def people_named(self) -> list[str]:
        """Names of people in the texts that would be public, but those who signed."""
        texts = [
            self.title, self.summary, self.body, self.matter, self.decision, self.legal_grounds,
            self.remedy, self.change_note, *[row.label for row in self.attached_files.all()],
        ]  # fmt: skip
        return [name for name in people_named("\n".join(texts)) if name != self.signer.strip()]

    def warnings(self) -> list[str]:
        found = self.people_named()
        if not found:
            return super().warnings()
        message = _("People seem to be named: %(names)s. Take the names out before publication.")
        return [*super().warnings(), message % {"names": ", ".join(found)}]


# The people's inspectorate


class PeoplesInspectorateType(models.TextChoices):
    """What the people's inspectorate makes known."""

    PLAN = "plan", _("Plan of work")
    RESULT = "result", _("Result of work")
    RECOMMENDATION = "recommendation", _("Recommendation after supervision")
    ANSWER = "answer", _("What became of a recommendation")


class PeoplesInspectorateNoticePage(PeriodFields, DocumentFields, DisclosureItem):
    """A notice of the people's inspectorate (Ban Thanh tra nhân dân), to the staff (BTTND)."""

    about = Kind(
        "people_inspectorate_notice",
        _("Notice of the people's inspectorate"),
        _("Notices of the people's inspectorate"),
        "group",
    )
    kind = about.code
    type_field = "notice_type"
    anchor_fields = {"signed_on": "signed_on"}
    served_with = ("unit", "file", "issuer")

    #: It is made known within the office (Luật THDCCS 10/2022 Đ.46): never on the web.
    audiences = (Audience.INTERNAL,)
    audience = models.CharField(
        _("for whom"), max_length=20, choices=Audience, default=Audience.INTERNAL
    )
    notice_type = models.CharField(
        _("type"),
        max_length=20,
        choices=PeoplesInspectorateType,
        default=PeoplesInspectorateType.PLAN,
    )
    supervised = models.TextField(_("what was supervised"), blank=True)
    recommendations = models.TextField(_("recommendations"), blank=True)
    answered_by = models.CharField(_("who has to answer"), max_length=200, blank=True)
    answer_due_on = models.DateField(_("answer due on"), null=True, blank=True)

    public_fields = (
        PublicField("notice_type", _("type"), ValueType.CODE, pair=False),
        *PeriodFields.PERIOD,
        *DocumentFields.DOCUMENT,
        PublicField("supervised", _("what was supervised")),
        PublicField("recommendations", _("recommendations")),
        PublicField("answered_by", _("who has to answer")),
        PublicField("answer_due_on", _("answer due on"), ValueType.DATE),
    )
    content_panels = item_panels(
        FieldPanel("notice_type"),
        document_panel(),
        MultiFieldPanel(
            [
                period_panel(),
                FieldPanel("supervised"),
                FieldPanel("recommendations"),
                FieldRowPanel([FieldPanel("answered_by"), FieldPanel("answer_due_on")]),
            ],
            heading=_("What it says"),
        ),
    )

    class Meta:
        verbose_name = _("notice of the people's inspectorate")
        verbose_name_plural = _("notices of the people's inspectorate")
        constraints = [
            known("notice_type", PeoplesInspectorateType, "inspectorate_notice_known_type")
        ]

    def own_day(self) -> date | None:
        return self.signed_on
