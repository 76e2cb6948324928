"""Fetching one feed within bounds: time, size, redirects, public addresses only.

The name is resolved here, every address it stands for is checked, and the connection goes to the
very address that was checked: a name that answers differently the second time gains nothing. The
standard library's connections are used because each can be told its address, its certificate's name
and its last moment, which general clients hide.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any

from django.utils import timezone

from disclosures.feeds.addresses import Address, address_of, is_public, redirected
from disclosures.feeds.states import FeedFault, FeedRefused

AGENT = "CongCongKhai/1 (+feed reader of a public transparency portal)"
CHUNK = 64 * 1024
REDIRECTS = frozenset({301, 302, 303, 307, 308})
#: 301 and 308 say that the address has changed for good.
FOR_GOOD = frozenset({301, 308})


@dataclass(frozen=True, slots=True)
class Limits:
    """`seconds` for everything together, `connect` seconds for each connection, `size` bytes of the
    feed after unpacking, `redirects` followed."""

    seconds: float = 30
    connect: float = 10
    size: int = 5 * 1024 * 1024
    redirects: int = 5


LIMITS = Limits()
#: The addresses a name stands for: (host, port) -> IP addresses as text. Raises OSError.
Resolver = Callable[[str, int], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What the server gave. `body` is unpacked; empty when `not_modified`. `moved_to` is the new
    address when the server said that the old one is gone for good."""

    body: bytes = b""
    content_type: str = ""
    etag: str = ""
    last_modified: str = ""
    moved_to: str = ""
    not_modified: bool = False


