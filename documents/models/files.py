"""Official files, and which of them the ledger lists.

An `OfficialFile` is what somebody uploaded, byte for byte. Its facts are measured once, on the
original bytes; from then on neither the bytes nor the facts change (P4): a revision names its files
by id only, so what a second person approves would otherwise not be what goes public. Another file
is another `OfficialFile`. `PublishedFile` is derived from the ledger and can be thrown away and
rebuilt (`documents.listings`).
"""

from __future__ import annotations

import unicodedata
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.documents.models import AbstractDocument
from wagtail.search import index

from documents import messages
from documents.filetypes import SPECS, FileType
from documents.intake import CLIENT_NAME, take_in
from documents.originals import is_original, originals_collection
from documents.querysets import FACT_FIELDS, OfficialFileQuerySet, PublishedFileQuerySet
from documents.safety import FileFacts, sha256_of
from documents.signature_words import SignatureInWords, in_words
from documents.storage import official_files, stored_name


class FileNeverChanges(ValidationError):
    """The bytes and facts of a file were measured at its upload: they stay."""

    def __init__(self) -> None:
        super().__init__(messages.NEVER_CHANGES, code="never_changes")


class FileIsListed(ValidationError):
    """A ledger event lists the file: it can't be deleted."""

    @classmethod
    def on_deleting(cls, file: OfficialFile) -> Self:
        return cls(messages.LISTED_NO_DELETING, code="listed", params={"title": file.title})


class FileNotAsRecorded(ValidationError):
    """The stored bytes are missing or are not those that were uploaded."""

    @classmethod
    def of(cls, file: OfficialFile) -> Self:
        return cls(messages.NOT_AS_RECORDED, code="not_as_recorded", params={"name": file.filename})


class OriginalIsPublic(ValidationError):
    """A file that was published is named as a withheld original."""

    @classmethod
    def of(cls, file: OfficialFile) -> Self:
        return cls(
            messages.ORIGINAL_IS_PUBLIC, code="original_is_public", params={"name": file.filename}
        )


