"""The documents app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    """Files: how they come in, who may read them, and that they never change once published."""

    name = "documents"
    verbose_name = _("Documents")

    def ready(self) -> None:
        from documents import checks  # noqa: F401
        from documents.doctor import CHECKS
        from documents.signal_handlers import follow_the_ledger
        from portal import registry
        from portal.signals import ledger_written

        ledger_written.connect(follow_the_ledger, dispatch_uid="documents.follow_the_ledger")
        for order, check in enumerate(CHECKS, 200):
            registry.doctor_checks.register(check, order=order)
