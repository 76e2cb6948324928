"""“Access to information” (NĐ 13/2018 art. 11): who gives information out, how to ask, what it
costs, the sheets to ask with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail.rich_text import get_text_for_indexing

from documents.linked import files_linked_in
from home.access.sheets import SHEETS
from home.models.pages import PLAIN_FEATURES
from portal.models import BasePage
from portal.searchable import SearchEntry


class AccessPage(BasePage):
    """Whom to ask for information, how, and at what cost. There is one."""

    template = "home/access_page.html"
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []

    how_to_ask = RichTextField(
        _("how to ask"),
        features=PLAIN_FEATURES,
        help_text=_("In which ways a request reaches the office and what it has to say."),
    )
    costs = RichTextField(_("what it costs"), features=PLAIN_FEATURES, blank=True)
    time_limits = RichTextField(
        _("how long it takes"),
        features=PLAIN_FEATURES,
        blank=True,
        help_text=_("By the law in force now; check it when the law changes."),
    )
    offers_sheets = models.BooleanField(
        _("offer the portal's own request sheets"),
        default=True,
        help_text=_(
            "Word files with what the law asks a request to say. Untick it once the official forms "
            "of the decree are below."
        ),
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        InlinePanel("officers", heading=_("Who gives information out"), label=_("officer")),
        FieldPanel("how_to_ask"),
        FieldPanel("costs"),
        FieldPanel("time_limits"),
        FieldPanel("offers_sheets"),
        InlinePanel("forms", heading=_("Forms to ask with"), label=_("form")),
    ]

    class Meta:
        verbose_name = _("page on access to information")
        verbose_name_plural = _("pages on access to information")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["officers"] = list(self.officers.all())
        context["forms"] = list(self.forms.select_related("file"))
        context["sheets"] = SHEETS if self.offers_sheets else ()
        return context

    def published_files(self) -> Sequence[Any]:
        """The forms, and the documents that the texts link."""
        forms = {form.file_id: form.file for form in self.forms.all()}
        linked = files_linked_in(f"{self.how_to_ask}{self.costs}{self.time_limits}")
        return list({**forms, **{file.pk: file for file in linked}}.values())

    def search_entry(self) -> SearchEntry:
        people = " ".join(f"{one.name} {one.post} {one.phone}" for one in self.officers.all())
        texts = (self.how_to_ask, self.costs, self.time_limits)
        return SearchEntry(
            id=f"page:{self.pk}",
            url=self.url or "",
            kind="content",
            title=self.title,
            summary=self.summary,
            body=" ".join([*map(get_text_for_indexing, texts), people]),
            date=self.first_published_at.date() if self.first_published_at else None,
        )


class AccessOfficer(Orderable):
    """Somebody of the focal unit who takes requests (đầu mối cung cấp thông tin)."""

    page = ParentalKey(AccessPage, on_delete=models.CASCADE, related_name="officers")
    name = models.CharField(_("name"), max_length=120)
    post = models.CharField(_("post"), max_length=160, blank=True)
    phone = models.CharField(_("phone"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    place = models.CharField(_("place"), max_length=300, blank=True)
    hours = models.CharField(_("hours"), max_length=200, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("post")]),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
        FieldRowPanel([FieldPanel("place"), FieldPanel("hours")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("officer who gives information out")
        verbose_name_plural = _("officers who give information out")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Somebody who can't be reached is no contact."""
        super().clean()
        if not (self.phone or self.email or self.place):
            raise ValidationError(_("Give a telephone number, an e-mail address or a place."))


class AccessForm(Orderable):
    """A form to ask with, as a file."""

    page = ParentalKey(AccessPage, on_delete=models.CASCADE, related_name="forms")
    title = models.CharField(_("title"), max_length=200)
    file = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("file"),
    )

    panels = [FieldPanel("title"), FieldPanel("file")]

    class Meta(Orderable.Meta):
        verbose_name = _("form to ask with")
        verbose_name_plural = _("forms to ask with")

    def __str__(self) -> str:
        return self.title
