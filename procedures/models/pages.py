"""The procedure page: one page per national code, for ever; its fields are the draft of the next
version, and the public sees the version that rules on the day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)

from portal.models import BasePage, DisclosurePage, PublicationEvent
from portal.searchable import SearchEntry
from portal.text import normal_number
from procedures.codes import normal_code
from procedures.content import (
    DossierLine,
    Fee,
    FilingWay,
    PartChange,
    ProcedureContent,
    Step,
    missing_parts,
)
from procedures.forms import ProcedurePageForm
from procedures.listing import procedure_list
from procedures.models.choices import Level, OnlineLevel, TimeUnit, VersionKind
from procedures.models.fields import ProcedureField
from procedures.models.versions import ProcedureVersion
from procedures.wording import ready_answers


class ProcedureIndexPage(BasePage):
    """All procedures in force, with filters."""

    template = "procedures/procedure_index_page.html"
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["procedures.ProcedurePage"]

    content_panels = [*BasePage.content_panels, FieldPanel("summary")]

    class Meta:
        verbose_name = _("list of procedures")
        verbose_name_plural = _("lists of procedures")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds what `procedures.listing.procedure_list` gives."""
        context = super().get_context(request, *args, **kwargs)
        context.update(procedure_list(self, request.GET, timezone.localdate()))
        return context


