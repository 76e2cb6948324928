"""Documents that rule or plan: legal documents with what they do to one another, plans and
policies, support programmes, internal regulations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Q, Value, When
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, PageManager, PageQuerySet

from disclosures.effect import Effect, RelationKind, effect_on
from disclosures.models.issuers import Issuer
from disclosures.models.items import (
    DisclosureItem,
    DocumentFields,
    PeriodFields,
    SubjectFields,
    document_panel,
    item_panels,
    period_panel,
)
from portal.models import PublicationEvent
from portal.public_record import PublicField, ValueType
from portal.registry import Kind
from portal.searchable import SearchEntry
from portal.text import normal_number


def known(field: str, choices: type[models.TextChoices], name: str) -> models.CheckConstraint:
    """The constraint that `field` holds one of `choices`."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": [choice.value for choice in choices]}), name=name
    )


# Legal documents


class LegalDocumentType(models.TextChoices):
    """The forms of documents that are published as such (NĐ 30/2020 art. 7; the law on legal
    documents). The list grows with the law."""

    CONSTITUTION = "constitution", _("Constitution")
    LAW = "law", _("Law")
    ORDINANCE = "ordinance", _("Ordinance")
    RESOLUTION = "resolution", _("Resolution")
    DECREE = "decree", _("Decree")
    DECISION = "decision", _("Decision")
    CIRCULAR = "circular", _("Circular")
    JOINT_CIRCULAR = "joint_circular", _("Joint circular")
    DIRECTIVE = "directive", _("Directive")
    NOTICE = "notice", _("Notice")
    GUIDANCE = "guidance", _("Guidance")
    OFFICIAL_LETTER = "official_letter", _("Official letter")
    REPORT = "report", _("Report")
    CONSOLIDATED = "consolidated", _("Consolidated text")


class RelationKindChoices(models.TextChoices):
    """What a document does to another one, in words."""

    AMENDS = RelationKind.AMENDS, _("amends")
    REPLACES = RelationKind.REPLACES, _("replaces")
    REPEALS = RelationKind.REPEALS, _("repeals")
    CORRECTS = RelationKind.CORRECTS, _("corrects")


#: The same seen from the other document.
DONE_BY = {
    RelationKind.AMENDS: _("amended by"),
    RelationKind.REPLACES: _("replaced by"),
    RelationKind.REPEALS: _("repealed by"),
    RelationKind.CORRECTS: _("corrected by"),
}
EFFECTS = {
    Effect.UNKNOWN: _("Effect not stated"),
    Effect.NOT_YET: _("Not yet in force"),
    Effect.IN_FORCE: _("In force"),
    Effect.ENDED: _("No longer in force"),
}


