"""The places of disclosures in the site: the section that leads to all kinds, and the list of each.

Both are structural: the site's set-up makes them (`disclosures.site`), nobody takes them down.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from portal.models import BasePage


class DisclosureSectionPage(BasePage):
    """What is made public, by group: the way to every kind's list."""

    template = "disclosures/section_page.html"
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["disclosures.DisclosureIndexPage"]

    content_panels = [*BasePage.content_panels, FieldPanel("summary")]

    class Meta:
        verbose_name = _("section of disclosures")
        verbose_name_plural = _("sections of disclosures")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `groups` (`title`, `lists`: url, title, summary, count, latest) and `units`."""
        from disclosures.listing import groups_of_lists

        context = super().get_context(request, *args, **kwargs)
        context["groups"] = groups_of_lists()
        return context


class DisclosureIndexPage(BasePage):
    """All public items of one kind, latest first, with filters and an archive by year."""

    template = "disclosures/index_page.html"
    parent_page_types = ["home.HomePage", "disclosures.DisclosureSectionPage"]
    is_structural: ClassVar[bool] = True
    is_creatable = False
    may_be_copied = False

    lists = models.CharField(
        _("kind"), max_length=60, unique=True, editable=False, help_text=_("Code of the kind.")
    )

    content_panels = [*BasePage.content_panels, FieldPanel("summary")]

    class Meta:
        verbose_name = _("list of a kind of disclosure")
        verbose_name_plural = _("lists of kinds of disclosure")

    @classmethod
    def clean_subpage_models(cls) -> list[type]:
        """The kinds: which of them stands here, each says itself (`can_exist_under`)."""
        from disclosures.kinds import kind_models

        return list(kind_models())

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds what `disclosures.listing.listing` gives."""
        from disclosures.listing import listing

        context = super().get_context(request, *args, **kwargs)
        context.update(listing(self, request.GET))
        return context
