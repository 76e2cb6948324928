"""The field of a form that takes in what proves something off the web: minutes, a photo."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as lazy

from documents import messages
from documents.evidence import evidence_collection
from documents.models import OfficialFile
from documents.refusals import FileRefused


def evidence_field() -> forms.FileField:
    """The field; it may stay empty, and an empty file is refused by the gate, in its words."""
    return forms.FileField(
        label=lazy("Minutes or photo"),
        required=False,
        allow_empty_file=True,
        help_text=lazy("Kept with the ledger, not public."),
    )


class EvidenceUpload:
    """For a form whose field `evidence` is an `evidence_field`."""

    cleaned_data: dict[str, Any]
    _file: OfficialFile | None = None

    def clean_evidence(self) -> Any:
        """The file, once it may come in."""
        upload = self.cleaned_data["evidence"]
        if upload:
            try:
                self._file = OfficialFile(title=upload.name[:255])
                self._file.examine_upload(upload)
            except FileRefused as refusal:
                raise messages.as_validation_error(refusal) from refusal
        return upload

    def stored(self, actor: Any) -> list[dict[str, Any]]:
        """The facts of the file, stored; call it inside the transaction of the act."""
        upload = self.cleaned_data["evidence"]
        if not upload or self._file is None:
            return []
        self._file.collection = evidence_collection()
        self._file.uploaded_by_user = actor
        self._file.file = upload
        self._file.save()
        return [self._file.ledger_facts()]

    def discard(self) -> None:
        """The act was refused: bytes are not undone with the transaction."""
        stored = self._file.file if self._file is not None else None
        if stored and stored._committed:
            stored.storage.delete(stored.name)
