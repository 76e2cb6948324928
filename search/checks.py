"""House rules of search as system checks."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from search.engines import UnknownEngine, engine_for


@register(Tags.compatibility)
def search_urls_name_engines(**kwargs: Any) -> list[CheckMessage]:
    """SEARCH_URL must be understood before anything is published into the void."""
    return [
        Error(
            f"{name} is not understood: {problem}",
            hint="Use tantivy:///folder/of/the/index or elasticsearch://host:9200/name, "
            "or leave it out for the default.",
            id="search.E001",
        )
        for name in ("SEARCH_URL", "SEARCH_FALLBACK_URL")
        if (problem := _problem(getattr(settings, name), optional=name != "SEARCH_URL"))
    ]


def _problem(url: str, *, optional: bool) -> str:
    if optional and not url:
        return ""
    try:
        engine_for(url)
    except UnknownEngine as problem:
        return str(problem)
    return ""
