"""What every page of the portal is (`BasePage`) and what every disclosure is (`DisclosurePage`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from http import HTTPMethod
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index
from wagtail.url_routing import RouteResult

from portal import gate
from portal.events import OFF_THE_WEB, Answer
from portal.forms import BasePageForm, DisclosurePageForm
from portal.models.ledger import PublicationEvent
from portal.models.units import Unit
from portal.permissions import PortalPagePermissionTester, ever_public
from portal.searchable import SearchEntry
from portal.text import fold


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
            page = self._page_below(path_components)
            if page is not None:
                return page.route(request, [])
        elif not self.live and self.left_the_web is not None:
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
        last = PublicationEvent.objects.last_for_page(self.pk)
        return last if last is not None and last.kind in OFF_THE_WEB else None

    def history(self) -> list[PublicationEvent]:
        """Publications, corrections and withdrawals, latest first."""
        return list(PublicationEvent.objects.of_pages().for_page(self.pk).reverse())

    # What the page declares about itself

    def search_entry(self) -> SearchEntry | None:
        """What search may know of the page; None keeps it out of search."""
        return None

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

    unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("unit in charge"),
    )
    has_chosen_answers = models.BooleanField(default=False, editable=False)
    change_note = models.CharField(
        _("what changed"),
        max_length=300,
        blank=True,
        help_text=_("Public, for a correction: what readers should know has changed."),
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

    def answers(self) -> tuple[Answer, ...]:
        """What the page says it answers."""
        return tuple(answer.as_value() for answer in self.duty_answers.all())
