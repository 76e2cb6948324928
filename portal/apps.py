"""The core app."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate, post_save, pre_delete, pre_save
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class PortalConfig(AppConfig):
    """Core of the portal: accounts, units, pages, ledger, publishing."""

    name = "portal"
    verbose_name = _("Portal")

    def ready(self) -> None:
        from portal import (  # noqa: F401  (checks register themselves)
            checks,
            demo,
            heartbeats,
            ledger_guard,
            panels,
            registry,
            roles,
            scheduling,
            shared_cache,
            signal_handlers,
        )
        from portal.doctor_checks import CHECKS

        post_migrate.connect(ledger_guard.install_after_migrate, sender=self)
        post_migrate.connect(shared_cache.ensure_table_after_migrate, sender=self)
        post_migrate.connect(roles.ensure_after_migrate, sender=self)
        registry.admin_panels.register(panels.scheduled)
        registry.admin_panels.register(panels.alarms)
        registry.heartbeats.register(heartbeats.of_publishing, order=10)
        registry.timer_steps.register(scheduling.forget_old_runs)
        registry.demo_steps.register(demo.load_accounts, order=15)
        for order, check in enumerate(CHECKS):
            registry.doctor_checks.register(check, order=order)
        pre_save.connect(signal_handlers.refuse_change_of_live_on_the_bare_row)
        pre_save.connect(
            signal_handlers.refuse_to_hide_what_was_public, sender="wagtailcore.PageViewRestriction"
        )
        pre_delete.connect(signal_handlers.refuse_to_delete_what_was_public)
        post_save.connect(signal_handlers.tell_pages_of_unit, sender="portal.Unit")


class PortalUsersConfig(WagtailUsersAppConfig):
    """Wagtail's account screens with the portal's forms and invitation."""

    user_viewset = "portal.viewsets.UserViewSet"
