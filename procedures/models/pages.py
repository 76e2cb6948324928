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

from portal.case_keys import keyable_number
from portal.models import DisclosurePage, PublicationEvent
from portal.searchable import SearchEntry
from portal.text import normal_number
from procedures import editing
from procedures.attachments import files_shown
from procedures.codes import normal_code
from procedures.content import PartChange, ProcedureContent, missing_parts
from procedures.days import wrong_days
from procedures.forms import ProcedurePageForm
from procedures.freezing import frozen_content
from procedures.models.choices import Level, OnlineLevel, TimeUnit, VersionKind
from procedures.models.fields import ProcedureField
from procedures.models.versions import ProcedureVersion
from procedures.searched import entry_of


class ProcedurePage(DisclosurePage):
    """One administrative procedure (thủ tục hành chính)."""

    kind = "procedure"
    may_be_copied = False  # a national code has one page
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
    content_panels = editing.CONTENT
    edit_handler = editing.edit_handler()
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
        self._check_numbers()
        if not self.live:
            return
        errors: dict[str, Any] = {}
        for name in ("decision_number", "decision_signed_on", "in_force_from", "field"):
            if not getattr(self, name):
                errors[name] = _("This is needed before publication.")
        errors.update(wrong_days(self.decision_signed_on, self.in_force_from, timezone.localdate()))
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

    def _check_numbers(self) -> None:
        for name in ("code", "decision_number"):
            try:
                keyable_number(getattr(self, name))
            except ValidationError as error:
                raise ValidationError({name: error}) from error

    def content(self) -> ProcedureContent:
        """The draft of the next version as a value."""
        return frozen_content(self)

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
        """The form files of the draft and of every version that the page still shows."""
        return files_shown(self)

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
        return entry_of(self)


def _day(text: str | None) -> date | None:
    try:
        return parse_date(text) if text and len(text) == 10 else None
    except ValueError:
        return None
