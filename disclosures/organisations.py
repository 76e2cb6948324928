"""The page of the organisation for others: in which languages it is, and as schema.org data."""

from __future__ import annotations

from typing import Any

from disclosures.models import OrganisationPage
from disclosures.models.organisation import worded
from portal.models.pages import ENGLISH
from portal.registry import LanguageLink


def english_pages() -> list[LanguageLink]:
    """For `registry.language_links`: the English version of the first public page that has one."""
    for page in OrganisationPage.objects.live().order_by("pk"):
        if page.english_url:
            return [LanguageLink("English", page.english_url, ENGLISH)]
    return []


def government_organisation(page: OrganisationPage, language: str) -> dict[str, Any]:
    """The organisation as JSON-LD, in the language of the version shown."""
    return {
        "@context": "https://schema.org",
        "@type": "GovernmentOrganization",
        "name": worded(page, "title", language).text,
        "description": worded(page, "summary", language).text,
        "url": page.full_url or "",
        "address": worded(page, "address", language).text,
        "telephone": page.phone,
        "email": page.email,
    }
