"""How the office works: its quality system, outages of the portal, news and campaigns."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from disclosures.counting.duties import Duty
from disclosures.counting.own_task import TASK
from disclosures.models.choices import known
from disclosures.models.item_fields import DocumentFields, document_panel
from disclosures.models.items import DisclosureItem, item_panels
from portal.models import office_calendar
from portal.public_record import PublicField, ValueType
from portal.registry import Kind

#: A planned outage is announced so many working days ahead (NĐ 224/2026 Đ.13(1)(a)).
OUTAGE_NOTICE_DAYS = 7


class QualityStatementPage(DocumentFields, DisclosureItem):
    """The statement that the quality system conforms to ISO 9001 (ISO; QĐ 19/2014 Đ.4). Which
    edition is data: the decision names 2008, the plan 2015."""

    about = Kind("iso", _("ISO 9001 statement"), _("ISO 9001 statements"), "success")
    kind = about.code
    anchor_fields = {"signed_on": "signed_on"}
    served_with = ("unit", "file", "issuer")

    standard = models.CharField(
        _("standard"), max_length=60, help_text=_("With its edition: TCVN ISO 9001:2015.")
    )
    scope = models.TextField(_("scope"), help_text=_("Which work and procedures it covers."))
    valid_from = models.DateField(_("holds from"), null=True, blank=True)
    replaces = models.CharField(_("replaces the statement"), max_length=100, blank=True)

    public_fields = (
        PublicField("standard", _("standard"), fact=True, in_list=True),
        *DocumentFields.DOCUMENT,
        PublicField("valid_from", _("holds from"), ValueType.DATE),
        PublicField("replaces", _("replaces the statement")),
        PublicField("scope", _("scope")),
    )
    content_panels = item_panels(
        document_panel(),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("standard"), FieldPanel("valid_from")]),
                FieldPanel("scope"),
                FieldPanel("replaces"),
            ],
            heading=_("The statement"),
        ),
    )

    class Meta:
        verbose_name = _("ISO 9001 statement")
        verbose_name_plural = _("ISO 9001 statements")


class OutageNoticePage(DisclosureItem):
    """A notice that the portal will be away (TAMNGUNG; NĐ 224/2026 Đ.13(1)(a)): seven working days
    ahead, unless something happened that nobody could foresee."""

    about = Kind("outage_notice", _("Outage notice"), _("Outage notices"), "warning")
    kind = about.code
    needs_summary = False
    item_template = "disclosures/outage_page.html"

    starts_at = models.DateTimeField(_("away from"), null=True)
    back_at = models.DateTimeField(_("back at about"), null=True)
    reason = models.TextField(_("why"))
    affected = models.CharField(
        _("what won't work"), max_length=300, blank=True, help_text=_("Left empty: everything.")
    )
    alternative = models.CharField(_("what to do meanwhile"), max_length=300, blank=True)
    is_unforeseen = models.BooleanField(_("nobody could foresee it"), default=False)

    public_fields = (
        PublicField("starts_at", _("away from"), ValueType.MOMENT, fact=True, in_list=True),
        PublicField("back_at", _("back at about"), ValueType.MOMENT, fact=True, in_list=True),
        PublicField("affected", _("what won't work")),
        PublicField("alternative", _("what to do meanwhile")),
        PublicField("reason", _("why")),
        PublicField("is_unforeseen", _("nobody could foresee it"), ValueType.TRUTH),
    )
    required_as = {
        "thoi_gian_tam_ngung": "starts_at",
        "thoi_gian_du_kien_phuc_hoi": "back_at",
    }
    content_panels = item_panels(
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("back_at")]),
                FieldPanel("reason"),
                FieldPanel("affected"),
                FieldPanel("alternative"),
                FieldPanel("is_unforeseen"),
            ],
            heading=_("The outage"),
        ),
    )

    class Meta:
        verbose_name = _("outage notice")
        verbose_name_plural = _("outage notices")
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True)
                | Q(back_at__isnull=True)
                | Q(starts_at__lt=F("back_at")),
                name="outage_in_order",
                violation_error_message=_("It ends before it begins."),
            )
        ]

    def own_day(self) -> date | None:
        return timezone.localtime(self.starts_at).date() if self.starts_at else None

    @property
    def case_key(self) -> str:
        """`tam-ngung-2026-12-05-2200`: when it begins."""
        if self.starts_at is None:
            return ""
        return f"tam-ngung-{timezone.localtime(self.starts_at):%Y-%m-%d-%H%M}"

    def anchors(self) -> dict[str, date]:
        day = self.own_day()
        return {"outage_start_on": day} if day else {}

    @property
    def state(self) -> dict[str, str] | None:
        """Whether it is coming, now or over."""
        if self.starts_at is None or self.back_at is None:
            return None
        now = timezone.now()
        if now < self.starts_at:
            return {"code": "not_yet", "label": str(_("Coming"))}
        if now <= self.back_at:
            return {"code": "under_way", "label": str(_("Now"))}
        return {"code": "ended", "label": str(_("Over"))}

    def check_published(self, errors: dict[str, Any]) -> None:
        super().check_published(errors)
        for name in ("starts_at", "back_at"):
            if getattr(self, name) is None:
                errors[name] = _("Say from when to when.")
        if self.starts_at and self.back_at and self.back_at <= self.starts_at:
            errors["back_at"] = _("It ends before it begins.")

    def warnings(self) -> list[str]:
        """Announced too late."""
        found = super().warnings()
        day = self.own_day()
        if day is None or self.is_unforeseen or self.first_published_at:
            return found
        latest = office_calendar().subtract(day, OUTAGE_NOTICE_DAYS)
        if timezone.localdate() > latest:
            found.append(
                _(
                    "A planned outage is announced seven working days ahead: this one was to be "
                    "announced by %(day)s."
                )
                % {"day": f"{latest:%d/%m/%Y}"}
            )
        return found


class CampaignType(models.TextChoices):
    """What an item of news or a campaign is about; it decides which duty it answers."""

    NEWS = "news", _("News or article")
    CAMPAIGN = "campaign", _("Campaign")
    ENVIRONMENT = "environment", _("For the environment, planting trees")


class CampaignPage(DisclosureItem):
    """News and campaigns, each for one task of the plan (TUYENTRUYEN, MT): one item never answers
    for several tasks."""

    about = Kind("campaign", _("News or campaign"), _("News and campaigns"), "openquote")
    kind = about.code
    type_field = "campaign_type"
    served_with = ("unit", "task")
    item_template = "disclosures/campaign_page.html"

    campaign_type = models.CharField(
        _("type"), max_length=20, choices=CampaignType, default=CampaignType.NEWS
    )
    happened_on = models.DateField(_("day"), null=True)
    until_on = models.DateField(_("until"), null=True, blank=True)
    task = models.ForeignKey(
        "disclosures.PlanTask",
        on_delete=models.PROTECT,
        null=True,
        related_name="campaigns",
        verbose_name=_("task of the plan"),
        help_text=_("The one task of the plan that this item is for."),
    )
    channels = models.CharField(
        _("where else it was told"),
        max_length=300,
        blank=True,
        help_text=_("Press, radio, posters."),
    )
    reached = models.PositiveIntegerField(_("how many people it reached"), null=True, blank=True)

    public_fields = (
        PublicField("campaign_type", _("type"), ValueType.CODE, pair=False),
        PublicField("happened_on", _("day"), ValueType.DATE, fact=True),
        PublicField("until_on", _("until"), ValueType.DATE, fact=True),
        PublicField("task", _("task of the plan"), words="task_words"),
        PublicField("channels", _("where else it was told")),
        PublicField("reached", _("how many people it reached"), ValueType.NUMBER),
    )
    content_panels = item_panels(
        MultiFieldPanel(
            [
                FieldPanel("campaign_type"),
                FieldRowPanel([FieldPanel("happened_on"), FieldPanel("until_on")]),
                FieldPanel("task"),
                FieldPanel("channels"),
                FieldPanel("reached"),
            ],
            heading=_("The campaign"),
        ),
    )

    class Meta:
        verbose_name = _("news or campaign")
        verbose_name_plural = _("news and campaigns")
        constraints = [
            known("campaign_type", CampaignType, "campaign_known_type"),
            models.CheckConstraint(
                condition=Q(happened_on__isnull=True)
                | Q(until_on__isnull=True)
                | Q(happened_on__lte=F("until_on")),
                name="campaign_days_in_order",
                violation_error_message=_("It ends before it begins."),
            ),
        ]

    def own_day(self) -> date | None:
        return self.happened_on

    def duty_codes(self) -> frozenset[str]:
        is_green = self.campaign_type == CampaignType.ENVIRONMENT
        return frozenset({"MT"} if is_green else {"TUYENTRUYEN"})

    def case_for(self, duty: Duty) -> str | None:
        """The month or year of its day."""
        return self.period_case(duty.cadence.every) if duty.cadence.every else None

    def event_details(self) -> dict[str, Any]:
        """Which task it is for: it counts for no other that names the same duty."""
        return {**super().event_details(), **({TASK: self.task.known_as} if self.task else {})}

    @property
    def task_words(self) -> str:
        """The task as the plan prints it."""
        if self.task is None:
            return ""
        return f"{self.task.number} {self.task.content}".strip()

    def check_published(self, errors: dict[str, Any]) -> None:
        super().check_published(errors)
        if self.happened_on is None:
            errors["happened_on"] = _("Say when it was.")
        if self.task_id is None:
            errors["task"] = _("Name the task of the plan that it is for: one item, one task.")