class ProcedurePage(DisclosurePage):
    """One administrative procedure (thủ tục hành chính)."""

    kind = "procedure"
    served_with = ("unit", "field")
    template = "procedures/procedure_page.html"
    parent_page_types = ["procedures.ProcedureIndexPage"]
    subpage_types: list[str] = []

    # What it is
    code = models.CharField(
        _("national code"),
        max_length=40,
        help_text=_("As in the national database, for example 2.002380."),
    )
    field = models.ForeignKey(
        ProcedureField,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("field"),
    )
    level = models.CharField(_("level"), max_length=20, choices=Level, default=Level.PROVINCE)
    for_citizens = models.BooleanField(_("for citizens"), default=True)
    for_businesses = models.BooleanField(_("for businesses and organisations"), default=False)
    online_level = models.CharField(
        _("online"), max_length=20, choices=OnlineLevel, default=OnlineLevel.INFORMATION
    )
    partial_reason = models.CharField(_("why only partly online"), max_length=300, blank=True)
    keywords = models.CharField(
        _("everyday words"),
        max_length=500,
        blank=True,
        help_text=_("How people call it, parted by commas; used by search."),
    )

    # The statutory parts (NĐ 63/2010 art. 8)
    time_limit = models.TextField(_("time limit"), blank=True)
    time_amount = models.PositiveIntegerField(_("time"), null=True, blank=True)
    time_unit = models.CharField(_("counted in"), max_length=20, choices=TimeUnit, blank=True)
    subjects = models.TextField(_("who may apply"), blank=True)
    agency_deciding = models.CharField(_("deciding agency"), max_length=300, blank=True)
    agency_receiving = models.CharField(_("where to file"), max_length=300, blank=True)
    agencies_coordinating = models.CharField(
        _("co-ordinating agencies"), max_length=500, blank=True
    )
    dossier_sets = models.PositiveSmallIntegerField(_("number of sets"), default=1)
    result = models.TextField(_("result"), blank=True)
    conditions = models.TextField(_("requirements and conditions"), blank=True)
    fee_note = models.TextField(_("note on fees"), blank=True)

    # In force
    decision_number = models.CharField(_("announced by decision"), max_length=100, blank=True)
    decision_signed_on = models.DateField(_("decision signed on"), null=True, blank=True)
    in_force_from = models.DateField(_("in force from"), null=True, blank=True)
    is_repealed = models.BooleanField(
        _("this decision repeals the procedure"),
        default=False,
        help_text=_(
            "The page then says by which decision the procedure ended and shows its parts no more."
        ),
    )

    base_form_class = ProcedurePageForm
    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("code"), FieldPanel("field"), FieldPanel("level")]),
                FieldRowPanel([FieldPanel("for_citizens"), FieldPanel("for_businesses")]),
                FieldRowPanel([FieldPanel("online_level"), FieldPanel("partial_reason")]),
                FieldPanel("summary"),
                FieldPanel("keywords"),
            ],
            heading=_("What it is"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("decision_number"), FieldPanel("decision_signed_on")]),
                FieldPanel("in_force_from"),
                FieldPanel("is_repealed"),
            ],
            heading=pgettext_lazy("heading", "In force"),
        ),
        MultiFieldPanel(
            [FieldPanel("unit"), FieldPanel("answers_given"), FieldPanel("change_note")],
            heading=_("Disclosure"),
        ),
    ]
    parts_panels = [
        InlinePanel("steps", heading=_("Steps"), label=_("step")),
        InlinePanel("filing_ways", heading=_("Ways of filing"), label=_("way of filing")),
        InlinePanel("dossier_lines", heading=_("Papers"), label=_("paper")),
        FieldPanel("dossier_sets"),
        MultiFieldPanel(
            [
                FieldPanel("time_limit"),
                FieldRowPanel([FieldPanel("time_amount"), FieldPanel("time_unit")]),
            ],
            heading=_("Time limit"),
        ),
        FieldPanel("subjects"),
        MultiFieldPanel(
            [
                FieldPanel("agency_deciding"),
                FieldPanel("agency_receiving"),
                FieldPanel("agencies_coordinating"),
            ],
            heading=_("Agencies"),
        ),
        FieldPanel("result"),
        FieldPanel("conditions"),
        InlinePanel("fees", heading=_("Fees"), label=_("fee")),
        FieldPanel("fee_note"),
        InlinePanel("legal_bases", heading=_("Legal bases"), label=_("legal basis")),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Procedure")),
            ObjectList(parts_panels, heading=_("Statutory parts")),
            ObjectList(BasePage.promote_panels, heading=_("Promote")),
            ObjectList(BasePage.settings_panels, heading=_("Settings")),
        ]
    )
    search_fields = [*DisclosurePage.search_fields]

    class Meta:
        verbose_name = _("administrative procedure")
        verbose_name_plural = _("administrative procedures")
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                name="one_page_per_procedure_code",
                violation_error_message=_("There is already a page for this code."),
            ),
            models.CheckConstraint(
                condition=models.Q(level__in=Level.values), name="procedure_known_level"
            ),
            models.CheckConstraint(
                condition=models.Q(online_level__in=OnlineLevel.values),
                name="procedure_known_online_level",
            ),
        ]

    def clean(self) -> None:
        """Published, a procedure has every mandatory part, the decision that announced it and the
        day it is in force from."""
        super().clean()
        self.code = normal_code(self.code)
        if not self.live:
            return
        errors: dict[str, Any] = {}
        for name in ("decision_number", "decision_signed_on", "in_force_from", "field"):
            if not getattr(self, name):
                errors[name] = _("This is needed before publication.")
        if self.online_level == OnlineLevel.PARTIAL and not self.partial_reason.strip():
            errors["partial_reason"] = _(
                "Say why it is only partly online (NĐ 224/2026 art. 14 asks for the reason)."
            )
        missing = [] if self.is_repealed else missing_parts(self.content())
        for name in missing:
            if name in {field.name for field in self._meta.concrete_fields}:
                errors[name] = _("This statutory part is missing (NĐ 63/2010 art. 8).")
            else:
                errors.setdefault("__all__", []).append(
                    _("A statutory part is missing (NĐ 63/2010 art. 8): %(part)s.")
                    % {"part": self._meta.get_field(name).related_model._meta.verbose_name_plural}
                )
        if errors:
            raise ValidationError(errors)

    def content(self) -> ProcedureContent:
        """The draft of the next version as a value."""
        return ProcedureContent(
            code=self.code,
            title=self.title,
            field_code=self.field.code if self.field else "",
            field_name=self.field.name if self.field else "",
            level=self.level,
            for_citizens=self.for_citizens,
            for_businesses=self.for_businesses,
            online_level=self.online_level,
            partial_reason=self.partial_reason,
            steps=tuple(Step(step.title, step.text) for step in self.steps.all()),
            filing_ways=tuple(
                FilingWay(way.channel, way.amount, way.unit, way.condition, way.fee)
                for way in self.filing_ways.all()
            ),
            dossier_lines=tuple(
                DossierLine(
                    line.case,
                    line.name,
                    line.originals,
                    line.copies,
                    line.form,
                    line.form_file_id,
                    line.note,
                )
                for line in self.dossier_lines.all()
            ),
            dossier_sets=self.dossier_sets,
            time_limit=self.time_limit,
            time_amount=self.time_amount,
            time_unit=self.time_unit,
            subjects=self.subjects,
            agency_deciding=self.agency_deciding,
            agency_receiving=self.agency_receiving,
            agencies_coordinating=self.agencies_coordinating,
            result=self.result,
            conditions=self.conditions,
            fees=tuple(
                Fee(
                    fee.name,
                    fee.amount,
                    fee.formula,
                    fee.unit,
                    fee.payer,
                    fee.exemption,
                    fee.basis,
                )
                for fee in self.fees.all()
            ),
            fee_note=self.fee_note,
            legal_bases=tuple(basis.text for basis in self.legal_bases.all()),
            summary=self.summary,
        )

    # Disclosure

    @property
    def case_key(self) -> str:
        return self.code

    @property
    def event_case_key(self) -> str:
        """The announcing decision as a case: `101/QĐ-UBND@2026`."""
        if not self.decision_number or self.decision_signed_on is None:
            return ""
        return f"{normal_number(self.decision_number)}@{self.decision_signed_on.year}"

    def anchors(self) -> Mapping[str, date]:
        days = {
            "decision_signed_on": self.decision_signed_on,
            "signed_on": self.decision_signed_on,
            "effective_on": self.in_force_from,
            "changed_on": self.in_force_from,
        }
        return {name: day for name, day in days.items() if day}

    def published_files(self) -> Sequence[Any]:
        lines = self.dossier_lines.all()
        return [line.form_file for line in lines if line.form_file_id]

    def after_published(self, event: PublicationEvent) -> None:
        """Every publication freezes its content as a version."""
        content = self.content()
        ProcedureVersion.objects.create(
            page=self,
            kind=VersionKind.REPEAL if self.is_repealed else VersionKind.CONTENT,
            decision_number=self.decision_number,
            decision_signed_on=self.decision_signed_on,
            in_force_from=self.in_force_from,
            content=content.to_json(),
            sha256=content.sha256(),
            event_id=event.pk,
        )

    # Serving

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `at` (the day shown), `is_today`, `version` (the ruling one, or None before the
        first), `content` (ProcedureContent or None), `versions` (latest first), `changes` (since
        the
        version before), `coming` (the next version, not yet in force) and `forms` (files by id).

        `?at=YYYY-MM-DD` shows that day's; a day that makes no sense is ignored. A preview shows the
        draft itself.
        """
        context = super().get_context(request, *args, **kwargs)
        today = timezone.localdate()
        day = _day(request.GET.get("at")) or today
        versions = list(self.versions.all())
        begun = [version for version in versions if version.in_force_from <= day]
        version = begun[0] if begun else None
        if getattr(request, "is_preview", False):
            content: ProcedureContent | None = self.content()
        else:
            content = version.value() if version and not version.is_repeal else None
        context.update(
            at=day,
            is_today=day == today,
            version=version,
            content=content,
            versions=versions,
            changes=self._changes(begun),
            coming=next((v for v in reversed(versions) if v.in_force_from > day), None),
            forms=self._forms(content),
        )
        return context

    @staticmethod
    def _changes(begun: Sequence[ProcedureVersion]) -> tuple[PartChange, ...]:
        return begun[0].changes_since(begun[1]) if len(begun) > 1 else ()

    @staticmethod
    def _forms(content: ProcedureContent | None) -> dict[int, Any]:
        from wagtail.documents import get_document_model

        ids = (
            [line.form_file for line in content.dossier_lines if line.form_file] if content else []
        )
        return get_document_model().objects.in_bulk(ids) if ids else {}

    @cached_property
    def ruling_version(self) -> ProcedureVersion | None:
        """The version that rules today."""
        return ProcedureVersion.objects.ruling(self.pk, timezone.localdate())

    def search_entry(self) -> SearchEntry:
        """What rules today; before the first version is in force, the one that is coming."""
        version = self.ruling_version or self.versions.order_by("in_force_from", "pk").first()
        content = version.value() if version else self.content()
        repealed = bool(version and version.is_repeal)
        parts = (
            []
            if repealed
            else [
                content.subjects,
                *(f"{step.title} {step.text}" for step in content.steps),
                *(line.name for line in content.dossier_lines),
                content.conditions,
                content.result,
                *(fee.name for fee in content.fees),
                *content.legal_bases,
            ]
        )
        return SearchEntry(
            id=f"page:{self.pk}",
            url=self.url or "",
            kind=self.kind,
            title=content.title,
            number=content.code,
            numbers=(content.code, version.decision_number if version else ""),
            summary=content.summary,
            body="\n".join(part for part in parts if part),
            field=content.field_name,
            unit=self.unit.name if self.unit else "",
            year=version.in_force_from.year if version else None,
            level=content.level,
            keywords=self.keywords,
            effect="repealed" if repealed else "in_force",
            date=version.in_force_from if version else None,
            answers={} if repealed else ready_answers(content),
        )


def _day(text: str | None) -> date | None:
    try:
        return parse_date(text) if text and len(text) == 10 else None
    except ValueError:
        return None
