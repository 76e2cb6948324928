"""A procedure as a schema.org GovernmentService, for search engines and other portals. Pure but for
translation."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from procedures import wording
from procedures.content import FilingWay, ProcedureContent

_DURATIONS = {"day": "P{}D", "working_day": "P{}D", "hour": "PT{}H", "month": "P{}M"}


def government_service(content: ProcedureContent, url: str, area: str = "") -> dict[str, Any]:
    """The service as JSON-LD; only what the content states. `url` is absolute."""
    audience = [
        words
        for words, is_meant in (
            (_("Citizens"), content.for_citizens),
            (_("Businesses and organisations"), content.for_businesses),
        )
        if is_meant
    ]
    service: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "name": content.title,
        "identifier": content.code,
        "url": url,
        "serviceType": content.field_name,
        "description": content.summary,
        "audience": [{"@type": "Audience", "audienceType": words} for words in audience],
        "provider": _organisation(content.agency_deciding),
        "serviceOperator": _organisation(content.agency_receiving),
        "areaServed": area,
        "availableChannel": [_channel(way, content) for way in content.filing_ways],
        "serviceOutput": {"@type": "Thing", "name": content.result} if content.result else None,
        "offers": [
            {
                "@type": "Offer",
                "name": fee.name,
                "price": str(fee.amount),
                "priceCurrency": "VND",
            }
            for fee in content.fees
            if fee.amount is not None
        ],
        "isBasedOn": [
            {"@type": "Legislation", "name": basis.text, "legislationIdentifier": basis.number}
            for basis in content.legal_bases
            if basis.number
        ],
        "inLanguage": "vi",
    }
    return {name: value for name, value in service.items() if value}


def _organisation(name: str) -> dict[str, str] | None:
    return {"@type": "GovernmentOrganization", "name": name} if name else None


def _channel(way: FilingWay, content: ProcedureContent) -> dict[str, Any]:
    channel: dict[str, Any] = {
        "@type": "ServiceChannel",
        "name": wording.channel_in_words(way.channel),
    }
    duration = _DURATIONS.get(way.unit)
    if way.amount is not None and duration:
        channel["processingTime"] = duration.format(way.amount)
    if way.channel == "online" and content.national_link:
        channel["serviceUrl"] = content.national_link
    elif way.channel == "in_person" and content.agency_receiving:
        channel["serviceLocation"] = {"@type": "Place", "name": content.agency_receiving}
    return channel
