"""House rules of search as system checks."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from search.engines import UnknownEngine, engine_for


@register(Tags.compatibility)
def search_url_names_an_engine(**kwargs: Any) -> list[CheckMessage]:
    """SEARCH_URL must be understood before anything is published into the void."""
    try:
        engine_for(settings.SEARCH_URL)
    except UnknownEngine as problem:
        return [
            Error(
                f"SEARCH_URL is not understood: {problem}",
                hint="Use tantivy:///folder/of/the/index, or leave it out for the default.",
                id="search.E001",
            )
        ]
    return []
