"""The core app."""

from __future__ import annotations

from django.apps import AppConfig
from django.core.signals import request_finished
from django.db.models.signals import (
    post_delete,
    post_migrate,
    post_save,
    pre_delete,
    pre_save,
)
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class PortalConfig(AppConfig):
    """Core of the portal: accounts, units, pages, ledger, publishing."""

    name = "portal"
    verbose_name = _("Portal")

    def ready(self) -> None:
        from portal import (  # noqa: F401  (checks register themselves)
            audience_guard,
            checks,
            demo,
            frame,
            heartbeats,
            ledger_guard,
            limited,
            page_policy,
            panels,
            receipt_offers,
            registry,
            roles,
            scheduling,
            secrecy_views,
            shared_cache,
            signal_handlers,
            view_counts,
        )
        from portal.doctor_checks import CHECKS
        from portal.old_addresses import purging as old_addresses_purging
        from portal.opinions import purging
        from portal.publishing import secrecy
        from portal.signals import ledger_written

        page_policy.install()
        ledger_written.connect(limited.follow, dispatch_uid="portal.limited.follow")
        ledger_written.connect(receipt_offers.remember, dispatch_uid="portal.receipt_offers")
        registry.guards.register(audience_guard.guard)
        registry.guards.register(secrecy.guard)
        ledger_guard.also("portal_secrecycheck", "secrecy_check")
        ledger_guard.also("portal_trackingmove", "tracking_move")
        registry.admin_panels.register(secrecy_views.waiting)

        post_migrate.connect(ledger_guard.install_after_migrate, sender=self)
        post_migrate.connect(shared_cache.ensure_table_after_migrate, sender=self)
        post_migrate.connect(roles.ensure_after_migrate, sender=self)
        registry.admin_panels.register(panels.scheduled)
        registry.admin_panels.register(panels.alarms)
        registry.heartbeats.register(heartbeats.of_publishing, order=10)
        registry.timer_steps.register(scheduling.forget_old_runs)
        registry.timer_steps.register(view_counts.forget_old)
        registry.purges.register(purging.purge)
        registry.purges.register(old_addresses_purging.purge)
        request_finished.connect(view_counts.write_when_due)
        registry.demo_steps.register(demo.load_accounts, order=15)
        for order, check in enumerate(CHECKS):
            registry.doctor_checks.register(check, order=order)
        pre_save.connect(signal_handlers.refuse_change_of_live_on_the_bare_row)
        pre_save.connect(
            signal_handlers.refuse_to_hide_what_was_public, sender="wagtailcore.PageViewRestriction"
        )
        pre_delete.connect(signal_handlers.refuse_to_delete_what_was_public)
        pre_delete.connect(signal_handlers.keep_what_was_published, sender="wagtailcore.Revision")
        post_save.connect(signal_handlers.tell_pages_of_unit, sender="portal.Unit")
        post_save.connect(frame.forget_if_shown)
        post_delete.connect(frame.forget_if_shown)


class PortalUsersConfig(WagtailUsersAppConfig):
    """Wagtail's account screens with the portal's forms and invitation."""

    user_viewset = "portal.viewsets.UserViewSet"
    group_viewset = "portal.viewsets.GroupViewSet"
