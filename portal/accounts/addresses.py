"""From where a request comes: the address that throttling counts by.

A proxy in front of the portal adds the address it was asked from at the right end of
X-Forwarded-For; everything further left is what the visitor claims. TRUSTED_PROXIES says how many
proxies of our own there are: with 0 the header is not read at all, so nobody can forge an address.
"""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

#: Where the address can't be known (a Unix socket without a proxy's word): one shared bucket.
UNKNOWN = "0.0.0.0"  # noqa: S104  (an address to count by, nothing listens on it)


def client_address(request: HttpRequest) -> str:
    """The visitor's address, as django-axes and the limits count it."""
    return address_of(request.META, settings.PORTAL_TRUSTED_PROXIES)


def address_of(meta: Mapping[str, str], proxies: int) -> str:
    """The visitor's address by REMOTE_ADDR and, with `proxies` of our own, by X-Forwarded-For.

    An IPv6 visitor is counted by the /64 network, which is what one subscriber has. What isn't an
    address falls back to the next thing known, at last to UNKNOWN.
    """
    claims = [part.strip() for part in meta.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    forwarded = claims[-proxies] if 0 < proxies <= len(claims) else ""
    return _normal(forwarded) or _normal(meta.get("REMOTE_ADDR", "")) or UNKNOWN


def _normal(text: str) -> str:
    try:
        address = ip_address(text)
    except ValueError:
        return ""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ip_network((int(address) >> 64 << 64, 64)).network_address)
    return str(address)
