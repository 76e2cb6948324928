"""With citizens and businesses: the days leaders receive them, dialogues, answers to feedback,
satisfaction surveys."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from disclosures.models.documents import known
from disclosures.models.items import (
    DisclosureItem,
    PeriodFields,
    item_panels,
    period_panel,
)
from disclosures.receptions import DayState, Reception, Recurrence, Single, receptions
from portal.case_keys import keyable_number
from portal.public_record import PublicField, ValueType
from portal.registry import Kind
from portal.text import normal_number

#: How far ahead the page of a schedule shows days.
SHOWN_AHEAD = timedelta(days=92)


class ReceptionType(models.TextChoices):
    """What a page about reception says; it decides which duty it answers."""

    SCHEDULE = "schedule", _("Schedule of reception days")
    RULES = "rules", _("Place, regular hours and rules of reception")


class Receiver(models.TextChoices):
    """Who receives."""

    LEADER = "leader", _("Leadership")
    STAFF = "staff", _("Reception staff")


class ReceptionPage(DisclosureItem):
    """When and where citizens are received, by whom and about what (TCD-LICH for a month's days,
    TCD-TT for what stands; Luật Tiếp công dân 42/2013 Đ.24)."""

    about = Kind("citizen_reception", _("Citizen reception"), _("Citizen reception"), "calendar")
    kind = about.code
    type_field = "reception_type"
    item_template = "disclosures/reception_page.html"

    reception_type = models.CharField(
        _("type"), max_length=20, choices=ReceptionType, default=ReceptionType.SCHEDULE
    )
    month = models.DateField(
        _("month"),
        null=True,
        blank=True,
        help_text=_("Of a schedule: any day of its month."),
    )
    valid_from = models.DateField(
        _("holds from"), null=True, blank=True, help_text=_("Of standing rules.")
    )
    place = models.CharField(_("place"), max_length=300)
    contact = models.CharField(_("telephone or e-mail"), max_length=200, blank=True)
    what_to_bring = models.TextField(_("what to bring"), blank=True)

    public_fields = (
        PublicField("reception_type", _("type"), ValueType.CODE, pair=False),
        PublicField("month", _("month"), words="month_words", fact=True),
        PublicField("valid_from", _("holds from"), ValueType.DATE, fact=True),
        PublicField("place", _("place"), fact=True, in_list=True),
        PublicField("contact", _("telephone or e-mail"), fact=True),
        PublicField("what_to_bring", _("what to bring")),
        PublicField(
            "days",
            _("days"),
            ValueType.ROWS,
            rows=(
                PublicField("day", _("day"), ValueType.DATE),
                PublicField("start", _("from"), source="start_words"),
                PublicField("end", _("until"), source="end_words"),
                PublicField("receiver", _("who receives"), ValueType.CODE),
                PublicField("person", _("name and post")),
                PublicField("participants", _("who takes part")),
                PublicField("content", _("about what")),
                PublicField("state", _("state"), ValueType.CODE),
                PublicField("moved_to", _("moved to"), ValueType.DATE),
                PublicField("note", _("note")),
            ),
        ),
        PublicField(
            "recurring",
            _("regular days"),
            ValueType.ROWS,
            rows=(
                PublicField("rule", _("when"), source="words"),
                PublicField("receiver", _("who receives"), ValueType.CODE),
                PublicField("person", _("name and post")),
            ),
        ),
    )
    content_panels = item_panels(
        FieldPanel("reception_type"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("month"), FieldPanel("valid_from")]),
                FieldPanel("place"),
                FieldPanel("contact"),
                FieldPanel("what_to_bring"),
            ],
            heading=_("Where, and since when"),
        ),
        InlinePanel("days", heading=_("Single days"), label=_("day")),
        InlinePanel("recurring", heading=_("Days that come back"), label=_("regular day")),
    )

    class Meta:
        verbose_name = _("citizen reception")
        verbose_name_plural = _("citizen receptions")
        constraints = [known("reception_type", ReceptionType, "reception_known_type")]

    def duty_codes(self) -> frozenset[str]:
        is_schedule = self.reception_type == ReceptionType.SCHEDULE
        return frozenset({"TCD-LICH"} if is_schedule else {"TCD-TT"})

    def own_day(self) -> date | None:
        if self.reception_type == ReceptionType.SCHEDULE:
            return self.month
        return self.valid_from

    def anchors(self) -> dict[str, date]:
        """Of a schedule the first day on which a leader receives; of what stands since when."""
        if self.reception_type == ReceptionType.RULES:
            return {"changed_on": self.valid_from} if self.valid_from else {}
        days = [
            row.day for row in self.days.all() if row.day and row.receiver == Receiver.LEADER
        ] or [row.day for row in self.days.all() if row.day]
        return {"event_on": min(days)} if days else {}

    def check_published(self, errors: dict[str, Any]) -> None:
        super().check_published(errors)
        rows = list(self.days.all())
        if self.reception_type == ReceptionType.SCHEDULE:
            if self.month is None:
                errors["month"] = _("Say which month it is about.")
            if not rows:
                errors["days"] = _("Enter the days of the month.")
            elif self.month and any(
                row.day and (row.day.year, row.day.month) != (self.month.year, self.month.month)
                for row in rows
            ):
                errors["days"] = _("A day lies in another month; that month has its own schedule.")
        elif self.valid_from is None:
            errors["valid_from"] = _("Say since when it holds.")

    def receptions(self, first: date, last: date) -> list[Reception]:
        """The days from `first` to `last`, those that come back and single ones together."""
        return receptions(
            [row.as_value() for row in self.recurring.all()],
            [row.as_value() for row in self.days.all() if row.day],
            first,
            last,
        )

    @property
    def month_words(self) -> str:
        """The month as people write it."""
        return f"{self.month:%m/%Y}" if self.month else ""

    def search_entry(self) -> Any:
        """With the next day as a ready answer."""
        from dataclasses import replace

        from disclosures.reception_days import next_words

        entry = super().search_entry()
        words = next_words(timezone.now())
        if not words:
            return entry
        return replace(entry, answers={"reception": words, "reception_basis": self.title})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `days`: the days shown (those of a schedule; of what stands the coming ones)."""
        context = super().get_context(request, *args, **kwargs)
        today = timezone.localdate()
        if self.reception_type == ReceptionType.SCHEDULE and self.month:
            first = self.month.replace(day=1)
            last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        else:
            first, last = today, today + SHOWN_AHEAD
        context.update(days=self.receptions(first, last), today=today)
        return context


