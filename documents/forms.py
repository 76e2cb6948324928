"""The form behind every door through which a file comes in by hand.

Wagtail builds the forms of all its doors (add, add several, upload in a chooser, edit) on this
base (WAGTAILDOCS_DOCUMENT_FORM_BASE).
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.documents.forms import BaseDocumentForm

from documents import messages
from documents.filetypes import BY_EXTENSION
from documents.models import FileNeverChanges
from documents.refusals import FileRefused


class OfficialFileForm(BaseDocumentForm):
    """Examines a new file before anything is stored; the file of a document that is there stays."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Wagtail's form deletes a file that is being replaced; here none ever is.
        self.original_file = None
        if "file" in self.fields:
            self._configure_file_field()

    def _configure_file_field(self) -> None:
        field = self.fields["file"]
        field.widget.attrs["accept"] = ",".join(f".{extension}" for extension in BY_EXTENSION)
        # Emptiness and size are refused by the gate, in its words and in one place.
        field.allow_empty_file = True
        field.check_document_file_size = lambda upload: None
        # Names are judged by the gate too: the field's limit is about the name on disk.
        field.max_length = None
        if self.instance.pk:
            field.required = False
            field.help_text = messages.NEVER_CHANGES

    def clean_file(self) -> Any:
        """The upload, once it may come in."""
        upload = self.cleaned_data["file"]
        if "file" not in self.changed_data or not upload:
            return upload
        if self.instance.pk:
            raise FileNeverChanges
        try:
            self.instance.examine_upload(upload)
        except FileRefused as refusal:
            raise messages.as_validation_error(refusal) from refusal
        return upload

    def full_clean(self) -> None:
        """Also refuse the file when something else in the form is wrong.

        Wagtail's upload of several files would otherwise keep it in a public folder until the
        rest is corrected.
        """
        super().full_clean()
        if self.is_bound and self.errors and "file" in self.files_given:
            if "file" in self.errors:
                return
            problems = " ".join(
                message for errors in self.errors.values() for message in map(str, errors)
            )
            self.add_error(
                "file", ValidationError(messages.CHOOSE_AGAIN, params={"problems": problems})
            )

    @property
    def files_given(self) -> set[str]:
        """Names of the fields for which the browser sent a file."""
        return {name for name in self.fields if self.add_prefix(name) in self.files}
