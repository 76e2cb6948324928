"""What can be wrong with a source, and what can become of an announced document. Pure."""

from __future__ import annotations

from enum import StrEnum


class FeedFault(StrEnum):
    """Why a source gave nothing this time."""

    ADDRESS = "address"  # not an http(s) address
    NOT_PUBLIC = "not_public"  # leads to an address inside a network
    UNREACHABLE = "unreachable"
    CERTIFICATE = "certificate"
    TOO_SLOW = "too_slow"
    TOO_LARGE = "too_large"
    REDIRECTS = "redirects"  # too many, in a circle, or from https to http
    STATUS = "status"  # the server said no
    BUSY = "busy"  # the server asked to come later (429, 503)
    BROKEN = "broken"  # not HTTP, or compressed data that is damaged
    EMPTY = "empty"
    WEB_PAGE = "web_page"  # HTML where a feed should be
    ENTITIES = "entities"  # declares entities: how XML bombs are made
    NOT_A_FEED = "not_a_feed"


class ItemState(StrEnum):
    """What became of a document that a feed announced."""

    WAITING = "waiting"
    ACCEPTED = "accepted"  # a draft was made of it
    MERGED = "merged"  # it is a page that is already there
    DISMISSED = "dismissed"


class FeedRefused(Exception):
    """A source gave nothing usable. `detail` is what is known beyond the fault: a status, an
    address; `retry_after` is how many seconds the server asked to be left alone."""

    def __init__(self, fault: FeedFault, detail: str = "", retry_after: int | None = None) -> None:
        super().__init__(f"{fault.value}: {detail}" if detail else fault.value)
        self.fault, self.detail, self.retry_after = fault, detail[:200], retry_after
