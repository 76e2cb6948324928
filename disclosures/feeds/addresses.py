"""Which addresses a source may have. Pure.

A feed's address is typed by a person and may redirect anywhere: without these rules it would be a
way to read what only this server can reach.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from disclosures.feeds.states import FeedFault, FeedRefused

LONGEST = 2_000
PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Address:
    """An http(s) address taken apart: `host` in ASCII, `target` the path with its query."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def netloc(self) -> str:
        """Host and port as the header Host wants them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.netloc}{self.target}"


def address_of(url: str) -> Address:
    """`url` as an Address. Raises FeedRefused (ADDRESS) when it is none that may be fetched:
    another scheme, no host, a name and password in it, signs that no address has."""
    try:
        parts = _parts(url)
        host = (parts.hostname or "").rstrip(".")
        host = host if ":" in host else host.encode("idna").decode("ascii")
        port = parts.port or PORTS[parts.scheme]
    except (ValueError, UnicodeError) as error:
        raise FeedRefused(FeedFault.ADDRESS, url) from error
    if not host:
        raise FeedRefused(FeedFault.ADDRESS, url)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    return Address(parts.scheme, host, port, urlunsplit(("", "", path, query, "")))


def _parts(url: str) -> SplitResult:
    if len(url) > LONGEST or any(sign.isspace() or not sign.isprintable() for sign in url):
        raise ValueError("signs")
    parts = urlsplit(url)
    if parts.scheme not in PORTS or parts.username is not None or parts.password is not None:
        raise ValueError("scheme or person")
    return parts


def redirected(before: Address, location: str) -> Address:
    """Where a redirect leads. Raises FeedRefused: ADDRESS, or REDIRECTS from https to http."""
    after = address_of(urljoin(str(before), location.strip()))
    if before.scheme == "https" and after.scheme == "http":
        raise FeedRefused(FeedFault.REDIRECTS, str(after))
    return after


def is_public(ip: str) -> bool:
    """Whether `ip` (v4 or v6, as text) is an address of the public internet. What carries a v4
    address inside (mapped, 6to4, Teredo, NAT64) is judged by that one too."""
    try:
        found = ipaddress.ip_address(ip.partition("%")[0])
    except ValueError:
        return False
    if not found.is_global or found.is_multicast or found.is_reserved or found.is_unspecified:
        return False
    return all(_is_plain_public(inner) for inner in _inside(found))


_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def _inside(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> list[ipaddress.IPv4Address]:
    if isinstance(ip, ipaddress.IPv4Address):
        return []
    found = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
    if ip in _NAT64:
        found.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
    return [inner for inner in found if inner is not None]


def _is_plain_public(ip: ipaddress.IPv4Address) -> bool:
    return ip.is_global and not ip.is_multicast


def link_key(url: str) -> str:
    """What two writings of one link have in common: no scheme, no `www.`, no trailing stroke, no
    fragment, no parameters that only count visitors. "" when it is no web address."""
    try:
        address = address_of(url.strip())
    except FeedRefused:
        return ""
    path, _, query = address.target.partition("?")
    kept = [
        pair
        for pair in query.split("&")
        if pair and not pair.lower().startswith(("utm_", "fbclid=", "gclid="))
    ]
    host = address.netloc.removeprefix("www.")
    return f"{host}{path.rstrip('/')}{'?' if kept else ''}{'&'.join(sorted(kept))}"