class ReceptionStateChoices(models.TextChoices):
    """What became of a day of reception."""

    PLANNED = DayState.PLANNED, _("As planned")
    POSTPONED = DayState.POSTPONED, _("Postponed")
    CANCELLED = DayState.CANCELLED, _("Cancelled")


class ReceptionDay(Orderable):
    """One day on which citizens are received; a postponed one says to which day (Đ.24(4))."""

    page = ParentalKey(ReceptionPage, on_delete=models.CASCADE, related_name="days")
    day = models.DateField(_("day"))
    start = models.TimeField(_("from"), default=time(7, 30))
    end = models.TimeField(_("until"), default=time(11, 30))
    receiver = models.CharField(
        _("who receives"), max_length=10, choices=Receiver, default=Receiver.LEADER
    )
    person = models.CharField(_("name and post"), max_length=200, blank=True)
    participants = models.CharField(_("who takes part"), max_length=300, blank=True)
    content = models.CharField(_("about what"), max_length=300, blank=True)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=ReceptionStateChoices,
        default=ReceptionStateChoices.PLANNED,
    )
    moved_to = models.DateField(_("moved to"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("day"), FieldPanel("start"), FieldPanel("end")]),
        FieldRowPanel([FieldPanel("receiver"), FieldPanel("person")]),
        FieldPanel("participants"),
        FieldPanel("content"),
        FieldRowPanel([FieldPanel("state"), FieldPanel("moved_to")]),
        FieldPanel("note"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("day of reception")
        verbose_name_plural = _("days of reception")
        ordering = ["sort_order"]
        constraints = [
            known("receiver", Receiver, "reception_known_receiver"),
            known("state", ReceptionStateChoices, "reception_known_state"),
            models.CheckConstraint(
                condition=Q(start__lt=F("end")),
                name="reception_hours_in_order",
                violation_error_message=_("It ends before it begins."),
            ),
            models.CheckConstraint(
                condition=~Q(state=DayState.POSTPONED) | Q(moved_to__isnull=False),
                name="reception_postponed_says_to_when",
                violation_error_message=_(
                    "Say to which day it is postponed (Luật Tiếp công dân art. 24(4))."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}"

    def clean(self) -> None:
        super().clean()
        if self.state == DayState.POSTPONED and self.moved_to is None:
            raise ValidationError(
                {"moved_to": _("Say to which day it is postponed (Luật Tiếp công dân art. 24(4)).")}
            )
        if self.start and self.end and self.start >= self.end:
            raise ValidationError({"end": _("It ends before it begins.")})

    @property
    def start_words(self) -> str:
        """`07:30`"""
        return f"{self.start:%H:%M}" if self.start else ""

    @property
    def end_words(self) -> str:
        """`11:30`"""
        return f"{self.end:%H:%M}" if self.end else ""

    def as_value(self) -> Single:
        """The day as a value."""
        return Single(
            day=self.day,
            start=self.start,
            end=self.end,
            receiver=self.receiver,
            person=self.person,
            participants=self.participants,
            content=self.content,
            state=DayState(self.state),
            moved_to=self.moved_to,
            note=self.note,
        )


class Weekday(models.IntegerChoices):
    """Days of the week, Monday first."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")


class RecurringReception(Orderable):
    """Days that come back: a day of the month, or a weekday (each week, or the nth of a month)."""

    page = ParentalKey(ReceptionPage, on_delete=models.CASCADE, related_name="recurring")
    day_of_month = models.PositiveSmallIntegerField(
        _("day of the month"), null=True, blank=True, help_text=_("15: on the 15th of each month.")
    )
    weekday = models.PositiveSmallIntegerField(_("weekday"), null=True, blank=True, choices=Weekday)
    week_of_month = models.PositiveSmallIntegerField(
        _("which one of the month"),
        null=True,
        blank=True,
        help_text=_("1 to 4; left empty: every week."),
    )
    start = models.TimeField(_("from"), default=time(7, 30))
    end = models.TimeField(_("until"), default=time(11, 30))
    receiver = models.CharField(
        _("who receives"), max_length=10, choices=Receiver, default=Receiver.STAFF
    )
    person = models.CharField(_("name and post"), max_length=200, blank=True)
    since = models.DateField(_("from the day"))
    until = models.DateField(_("until the day"), null=True, blank=True)

    panels = [
        FieldRowPanel(
            [FieldPanel("day_of_month"), FieldPanel("weekday"), FieldPanel("week_of_month")]
        ),
        FieldRowPanel([FieldPanel("start"), FieldPanel("end")]),
        FieldRowPanel([FieldPanel("receiver"), FieldPanel("person")]),
        FieldRowPanel([FieldPanel("since"), FieldPanel("until")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("regular day of reception")
        verbose_name_plural = _("regular days of reception")
        ordering = ["sort_order"]
        constraints = [
            known("receiver", Receiver, "recurring_known_receiver"),
            models.CheckConstraint(
                condition=Q(day_of_month__isnull=True, weekday__isnull=False)
                | Q(day_of_month__isnull=False, weekday__isnull=True),
                name="recurring_day_or_weekday",
                violation_error_message=_("Give a day of the month or a weekday, one of the two."),
            ),
            models.CheckConstraint(
                condition=Q(start__lt=F("end")),
                name="recurring_hours_in_order",
                violation_error_message=_("It ends before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return self.words

    def clean(self) -> None:
        super().clean()
        if (self.day_of_month is None) == (self.weekday is None):
            raise ValidationError(_("Give a day of the month or a weekday, one of the two."))
        if self.day_of_month is not None and not 1 <= self.day_of_month <= 31:
            raise ValidationError({"day_of_month": _("A month has the days 1 to 31.")})
        if self.week_of_month is not None and not 1 <= self.week_of_month <= 4:
            raise ValidationError({"week_of_month": _("1 to 4; left empty: every week.")})
        if self.start and self.end and self.start >= self.end:
            raise ValidationError({"end": _("It ends before it begins.")})
        if self.until and self.since and self.until < self.since:
            raise ValidationError({"until": _("It ends before it begins.")})

    @property
    def words(self) -> str:
        """When it comes back, in words."""
        hours = f"{self.start:%H:%M}–{self.end:%H:%M}"
        if self.day_of_month is not None:
            words = _("on the %(day)s. of each month, %(hours)s")
            return words % {"day": self.day_of_month, "hours": hours}
        weekday = Weekday(self.weekday).label if self.weekday is not None else ""
        if self.week_of_month:
            words = _("%(weekday)s of week %(week)s of each month, %(hours)s")
            return words % {"weekday": weekday, "week": self.week_of_month, "hours": hours}
        return _("every %(weekday)s, %(hours)s") % {"weekday": weekday, "hours": hours}

    def as_value(self) -> Recurrence:
        """The rule as a value."""
        return Recurrence(
            since=self.since,
            until=self.until,
            start=self.start,
            end=self.end,
            day_of_month=self.day_of_month,
            weekday=self.weekday,
            week_of_month=self.week_of_month,
            receiver=self.receiver,
            person=self.person,
        )


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
