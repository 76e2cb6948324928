"""The disclosures app."""

from __future__ import annotations

from django.apps import AppConfig


class DisclosuresConfig(AppConfig):
    """See the package's docstring and docs/architecture.md."""

    name = "disclosures"
