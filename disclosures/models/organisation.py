"""What the office is: functions and tasks, units, leaders, contacts, in Vietnamese and in English.

English is written in fields of its own beside the Vietnamese (the portal has no tree of translated
pages): one page, one history, one approval, and the English version stands beneath it, at `…/en/`.
What lacks an English wording is shown there in Vietnamese and marked as such.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail.url_routing import RouteResult

from disclosures.models.items import TEXT_FEATURES, DisclosureItem, item_panels
from portal.audiences import Audience
from portal.models import Unit
from portal.models.pages import ENGLISH
from portal.models.units import UnitKind
from portal.public_record import PublicField, ValueType
from portal.registry import Kind
from portal.structured import as_script

VIETNAMESE = "vi"
#: Units that are no part of the structure: a plan's way to say “all of them”.
NOT_A_PART = frozenset({UnitKind.GROUP})


@dataclass(frozen=True, slots=True)
class Wording:
    """A text with the language it is in."""

    text: str
    language: str

    def __bool__(self) -> bool:
        return bool(self.text.strip())


def worded(thing: Any, name: str, language: str) -> Wording:
    """The field `name` of `thing` in `language`; in Vietnamese where there is no English."""
    if language == ENGLISH:
        english = getattr(thing, f"{name}_en", "") or ""
        if english.strip():
            return Wording(english, ENGLISH)
    return Wording(getattr(thing, name) or "", VIETNAMESE)


class OrganisationPage(DisclosureItem):
    """Functions, tasks, structure, leaders and contacts of the office (TTCQ; NĐ 224/2026 Đ.9(1)(b)
    and Luật TCTT 2016 Đ.17(1)(k)). It stays true by being brought up to date at once."""

    about = Kind(
        "organisation",
        _("Organisation, functions, contacts"),
        _("Organisation, functions, contacts"),
        "group",
    )
    kind = about.code
    audiences = (Audience.PUBLIC,)
    anchor_fields = {"changed_on": "changed_on"}
    past_days = ("changed_on",)
    item_template = "disclosures/organisation_page.html"
    preview_modes = [("", _("In Vietnamese")), (ENGLISH, _("In English"))]

    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    summary_en = models.TextField(_("summary in English"), blank=True)
    functions = RichTextField(_("functions and tasks"), features=TEXT_FEATURES)
    functions_en = RichTextField(
        _("functions and tasks in English"), features=TEXT_FEATURES, blank=True
    )
    origins = models.TextField(
        _("how it came to be"), help_text=_("When it was founded, merged, renamed.")
    )
    origins_en = models.TextField(_("how it came to be, in English"), blank=True)
    legal_ground = models.CharField(
        _("legal ground"),
        max_length=300,
        help_text=_("The document that sets its functions, tasks and structure."),
    )
    legal_ground_en = models.CharField(_("legal ground in English"), max_length=300, blank=True)
    changed_on = models.DateField(
        _("last changed on"),
        null=True,
        help_text=_("The day of the last change to what this page says: it is published at once."),
    )
    address = models.CharField(_("address"), max_length=300)
    address_en = models.CharField(_("address in English"), max_length=300, blank=True)
    phone = models.CharField(_("phone"), max_length=60)
    email = models.EmailField(_("e-mail address"))

    public_fields = (
        PublicField("address", _("address"), fact=True, in_list=True),
        PublicField("phone", _("phone"), fact=True, in_list=True),
        PublicField("email", _("e-mail address"), fact=True),
        PublicField("functions", _("functions and tasks"), ValueType.MARKUP, pair=False),
        PublicField("origins", _("how it came to be"), pair=False),
        PublicField("legal_ground", _("legal ground")),
        PublicField("changed_on", _("last changed on"), ValueType.DATE),
        PublicField("title_en", _("title in English"), pair=False),
        PublicField("summary_en", _("summary in English"), pair=False),
        PublicField(
            "functions_en", _("functions and tasks in English"), ValueType.MARKUP, pair=False
        ),
        PublicField("origins_en", _("how it came to be, in English"), pair=False),
        PublicField("legal_ground_en", _("legal ground in English"), pair=False),
        PublicField("address_en", _("address in English"), pair=False),
        PublicField(
            "leaders",
            _("leaders"),
            ValueType.ROWS,
            rows=(
                PublicField("post", _("post")),
                PublicField("post_en", _("post in English")),
                PublicField("name", _("name")),
                PublicField("in_charge_of", _("in charge of")),
                PublicField("in_charge_of_en", _("in charge of, in English")),
                PublicField("phone", _("phone")),
                PublicField("email", _("e-mail address")),
                PublicField("biography", _("short biography")),
            ),
        ),
        PublicField(
            "units",
            _("units"),
            ValueType.ROWS,
            rows=(
                PublicField("code", _("code"), source="unit.code"),
                PublicField("name", _("unit"), source="unit.name"),
                PublicField("name_en", _("name in English")),
                PublicField("tasks", _("what it does")),
                PublicField("tasks_en", _("what it does, in English")),
                PublicField("head", _("head")),
                PublicField("phone", _("phone")),
                PublicField("email", _("e-mail address")),
                PublicField("address", _("address")),
            ),
        ),
    )
    required_as = {
        "so_do_to_chuc": "units",
        "chuc_nang_nhiem_vu": "functions",
        "lich_su_hinh_thanh": "origins",
        "tieu_su_tom_tat_lanh_dao": "leaders",
        "lien_he": "address",
    }
    content_panels = item_panels(
        MultiFieldPanel(
            [
                FieldPanel("legal_ground"),
                FieldPanel("changed_on"),
                FieldPanel("functions"),
                FieldPanel("origins"),
            ],
            heading=_("What the office is"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("address"),
                FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
            ],
            heading=_("Contact"),
        ),
        InlinePanel("leaders", heading=_("Leaders"), label=_("leader")),
        InlinePanel("units", heading=_("Units and their contacts"), label=_("unit")),
        MultiFieldPanel(
            [
                FieldPanel("title_en"),
                FieldPanel("summary_en"),
                FieldPanel("functions_en"),
                FieldPanel("origins_en"),
                FieldPanel("legal_ground_en"),
                FieldPanel("address_en"),
            ],
            heading=_("In English"),
        ),
    )

    class Meta:
        verbose_name = _("organisation, functions, contacts")
        verbose_name_plural = _("organisation, functions, contacts")

    def own_day(self) -> date | None:
        return self.changed_on

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """The first draft that names no unit begins with all there are today."""
        if self.latest_revision_id is None and not self.units.all():
            self.units = [
                OrganisationUnit(unit=unit, email=unit.email) for unit in parts_on(today())
            ]
        return super().save_revision(*args, **kwargs)

    def check_published(self, errors: dict[str, Any]) -> None:
        super().check_published(errors)
        if self.changed_on is None:
            errors["changed_on"] = _("Say when it last changed: the deadline counts from it.")
        if not self.leaders.all():
            errors["leaders"] = _("Name the leaders.")
        if not self.units.all():
            errors["units"] = _("Name the units: they are the structure.")

    def warnings(self) -> list[str]:
        """Units that the page forgets or that have ended; what the English version lacks."""
        found = super().warnings()
        named = {row.unit_id: row.unit for row in self.units.all() if row.unit_id}
        there = parts_on(today())
        if forgotten := [unit.name for unit in there if unit.pk not in named]:
            found.append(_("The page lacks these units: %(units)s.") % _names(forgotten))
        if gone := [unit.name for unit in named.values() if not unit.exists_on(today())]:
            found.append(_("These units exist no more: %(units)s.") % _names(gone))
        if not self.has_english:
            found.append(
                gettext(
                    "There is no English version yet: it takes a title, functions and tasks in "
                    "English."
                )
            )
        return found

    # In English

    @property
    def has_english(self) -> bool:
        """Whether there is an English version: its title and what the office does."""
        return bool(self.title_en.strip() and self.functions_en.strip())

    @property
    def english_url(self) -> str:
        """Where the English version stands; empty when there is none."""
        return f"{self.url}{ENGLISH}/" if self.has_english and self.url else ""

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """`…/en/` is the English version; of what left the web it says so as well."""
        if path_components != [ENGLISH]:
            return super().route(request, path_components)
        if not self.live:
            return super().route(request, [])
        if not self.has_english:
            raise Http404
        return RouteResult(self, kwargs={"language": ENGLISH})

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """English words around the English version too, so it is rendered here."""
        if kwargs.get("language") != ENGLISH:
            return super().serve(request, *args, **kwargs)
        with translation.override(ENGLISH):
            return super().serve(request, *args, **kwargs).render()

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Either version, before it is published."""
        if mode_name != ENGLISH:
            return super().serve_preview(request, mode_name)
        with translation.override(ENGLISH):
            return super().serve_preview(request, mode_name).render()

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        return self.get_context(request, language=mode_name or VIETNAMESE)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `said` (title, summary, functions, origins, legal_ground, address, each with its
        language), `leaders` and `groups` of units, `other` (the same page in the other language:
        url, language, label), `is_english` and `structured` (JSON-LD)."""
        from disclosures.organisations import government_organisation

        language = kwargs.get("language", VIETNAMESE)
        context = super().get_context(request, *args, **kwargs)
        names = ("title", "summary", "functions", "origins", "legal_ground", "address")
        context.update(
            said={name: worded(self, name, language) for name in names},
            leaders=[row.said(language) for row in self.leaders.all()],
            groups=self._groups(language),
            is_english=language == ENGLISH,
            other=self._other(language),
            structured=as_script(government_organisation(self, language)),
        )
        return context

    def _other(self, language: str) -> dict[str, str] | None:
        if language == ENGLISH:
            return {"url": self.url or "", "language": VIETNAMESE, "label": "Tiếng Việt"}
        if not self.has_english:
            return None
        return {"url": self.english_url, "language": ENGLISH, "label": "English"}

    def _groups(self, language: str) -> list[dict[str, Any]]:
        """The units by what they are, in the order of `UnitKind`: `title`, `rows`."""
        rows = [row for row in self.units_named if row.unit.kind not in NOT_A_PART]
        return [
            {"title": kind.label, "rows": [row.said(language) for row in of_kind]}
            for kind in UnitKind
            if (of_kind := [row for row in rows if row.unit.kind == kind])
        ]

    @cached_property
    def units_named(self) -> list[OrganisationUnit]:
        """The rows of units with their unit, read once."""
        rows = self.units.all()
        if hasattr(rows, "select_related"):
            rows = rows.select_related("unit")
        return [row for row in rows if row.unit_id]


class OrganisationLeader(Orderable):
    """One of the leaders: what for, and how to reach them."""

    page = ParentalKey(OrganisationPage, on_delete=models.CASCADE, related_name="leaders")
    post = models.CharField(_("post"), max_length=120)
    post_en = models.CharField(_("post in English"), max_length=120, blank=True)
    name = models.CharField(_("name"), max_length=120)
    in_charge_of = models.TextField(_("in charge of"), blank=True)
    in_charge_of_en = models.TextField(_("in charge of, in English"), blank=True)
    phone = models.CharField(_("phone"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    biography = models.TextField(
        _("short biography"),
        blank=True,
        help_text=_("Work and training only: no date of birth, family or home."),
    )

    panels = [
        FieldRowPanel([FieldPanel("post"), FieldPanel("post_en")]),
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("in_charge_of"), FieldPanel("in_charge_of_en")]),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
        FieldPanel("biography"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("leader")
        verbose_name_plural = _("leaders")

    def __str__(self) -> str:
        return f"{self.post} {self.name}"

    def said(self, language: str) -> dict[str, Any]:
        """What the page says of them in that language; the biography is Vietnamese."""
        return {
            "post": worded(self, "post", language),
            "name": self.name,
            "in_charge_of": worded(self, "in_charge_of", language),
            "phone": self.phone,
            "email": self.email,
            "biography": Wording(self.biography, VIETNAMESE),
        }


class OrganisationUnit(Orderable):
    """One unit of the structure: what it does and how to reach it. Its name is the unit's own."""

    page = ParentalKey(OrganisationPage, on_delete=models.CASCADE, related_name="units")
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("unit")
    )
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    tasks = models.TextField(_("what it does"), blank=True)
    tasks_en = models.TextField(_("what it does, in English"), blank=True)
    head = models.CharField(_("head"), max_length=120, blank=True, help_text=_("Post and name."))
    phone = models.CharField(_("phone"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    address = models.CharField(
        _("address"), max_length=300, blank=True, help_text=_("Left empty: that of the office.")
    )

    panels = [
        FieldRowPanel([FieldPanel("unit"), FieldPanel("name_en")]),
        FieldRowPanel([FieldPanel("tasks"), FieldPanel("tasks_en")]),
        FieldPanel("head"),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
        FieldPanel("address"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("unit and its contact")
        verbose_name_plural = _("units and their contacts")

    def __str__(self) -> str:
        return str(self.unit)

    def said(self, language: str) -> dict[str, Any]:
        """What the page says of it in that language."""
        is_named = language == ENGLISH and self.name_en.strip()
        return {
            "name": Wording(self.name_en, ENGLISH) if is_named else _vietnamese(self.unit.name),
            "url": f"/don-vi/{self.unit.code}/",
            "tasks": worded(self, "tasks", language),
            "head": _vietnamese(self.head),
            "phone": self.phone,
            "email": self.email,
            "address": _vietnamese(self.address),
        }


def parts_on(day: date) -> list[Unit]:
    """The units that make up the office on `day`."""
    units = Unit.objects.exclude(kind__in=NOT_A_PART)
    return [unit for unit in units if unit.exists_on(day)]


def today() -> date:
    """The day at the office."""
    return timezone.localdate()


def _vietnamese(text: str) -> Wording:
    return Wording(text, VIETNAMESE)


def _names(names: Iterable[str]) -> dict[str, str]:
    return {"units": ", ".join(names)}
