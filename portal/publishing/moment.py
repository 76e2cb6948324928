"""When a fact happened: now, unless the demonstration tells of its past."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied

from portal.models import PortalSettings


@dataclass(frozen=True, slots=True)
class Moment:
    """When a fact happened and when it was recorded, for the demonstration's past."""

    happened_on: date
    recorded_at: datetime


def check_demonstration() -> None:
    """A past moment is for a database that `load_demo` marked, and nowhere else.

    Raises PermissionDenied.
    """
    marked = PortalSettings.objects.filter(demonstration_made_on__isnull=False).exists()
    if not (settings.PORTAL_ALLOW_DEMONSTRATION and marked):
        raise PermissionDenied("Only a demonstration database may hold events of the past.")
