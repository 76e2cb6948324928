"""The short address of one version of a procedure, for paper: `congkhai.example.vn/tt/2.002380/3/`.

It names code and version and nothing else, so it can be typed, and it outlives a change of the
page's own address. Whoever opens it is led to that version, whose page says whether it is in force
or what replaced it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

if TYPE_CHECKING:
    from procedures.models import ProcedureVersion


def short_address(version: ProcedureVersion) -> str:
    """With the portal's own host, for the QR code."""
    path = reverse("procedures:version", args=[version.page.code, version.number])
    return settings.SITE_URL.rstrip("/") + path


def typed(address: str) -> str:
    """The address as one types it: without `https://` and the last stroke."""
    return address.partition("://")[2].rstrip("/")