class LegalDocumentQuerySet(PageQuerySet):
    """Questions about effect; each takes the day."""

    def ended(self, at: date) -> Self:
        """Those no longer in force on that day."""
        return self.filter(ended_on__lte=at)

    def not_ended(self, at: date) -> Self:
        """Those that nothing has ended by that day."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=at))

    def in_force(self, at: date) -> Self:
        """Those in force on that day."""
        return self.not_ended(at).filter(effective_on__lte=at)

    def not_yet(self, at: date) -> Self:
        """Those whose first day is still to come."""
        return self.not_ended(at).filter(effective_on__gt=at)

    def changing_between(self, since: date, until: date) -> Self:
        """Those that came into force or ended after `since`, by the end of `until`."""
        return self.filter(
            Q(effective_on__gt=since, effective_on__lte=until)
            | Q(ended_on__gt=since, ended_on__lte=until)
        )


class LegalDocumentPage(SubjectFields, DocumentFields, DisclosureItem):
    """A legal document, or an administrative one of the Department (duties VB-QPPL, VB-HC)."""

    about = Kind("legal_document", _("Legal document"), _("Legal documents"), "doc-full")
    kind = about.code
    type_field = "document_type"
    anchor_fields = {"issued_on": "signed_on", "signed_on": "signed_on"}
    served_with = ("unit", "file", "issuer")
    listed_with = ("issuer",)
    item_template = "disclosures/legal_document_page.html"

    document_type = models.CharField(
        pgettext_lazy("of a document", "form"),
        max_length=20,
        choices=LegalDocumentType,
        default=LegalDocumentType.DECISION,
    )
    is_normative = models.BooleanField(
        _("normative legal document"),
        default=False,
        help_text=_("Rules that bind everybody; otherwise an administrative document."),
    )
    effective_on = models.DateField(
        _("in force from"), null=True, blank=True, help_text=_("Needed for a normative document.")
    )
    expires_on = models.DateField(
        _("in force until"),
        null=True,
        blank=True,
        help_text=_("The last day, where the document itself states one."),
    )
    #: First day on which it is in force no more, from its own last day and from what other public
    #: documents do to it (`disclosures.legal`); derived, made anew whenever one of them changes.
    ended_on = models.DateField(_("no longer in force from"), null=True, editable=False)

    objects = PageManager.from_queryset(LegalDocumentQuerySet)()

    public_fields = (
        PublicField(
            "document_type", pgettext_lazy("of a document", "form"), ValueType.CODE, pair=False
        ),
        *DocumentFields.DOCUMENT,
        PublicField("is_normative", _("normative legal document"), ValueType.TRUTH),
        PublicField("effective_on", _("in force from"), ValueType.DATE, fact=True),
        PublicField("expires_on", _("in force until"), ValueType.DATE),
        PublicField("ended_on", _("no longer in force from"), ValueType.DATE),
        PublicField("effect", _("effect"), ValueType.CODE, words="effect_words", pair=False),
        *SubjectFields.SUBJECT,
        PublicField(
            "relations",
            _("what it does to others"),
            ValueType.ROWS,
            rows=(
                PublicField("kind", _("what"), ValueType.CODE),
                PublicField("target_number", _("number")),
                PublicField("target_year", _("year"), ValueType.NUMBER),
                PublicField("whole", _("the whole of it"), ValueType.TRUTH),
                PublicField("detail", _("which part")),
                PublicField("takes_effect_on", _("from"), ValueType.DATE),
            ),
        ),
    )
    required_as = {
        "hinh_thuc": "document_type",
        "tham_quyen_ban_hanh": "issuer",
        "so_ky_hieu": "number",
        "ngay_ban_hanh": "signed_on",
        "ngay_hieu_luc": "effective_on",
        "trich_yeu": "title",
        "tep_tai_ve": "file",
    }

    content_panels = item_panels(
        FieldRowPanel([FieldPanel("document_type"), FieldPanel("is_normative")]),
        document_panel(),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("effective_on"), FieldPanel("expires_on")]),
                FieldPanel("subject_field"),
            ],
            heading=_("Effect"),
        ),
        InlinePanel("relations", heading=_("What it does to others"), label=_("relation")),
    )

    class Meta:
        verbose_name = _("legal document")
        verbose_name_plural = _("legal documents")
        constraints = [
            known("document_type", LegalDocumentType, "legal_document_known_type"),
            models.CheckConstraint(
                condition=Q(effective_on__isnull=True)
                | Q(expires_on__isnull=True)
                | Q(effective_on__lte=models.F("expires_on")),
                name="legal_document_days_in_order",
                violation_error_message=_("It ends before it begins."),
            ),
        ]
        indexes = [models.Index(fields=["ended_on", "effective_on"], name="legal_effect")]

    def check_published(self, errors: dict[str, Any]) -> None:
        super().check_published(errors)
        if self.is_normative and self.effective_on is None:
            errors["effective_on"] = _("Say from when it is in force.")
        if self.effective_on and self.expires_on and self.expires_on < self.effective_on:
            errors["expires_on"] = _("It ends before it begins.")
        own = (normal_number(self.number), self.signed_on.year if self.signed_on else None)
        for relation in self.relations.all():
            if (normal_number(relation.target_number), relation.target_year or own[1]) == own:
                errors["relations"] = _("A document does nothing to itself.")

    def duty_codes(self) -> frozenset[str]:
        return frozenset({"VB-QPPL"} if self.is_normative else {"VB-HC"})

    @classmethod
    def status_expression(cls, today: date) -> Any:
        return Case(
            When(ended_on__lte=today, then=Value(Effect.ENDED.value)),
            When(effective_on__isnull=True, then=Value(Effect.UNKNOWN.value)),
            When(effective_on__lte=today, then=Value(Effect.IN_FORCE.value)),
            default=Value(Effect.NOT_YET.value),
            output_field=models.CharField(),
        )

    @classmethod
    def status_words(cls) -> dict[str, str]:
        return {effect.value: str(words) for effect, words in EFFECTS.items()}

    @property
    def effect(self) -> str:
        """Code of its effect today."""
        return effect_on(timezone.localdate(), self.effective_on, self.ended_on).value

    @property
    def effect_words(self) -> str:
        """The same in words."""
        return str(EFFECTS[Effect(self.effect)])

    @property
    def state(self) -> dict[str, str] | None:
        """Its effect as a list shows it; nothing where none is stated."""
        if self.effect == Effect.UNKNOWN:
            return None
        return {"code": self.effect, "label": self.effect_words}

    def after_published(self, event: PublicationEvent) -> None:
        from disclosures.legal import refresh

        refresh(self)

    def after_left_the_web(self, event: PublicationEvent) -> None:
        from disclosures.legal import refresh

        refresh(self)

    def search_entry(self) -> SearchEntry:
        from dataclasses import replace

        effect = {Effect.ENDED: "ended"}.get(Effect(self.effect), self.effect)
        return replace(super().search_entry(), effect="" if effect == Effect.UNKNOWN else effect)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `does` and `done`: what it does to others and what others do to it, each a list of
        `words`, `number`, `detail`, `on`, `url`, `title`."""
        from disclosures.legal import both_directions

        context = super().get_context(request, *args, **kwargs)
        context["does"], context["done"] = both_directions(self)
        return context