class OfficialFile(AbstractDocument):
    """A file somebody uploaded, with what was measured on its original bytes."""

    file = models.FileField(_("file"), upload_to=stored_name, storage=official_files)
    original_name = models.CharField(_("file name"), max_length=255, editable=False)
    sha256 = models.CharField(
        _("SHA-256"),
        max_length=64,
        editable=False,
        db_index=True,
        help_text=_("Fingerprint of the original bytes, measured at upload."),
    )
    file_type = models.CharField(
        _("type"),
        max_length=10,
        editable=False,
        choices=[(file_type.value, messages.TYPE_LABELS[file_type]) for file_type in FileType],
    )
    pages = models.PositiveIntegerField(
        pgettext_lazy("how many", "pages"), null=True, editable=False
    )
    #: Derived: whether the last reading that is done has text to show (`documents.readings`).
    is_readable = models.BooleanField(default=False, editable=False)
    removed_by_event = models.BigIntegerField(
        null=True,
        editable=False,
        help_text=_("The take-down event by which the content was removed for good."),
    )

    admin_form_fields = ("title", "file", "collection", "tags")

    search_fields = [
        *AbstractDocument.search_fields,
        index.SearchField("original_name"),
        index.FilterField("file_type"),
    ]

    objects = OfficialFileQuerySet.as_manager()

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="officialfile_sha256_format"
            ),
            models.CheckConstraint(
                # Without the first part a size nobody measured (NULL) would pass.
                condition=Q(file_size__isnull=False) & Q(file_size__gt=0),
                name="officialfile_not_empty",
            ),
            models.CheckConstraint(
                condition=Q(file_type__in=[file_type.value for file_type in FileType]),
                name="officialfile_known_type",
            ),
            models.CheckConstraint(
                condition=~Q(file="") | Q(removed_by_event__isnull=False),
                name="officialfile_has_file",
            ),
        ]

    #: The upload that was examined, and what was found: one upload is examined once.
    _examined: tuple[Any, FileFacts] | None = None

    def clean(self) -> None:
        """Wagtail looks at the extension here; `examine_upload` has looked at the content."""

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a new file is examined first, the bytes and facts of one that is there stay.

        Raises `FileRefused` (nothing is stored) and `FileNeverChanges`.
        """
        update_fields = kwargs.get("update_fields")
        if update_fields is not None and not set(update_fields) & set(FACT_FIELDS):
            super().save(*args, **kwargs)
            return
        arriving = self._is_arriving()
        try:
            with transaction.atomic():
                before = self._stored_facts()
                if before and (arriving or before != self._facts()):
                    raise FileNeverChanges
                if arriving:
                    self._set_document_file_metadata()
                super().save(*args, **kwargs)
        except Exception:
            # The bytes are written before the row: a refused row leaves none behind.
            if arriving and self.file._committed:
                self.file.storage.delete(self.file.name)
            raise

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Raises `FileIsListed` when any ledger event lists the file."""
        if self.is_listed:
            raise FileIsListed.on_deleting(self)
        return super().delete(*args, **kwargs)

    # Facts of the bytes

    def examine_upload(self, upload: Any) -> FileFacts:
        """The facts of an upload that is to become this file. Raises `FileRefused`."""
        if self._examined is None or self._examined[0] is not upload:
            self._examined = (upload, take_in(upload))
        return self._examined[1]

    def _set_document_file_metadata(self) -> None:
        """Wagtail's forms call this for a new file; `save` does when nobody has."""
        self.file.open()
        upload = self.file.file
        if self.file._committed and getattr(upload, CLIENT_NAME, None) is None:
            # Came through Wagtail's temporary store: the sender's name is gone, the title is it.
            setattr(upload, CLIENT_NAME, self._name_from_title())
        facts = self.examine_upload(upload)
        self.file_size = facts.size
        self.sha256 = facts.sha256
        self.file_type = facts.type
        self.pages = facts.pages
        self.original_name = facts.name
        self._set_file_hash()
        self.file.seek(0)
        if self.file._committed:
            self.file.close()

    def _name_from_title(self) -> str:
        extension = self.file.name.rpartition(".")[2]
        stem = self.title.removesuffix(f".{extension}").replace("/", "-").replace("\\", "-")
        return f"{stem[:150]}.{extension}"

    def ledger_facts(self) -> dict[str, Any]:
        """What the ledger keeps of the file: {"id", "name", "sha256", "size" in bytes}.

        Measured again on the stored bytes. Raises `FileNotAsRecorded` when they are missing or
        are not those that were uploaded.
        """
        if not self.file or self._measured_now() != (self.sha256, self.file_size):
            raise FileNotAsRecorded.of(self)
        return {
            "id": self.pk,
            "name": self.filename,
            "sha256": self.sha256,
            "size": self.file_size,
        }

    def _measured_now(self) -> tuple[str, int] | None:
        try:
            with self.file.storage.open(self.file.name, "rb") as stored:
                return sha256_of(stored), stored.size
        except OSError:
            return None

    def put_away(self) -> None:
        """Move it among the withheld originals. Raises `OriginalIsPublic` when it is listed: what
        was published is no secret any more."""
        if is_original(self):
            return
        self.check_may_be_withheld()
        self.collection = originals_collection()
        self.save(update_fields=["collection"])

    def check_may_be_withheld(self) -> None:
        """Raises `OriginalIsPublic` where these very bytes were listed."""
        if type(self).objects.listed().filter(sha256=self.sha256).exists():
            raise OriginalIsPublic.of(self)

    # What the ledger says of it

    @property
    def is_listed(self) -> bool:
        """Whether any ledger event lists the file, now or in the past."""
        return self.pk is not None and self.listings.exists()

    def _is_arriving(self) -> bool:
        """Whether `file` holds bytes that the row in the database knows nothing of."""
        if not self.file:
            return False
        if not self.file._committed:
            return True
        if self._state.adding:
            return not self.sha256
        return not type(self).objects.filter(pk=self.pk, file=self.file.name).exists()

    def _facts(self) -> dict[str, Any]:
        facts = {name: getattr(self, name) for name in FACT_FIELDS}
        facts["file"] = self.file.name if self.file._committed else None
        return facts

    def _stored_facts(self) -> dict[str, Any] | None:
        """The facts in the database, the row locked; None for a row that isn't there yet."""
        if self._state.adding or self.pk is None:
            return None
        rows = type(self).objects.select_for_update().filter(pk=self.pk)
        return rows.values(*FACT_FIELDS).first()

    # How it is shown and served

    @property
    def filename(self) -> str:
        """The name readers see and save it under."""
        extension = SPECS[FileType(self.file_type)].extensions[0] if self.file_type else "bin"
        return self.original_name or f"{self.pk}.{extension}"

    @property
    def file_extension(self) -> str:
        return self.filename.rpartition(".")[2].lower()

    @property
    def content_type(self) -> str:
        """The media type by content, never by name."""
        if not self.file_type:
            return "application/octet-stream"
        return SPECS[FileType(self.file_type)].mime

    @property
    def is_inline(self) -> bool:
        """Whether browsers may show it in their window."""
        return bool(self.file_type) and SPECS[FileType(self.file_type)].inline

    @property
    def readable_url(self) -> str:
        """Where its text is read as a page; "" when nothing was read in it."""
        if not (self.is_readable and self.file):
            return ""
        return reverse("document_readable", args=[self.pk, self.filename])

    @cached_property
    def signatures_said(self) -> list[SignatureInWords]:
        """Its digital signatures in words for readers, as the last reading found them. One query,
        for a PDF only."""
        if self.file_type != FileType.PDF or not self.file:
            return []
        done = self.readings.done().order_by("-number").only("file_id", "signatures").first()
        return in_words(done.signatures if done else None)

    def answers_to(self, filename: str) -> bool:
        """Whether `filename` is its name in an address, in whatever Unicode composition."""
        return unicodedata.normalize("NFC", filename) == self.filename


class PublishedFile(models.Model):
    """One ledger event lists one file. Derived from the ledger; see `documents.listings`.

    Rows of past publications stay: they are what keeps a published file from being deleted.
    """

    file = models.ForeignKey(
        OfficialFile, on_delete=models.PROTECT, related_name="listings", verbose_name=_("file")
    )
    #: None for an act without a page (evidence of publication off the web).
    page_id = models.BigIntegerField(_("page"), null=True)
    event_id = models.BigIntegerField(_("ledger event"), db_index=True)
    is_current = models.BooleanField(
        _("current"), help_text=_("The event is the page's publication that holds now.")
    )

    objects = PublishedFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("listing of a file")
        verbose_name_plural = _("listings of files")
        default_permissions = ()
        indexes = [models.Index(fields=["page_id", "is_current"], name="publishedfile_page")]
        constraints = [
            models.UniqueConstraint(
                fields=["file", "event_id"], name="publishedfile_once_per_event"
            ),
            models.CheckConstraint(
                condition=Q(is_current=False) | Q(page_id__isnull=False),
                name="publishedfile_current_has_page",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_id} #{self.event_id}"
