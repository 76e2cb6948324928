"""Handlers of the documents app: they delegate."""

from __future__ import annotations

from typing import Any

from django.conf import settings


def follow_the_ledger(sender: type, event: Any, **kwargs: Any) -> None:
    """The listings of files follow the ledger in the transaction that wrote it."""
    from documents.listings import apply_event

    apply_event(event)


def read_upload(sender: type, instance: Any, created: bool, raw: bool, **kwargs: Any) -> None:
    """What comes in is read in the background, unless the installation says otherwise."""
    from documents import readings

    if created and not raw and settings.DOCUMENTS_READ_UPLOADS:
        readings.ask(instance, user=instance.uploaded_by_user)


def forget_copy(sender: type, instance: Any, **kwargs: Any) -> None:
    """A reading that goes takes its searchable copy with it, however it goes."""
    from documents.models.readings import drop_copy

    drop_copy(instance)
