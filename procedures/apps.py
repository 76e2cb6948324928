"""The procedures app."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _


class ProceduresConfig(AppConfig):
    """The catalogue of administrative procedures."""

    name = "procedures"
    verbose_name = _("Procedures")

    def ready(self) -> None:
        from portal import registry
        from procedures import expected, searched, site
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
        registry.changing_by_date.register(searched.pages_changing)
        post_save.connect(searched.tell_pages_of_field, sender="procedures.ProcedureField")
        registry.expected_lists.register(expected.announced)
        registry.site_steps.register(site.ensure_index, order=20)
        registry.demo_steps.register(loader.load, order=30)
        registry.doctor_checks.register(versions_agree_with_the_ledger, order=300)
