"""The documents app."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    """Files: how they come in, who may read them, and that they never change once published."""

    name = "documents"
    verbose_name = _("Documents")

    def ready(self) -> None:
        from documents import checks, findings_guard, originals_guard  # noqa: F401
        from documents.doctor import CHECKS
        from documents.listings import purge_named
        from documents.models import FileReading, OfficialFile
        from documents.readable import attachment_texts
        from documents.readings import catch_up
        from documents.signal_handlers import follow_the_ledger, forget_copy, read_upload
        from portal import registry
        from portal.signals import ledger_written

        ledger_written.connect(follow_the_ledger, dispatch_uid="documents.follow_the_ledger")
        registry.guards.register(originals_guard.guard)
        registry.guards.register(findings_guard.guard)
        registry.purges.register(purge_named)
        registry.attachment_texts.register(attachment_texts)
        registry.timer_steps.register(catch_up)
        post_save.connect(read_upload, OfficialFile, dispatch_uid="documents.read_upload")
        post_delete.connect(forget_copy, FileReading, dispatch_uid="documents.forget_copy")
        for order, check in enumerate(CHECKS, 200):
            registry.doctor_checks.register(check, order=order)
