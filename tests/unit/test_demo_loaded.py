"""The demonstration as loaded: the register shows what the data files say it is there to show."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from disclosures.register import LeadUnits, forget, snapshot
from disclosures.verdicts import DutyValue
from portal import demo
from tests.unit.demo_files import DATA


@pytest.mark.django_db
def test_the_loaded_demonstration_shows_every_status(tmp_path: Path, settings: Any) -> None:
    settings.PRIVATE_FILES_ROOT = tmp_path / "files"
    settings.SEARCH_URL = f"tantivy://{tmp_path}/index"
    forget()
    demo.load(lambda what: None)
    found = snapshot()
    values = {code: status.value for code, status in found.statuses.items()}
    assert {values[row["duty"]] for row in DATA["acts"]["expect"]} == set(DutyValue)
    for row in DATA["acts"]["expect"]:
        assert values[row["duty"]] == row["status"], row
    standing = {
        one.case.partition("@")[0]: one.status
        for code in ("KLKT", "KLTT")
        for one in found.statuses[code].instances
    }
    for conclusion in DATA["conclusions"]["conclusions"]:
        assert standing[conclusion["number"]] == conclusion["expected"], conclusion["number"]
    units = LeadUnits(found.day)
    assert all(units.of(duty) for duty in found.duties)
