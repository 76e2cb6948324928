"""Documents that plan, support or rule: plans and policies, support programmes, internal
regulations."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from disclosures.models.choices import known
from disclosures.models.item_fields import (
    DocumentFields,
    PeriodFields,
    SubjectFields,
    document_panel,
    period_panel,
)
from disclosures.models.items import DisclosureItem, item_panels
from portal.public_record import PublicField, ValueType
from portal.registry import Kind

# Plans and policies


class PlanType(models.TextChoices):
    """What kind of plan or policy; it decides which duty it answers."""

    POLICY = "policy", _("Policy")
    MASTER_PLAN = "master_plan", _("Master plan, strategy or scheme")
    WORK_PLAN = "work_plan", _("Yearly work programme or plan")
    WORK_REPORT = "work_report", _("Periodic work report")
    STATISTICS = "statistics", _("Statistics of science and technology")
    REVIEW_PLAN = "review_plan", _("Plan or result of reviewing procedures")
    PAPI_PLAN = "papi_plan", _("Plan on PAPI")


#: Which duty a plan answers, by its type.
DUTY_OF_PLAN: Mapping[str, str] = {
    PlanType.POLICY: "QHKH",
    PlanType.MASTER_PLAN: "QHKH",
    PlanType.WORK_PLAN: "CTCT",
    PlanType.WORK_REPORT: "CTCT",
    PlanType.STATISTICS: "CTCT",
    PlanType.REVIEW_PLAN: "TTHC-RS",
    PlanType.PAPI_PLAN: "PAPI-KH",
}


class PlanPage(SubjectFields, PeriodFields, DocumentFields, DisclosureItem):
    """A plan, programme, policy or periodic report (QHKH, CTCT, TTHC-RS, PAPI-KH)."""

    about = Kind("plan_or_policy", _("Plan or policy"), _("Plans and policies"), "list-ol")
    kind = about.code
    type_field = "plan_type"
    anchor_fields = {"approved_on": "signed_on", "signed_on": "signed_on"}
    served_with = ("unit", "file", "issuer")

    plan_type = models.CharField(
        _("type"), max_length=20, choices=PlanType, default=PlanType.WORK_PLAN
    )
    last_year = models.PositiveSmallIntegerField(
        _("until the year"),
        null=True,
        blank=True,
        help_text=_("Of a plan for several years: the last one."),
    )
    goals = models.TextField(_("goals"), blank=True)
    resources = models.TextField(_("resources and who carries it out"), blank=True)

    public_fields = (
        PublicField("plan_type", _("type"), ValueType.CODE, pair=False),
        *DocumentFields.DOCUMENT,
        *PeriodFields.PERIOD,
        PublicField("last_year", _("until the year"), words="last_year_words"),
        *SubjectFields.SUBJECT,
        PublicField("goals", _("goals")),
        PublicField("resources", _("resources and who carries it out")),
    )
    content_panels = item_panels(
        FieldPanel("plan_type"),
        document_panel(),
        MultiFieldPanel(
            [
                period_panel(),
                FieldPanel("last_year"),
                FieldPanel("subject_field"),
                FieldPanel("goals"),
                FieldPanel("resources"),
            ],
            heading=_("The plan"),
        ),
    )

    class Meta:
        verbose_name = _("plan or policy")
        verbose_name_plural = _("plans and policies")
        constraints = [known("plan_type", PlanType, "plan_known_type")]

    def own_day(self) -> date | None:
        return self.signed_on

    def duty_codes(self) -> frozenset[str]:
        return frozenset({DUTY_OF_PLAN[self.plan_type]})

    def check_published(self, errors: dict[str, Any]) -> None:
        super().check_published(errors)
        period = self.period_value
        if period and self.last_year and self.last_year < period.end.year:
            errors["last_year"] = _("It ends before it begins.")

    @property
    def last_year_words(self) -> str:
        """The last year without a thousands mark."""
        return str(self.last_year or "")


class SupportState(models.TextChoices):
    """Whether one can still apply."""

    OPEN = "open", _("Open for applications")
    COMING = "coming", _("Not yet open")
    CLOSED = "closed", _("Closed")


class SupportProgrammePage(SubjectFields, DocumentFields, DisclosureItem):
    """A programme that supports somebody: who, how much, on what conditions, how to apply, until
    when, whom to ask (QHKH: policies of support)."""

    about = Kind("support_programme", _("Support programme"), _("Support programmes"), "pick")
    kind = about.code
    anchor_fields = {"approved_on": "signed_on", "signed_on": "signed_on"}
    served_with = ("unit", "file", "issuer")

    who = models.TextField(_("who can get it"))
    how_much = models.TextField(_("how much"))
    conditions = models.TextField(_("on what conditions"))
    how_to_apply = models.TextField(_("how to apply"))
    opens_on = models.DateField(_("applications from"), null=True, blank=True)
    closes_on = models.DateField(
        _("applications until"), null=True, blank=True, help_text=_("Left empty: at any time.")
    )
    whom_to_ask = models.CharField(_("whom to ask"), max_length=300)

    public_fields = (
        PublicField("who", _("who can get it"), fact=True),
        PublicField("how_much", _("how much"), fact=True, in_list=True),
        PublicField("closes_on", _("applications until"), words="closing_words", fact=True),
        PublicField("opens_on", _("applications from"), ValueType.DATE),
        PublicField("conditions", _("on what conditions")),
        PublicField("how_to_apply", _("how to apply")),
        PublicField("whom_to_ask", _("whom to ask")),
        *SubjectFields.SUBJECT,
        PublicField("number", _("number"), in_list=True),
        PublicField("signed_on", _("signed on"), ValueType.DATE),
        PublicField("issuer", _("issuing agency"), source="issuer.name"),
        PublicField("signer", _("signer")),
        PublicField("signer_title", _("signer's post")),
    )
    content_panels = item_panels(
        document_panel(),
        MultiFieldPanel(
            [
                FieldPanel("who"),
                FieldPanel("how_much"),
                FieldPanel("conditions"),
                FieldPanel("how_to_apply"),
                FieldRowPanel([FieldPanel("opens_on"), FieldPanel("closes_on")]),
                FieldPanel("whom_to_ask"),
                FieldPanel("subject_field"),
            ],
            heading=_("The support"),
        ),
    )

    class Meta:
        verbose_name = _("support programme")
        verbose_name_plural = _("support programmes")
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_on__isnull=True)
                | Q(closes_on__isnull=True)
                | Q(opens_on__lte=models.F("closes_on")),
                name="support_days_in_order",
                violation_error_message=_("It closes before it opens."),
            )
        ]

    @classmethod
    def status_expression(cls, today: date) -> Any:
        return Case(
            When(closes_on__lt=today, then=Value(SupportState.CLOSED.value)),
            When(opens_on__gt=today, then=Value(SupportState.COMING.value)),
            default=Value(SupportState.OPEN.value),
            output_field=models.CharField(),
        )

    @classmethod
    def status_words(cls) -> dict[str, str]:
        return {str(value): str(label) for value, label in SupportState.choices}

    def duty_codes(self) -> frozenset[str]:
        return frozenset({"QHKH"})

    def state_on(self, day: date) -> SupportState:
        """Whether one can apply on `day`."""
        if self.closes_on and self.closes_on < day:
            return SupportState.CLOSED
        return SupportState.COMING if self.opens_on and self.opens_on > day else SupportState.OPEN

    @property
    def state(self) -> dict[str, str]:
        """Whether one can apply today, as a list shows it."""
        state = self.state_on(timezone.localdate())
        codes = {SupportState.OPEN: "in_force", SupportState.COMING: "not_yet"}
        return {"code": codes.get(state, "ended"), "label": str(state.label)}

    @property
    def closing_words(self) -> str:
        """Until when one can apply."""
        return f"{self.closes_on:%d/%m/%Y}" if self.closes_on else str(_("at any time"))


class RegulationType(models.TextChoices):
    """What kind of internal regulation; it decides which duty it answers."""

    HOUSE_RULES = "house_rules", _("House rules or statute")
    CODE_OF_CONDUCT = "code_of_conduct", _("Code of conduct")
    INFORMATION_LIST = "information_list", _("List of what must be public")
    INFORMATION_RULES = "information_rules", _("Rules on giving information")
    STAFF_MATTER = "staff_matter", _("Matter made known to the staff")


DUTY_OF_REGULATION: Mapping[str, frozenset[str]] = {
    RegulationType.HOUSE_RULES: frozenset({"NQQC", "DC-NB"}),
    RegulationType.CODE_OF_CONDUCT: frozenset({"NQQC", "DC-NB"}),
    RegulationType.INFORMATION_LIST: frozenset({"DMCK"}),
    RegulationType.INFORMATION_RULES: frozenset({"DMCK", "NQQC"}),
    RegulationType.STAFF_MATTER: frozenset({"DC-NB"}),
}


class RegulationPage(DocumentFields, DisclosureItem):
    """What the Department rules for itself, and the list of what it must make public (NQQC, DC-NB,
    DMCK; NĐ 13/2018 art. 6 says what that list says of each row)."""

    about = Kind(
        "regulation_internal", _("Internal regulation"), _("Internal regulations"), "clipboard-list"
    )
    kind = about.code
    type_field = "regulation_type"
    anchor_fields = {"signed_on": "signed_on", "changed_on": "signed_on"}
    served_with = ("unit", "file", "issuer")

    regulation_type = models.CharField(
        _("type"), max_length=20, choices=RegulationType, default=RegulationType.HOUSE_RULES
    )
    applies_to = models.CharField(_("applies to"), max_length=300, blank=True)
    effective_on = models.DateField(_("in force from"), null=True, blank=True)
    disclosure_form = models.CharField(
        _("form of disclosure"),
        max_length=200,
        blank=True,
        help_text=_("Where it is made public: this portal, posted at the office…"),
    )
    disclosed_from = models.DateField(_("public from"), null=True, blank=True)
    disclosed_for = models.CharField(
        _("public for how long"), max_length=200, blank=True, help_text=_("20 days; for good…")
    )
    focal_point = models.CharField(
        _("who gives information"),
        max_length=300,
        blank=True,
        help_text=_("Focal unit or officer with telephone and e-mail."),
    )

    public_fields = (
        PublicField("regulation_type", _("type"), ValueType.CODE, pair=False),
        *DocumentFields.DOCUMENT,
        PublicField("effective_on", _("in force from"), ValueType.DATE, fact=True),
        PublicField("applies_to", _("applies to")),
        PublicField("disclosure_form", _("form of disclosure")),
        PublicField("disclosed_from", _("public from"), ValueType.DATE),
        PublicField("disclosed_for", _("public for how long")),
        PublicField("focal_point", _("who gives information")),
    )
    required_as = {
        "ten": "title",
        "so_ky_hieu": "number",
        "ngay_tao": "signed_on",
        "hinh_thuc_cong_khai": "disclosure_form",
        "thoi_diem": "disclosed_from",
        "thoi_han": "disclosed_for",
        "duong_dan_tai_ve": "file",
    }
    content_panels = item_panels(
        FieldPanel("regulation_type"),
        document_panel(),
        MultiFieldPanel(
            [FieldPanel("applies_to"), FieldPanel("effective_on")], heading=_("Effect")
        ),
        MultiFieldPanel(
            [
                FieldPanel("disclosure_form"),
                FieldRowPanel([FieldPanel("disclosed_from"), FieldPanel("disclosed_for")]),
                FieldPanel("focal_point"),
            ],
            heading=_("How it is made public"),
        ),
    )

    class Meta:
        verbose_name = _("internal regulation")
        verbose_name_plural = _("internal regulations")
        constraints = [known("regulation_type", RegulationType, "regulation_known_type")]

    def duty_codes(self) -> frozenset[str]:
        return DUTY_OF_REGULATION[self.regulation_type]

    def check_published(self, errors: dict[str, Any]) -> None:
        """What NĐ 13/2018 art. 6 asks the list to say."""
        super().check_published(errors)
        if self.regulation_type == RegulationType.INFORMATION_LIST:
            for name in ("disclosure_form", "disclosed_from", "disclosed_for", "focal_point"):
                if not getattr(self, name):
                    errors[name] = _("The list says this (NĐ 13/2018 art. 6).")
