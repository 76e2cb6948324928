"""Receiving citizens: the schedule of a page, single days and recurring ones."""

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

from disclosures.models.choices import known
from disclosures.models.items import DisclosureItem, item_panels
from disclosures.receptions import DayState, Reception, Recurrence, Single, receptions
from portal.public_record import PublicField, ValueType
from portal.registry import Kind

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
