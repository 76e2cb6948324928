"""What every page of the portal is (`BasePage`) and what every disclosure is (`DisclosurePage`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from http import HTTPMethod
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index
from wagtail.url_routing import RouteResult

from portal import gate, registry
from portal.audiences import Audience, WithheldGround
from portal.events import OFF_THE_WEB, Answer
from portal.forms import BasePageForm, DisclosurePageForm
from portal.models.ledger import PublicationEvent
from portal.models.secrecy import CheckSide
from portal.models.units import Unit
from portal.permissions import PortalPagePermissionTester, ever_public, limited_item
from portal.public_record import PublicField, relations_of
from portal.searchable import SearchEntry
from portal.text import fold

#: A page answers what follows this step in an address itself (a version by its number).
ANSWERED_BENEATH = "phien-ban"
#: The last step of the address of a page's English version, where its kind has one.
ENGLISH = "en"


def _answered_beneath(path_components: list[str]) -> list[str]:
    """The end of an address that a page answers itself: `phien-ban` and what follows it, `en`."""
    if len(path_components) > 1 and path_components[-1] == ENGLISH:
        return path_components[-1:]
    named = len(path_components) > 2 and path_components[-2] == ANSWERED_BENEATH
    return path_components[-2:] if named else []


def refuse_change_of_live(page: Page) -> None:
    """Raise GateClosed when saving `page` would change whether, or with what, it is live."""
    before = (
        Page.objects.filter(pk=page.pk).values("live", "live_revision_id").first()
        if page.pk
        else None
    ) or {"live": False, "live_revision_id": None}
    if (page.live, page.live_revision_id) != (before["live"], before["live_revision_id"]):
        raise gate.GateClosed(
            f"“{page.title}” may go live or off it only through portal.publishing "
            "(create pages with live=False)."
        )


class DutyAnswer(models.Model):
    """A duty, and the case or period of it, that a page says it answers.

    Duties are named by code: the core doesn't know the catalogue. What the ledger keeps is what
    stood here when the page was published.
    """

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="duty_answers")
    duty = models.CharField(_("duty"), max_length=40)
    case = models.CharField(_("case or period"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("duty answered")
        verbose_name_plural = _("duties answered")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "duty", "case"],
                name="duty_answered_once_per_page",
                violation_error_message=_("This duty is already named."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.duty} {self.case}".strip()

    def as_value(self) -> Answer:
        """The answer as the ledger keeps it."""
        return Answer(self.duty, self.case)


class BasePage(Page):
    """Every page of the portal: goes live and off it through the publishing verbs alone, keeps its
    address, and says itself what search and open data may know of it."""

    #: Code of the kind in `portal.registry.kinds`; empty for pages that are no disclosure.
    kind: ClassVar[str] = ""
    #: Whether a second person must approve before it is published.
    four_eyes: ClassVar[bool] = False
    #: Whether there is one of it by its nature, though its class has several: the list of a kind.
    is_structural: ClassVar[bool] = False
    #: Whether the admin may copy it; not where each page is the only one of its subject.
    may_be_copied: ClassVar[bool] = True
    #: Pages are read; whatever writes has a view of its own.
    allowed_http_methods = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]
    withdrawn_template: ClassVar[str] = "portal/withdrawn.html"
    #: What a public answer shows of other tables, fetched together with the page.
    served_with: ClassVar[tuple[str, ...]] = ()

    summary = models.TextField(
        _("summary"), blank=True, help_text=_("Two or three plain sentences for lists and search.")
    )
    search_text = models.TextField(editable=False, blank=True)

    base_form_class = BasePageForm
    # Wagtail's title panel writes the address while one types and loses Vietnamese vowels in it.
    content_panels = [FieldPanel("title", classname="title")]
    search_fields = [*Page.search_fields, index.SearchField("search_text")]
    show_in_menus_default = False

    class Meta:
        abstract = True

    # Going live and off it

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; refuse to change what is live unless a publishing verb is at work."""
        written = kwargs.get("update_fields")
        if not gate.is_open() and (written is None or {"live", "live_revision"} & set(written)):
            refuse_change_of_live(self)
        # The admin's own search: a folded copy finds `giay phep` as well as `giấy phép`.
        self.search_text = fold(f"{self.draft_title or self.title} {self.summary}")
        if kwargs.get("update_fields") is not None and "title" in kwargs["update_fields"]:
            kwargs["update_fields"] = [*kwargs["update_fields"], "search_text"]
        super().save(*args, **kwargs)

    def _set_core_field_defaults(self) -> None:
        """Wagtail's hook for missing core fields: an address in plain letters, đ as d (Wagtail's
        own drops đ), so that it survives being copied, printed and typed."""
        if not self.slug and self.path:
            base_slug = slugify(fold(self.title))[:100].strip("-")
            if base_slug:
                self.slug = self._get_autogenerated_slug(base_slug)
        super()._set_core_field_defaults()

    def save_revision(self, *args: Any, clean: bool = True, **kwargs: Any) -> Any:
        """A draft may be incomplete, of a live page too, also when it is submitted: the verb asks
        for the rest when it is published (`portal.publishing.conditions`)."""
        if clean:
            live, self.live = self.live, False
            try:
                self.full_clean()
            finally:
                self.live = live
        return super().save_revision(*args, clean=False, **kwargs)

    def publish(self, revision: Any, user: Any = None, **options: Any) -> Any:
        """Wagtail's way to publish, led through the verb."""
        from portal import publishing  # the verbs stand above the models

        return publishing.publish(self, actor=user, revision=revision)

    def unpublish(self, *args: Any, **kwargs: Any) -> None:
        """Closed: what was public is withdrawn with a reason, or expires."""
        raise gate.GateClosed(f"“{self.title}” can't be unpublished; withdraw it with a reason.")

    def move(self, target: Any, pos: str | None = None, user: Any = None) -> Any:
        """Closed for what was ever public: its address stays."""
        if ever_public(self):
            raise gate.GateClosed(f"“{self.title}” was public: its address stays.")
        return super().move(target, pos=pos, user=user)

    def get_workflow(self) -> Any:
        """The workflow of the page's kind where it has one of its own, else that of its place."""
        from portal.models.workflow import KindWorkflow  # its tasks ask about pages

        own = KindWorkflow.objects.filter(kind=self.kind).select_related("workflow").first()
        if self.kind and own is not None and own.workflow.active:
            return own.workflow
        return super().get_workflow()

    def permissions_for_user(self, user: Any) -> PortalPagePermissionTester:
        return PortalPagePermissionTester(user, self)

    def after_published(self, event: PublicationEvent) -> None:
        """Called on the published content, in the transaction that published it."""

    def after_left_the_web(self, event: PublicationEvent) -> None:
        """Called when the page was withdrawn, taken down or expired, in the same transaction."""

    # Serving

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """The address of what was withdrawn keeps answering, with the notice.

        Wagtail walks down the tree with two queries for every step; the page at the end is found
        at once here.
        """
        if path_components:
            rest = _answered_beneath(path_components)
            place = path_components[: len(path_components) - len(rest)]
            page = self._page_below(place)
            if page is None:
                page = self._taken_down_below(place)
            if page is not None:
                return page.route(request, rest)
        elif not self.live and self.left_the_web is not None:  # of nobody else's items a word
            return RouteResult(self, kwargs={"left_the_web": True})
        return super().route(request, path_components)

    def _page_below(self, path_components: list[str]) -> BasePage | None:
        """The page at that address below this one, with what it is `served_with`."""
        found = Page.objects.filter(
            slug=path_components[-1],  # has an index; the whole address has none
            url_path=f"{self.url_path}{'/'.join(path_components)}/",
        ).first()
        model = found.specific_class if found else None
        if model is None or not issubclass(model, BasePage):
            return None
        return model.objects.select_related(*model.served_with).get(pk=found.pk)

    def _taken_down_below(self, path_components: list[str]) -> BasePage | None:
        """The page that was taken down at that address; its address was purged with it."""
        from portal.publishing.takedown import taken_down_at  # the verbs stand above the models

        page_id = taken_down_at(f"{self.url_path}{'/'.join(path_components)}/")
        page = Page.objects.filter(pk=page_id).first() if page_id else None
        return page.specific if page is not None else None

    def get_view_restrictions(self) -> models.QuerySet:
        """Restrictions of this page and those above it (for an alias, of its source), in one query:
        a path holds the paths of the pages above."""
        paths = [self.path[:end] for end in range(self.steplen, len(self.path) + 1, self.steplen)]
        return PageViewRestriction.objects.filter(
            models.Q(page__path__in=paths) | models.Q(page__aliases__path__in=paths)
        ).distinct()

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if kwargs.pop("left_the_web", False):
            event = self.left_the_web
            if event is None:
                raise Http404
            self.shows_content = False
            return TemplateResponse(
                request,
                self.withdrawn_template,
                {"page": self, "event": event, "history": self.history()},
                status=410,
            )
        return super().serve(request, *args, **kwargs)

    # What the ledger knows of this page

    @cached_property
    def left_the_web(self) -> PublicationEvent | None:
        """The event that took the page off the web, when that is the last word about it."""
        last = PublicationEvent.objects.for_everybody().last_for_page(self.pk)
        return last if last is not None and last.kind in OFF_THE_WEB else None

    @cached_property
    def limited_item(self) -> Any:
        """The page as a limited audience has it now (`portal.models.LimitedItem`), or None."""
        return limited_item(self)

    @property
    def status_string(self) -> str:
        """Wagtail's word for the state of the page in the admin; it knows of live and draft."""
        if not self.live and not self.expired and self.limited_item is not None:
            return str(Audience(self.limited_item.audience).label)
        return super().status_string

    def history(self) -> list[PublicationEvent]:
        """Publications, corrections and withdrawals, latest first: what everybody was shown; for
        what never was for everybody, what its own audience was shown."""
        events = PublicationEvent.objects.of_pages().for_page(self.pk).reverse()
        if self.live or self.limited_item is None:
            events = events.for_everybody()
        return list(events)

    # What the page declares about itself

    def search_entry(self) -> SearchEntry | None:
        """What search may know of the page; None keeps it out of search."""
        return None

    def event_details(self) -> dict[str, Any]:
        """What the ledger keeps of it besides, as JSON values, when it is published."""
        return {}

    def usual_change_note(self) -> str:
        """What a correction says when its editor wrote nothing: only where the page knows it."""
        return ""

    def indexed_entry(self) -> SearchEntry | None:
        """What search gets: `search_entry` with the text inside the files, page by page."""
        entry = self.search_entry()
        files = list(self.published_files()) if entry is not None else []
        if entry is None or not files:
            return entry
        texts = [text for give in registry.attachment_texts for text in give(files)]
        own = [text for text in entry.attachments if text.text]
        return replace(entry, attachments=(*own, *texts))

    def published_files(self) -> Sequence[Any]:
        """The files this content uses; each has `ledger_facts()`."""
        return ()

    def anchors(self) -> Mapping[str, date]:
        """The days that deadlines count from, by anchor name (`signed_on` …)."""
        return {}


