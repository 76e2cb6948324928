"""Questions about files and their listings, each named once."""

from __future__ import annotations

from collections.abc import Iterable
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


class FileReadingQuerySet(models.QuerySet):
    """Which readings."""

    def done(self) -> Self:
        """Those that came to their end."""
        return self.filter(state="done")

    def under_way(self) -> Self:
        """Those that a worker has, or will have."""
        return self.filter(state__in=["waiting", "running"])

    def latest_of(self, file_ids: Iterable[int]) -> dict[int, Any]:
        """The reading that counts for each of these files: the last one done. In one query."""
        readings = self.done().filter(file_id__in=list(file_ids)).order_by("number")
        return {reading.file_id: reading for reading in readings}


class IncomingDocumentQuerySet(models.QuerySet):
    """Which incoming documents."""

    def waiting(self) -> Self:
        """Those nobody has put away."""
        return self.filter(is_put_away=False)

    def for_person(self, user: Any) -> Self:
        """Those whose file this person meets in the admin (`documents.permissions`)."""
        from documents.permissions import seen_in_admin

        return self.filter(file__in=seen_in_admin(user))
