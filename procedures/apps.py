"""The procedures app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProceduresConfig(AppConfig):
    """The catalogue of administrative procedures."""

    name = "procedures"
    verbose_name = _("Procedures")

    def ready(self) -> None:
        from portal import registry
        from procedures import site
        from procedures.demo import loader
        from procedures.doctor import versions_agree_with_the_ledger

        registry.kinds.register(
            registry.Kind(
                "procedure",
                _("Administrative procedure"),
                _("Administrative procedures"),
                "list-ol",
            )
        )
        registry.site_steps.register(site.ensure_index, order=20)
        registry.demo_steps.register(loader.load, order=30)
        registry.doctor_checks.register(versions_agree_with_the_ledger, order=300)
