"""The search app. It reads the core only: pages declare what they give to search."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from portal import registry
        from search import checks, signal_handlers  # noqa: F401  (registers checks)
        from search.doctor import CHECKS
        from search.tasks import catch_up, forget_rare_searches

        signal_handlers.connect()
        registry.timer_steps.register(catch_up)
        registry.timer_steps.register(forget_rare_searches)
        for order, check in enumerate(CHECKS, 400):
            registry.doctor_checks.register(check, order=order)
