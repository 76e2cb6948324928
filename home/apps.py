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
        from home.demo import loader
        from portal import registry

        registry.kinds.register(registry.Kind("content", _("Page"), _("Pages"), "doc-full"))
        registry.site_steps.register(site.ensure_home, order=10)
        registry.demo_steps.register(loader.load, order=20)
