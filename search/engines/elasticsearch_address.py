"""Where an Elasticsearch is, as SEARCH_URL says it.

    elasticsearch://host1:9200,host2:9200/name
    elasticsearch+https://user:password@host:9200/name?ca_certs=/etc/ssl/search.pem
    elasticsearch+https://host/name?api_key=…&fingerprint=AB:CD:…

`name` is the alias that is searched; the indices behind it begin with it. Options: `api_key`;
`ca_certs` (a file) or `fingerprint` (SHA-256 of the certificate) for TLS; `timeout`, seconds that a
search may take on one node (3); `shards` (1); `replicas` (one, as soon as there is a second node).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from search.engines import UnknownEngine

SCHEMES = {"elasticsearch": "http", "elasticsearch+https": "https"}
PORT = 9200
OPTIONS = ("api_key", "ca_certs", "fingerprint", "replicas", "shards", "timeout")
#: What Elasticsearch takes as a name, with room for what is added to it.
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")


@dataclass(frozen=True, slots=True)
class Address:
    """Hosts as URLs, the alias, and how to sign in and be sure of whom one talks to."""

    hosts: tuple[str, ...]
    name: str
    sign_in: Mapping[str, Any] = field(default_factory=dict, repr=False)
    tls: Mapping[str, Any] = field(default_factory=dict)
    timeout: float = 3.0
    shards: int = 1
    replicas: int | None = None

    @classmethod
    def of(cls, url: str) -> Address:
        """Read SEARCH_URL. Raises `UnknownEngine` naming the part; never repeats a secret."""
        try:
            parts = urlsplit(url)
        except ValueError:
            raise UnknownEngine("it is no address") from None
        who, _, where = parts.netloc.rpartition("@")
        name = unquote(parts.path).strip("/")
        if not _NAME.fullmatch(name):
            raise UnknownEngine("after the hosts comes the name of the index, in small letters")
        options = dict(parse_qsl(parts.query, keep_blank_values=True))
        if unknown := sorted(set(options) - set(OPTIONS)):
            raise UnknownEngine(f"there is no option {unknown[0]}; there are: {', '.join(OPTIONS)}")
        return cls(
            hosts=tuple(_host(SCHEMES[parts.scheme], host) for host in where.split(",")),
            name=name,
            sign_in=_sign_in(who, options),
            tls=_tls(parts.scheme, options),
            timeout=_number(options, "timeout", float, 3.0),
            shards=_number(options, "shards", int, 1),
            replicas=_number(options, "replicas", int, None),
        )


def _host(scheme: str, written: str) -> str:
    try:
        host = urlsplit(f"{scheme}://{written}")
        port = host.port or PORT
    except ValueError:
        raise UnknownEngine(f"“{written}” is no host and port") from None
    if not host.hostname or host.path:
        raise UnknownEngine("hosts are written host:9200, parted by commas")
    name = f"[{host.hostname}]" if ":" in host.hostname else host.hostname
    return f"{scheme}://{name}:{port}"


def _sign_in(who: str, options: Mapping[str, str]) -> dict[str, Any]:
    if who and "api_key" in options:
        raise UnknownEngine("either a user or an api_key, not both")
    if "api_key" in options:
        return {"api_key": options["api_key"]}
    user, _, password = who.partition(":")
    return {"basic_auth": (unquote(user), unquote(password))} if who else {}


def _tls(scheme: str, options: Mapping[str, str]) -> dict[str, Any]:
    asked = {name: options[name] for name in ("ca_certs", "fingerprint") if name in options}
    if asked and SCHEMES[scheme] != "https":
        raise UnknownEngine(f"{next(iter(asked))} needs elasticsearch+https://")
    if "fingerprint" in asked:
        asked["ssl_assert_fingerprint"] = asked.pop("fingerprint")
    return asked


def _number(options: Mapping[str, str], name: str, kind: type, default: Any) -> Any:
    written = options.get(name)
    if written is None:
        return default
    try:
        value = kind(written)
    except ValueError:
        value = -1
    if not (0 if name == "replicas" else 1e-3) <= value <= 1000:
        raise UnknownEngine(f"{name} must be a number")
    return value
