"""The doctor finds each thing that can go wrong with the data, and nothing where nothing is."""

from __future__ import annotations

import itertools
import json
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from disclosures.models import InspectionConclusionPage
from portal import publishing, registry
from portal.doctor import Finding, examine, side_by_side
from search import outbox
from search.engines import get_engine
from tests.factories import (
    make_approver,
    make_conclusion,
    make_editor,
    make_procedure,
    publish_page,
)
from tests.unit.portal.faults import (
    FAULTS,
    lose_a_trigger,
    mark_as_demonstration,
    take_a_page_off_the_web,
)


@pytest.fixture(scope="module")
def built(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any
) -> Iterator[tuple[int, Path]]:
    """A portal in good health, made once: a conclusion and a procedure are public, each corrected,
    another conclusion is withdrawn and one is a draft. Gives the public conclusion's id and the
    folder of files and index."""
    folder = tmp_path_factory.mktemp("doctor")
    with (
        django_db_blocker.unblock(),
        override_settings(
            PRIVATE_FILES_ROOT=folder / "files", SEARCH_URL=f"tantivy://{folder}/index"
        ),
        transaction.atomic(),
    ):
        page, procedure, withdrawn = make_conclusion(), make_procedure(), make_conclusion()
        for one in (page, procedure, page, procedure, withdrawn):
            one.save_revision(user=make_editor())
            publish_page(one)
        publishing.withdraw(withdrawn, actor=make_approver(), reason="Đăng nhầm tệp")
        make_conclusion()
        outbox.rebuild(get_engine())
        yield page.pk, folder
        transaction.set_rollback(True)


@pytest.fixture
def portal(built: tuple[int, Path], db: None, tmp_path: Path, settings: Any) -> Any:
    """The public conclusion of that portal; what the test breaks is whole again for the next."""
    page_id, folder = built
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    settings.PRIVATE_FILES_ROOT = tmp_path / "files"
    settings.SEARCH_URL = f"tantivy://{tmp_path}/index"
    return InspectionConclusionPage.objects.get(pk=page_id)


def findings(now: datetime | None = None) -> list[Finding]:
    return list(examine(now or timezone.now()))


def ids() -> list[str]:
    return sorted({finding.id for finding in findings()})


def test_a_portal_in_good_health_has_no_finding(portal: Any) -> None:
    assert findings() == []


@pytest.mark.parametrize(
    ("fault", "expected"), FAULTS, ids=lambda one: getattr(one, "__name__", "")
)
def test_each_fault_is_found_and_nothing_else(
    portal: Any, fault: Callable[[Any], None], expected: list[str]
) -> None:
    fault(portal)
    assert ids() == expected
    assert all(finding.what and finding.where and finding.do for finding in findings())


def test_a_demonstration_in_production_is_found(portal: Any, settings: Any) -> None:
    mark_as_demonstration(days_ago=0)
    assert ids() == []
    settings.PORTAL_ALLOW_DEMONSTRATION = False
    assert ids() == ["portal.demonstration-in-production"]


def test_what_the_system_checks_say_is_part_of_the_answer(portal: Any, settings: Any) -> None:
    settings.WAGTAILDOCS_SERVE_METHOD = "redirect"
    (finding,) = findings()
    assert finding.id == "portal.system-check" and "documents.E003" in finding.what


def test_a_page_that_waits_in_the_outbox_is_no_finding_yet(portal: Any) -> None:
    get_engine().index([], delete=[f"page:{portal.pk}"])
    outbox.enqueue([portal.pk])
    assert ids() == []


def test_bytes_that_are_just_arriving_are_no_orphans(portal: Any) -> None:
    Path(portal.file.file.path).with_name("arriving.pdf").write_bytes(b"%PDF-1.7")
    assert ids() == []


# How it asks


@pytest.fixture
def only() -> Iterator[Callable[..., None]]:
    """Let one check alone be asked."""
    asked = registry.doctor_checks._functions
    kept = dict(asked)

    def ask(check: Callable[[datetime], Iterator[Finding]]) -> None:
        asked.clear()
        registry.doctor_checks.register(check)

    yield ask
    asked.clear()
    asked.update(kept)


def test_what_is_said_only_once_was_in_motion(only: Callable[..., None]) -> None:
    numbers = itertools.count()

    def check(now: datetime) -> Iterator[Finding]:
        yield Finding("portal.stays", "x", "x", "x")
        yield Finding("portal.moves", "x", str(next(numbers)), "x")

    only(check)
    assert [finding.id for finding in findings()] == ["portal.stays"]


def test_a_check_that_fails_is_a_finding_itself(only: Callable[..., None]) -> None:
    def check(now: datetime) -> Iterator[Finding]:
        raise OSError("the disk is away")

    only(check)
    (finding,) = findings()
    assert finding.id == "portal.check-failed"
    assert "the disk is away" in finding.what and finding.where.endswith("check")


def test_more_pages_need_no_more_queries(portal: Any) -> None:
    for make in (make_conclusion, make_procedure):
        publish_page(make())
    outbox.rebuild(get_engine())
    with CaptureQueriesContext(connection) as few:
        assert findings() == []
    for make in (make_conclusion, make_procedure, make_conclusion, make_procedure):
        publish_page(make())
    outbox.rebuild(get_engine())
    with CaptureQueriesContext(connection) as many:
        assert findings() == []
    assert len(many) == len(few)


@given(st.lists(st.lists(st.tuples(st.integers(0, 9), st.integers())), min_size=1, max_size=3))
def test_side_by_side_gives_every_row_once_under_its_key(streams: list[list[tuple]]) -> None:
    streams = [sorted(stream) for stream in streams]
    together = dict(side_by_side(*map(iter, streams)))
    assert list(together) == sorted({row[0] for stream in streams for row in stream})
    for number, stream in enumerate(streams):
        assert [row for rows in together.values() for row in rows[number]] == stream


# The command


def test_the_command_says_what_where_and_what_to_do_and_fails(portal: Any) -> None:
    take_a_page_off_the_web(portal)
    said = StringIO()
    with pytest.raises(CommandError):
        call_command("doctor", stdout=said)
    assert "portal.not-live" in said.getvalue() and portal.title in said.getvalue()


def test_the_command_prints_json(portal: Any) -> None:
    said = StringIO()
    call_command("doctor", json=True, stdout=said)
    assert json.loads(said.getvalue()) == {"ok": True, "findings": []}
    take_a_page_off_the_web(portal)
    said = StringIO()
    with pytest.raises(CommandError):
        call_command("doctor", json=True, stdout=said)
    answer = json.loads(said.getvalue())
    assert answer["ok"] is False
    assert set(answer["findings"][0]) == {"id", "what", "where", "do"}


def test_migrating_puts_the_ledgers_guard_back(portal: Any) -> None:
    lose_a_trigger(portal)
    assert ids() == ["portal.ledger-unguarded"]
    call_command("migrate", verbosity=0, skip_checks=True)
    assert ids() == []
