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
        from procedures import expected, purging, searched, site
        from procedures.demo import fee_loader, loader
        from procedures.doctor import versions_agree_with_the_ledger
        from procedures.models import fields

        registry.kinds.register(
            registry.Kind(
                "procedure",
                _("Administrative procedure"),
                _("Administrative procedures"),
                "list-ol",
            )
        )
        registry.subject_fields.register(fields.as_choices)
        registry.kinds.register(
            registry.Kind("fee", _("Fee or charge"), _("Fees and charges"), "tag")
        )
        registry.purges.register(purging.purge)
        registry.changing_by_date.register(searched.pages_changing)
        post_save.connect(searched.tell_pages_of_field, sender="procedures.ProcedureField")
        registry.expected_lists.register(expected.announced)
        registry.expected_lists.register(expected.fees_set)
        registry.site_steps.register(site.ensure_index, order=20)
        registry.site_steps.register(site.ensure_fee_index, order=21)
        registry.site_steps.register(site.ensure_needs, order=22)
        registry.demo_steps.register(fee_loader.load, order=29)
        registry.demo_steps.register(loader.load, order=30)
        registry.doctor_checks.register(versions_agree_with_the_ledger, order=300)