class LegalRelation(Orderable):
    """One thing that a document does to another, which is named as the document names it."""

    page = ParentalKey(LegalDocumentPage, on_delete=models.CASCADE, related_name="relations")
    kind = models.CharField(
        _("what"), max_length=20, choices=RelationKindChoices, default=RelationKindChoices.AMENDS
    )
    target_number = models.CharField(_("number"), max_length=100)
    target_issuer = models.ForeignKey(
        Issuer,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("issuing agency"),
    )
    target_year = models.PositiveSmallIntegerField(
        _("year"),
        null=True,
        blank=True,
        help_text=_("Numbers begin anew each year: needed where the number holds no year."),
    )
    whole = models.BooleanField(_("the whole of it"), default=True)
    detail = models.CharField(
        _("which part"), max_length=300, blank=True, help_text=_("For example: khoản 2 Điều 5.")
    )
    takes_effect_on = models.DateField(
        _("from"), null=True, blank=True, help_text=_("Left empty: when the document itself does.")
    )
    target_normal = models.CharField(max_length=100, editable=False, db_index=True)

    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("target_number")]),
        FieldRowPanel([FieldPanel("target_issuer"), FieldPanel("target_year")]),
        FieldRowPanel([FieldPanel("whole"), FieldPanel("detail")]),
        FieldPanel("takes_effect_on"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("relation")
        verbose_name_plural = _("relations")
        constraints = [known("kind", RelationKindChoices, "legal_relation_known_kind")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.target_number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.target_normal = normal_number(self.target_number)[:100]
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """A part is named where it isn't the whole."""
        super().clean()
        if not self.whole and not self.detail.strip():
            raise ValidationError({"detail": _("Say which part of it.")})


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


def legal_pages_changing(since: date, until: date) -> Iterable[int]:
    """For `registry.changing_by_date`: documents that came into force or ended."""
    pages = LegalDocumentPage.objects.live().changing_between(since, until)
    return pages.values_list("pk", flat=True)
