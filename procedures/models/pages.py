"""The procedure page: one page per national code, for ever; its fields are the draft of the next
version, and the public sees the version that rules on the day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.url_routing import RouteResult

from portal.audiences import Audience
from portal.case_keys import keyable_number
from portal.models import DisclosurePage, PublicationEvent
from portal.searchable import SearchEntry
from portal.text import normal_number
from procedures import editing, serving
from procedures.attachments import files_shown
from procedures.codes import normal_code, printed_code
from procedures.completeness import completeness
from procedures.content import ProcedureContent, missing_parts
from procedures.days import wrong_days
from procedures.forms import ProcedurePageForm
from procedures.freezing import frozen_content
from procedures.models.choices import (
    ConditionalPart,
    Level,
    Mechanism,
    OnlineLevel,
    TimeUnit,
    VersionKind,
)
from procedures.models.fields import ProcedureField
from procedures.models.lists import ChoiceListField, CodeListField
from procedures.models.stated_fees import keep_fees_of
from procedures.models.versions import ProcedureVersion
from procedures.public_fields import PROCEDURE_FIELDS
from procedures.searched import entry_of


class ProcedurePageQuerySet(PageQuerySet):
    """Questions about procedures."""

    def ruled_by(self, day: date) -> Self:
        """Annotated with `ruling_id` and `ruling_kind` of the version that rules on `day`; None
        before the first."""
        ruling = ProcedureVersion.objects.filter(page=models.OuterRef("pk")).begun_by(day)
        return self.annotate(
            ruling_id=models.Subquery(ruling.values("pk")[:1]),
            ruling_kind=models.Subquery(ruling.values("kind")[:1]),
        )


class ProcedurePage(DisclosurePage):
    """One administrative procedure (thủ tục hành chính)."""

    kind = "procedure"
    repeats_public_act = True  # the decision that announced it (NĐ 63/2010 art. 15)
    public_fields = PROCEDURE_FIELDS
    audiences = (Audience.PUBLIC,)  # NĐ 63/2010 art. 14 knows no procedure for fewer
    may_be_copied = False  # a national code has one page
    served_with = ("unit", "field", "synchronisation")
    template = "procedures/procedure_page.html"
    parent_page_types = ["procedures.ProcedureIndexPage"]
    subpage_types: list[str] = []

    # What it is
    code = models.CharField(
        _("national code"),
        max_length=40,
        help_text=_("As in the national database, for example 2.002380."),
    )
    code_printed = models.CharField(
        _("code as printed"),
        max_length=60,
        blank=True,
        help_text=_("With its local suffix, for example 2.002380.000.00.00.H45."),
    )
    full_title = models.TextField(
        _("full name"),
        blank=True,
        help_text=_("When the name is longer than 255 characters; shown instead of the short one."),
    )
    field = models.ForeignKey(
        ProcedureField,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("field"),
    )
    level = models.CharField(_("level"), max_length=20, choices=Level, default=Level.PROVINCE)
    further_levels = ChoiceListField(
        _("other levels that handle it too"), max_length=60, choices_from=Level
    )
    mechanism = models.CharField(
        _("one-stop mechanism"), max_length=20, choices=Mechanism, blank=True
    )
    linked_agencies = models.TextField(
        _("with which agencies"), blank=True, help_text=_("For an inter-agency one-stop.")
    )
    for_citizens = models.BooleanField(_("for citizens"), default=True)
    for_businesses = models.BooleanField(_("for businesses and organisations"), default=False)
    online_level = models.CharField(
        _("online"),
        max_length=20,
        choices=[("", _("not stated")), *OnlineLevel.choices],
        blank=True,
        default="",
    )
    partial_reason = models.TextField(_("why only partly online"), blank=True)
    online_printed = models.CharField(
        _("online level as printed"),
        max_length=100,
        blank=True,
        help_text=_("“Mức độ 4”, say: these words changed their meaning twice."),
    )
    proactive_level = models.PositiveSmallIntegerField(
        _("level of proactive service"),
        null=True,
        blank=True,
        choices=[(number, str(number)) for number in range(1, 5)],
        help_text=_("Levels 1 to 4 of NĐ 224/2026 art. 16: not how far it can be done online."),
    )
    national_link = models.URLField(
        _("address on the National Service Portal"),
        max_length=500,
        blank=True,
        help_text=_("Left empty, it follows from the national code."),
    )
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
    agency_deciding = models.TextField(_("deciding agency"), blank=True)
    agency_authorised = models.TextField(_("agency authorised to decide"), blank=True)
    agency_receiving = models.TextField(_("where to file"), blank=True)
    agencies_coordinating = models.TextField(_("co-ordinating agencies"), blank=True)
    dossier_sets = models.PositiveSmallIntegerField(_("number of sets"), default=1)
    result = models.TextField(_("result"), blank=True)
    conditions = models.TextField(_("requirements and conditions"), blank=True)
    fee_note = models.TextField(_("note on fees"), blank=True)
    without = ChoiceListField(
        _("what it does not have"),
        max_length=60,
        choices_from=ConditionalPart,
        help_text=_("Said to readers, and counted as complete."),
    )
    related_codes = CodeListField(
        _("related procedures"), help_text=_("National codes, parted by commas.")
    )

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
    replaced_by = CodeListField(_("replaced by"), help_text=_("National codes, parted by commas."))
    completeness = models.PositiveSmallIntegerField(
        _("completeness"), default=0, editable=False, help_text=_("In hundredths.")
    )

    objects = PageManager.from_queryset(ProcedurePageQuerySet)()

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
                condition=models.Q(online_level__in=["", *OnlineLevel.values]),
                name="procedure_known_online_level",
            ),
            models.CheckConstraint(
                condition=models.Q(mechanism__in=["", *Mechanism.values]),
                name="procedure_known_mechanism",
            ),
            models.CheckConstraint(
                condition=models.Q(proactive_level__isnull=True)
                | models.Q(proactive_level__range=(1, 4)),
                name="procedure_known_proactive_level",
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps how complete the draft is, for the listing."""
        if kwargs.get("update_fields") is None:
            self.completeness = completeness(self.content()).score
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Published, a procedure has every mandatory part, the decision that announced it and the
        day it is in force from."""
        super().clean()
        self.code_printed = self.code_printed or _with_suffix(self.code)
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
        hidden = [row.fee_page for row in self.fees.all() if row.fee_page and not row.fee_page.live]
        if hidden and not self.is_repealed:
            errors.setdefault("__all__", []).append(
                _("The fee “%(fee)s” is not public: publish it first.") % {"fee": hidden[0].title}
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

    def usual_change_note(self) -> str:
        """A new version says by which decision; one of the same decision is a correction."""
        published = self.versions.filter(decision_number=self.decision_number).exists()
        if published or not self.decision_number:
            return ""
        return gettext("By decision %(number)s.") % {"number": self.decision_number}

    def published_files(self) -> Sequence[Any]:
        """The form files of the draft and of every version that the page still shows."""
        return files_shown(self)

    def after_published(self, event: PublicationEvent) -> None:
        """Every publication freezes its content as a version."""
        content = self.content()
        version = ProcedureVersion.objects.create(
            page=self,
            kind=VersionKind.REPEAL if self.is_repealed else VersionKind.CONTENT,
            decision_number=self.decision_number,
            decision_signed_on=self.decision_signed_on,
            in_force_from=self.in_force_from,
            content=content.to_json(),
            sha256=content.sha256(),
            event_id=event.pk,
            number=event.version,
        )
        keep_fees_of(version)

    # Serving

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Each version has an address of its own beneath the page, for ever."""
        number = serving.version_asked(path_components)
        if number is None:
            return super().route(request, path_components)
        if not self.live:  # withdrawn with all its versions
            return super().route(request, [])
        return RouteResult(self, kwargs={"version_number": number})

    def get_context(
        self,
        request: HttpRequest,
        *args: Any,
        version_number: int | None = None,
        **kwargs: Any,
    ) -> dict[str, Any]:
        """Adds `at` (the day shown), `is_today`, `is_one_version`, `version` (the ruling one, or
        None before the first), `standing` (Standing) and `successor` (what took its place),
        `content` (ProcedureContent or None), `content_today` (with the fees due that day),
        `fee_lines` (FeeLines), `versions` (latest first), `differences` (PartDifferences since the
        version before), `coming` (the next version, not yet in force), `forms` (files by id),
        `bases` (LinkedBases), `decision_url` (of the announcing decision, or empty), `replacing`
        and `related` (procedures), `version_url` (absolute), `synchronisation` (or None),
        `structured` (JSON-LD).

        `?at=YYYY-MM-DD` shows that day's; a day that makes no sense is ignored. A preview shows the
        draft itself.
        """
        context = super().get_context(request, *args, **kwargs)
        try:
            context.update(serving.shown(self, request, version_number))
        except LookupError as error:
            raise Http404 from error
        return context

    @cached_property
    def ruling_version(self) -> ProcedureVersion | None:
        """The version that rules today."""
        return ProcedureVersion.objects.ruling(self.pk, timezone.localdate())

    @cached_property
    def in_force_content(self) -> ProcedureContent | None:
        """What rules today; None before the first version and once it is repealed."""
        version = self.ruling_version
        return version.value() if version and not version.is_repeal else None

    @classmethod
    def prepare_records(cls, pages: Sequence[Any]) -> None:
        """Their ruling versions in one query: the public fields are read from them."""
        ruling = ProcedureVersion.objects.ruling_for(
            [page.pk for page in pages], timezone.localdate()
        )
        for page in pages:
            page.ruling_version = ruling.get(page.pk)

    def search_entry(self) -> SearchEntry:
        """What rules today; before the first version is in force, the one that is coming."""
        return entry_of(self)


def _with_suffix(code: str) -> str:
    """The code as printed, when there is more to it than the code itself."""
    printed = printed_code(code)
    return printed if printed != normal_code(code) else ""
