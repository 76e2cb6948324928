"""The table of fees and charges: structural, one per site."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from portal import csv_files
from portal.models import BasePage
from procedures import fee_table

CSV_NAME = "bieu-phi.csv"


class FeeIndexPage(BasePage):
    """Every fee and charge in force, with filters (Luật Phí và lệ phí art. 14)."""

    template = "procedures/fee_index_page.html"
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["procedures.FeePage"]

    content_panels = [*BasePage.content_panels, FieldPanel("summary")]

    class Meta:
        verbose_name = _("table of fees")
        verbose_name_plural = _("tables of fees")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """As a page, or with `?dang=csv` as a file of all that is chosen."""
        if request.GET.get("dang") != "csv" or not self.live:
            return super().serve(request, *args, **kwargs)
        found = fee_table.table(request.GET, timezone.localdate())
        response = HttpResponse(
            csv_files.as_csv(fee_table.csv_headings(), map(fee_table.csv_row, found["rows"])),
            content_type=csv_files.CONTENT_TYPE,
        )
        response["Content-Disposition"] = f'attachment; filename="{CSV_NAME}"'
        return response

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds what `procedures.fee_table.page_of` gives."""
        context = super().get_context(request, *args, **kwargs)
        context.update(fee_table.page_of(request.GET, timezone.localdate()))
        return context
