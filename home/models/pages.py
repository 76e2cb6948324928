"""The home page and plain content pages (statements, guides)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail.rich_text import get_text_for_indexing

from documents.linked import files_linked_in
from portal import registry
from portal.latest import latest_publications
from portal.models import BasePage
from portal.searchable import SearchEntry

PLAIN_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class HomePage(BasePage):
    """The front page: search, what people come for, what is new, the state of the duties."""

    template = "home/home_page.html"
    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "home.ContentPage",
        "home.AccessPage",
        "procedures.ProcedureIndexPage",
        "procedures.FeeIndexPage",
        "disclosures.DisclosureSectionPage",
        "disclosures.DisclosureIndexPage",
    ]

    search_hint = models.CharField(
        _("example searches"),
        max_length=200,
        blank=True,
        help_text=_("Shown under the search box, parted by |."),
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("search_hint"),
        InlinePanel("errands", heading=_("What people come for"), label=_("errand")),
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        panels = [panel(request) for panel in registry.home_panels]
        context["panels"] = sorted((panel for panel in panels if panel), key=lambda p: p.order)
        context["latest"] = latest_publications(self)
        context["errands"] = self.errands.all()
        context["examples"] = [text.strip() for text in self.search_hint.split("|") if text.strip()]
        return context


class Errand(Orderable):
    """One thing people come for, named by what they want to do."""

    page = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="errands")
    title = models.CharField(_("what people want to do"), max_length=80)
    text = models.CharField(_("what they find"), max_length=160, blank=True)
    link = models.CharField(
        _("address"), max_length=300, help_text=_("Within this site, beginning with /.")
    )

    panels = [FieldPanel("title"), FieldPanel("text"), FieldPanel("link")]

    class Meta(Orderable.Meta):
        verbose_name = _("errand")
        verbose_name_plural = _("errands")

    def __str__(self) -> str:
        return self.title


class ContentPage(BasePage):
    """A plain page: a statement, a guide, contacts."""

    template = "home/content_page.html"
    parent_page_types = ["home.HomePage", "home.ContentPage"]
    subpage_types = ["home.ContentPage"]

    body = RichTextField(_("text"), features=PLAIN_FEATURES)

    content_panels = [*BasePage.content_panels, FieldPanel("summary"), FieldPanel("body")]

    class Meta:
        verbose_name = _("content page")
        verbose_name_plural = _("content pages")

    def published_files(self) -> Sequence[Any]:
        """The documents that the text links."""
        return files_linked_in(self.body)

    def search_entry(self) -> SearchEntry:
        return SearchEntry(
            id=f"page:{self.pk}",
            url=self.url or "",
            kind="content",
            title=self.title,
            summary=self.summary,
            body=get_text_for_indexing(self.body),
            date=self.first_published_at.date() if self.first_published_at else None,
        )
