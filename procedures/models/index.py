"""The list of procedures: structural, one per site."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from portal.models import BasePage
from procedures.listing import procedure_list


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
