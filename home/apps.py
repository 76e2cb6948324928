"""The home app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """The front page and plain content pages."""

    name = "home"
    verbose_name = _("Home")

    def ready(self) -> None:
        from home import site
        from home.access.views import whom_to_ask
        from home.demo import loader
        from portal import registry

        registry.kinds.register(
            registry.Kind("content", _("Page"), _("Pages"), "doc-full", needs_unit=False)
        )
        registry.site_steps.register(site.ensure_home, order=10)
        registry.text_steps.register(site.ensure_texts, order=10)
        registry.on_request_panels.register(whom_to_ask)
        registry.demo_steps.register(loader.load, order=20)
