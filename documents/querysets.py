"""Questions about files and their listings, each named once."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from wagtail.documents.models import DocumentQuerySet

#: What was measured on the original bytes. Set at upload, by `OfficialFile.save`, and only there.
FACT_FIELDS = ("file", "sha256", "file_size", "file_type", "pages", "original_name")


class OfficialFileQuerySet(DocumentQuerySet):
    """Files; a whole set of them can't do what one of them may not."""

    def listed(self) -> Self:
        """Files that some ledger event lists, now or in the past."""
        return self.filter(listings__isnull=False).distinct()

    def public(self) -> Self:
        """Files that the current publication of some page lists."""
        return self.filter(listings__is_current=True).distinct()

    def update(self, **kwargs: Any) -> int:
        """Raises `ValueError` for what was measured on the bytes: it never changes by itself."""
        if forbidden := sorted(set(kwargs) & set(FACT_FIELDS)):
            raise ValueError(f"Facts of a file are never updated: {', '.join(forbidden)}.")
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Raises `FileIsListed` when one of them is listed; then none is deleted."""
        from documents.models import FileIsListed

        if (listed := self.order_by().filter(listings__isnull=False).first()) is not None:
            raise FileIsListed.on_deleting(listed)
        return super().delete()

    delete.queryset_only = True  # type: ignore[attr-defined]


class PublishedFileQuerySet(models.QuerySet):
    """Which file which event listed."""

    def current(self) -> Self:
        """Listings of publications that hold now."""
        return self.filter(is_current=True)

    def of_page(self, page_id: int) -> Self:
        """Every listing of one page, past ones too."""
        return self.filter(page_id=page_id)
