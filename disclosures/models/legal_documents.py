"""Legal documents, and what they do to one another."""

from __future__ import annotations

from collections.abc import Iterable
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
from disclosures.models.choices import known
from disclosures.models.issuers import Issuer
from disclosures.models.item_fields import (
    DocumentFields,
    SubjectFields,
    document_panel,
)
from disclosures.models.items import DisclosureItem, item_panels
from portal.models import PublicationEvent
from portal.public_record import PublicField, ValueType
from portal.registry import Kind
from portal.searchable import SearchEntry
from portal.text import normal_number


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


def legal_pages_changing(since: date, until: date) -> Iterable[int]:
    """For `registry.changing_by_date`: documents that came into force or ended."""
    pages = LegalDocumentPage.objects.live().changing_between(since, until)
    return pages.values_list("pk", flat=True)
