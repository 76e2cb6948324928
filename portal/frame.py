"""What stands around every public page: the site, the office's facts, the sections in the menu.

Kept in the process, because reading it costs more than most pages: what this process changes counts
at once (`forget`), what another changes counts within `FRESH` seconds.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString
from wagtail.models import Page, Site

from portal import registry
from portal.models import PortalSettings

FRESH = 5.0  # seconds
#: Host names are the sender's to choose where any is answered.
MOST_HOSTS = 16
MOST_PIECES = 500


@dataclass(frozen=True, slots=True)
class Section:
    """A page shown in menus; `language` where it isn't the portal's own."""

    title: str
    url: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """`read_at` is a monotonic time, in seconds; `pieces` are parts of pages that are the same on
    every one (the tag `kept`), as HTML."""

    office: PortalSettings
    sections: tuple[Section, ...]
    read_at: float
    pieces: dict[tuple[str, ...], SafeString] = field(default_factory=dict)

    def keep(self, key: tuple[str, ...], make: Callable[[], SafeString]) -> SafeString:
        """The piece `key`, made when it is first asked for."""
        piece = self.pieces.get(key)
        if piece is None:
            piece = make()
            if len(self.pieces) >= MOST_PIECES:
                self.pieces.clear()
            self.pieces[key] = piece
        return piece


_frames: dict[tuple[str, str], Frame] = {}


def frame_of(request: HttpRequest) -> Frame:
    """The frame of the pages at this request's host; asks the database once in `FRESH` seconds."""
    host = (request.get_host(), request.get_port())
    frame = _frames.get(host)
    if frame is None or time.monotonic() - frame.read_at > FRESH:
        frame = _read(request)
        if len(_frames) >= MOST_HOSTS:
            _frames.clear()
        _frames[host] = frame
    return frame


def forget() -> None:
    """Read everything afresh for the next page."""
    _frames.clear()


def forget_if_shown(instance: Any, **kwargs: Any) -> None:
    """After anything was saved or deleted: forget, if it may stand in a frame."""
    if isinstance(instance, Page | Site | PortalSettings):
        forget()


def _read(request: HttpRequest) -> Frame:
    begun = time.monotonic()
    site = Site.find_for_request(request)  # kept on the request, with its root page
    pages = Page.objects.child_of(site.root_page).live().in_menu() if site else ()
    return Frame(
        office=PortalSettings.for_request(request),
        sections=(
            *(Section(page.title, page.url or "") for page in pages),
            *(Section(one.title, one.url, one.language) for one in _in_other_languages()),
        ),
        read_at=begun,
    )


def _in_other_languages() -> Iterator[registry.LanguageLink]:
    for give in registry.language_links:
        yield from give()
