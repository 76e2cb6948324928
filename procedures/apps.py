"""The procedures app."""

from __future__ import annotations

from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    """See the package's docstring and docs/architecture.md."""

    name = "procedures"
