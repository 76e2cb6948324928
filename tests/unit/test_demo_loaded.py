"""The demonstration as loaded: the register shows what the data files say it is there to show, and
the portal is in good health.

Loading takes as long as a hundred other tests: it is done once, and the tests look at what it gave.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from disclosures.counting.verdicts import DutyValue, InstanceStatus
from disclosures.register import LeadUnits, Register, forget, snapshot
from portal import demo
from portal.doctor import examine
from search import outbox
from search.engines import get_engine
from tests.unit.demo_files import DATA

#: All in one worker, so that it is loaded once there too; the mark is what prepares the database.
pytestmark = [pytest.mark.xdist_group("demonstration"), pytest.mark.django_db]


class Loaded(NamedTuple):
    """What is looked at, taken while the demonstration was in the database."""

    register: Register
    unled: list[str]
    findings: list[Any]


@pytest.fixture(scope="module")
def loaded(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: Any
) -> Iterator[Loaded]:
    """The demonstration, loaded in a transaction of its own that is taken back."""
    folder: Path = tmp_path_factory.mktemp("demonstration")
    places = {
        "PRIVATE_FILES_ROOT": folder / "files",
        "SEARCH_URL": f"tantivy://{folder}/index",
    }
    with django_db_blocker.unblock(), override_settings(**places), transaction.atomic():
        forget()
        demo.load(lambda what: None)
        register = snapshot()
        units = LeadUnits(register.day)
        unled = [duty.code for duty in register.duties if not units.of(duty)]
        outbox.rebuild(get_engine())
        found = Loaded(register, unled, list(examine(timezone.now())))
        transaction.set_rollback(True)
    forget()
    cache.clear()
    yield found


def test_the_loaded_demonstration_shows_every_status_of_a_duty(loaded: Loaded) -> None:
    values = {code: status.value for code, status in loaded.register.statuses.items()}
    assert {values[row["duty"]] for row in DATA["acts"]["expect"]} == set(DutyValue)
    for row in DATA["acts"]["expect"]:
        assert values[row["duty"]] == row["status"], row


def test_the_loaded_demonstration_shows_every_status_of_an_instance(loaded: Loaded) -> None:
    statuses = loaded.register.statuses.values()
    assert {one.status for found in statuses for one in found.instances} == set(InstanceStatus)


def test_every_loaded_conclusion_stands_as_it_is_there_to_show(loaded: Loaded) -> None:
    standing = {
        one.case.partition("@")[0]: one.status
        for code in ("KLKT", "KLTT")
        for one in loaded.register.statuses[code].instances
    }
    for conclusion in DATA["conclusions"]["conclusions"]:
        assert standing[conclusion["number"]] == conclusion["expected"], conclusion["number"]


def test_what_the_announcing_decisions_name_is_known_and_public(loaded: Loaded) -> None:
    standing = loaded.register.statuses["TTHC-ND"]
    assert standing.expected >= 20
    assert standing.missing == ()
    assert standing.value is DutyValue.UP_TO_DATE


def test_every_duty_of_the_loaded_demonstration_has_a_unit(loaded: Loaded) -> None:
    assert loaded.unled == []


def test_the_doctor_finds_nothing_in_a_demonstration(loaded: Loaded) -> None:
    assert loaded.findings == []
