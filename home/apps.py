"""The home app."""

from __future__ import annotations

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """See the package's docstring and docs/architecture.md."""

    name = "home"
