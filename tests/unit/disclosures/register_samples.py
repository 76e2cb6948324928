"""What the tests of the register share: a small catalogue, acts on a day, and the clock."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from disclosures.catalogue.loading import load
from disclosures.catalogue.reading import CATALOGUE
from portal import publishing, roles
from portal.events import Answer, EventKind
from portal.models import PortalSettings, Unit
from portal.models.units import UnitKind
from portal.publishing import Moment
from tests.factories import make_user

#: Changes that a test makes to one row: dotted path → value.
Changes = dict[str, Any]


def rows(*codes: str) -> list[dict[str, Any]]:
    """The catalogue's own rows of these codes, as data."""
    found = {row["code"]: row for row in yaml.safe_load(CATALOGUE.read_text(encoding="utf-8"))}
    return [found[code] for code in codes]


def write(path: Path, catalogue: list[dict[str, Any]]) -> Path:
    """The rows as a catalogue file."""
    path.write_text(yaml.safe_dump(catalogue, allow_unicode=True), encoding="utf-8")
    return path


def load_catalogue(tracked_from: date | None = date(2026, 1, 1)) -> None:
    """The project's catalogue, the units it names, and since when duties are tracked."""
    load()
    for code, name, kind in (
        ("VP", "Văn phòng", UnitKind.DIVISION),
        ("TTRA", "Thanh tra", UnitKind.INSPECTORATE),
        ("KTRA", "Phòng Kiểm tra", UnitKind.DIVISION),
        ("KHTC", "Phòng Kế hoạch – Tài chính", UnitKind.DIVISION),
    ):
        Unit.objects.get_or_create(code=code, defaults={"name": name, "kind": kind})
    Unit.objects.filter(code="TTRA").update(
        valid_to=date(2025, 6, 30), succeeded_by=Unit.objects.get(code="KTRA")
    )
    office = PortalSettings.for_site(_site())
    office.tracked_from = tracked_from
    office.demonstration_made_on = date(2026, 1, 1)  # events of the past may be recorded
    office.save()


def register_event(duty: str, case: str, day: date, anchor: str = "signed_on") -> Any:
    """An event entered on the very day it happened."""
    return publishing.record_act(
        EventKind.EVENT_REGISTERED,
        actor=make_user(roles.OFFICE),
        unit_code="KTRA",
        answers=[Answer(duty, case)],
        title=f"{case} (thử)",
        anchors={anchor: day},
        moment=on(day),
    )


def on(day: date) -> Moment:
    """The morning of a day."""
    from datetime import datetime, time

    from disclosures.status import OFFICE_TIME

    return Moment(day, datetime.combine(day, time(9, 30), tzinfo=OFFICE_TIME))


def _site() -> Any:
    from wagtail.models import Site

    return Site.objects.get(is_default_site=True)
