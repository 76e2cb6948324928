"""How often pages are opened: a number an address and day, nothing about who opened it.

Counted in the process and written once a minute in one statement, after an answer was sent: no page
waits for it. What a process had not written when it was stopped is lost; figures are for seeing
what is read, not for accounts.
"""

from __future__ import annotations

import logging
import re
import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from portal.models.readers import LONGEST_PATH

logger = logging.getLogger(__name__)

#: Addresses that wait to be written; more are not taken until they are.
MOST_WAITING = 5_000
#: Days that counts are kept.
KEPT = timedelta(days=750)
#: How programs name themselves, those that read for people as well as those that read for none.
BOTS = re.compile(
    r"bot\b|bot[/ ;-]|crawl|spider|slurp|preview|monitor|fetch|scan|headless|lighthouse|"
    r"curl|wget|python|java/|go-http|libwww|httpclient|okhttp|axios|node|ruby|perl|php|feed|rss|"
    r"facebookexternalhit|embedly|archive",
    re.IGNORECASE,
)


class Waiting:
    """What this process has counted and not written."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: Counter[tuple[date, str]] = Counter()
        self._written_at = time.monotonic()

    def add(self, day: date, path: str) -> None:
        """One more."""
        with self._lock:
            if (day, path) in self._counts or len(self._counts) < MOST_WAITING:
                self._counts[day, path] += 1

    def is_due(self, every: float | None) -> bool:
        """Whether something waits and the last writing is `every` seconds ago."""
        return every is not None and time.monotonic() - self._written_at >= every

    def write(self) -> None:
        """Write what waits; what can't be written waits on."""
        from portal.models import PageViews  # models are not loaded with the settings

        with self._lock:
            taken, self._counts = self._counts, Counter()
            self._written_at = time.monotonic()
        try:
            PageViews.objects.add((day, path, count) for (day, path), count in taken.items())
        except DatabaseError:
            logger.warning("Counts of opened pages could not be written; they wait.", exc_info=True)
            with self._lock:
                self._counts.update(taken)


waiting = Waiting()


class ViewCountMiddleware:
    """Counts pages that people opened."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if counts(request, response):
            waiting.add(timezone.localdate(), request.path)
        return response


def counts(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether somebody read a public page: no program, no member of the staff who is signed in, no
    form, no error, nothing the browser fetched ahead."""
    if request.method != "GET" or response.status_code != HTTPStatus.OK:
        return False
    if not response.get("Content-Type", "").startswith("text/html"):
        return False
    if "no-store" in response.get("Cache-Control", "") or getattr(request, "is_preview", False):
        return False
    if request.path.startswith(f"/{settings.ADMIN_PATH}") or len(request.path) > LONGEST_PATH:
        return False
    if settings.SESSION_COOKIE_NAME in request.COOKIES or "prefetch" in _purpose(request):
        return False
    agent = request.headers.get("User-Agent", "")
    return bool(agent) and not BOTS.search(agent)


def _purpose(request: HttpRequest) -> str:
    return request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))


def write_when_due(**kwargs: Any) -> None:
    """Receiver of `request_finished`: the answer is out, nobody waits."""
    if waiting.is_due(settings.PORTAL_VIEWS_WRITTEN_EVERY):
        waiting.write()


def forget_old() -> None:
    """For `registry.timer_steps`: what is older than two years is forgotten."""
    from portal.models import PageViews  # models are not loaded with the settings

    PageViews.objects.filter(day__lt=timezone.localdate() - KEPT).delete()