def resolve(host: str, port: int) -> list[str]:
    """The addresses that the system knows for `host`. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def fetch(
    url: str,
    *,
    etag: str = "",
    last_modified: str = "",
    limits: Limits = LIMITS,
    resolver: Resolver = resolve,
    allowed: Callable[[str], bool] = is_public,
) -> Fetched:
    """Get the feed at `url`; `etag` and `last_modified` are what was given with the last one.

    `allowed` says which IP addresses may be asked. Raises FeedRefused.
    """
    until = time.monotonic() + limits.seconds
    address = address_of(url)
    known = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    headers = {name: value for name, value in known.items() if value and value.isprintable()}
    seen, moved_to, for_good = {str(address)}, "", True
    for _turn in range(limits.redirects + 1):
        with _Asked(address, headers, until, limits, resolver, allowed) as answer:
            if answer.status not in REDIRECTS:
                return _taken(answer, limits, until, moved_to)
            address = redirected(address, answer.getheader("Location") or "")
            for_good = for_good and answer.status in FOR_GOOD
        if str(address) in seen:
            raise FeedRefused(FeedFault.REDIRECTS, str(address))
        seen.add(str(address))
        moved_to = str(address) if for_good else moved_to
    raise FeedRefused(FeedFault.REDIRECTS, str(address))


class _Asked:
    """One request and its answer; the connection ends with the block, and at `until` at the latest:
    a server that sends a byte now and then is cut off by a timer."""

    def __init__(
        self,
        address: Address,
        headers: dict[str, str],
        until: float,
        limits: Limits,
        resolver: Resolver,
        allowed: Callable[[str], bool],
    ) -> None:
        self.address, self.headers, self.until, self.limits = address, headers, until, limits
        self.resolver, self.allowed = resolver, allowed
        self.timer: threading.Timer | None = None

    def __enter__(self) -> http.client.HTTPResponse:
        self.connection = http.client.HTTPConnection(self.address.host, self.address.port)
        try:
            self._connect()
            self.connection.putrequest("GET", self.address.target, skip_host=True)
            wanted = {
                "Host": self.address.netloc,
                "User-Agent": AGENT,
                "Accept": "application/atom+xml, application/rss+xml, application/xml, */*;q=0.1",
                "Accept-Encoding": "gzip, deflate",
                "Connection": "close",
                **self.headers,
            }
            for name, value in wanted.items():
                self.connection.putheader(name, value)
            self.connection.endheaders()
            return self.connection.getresponse()
        except BaseException as error:
            self._end()
            raise _refusal(error, self.until, self.address) from error

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        self._end()
        if isinstance(error, OSError | http.client.HTTPException | ValueError | zlib.error):
            raise _refusal(error, self.until, self.address) from error

    def _connect(self) -> None:
        left = self.until - time.monotonic()
        if left <= 0:
            raise FeedRefused(FeedFault.TOO_SLOW, str(self.address))
        addresses = self.resolver(self.address.host, self.address.port)
        if not addresses:
            raise FeedRefused(FeedFault.UNREACHABLE, str(self.address))
        # One inside address among outside ones is how a name is made to lead inside.
        if not all(self.allowed(one) for one in addresses):
            raise FeedRefused(FeedFault.NOT_PUBLIC, str(self.address))
        plain = _first_connection(addresses, self.address.port, min(left, self.limits.connect))
        self.timer = threading.Timer(max(left, 0), _cut, [plain])
        self.timer.daemon = True
        self.timer.start()
        self.connection.sock = plain
        if self.address.scheme == "https":
            context = ssl.create_default_context()
            self.connection.sock = context.wrap_socket(plain, server_hostname=self.address.host)

    def _end(self) -> None:
        if self.timer:
            self.timer.cancel()
        self.connection.close()


def _first_connection(addresses: Sequence[str], port: int, timeout: float) -> socket.socket:
    problem: OSError | None = None
    for ip in addresses[:4]:
        try:
            return socket.create_connection((ip, port), timeout=timeout)
        except OSError as error:
            problem = error
    raise problem or OSError("no address")


def _cut(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        connection.close()


def _taken(
    answer: http.client.HTTPResponse, limits: Limits, until: float, moved_to: str
) -> Fetched:
    """The body and what is needed to ask again. Raises FeedRefused, OSError, HTTPException."""
    validators = {
        "etag": (answer.getheader("ETag") or "")[:200],
        "last_modified": (answer.getheader("Last-Modified") or "")[:100],
        "moved_to": moved_to,
    }
    if answer.status == http.client.NOT_MODIFIED:
        return Fetched(not_modified=True, **validators)
    if answer.status in (http.client.TOO_MANY_REQUESTS, http.client.SERVICE_UNAVAILABLE):
        seconds = _retry_after(answer.getheader("Retry-After") or "")
        raise FeedRefused(FeedFault.BUSY, str(answer.status), seconds)
    if answer.status != http.client.OK:
        raise FeedRefused(FeedFault.STATUS, str(answer.status))
    return Fetched(
        body=_body(answer, limits, until),
        content_type=(answer.getheader("Content-Type") or "")[:200],
        **validators,
    )


def _body(answer: http.client.HTTPResponse, limits: Limits, until: float) -> bytes:
    if (answer.length or 0) > limits.size:
        raise FeedRefused(FeedFault.TOO_LARGE, str(answer.length))
    packed = (answer.getheader("Content-Encoding") or "").strip().lower()
    if packed not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise FeedRefused(FeedFault.BROKEN, packed)
    # 32: gzip or zlib, by what the bytes say.
    unpacker = zlib.decompressobj(32 + zlib.MAX_WBITS) if packed not in ("", "identity") else None
    taken = bytearray()
    while chunk := answer.read1(CHUNK):
        if time.monotonic() > until:
            raise FeedRefused(FeedFault.TOO_SLOW)
        # One byte more than allowed is enough to know, however much more it would become.
        taken += unpacker.decompress(chunk, limits.size - len(taken) + 1) if unpacker else chunk
        if len(taken) > limits.size:
            raise FeedRefused(FeedFault.TOO_LARGE)
    if time.monotonic() > until:
        raise FeedRefused(FeedFault.TOO_SLOW)
    if answer.length or (unpacker and not unpacker.eof):
        raise FeedRefused(FeedFault.BROKEN)
    return bytes(taken)


def _retry_after(text: str) -> int | None:
    """Seconds, from a number of them or a date; None when it says nothing."""
    if text.strip().isdecimal():
        return min(int(text.strip()[:9]), 7 * 86_400)
    try:
        moment = parsedate_to_datetime(text)
        left = (moment - timezone.now()).total_seconds() if moment.tzinfo else 0
    except (ValueError, TypeError, OverflowError):
        return None
    return min(max(int(left), 0), 7 * 86_400)


def _refusal(error: BaseException, until: float, address: Address) -> BaseException:
    """The error as a FeedRefused; what is no fault of the source stays what it is."""
    if isinstance(error, FeedRefused):
        return error
    if isinstance(error, TimeoutError) or time.monotonic() >= until:
        return FeedRefused(FeedFault.TOO_SLOW, str(address))
    if isinstance(error, ssl.SSLError):
        return FeedRefused(
            FeedFault.CERTIFICATE, getattr(error, "verify_message", "") or error.reason or ""
        )
    if isinstance(error, http.client.HTTPException | zlib.error | UnicodeError):
        return FeedRefused(FeedFault.BROKEN, type(error).__name__)
    if isinstance(error, OSError):
        return FeedRefused(FeedFault.UNREACHABLE, str(address))
    return error
