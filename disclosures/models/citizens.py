"""With citizens and businesses: dialogues, answers to feedback, satisfaction surveys."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from disclosures.models.choices import known
from disclosures.models.item_fields import PeriodFields, period_panel
from disclosures.models.items import DisclosureItem, item_panels
from portal.case_keys import keyable_number
from portal.public_record import PublicField, ValueType
from portal.registry import Kind
from portal.text import normal_number

# Dialogue


class DialoguePage(DisclosureItem):
    """A dialogue with businesses: when, about what, which questions, which answers."""

    about = Kind("business_dialogue", _("Dialogue with businesses"), _("Dialogues"), "comment")
    kind = about.code
    past_days = ()
    item_template = "disclosures/dialogue_page.html"

    held_on = models.DateField(_("held on"), null=True)
    place = models.CharField(_("place"), max_length=300)
    chaired_by = models.CharField(_("chaired by"), max_length=200, blank=True)
    subjects = models.TextField(_("subjects"))
    participants = models.PositiveIntegerField(_("number of businesses"), null=True, blank=True)

    public_fields = (
        PublicField("held_on", _("held on"), ValueType.DATE, fact=True),
        PublicField("place", _("place"), fact=True, in_list=True),
        PublicField("chaired_by", _("chaired by"), fact=True),
        PublicField(
            "participants", _("number of businesses"), ValueType.NUMBER, fact=True, in_list=True
        ),
        PublicField("subjects", _("subjects")),
        PublicField(
            "questions",
            _("questions and answers"),
            ValueType.ROWS,
            rows=(
                PublicField("question", _("question")),
                PublicField("answer", _("answer")),
                PublicField("answered_by", _("who answered")),
                PublicField("answered_on", _("answered on"), ValueType.DATE),
            ),
        ),
    )
    content_panels = item_panels(
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("held_on"), FieldPanel("place")]),
                FieldRowPanel([FieldPanel("chaired_by"), FieldPanel("participants")]),
                FieldPanel("subjects"),
            ],
            heading=_("The dialogue"),
        ),
        InlinePanel("questions", heading=_("Questions and answers"), label=_("question")),
    )

    class Meta:
        verbose_name = _("dialogue with businesses")
        verbose_name_plural = _("dialogues with businesses")

    def own_day(self) -> date | None:
        return self.held_on

    def check_published(self, errors: dict[str, Any]) -> None:
        super().check_published(errors)
        if self.held_on is None:
            errors["held_on"] = _("Say when it was or will be held.")


class DialogueQuestion(Orderable):
    """What was asked, and the answer; an answer may come later."""

    page = ParentalKey(DialoguePage, on_delete=models.CASCADE, related_name="questions")
    question = models.TextField(_("question"))
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.CharField(_("who answered"), max_length=200, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)

    panels = [
        FieldPanel("question"),
        FieldPanel("answer"),
        FieldRowPanel([FieldPanel("answered_by"), FieldPanel("answered_on")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("question of a dialogue")
        verbose_name_plural = _("questions of a dialogue")

    def __str__(self) -> str:
        return self.question[:80]


# Feedback


class FeedbackChannel(models.TextChoices):
    """How the feedback came in."""

    PORTAL = "portal", _("This portal")
    NATIONAL_PORTAL = "national_portal", _("National Public Service Portal")
    LETTER = "letter", _("Letter")
    PHONE = "phone", _("Telephone")
    IN_PERSON = "in_person", _("In person")


class FeedbackAnswerPage(DisclosureItem):
    """What a citizen or business pointed out, and the answer (PAKN; NĐ 20/2008 Đ.19). Who it was is
    no field."""

    about = Kind("feedback_answer", _("Answer to feedback"), _("Answers to feedback"), "help")
    kind = about.code
    type_field = "channel"
    anchor_fields = {"handled_on": "handled_on"}
    past_days = ("received_on", "handled_on")
    needs_summary = False
    item_template = "disclosures/feedback_page.html"

    reference = models.CharField(
        _("reference"), max_length=60, help_text=_("As in the register, for example 12/PAKN.")
    )
    channel = models.CharField(
        _("came in by"), max_length=20, choices=FeedbackChannel, default=FeedbackChannel.PORTAL
    )
    received_on = models.DateField(_("received on"), null=True)
    handled_on = models.DateField(_("settled on"), null=True)
    question = models.TextField(_("what was pointed out or asked"))
    answer = models.TextField(_("the answer"))
    measures = models.TextField(_("what changes because of it"), blank=True)

    public_fields = (
        PublicField("reference", _("reference"), fact=True, in_list=True),
        PublicField("received_on", _("received on"), ValueType.DATE, fact=True),
        PublicField("handled_on", _("settled on"), ValueType.DATE, fact=True),
        PublicField("channel", _("came in by"), ValueType.CODE),
        PublicField("question", _("what was pointed out or asked"), pair=False),
        PublicField("answer", _("the answer"), pair=False),
        PublicField("measures", _("what changes because of it")),
    )
    content_panels = item_panels(
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("reference"), FieldPanel("channel")]),
                FieldRowPanel([FieldPanel("received_on"), FieldPanel("handled_on")]),
                FieldPanel("question"),
                FieldPanel("answer"),
                FieldPanel("measures"),
            ],
            heading=_("Question and answer (without names)"),
        ),
    )

    class Meta:
        verbose_name = _("answer to feedback")
        verbose_name_plural = _("answers to feedback")
        constraints = [known("channel", FeedbackChannel, "feedback_known_channel")]

    def clean(self) -> None:
        super().clean()
        try:
            keyable_number(self.reference)
        except ValidationError as error:
            raise ValidationError({"reference": error}) from error

    def own_day(self) -> date | None:
        return self.handled_on

    @property
    def case_key(self) -> str:
        """`12/PAKN@2026`: the reference and the year it was settled."""
        if not self.reference or self.handled_on is None:
            return ""
        return f"{normal_number(self.reference)}@{self.handled_on.year}"

    def check_published(self, errors: dict[str, Any]) -> None:
        super().check_published(errors)
        for name in ("received_on", "handled_on"):
            if getattr(self, name) is None:
                errors[name] = _("The deadline counts from these days.")
        if self.received_on and self.handled_on and self.handled_on < self.received_on:
            errors["handled_on"] = _("It was settled before it was received.")


# Satisfaction


class SurveyPage(PeriodFields, DisclosureItem):
    """Results of a survey of satisfaction with how procedures are handled (HL-KQ; NĐ 61/2018
    Đ.32(1))."""

    about = Kind("satisfaction_survey", _("Satisfaction survey"), _("Satisfaction surveys"), "form")
    kind = about.code
    anchor_fields = {"approved_on": "approved_on"}
    past_days = ("approved_on",)
    item_template = "disclosures/survey_page.html"

    approved_on = models.DateField(_("results approved on"), null=True)
    method = models.CharField(_("how it was asked"), max_length=300)
    asked = models.PositiveIntegerField(_("people asked"), null=True)
    answered = models.PositiveIntegerField(_("people who answered"), null=True)
    satisfied = models.DecimalField(
        _("satisfied, per cent"), max_digits=5, decimal_places=2, null=True
    )
    improvements = models.TextField(_("what will be done better"), blank=True)

    public_fields = (
        *PeriodFields.PERIOD,
        PublicField(
            "satisfied", _("satisfied, per cent"), ValueType.DECIMAL, fact=True, in_list=True
        ),
        PublicField("answered", _("people who answered"), ValueType.NUMBER, fact=True),
        PublicField("asked", _("people asked"), ValueType.NUMBER, fact=True),
        PublicField("approved_on", _("results approved on"), ValueType.DATE),
        PublicField("method", _("how it was asked")),
        PublicField("improvements", _("what will be done better")),
        PublicField(
            "criteria",
            _("results by question"),
            ValueType.ROWS,
            rows=(
                PublicField("name", _("what was asked")),
                PublicField("share", _("satisfied, per cent"), ValueType.DECIMAL),
            ),
        ),
    )
    content_panels = item_panels(
        MultiFieldPanel(
            [
                period_panel(),
                FieldRowPanel([FieldPanel("approved_on"), FieldPanel("satisfied")]),
                FieldRowPanel([FieldPanel("asked"), FieldPanel("answered")]),
                FieldPanel("method"),
                FieldPanel("improvements"),
            ],
            heading=_("The survey"),
        ),
        InlinePanel("criteria", heading=_("Results by question"), label=_("question")),
    )

    class Meta:
        verbose_name = _("satisfaction survey")
        verbose_name_plural = _("satisfaction surveys")
        constraints = [
            models.CheckConstraint(
                condition=Q(satisfied__isnull=True) | Q(satisfied__range=(0, 100)),
                name="survey_share_0_to_100",
                violation_error_message=_("A share is between 0 and 100."),
            )
        ]

    def check_published(self, errors: dict[str, Any]) -> None:
        super().check_published(errors)
        if self.approved_on is None:
            errors["approved_on"] = _("The deadline counts from this day.")
        if self.asked is not None and self.answered is not None and self.answered > self.asked:
            errors["answered"] = _("More people answered than were asked.")
        if self.satisfied is not None and not 0 <= self.satisfied <= 100:
            errors["satisfied"] = _("A share is between 0 and 100.")


class SurveyCriterion(Orderable):
    """One thing that was asked, and how many were satisfied."""

    page = ParentalKey(SurveyPage, on_delete=models.CASCADE, related_name="criteria")
    name = models.CharField(_("what was asked"), max_length=300)
    share = models.DecimalField(_("satisfied, per cent"), max_digits=5, decimal_places=2)

    panels = [FieldRowPanel([FieldPanel("name"), FieldPanel("share")])]

    class Meta(Orderable.Meta):
        verbose_name = _("result of a question")
        verbose_name_plural = _("results of questions")
        constraints = [
            models.CheckConstraint(
                condition=Q(share__range=(0, 100)),
                name="criterion_share_0_to_100",
                violation_error_message=_("A share is between 0 and 100."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def width(self) -> str:
        """How long its bar is, of 100."""
        return f"{self.share:.1f}"