class DisclosurePage(BasePage):
    """A page that discloses something: it belongs to a unit, answers duties, needs a second
    person."""

    four_eyes = True
    served_with = ("unit",)

    #: Whether its content is what a decision or legal document has announced already: then there is
    #: nothing left to check for secrets.
    repeats_public_act: ClassVar[bool] = False
    #: Whether what is served is the page itself; a notice in its place says nothing of it.
    shows_content: bool = True
    #: What the editor ticked of the unit's secrecy check, until the revision is saved.
    unit_check: str = ""
    #: For whom pages of this kind may be, the usual one first.
    audiences: ClassVar[tuple[Audience, ...]] = tuple(Audience)

    unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("unit in charge"),
    )
    #: What a page of this kind says in fields, for its page, lists, open data and search.
    public_fields: ClassVar[tuple[PublicField, ...]] = ()

    has_chosen_answers = models.BooleanField(default=False, editable=False)
    audience = models.CharField(
        _("for whom"),
        max_length=20,
        choices=Audience,
        default=Audience.PUBLIC,
        help_text=_(
            "What is for the office's own staff stands in a place of its own for who is signed in; "
            "of what is given on request the public sees the title and how to ask."
        ),
    )
    change_note = models.CharField(
        _("what changed"),
        max_length=300,
        blank=True,
        help_text=_("Public, for a correction: what readers should know has changed."),
    )
    is_minor = models.BooleanField(
        _("minor correction"),
        default=False,
        help_text=_("Spelling or layout only: it does not count as brought up to date."),
    )
    withheld_original = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("withheld original"),
        help_text=_(
            "Where parts were left out of what is public: the whole document. It is never public; "
            "only who may read withheld originals reads it."
        ),
    )
    withheld_ground = models.CharField(
        _("why parts are left out"), max_length=20, choices=WithheldGround, blank=True
    )
    withheld_note = models.CharField(
        _("what is left out"),
        max_length=300,
        blank=True,
        help_text=_("Public: which parts, and by which law where the list above names none."),
    )

    #: How the edit form asks for what every disclosure says; each kind's panels end with it.
    disclosure_panel: ClassVar[Any] = MultiFieldPanel(
        [
            FieldPanel("unit"),
            FieldPanel("audience"),
            FieldPanel("answers_given"),
            FieldRowPanel([FieldPanel("change_note"), FieldPanel("is_minor")]),
        ],
        heading=_("Disclosure"),
    )
    #: How the edit form asks for what was left out.
    redaction_panel: ClassVar[Any] = MultiFieldPanel(
        [
            FieldPanel("withheld_ground"),
            FieldPanel("withheld_note"),
            FieldPanel("withheld_original"),
            FieldPanel("secrecy_outcome"),
        ],
        heading=_("Secrecy, parts left out"),
    )

    base_form_class = DisclosurePageForm
    search_fields = [*BasePage.search_fields]

    class Meta:
        abstract = True

    def clean(self) -> None:
        """A disclosure always has a unit in charge."""
        super().clean()
        if self.unit_id is None:
            raise ValidationError({"unit": _("Choose the unit in charge.")})
        if self.audience not in self.audiences:
            raise ValidationError({"audience": _("This kind of page is not for them.")})
        if self.withheld_original_id is not None and not self.withheld_ground:
            raise ValidationError(
                {"withheld_ground": _("Say on what ground parts of the document are left out.")}
            )
        if self.withheld_ground == WithheldGround.OTHER_LAW and not self.withheld_note.strip():
            raise ValidationError({"withheld_note": _("Name the law.")})

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Save what is being written. A withheld original is put away at once, and the check that
        its editor ticked (`unit_check`) is recorded for exactly this content."""
        if self.withheld_original_id is not None:
            self.withheld_original.put_away()
        revision = super().save_revision(*args, **kwargs)
        if self.unit_check and revision.user is not None:
            from portal.publishing import secrecy  # the verbs stand above the models

            content, outcome, self.unit_check = revision.as_object(), self.unit_check, ""
            before = secrecy.checks_of(content).get(CheckSide.UNIT)
            is_said = before is not None and before.outcome == outcome
            if not is_said and secrecy.may_check(revision.user, content, CheckSide.UNIT):
                secrecy.record_check(
                    content, side=CheckSide.UNIT, outcome=outcome, actor=revision.user
                )
        return revision

    @property
    def case_key(self) -> str:
        """The key of the case this page itself is (see `portal.events.Answer`)."""
        return ""

    def document_numbers(self) -> Sequence[tuple[str, str, int | None]]:
        """Numbers of the document this page publishes: (agency, number as printed, year)."""
        return ()

    def duty_codes(self) -> frozenset[str] | None:
        """The duties this very page can answer among those of its kind; None: all of them."""
        return None

    @classmethod
    def prepare_records(cls, pages: Sequence[Any]) -> None:
        """Fetch what the public fields of `pages` (all of this kind) reach, for all of them at
        once. A kind whose fields come from elsewhere overrides this."""
        models.prefetch_related_objects(list(pages), *relations_of(cls, cls.public_fields))

    def answers(self) -> tuple[Answer, ...]:
        """What the page says it answers."""
        return tuple(answer.as_value() for answer in self.duty_answers.all())
