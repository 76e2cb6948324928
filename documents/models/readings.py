"""What was read in a file: text, metadata, signatures, findings. Beside the file, never in it.

Each reading of a file is a row of its own with the next number; the last one that is done counts.
Readings are derived from the bytes and can be thrown away and made again (`read_document`,
`documents.tasks`); what an editor corrected stands in the draft page, not here.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from documents.blocks import Block
from documents.models.files import OfficialFile
from documents.querysets import FileReadingQuerySet
from documents.storage import copy_name, official_files
from documents.words import TextSource

#: Raised when readers or metadata get better: files read by an earlier one are read again.
READER_VERSION = 1
#: Below this (0 to 1) a page read by OCR is shown as uncertain.
LOW_CONFIDENCE = 0.8


class ReadingState(models.TextChoices):
    """How far a reading is."""

    WAITING = "waiting", _("Waiting to be read")
    RUNNING = "running", _("Being read")
    DONE = "done", _("Read")
    FAILED = "failed", _("Could not be read")
    CANCELLED = "cancelled", _("Reading was stopped")


UNDER_WAY = (ReadingState.WAITING, ReadingState.RUNNING)
ENDED = (ReadingState.DONE, ReadingState.FAILED, ReadingState.CANCELLED)


class FileReading(models.Model):
    """One reading of one file: how far it is, and what came of it."""

    file = models.ForeignKey(
        OfficialFile, on_delete=models.CASCADE, related_name="readings", verbose_name=_("file")
    )
    number = models.PositiveIntegerField(_("number"), help_text=_("1 for a file's first reading."))
    reader_version = models.PositiveSmallIntegerField(default=READER_VERSION)
    with_ocr = models.BooleanField(
        default=False, help_text=_("Whether OCR was possible when it was read.")
    )
    state = models.CharField(
        _("state"), max_length=10, choices=ReadingState, default=ReadingState.WAITING
    )
    pages_done = models.PositiveIntegerField(_("pages read"), default=0)
    pages_total = models.PositiveIntegerField(pgettext_lazy("how many", "pages"), null=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked for at"))
    started_at = models.DateTimeField(null=True)
    #: When the worker last said that it is alive.
    beat_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    is_cancel_asked = models.BooleanField(default=False)

    text_source = models.CharField(
        _("source of the text"),
        max_length=10,
        choices=[(source.value, source.value) for source in TextSource],
        default=TextSource.NONE.value,
    )
    is_paged = models.BooleanField(
        default=True, help_text=_("Whether the pages' numbers are the file's own.")
    )
    notes = models.JSONField(default=list)
    #: Step ("text", "metadata", "signatures", "findings") → {"code", "params"}: why it failed.
    troubles = models.JSONField(default=dict)
    metadata = models.JSONField(null=True)
    signatures = models.JSONField(null=True)
    findings = models.JSONField(null=True)
    #: A PDF with the same pages that can be searched, where the original is a scan.
    copy = models.FileField(
        _("searchable copy"), upload_to=copy_name, storage=official_files, blank=True
    )

    objects = FileReadingQuerySet.as_manager()

    class Meta:
        verbose_name = _("reading of a file")
        verbose_name_plural = _("readings of files")
        default_permissions = ()
        ordering = ["file", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["file", "number"], name="filereading_number_once"),
            models.UniqueConstraint(
                fields=["file"],
                condition=Q(state__in=[state.value for state in UNDER_WAY]),
                name="filereading_one_under_way",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ReadingState.values), name="filereading_known_state"
            ),
            models.CheckConstraint(
                condition=Q(text_source__in=[source.value for source in TextSource]),
                name="filereading_known_source",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in UNDER_WAY])
                | Q(ended_at__isnull=False),
                name="filereading_ended_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_id} #{self.number}: {self.get_state_display()}"

    @property
    def is_under_way(self) -> bool:
        """Whether a worker has it, or will."""
        return self.state in UNDER_WAY

    @property
    def percent(self) -> int | None:
        """How much of it is read, 0 to 100; None when nobody knows how much it is."""
        if self.state == ReadingState.DONE:
            return 100
        if not self.pages_total:
            return None
        return min(100, 100 * self.pages_done // self.pages_total)

    @cached_property
    def read_pages(self) -> list[ReadPage]:
        """Its pages in order."""
        return list(self.pages.order_by("number"))

    @property
    def is_scan(self) -> bool:
        """Whether some of its text comes from OCR."""
        return self.text_source in (TextSource.OCR, TextSource.MIXED)


class ReadPage(models.Model):
    """One page as it was read: text for search, blocks for the readable page.

    For a file without pages (`is_paged` false) there is one row, number 0.
    """

    reading = models.ForeignKey(FileReading, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField()
    source = models.CharField(
        max_length=10, choices=[(source.value, source.value) for source in TextSource]
    )
    confidence = models.FloatField(null=True, help_text=_("0 to 1; none for an empty page."))
    text = models.TextField(blank=True)
    blocks = models.JSONField(default=list)
    #: As it was read, in points; 0 for a file without pages.
    width = models.FloatField(default=0)
    height = models.FloatField(default=0)
    #: Degrees clockwise by which a sideways scan was turned to be read.
    turn = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("page of a reading")
        verbose_name_plural = _("pages of readings")
        default_permissions = ()
        ordering = ["reading", "number"]
        constraints = [
            models.UniqueConstraint(fields=["reading", "number"], name="readpage_number_once"),
            models.CheckConstraint(
                condition=Q(confidence__isnull=True) | Q(confidence__gte=0, confidence__lte=1),
                name="readpage_confidence_range",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reading_id}, {self.number}"

    @property
    def is_uncertain(self) -> bool:
        """Whether a reader should be told that OCR was not sure of it."""
        return (
            self.source == TextSource.OCR
            and self.confidence is not None
            and self.confidence < LOW_CONFIDENCE
        )

    def block_values(self) -> list[Block]:
        """The blocks as values."""
        return [Block.from_json(found) for found in self.blocks]


def drop_copy(reading: FileReading) -> None:
    """Remove the bytes of its copy once the transaction holds."""
    if reading.copy:
        storage, name = reading.copy.storage, reading.copy.name
        transaction.on_commit(lambda: storage.delete(name))
