"""The doctor finds each thing that can go wrong with the data, and nothing where nothing is."""

from __future__ import annotations

import itertools
import json
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
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
from wagtail.models import Page, Revision, Site, Workflow

from disclosures.models import InspectionConclusionPage
from documents.models import OfficialFile, PublishedFile
from portal import demo, ledger_guard, publishing, registry
from portal.doctor import Finding, examine, side_by_side
from portal.models import (
    DocumentNumber,
    PortalSettings,
    PublicationEvent,
    ScheduleRun,
    SecondPersonApprovalTask,
    User,
)
from procedures.models import ProcedureVersion
from search import outbox
from search.engines import engine_for, get_engine
from search.models import OutboxEntry
from tests.factories import (
    make_approver,
    make_conclusion,
    make_editor,
    make_file,
    make_procedure,
    publish_page,
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


def test_the_demonstration_is_in_good_health(db: None, tmp_path: Path, settings: Any) -> None:
    settings.PRIVATE_FILES_ROOT = tmp_path / "files"
    settings.SEARCH_URL = f"tantivy://{tmp_path}/index"
    demo.load(lambda what: None)
    outbox.rebuild(get_engine())
    assert findings() == []


# Ledger and pages


def lose_a_trigger(page: Any) -> None:
    on = f" ON {ledger_guard.TABLE}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER ledger_no_delete{on}")


def put_a_draft_on_the_web(page: Any) -> None:
    draft = Page.objects.get(pk=make_conclusion().pk)
    Page.objects.filter(pk=draft.pk).update(live=True)
    outbox.rebuild(get_engine())


def put_a_withdrawn_page_back(page: Any) -> None:
    publishing.withdraw(page, actor=make_approver(), reason="Đăng nhầm tệp")
    Page.objects.filter(pk=page.pk).update(live=True)
    outbox.rebuild(get_engine())


def take_a_page_off_the_web(page: Any) -> None:
    Page.objects.filter(pk=page.pk).update(live=False)
    outbox.rebuild(get_engine())


def lose_a_page(page: Any) -> None:
    PublicationEvent.objects.create(
        kind="published",
        page_id=page.pk + 10_000,
        happened_on=timezone.localdate(),
        recorded_at=timezone.now(),
    )


def show_another_revision(page: Any) -> None:
    other = page.revisions.exclude(pk=page.live_revision_id).first()
    Page.objects.filter(pk=page.pk).update(live_revision=other)


def forget_a_number(page: Any) -> None:
    DocumentNumber.objects.filter(page_id=page.pk).delete()


def keep_the_number_of_a_page_that_is_gone(page: Any) -> None:
    DocumentNumber.objects.create(
        page_id=page.pk + 10_000, agency="Sở", number="1/KL", normal="1/KL", year=2026
    )


# Schedule, approval, demonstration


def schedule_without_a_timer(page: Any) -> None:
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() + timedelta(days=1))
    ScheduleRun.objects.create(started_at=timezone.now() - timedelta(minutes=16))


def fail_a_scheduled_change(page: Any) -> None:
    Revision.page_revisions.filter(object_id=str(page.pk)).update(
        approved_go_live_at=timezone.now() + timedelta(days=1)
    )
    ScheduleRun.objects.create(
        started_at=timezone.now(), failures=[{"page": 1, "title": "Trang", "reason": "tệp"}]
    )


def publish_by_a_workflow_that_asks_nobody(page: Any) -> None:
    workflow = Workflow.objects.create(name="Không ai duyệt")
    workflow.workflow_pages.create(page=page.get_parent())


def stop_asking_a_second_person(page: Any) -> None:
    task = SecondPersonApprovalTask.objects.get()
    other = SecondPersonApprovalTask.objects.create(name="Ở nơi khác")
    other.groups.set(task.groups.all())
    task.deactivate()


def lock_every_approver_out(page: Any) -> None:
    User.objects.update(is_active=False)


def let_the_demonstration_grow_old(page: Any) -> None:
    mark_as_demonstration(days_ago=4)


def mark_as_demonstration(days_ago: int) -> None:
    office = PortalSettings.for_site(Site.objects.get(is_default_site=True))
    office.demonstration_made_on = timezone.localdate() - timedelta(days=days_ago)
    office.save()


# Files


def delete_the_bytes(page: Any) -> None:
    page.file.file.storage.delete(page.file.file.name)


def exchange_the_bytes(page: Any) -> None:
    Path(page.file.file.path).write_bytes(b"%PDF-1.7 something else")


def leave_bytes_without_a_row(page: Any) -> None:
    orphan = Path(page.file.file.path).with_name("orphan.pdf")
    orphan.write_bytes(b"%PDF-1.7")
    long_ago = (timezone.now() - timedelta(hours=2)).timestamp()
    os.utime(orphan, (long_ago, long_ago))


def make_a_private_file_public(page: Any) -> None:
    PublishedFile.objects.create(
        file=make_file(), page_id=page.pk, event_id=10_000, is_current=True
    )


def forget_a_public_file(page: Any) -> None:
    PublishedFile.objects.filter(page_id=page.pk).update(is_current=False)


def exchange_a_file_and_its_facts(page: Any) -> None:
    with connection.cursor() as cursor:  # past every guard of the model
        cursor.execute(
            f"UPDATE {OfficialFile._meta.db_table} SET sha256 = %s WHERE id = %s",
            ["0" * 64, page.file_id],
        )


# Versions of procedures


def lose_a_version(page: Any) -> None:
    ProcedureVersion.objects.order_by("pk").last().delete()


def slip_in_a_version(page: Any) -> None:
    version = ProcedureVersion.objects.order_by("pk").last()
    version.pk, version.event_id, version._state.adding = None, 10_000, True
    version.save()


def rewrite_a_version(page: Any) -> None:
    version = ProcedureVersion.objects.order_by("pk").last()
    content = {**version.content, "time_limit": "1 ngày"}
    ProcedureVersion.objects.filter(pk=version.pk).update(content=content)


# Search


def lose_the_index(page: Any) -> None:
    engine_for.cache_clear()
    for stored in get_engine().folder.rglob("*"):
        if stored.is_file():
            stored.unlink()


def forget_an_entry(page: Any) -> None:
    get_engine().index([], delete=[f"page:{page.pk}"])


def keep_finding_what_was_withdrawn(page: Any) -> None:
    entry = page.search_entry()
    publishing.withdraw(page, actor=make_approver(), reason="Đăng nhầm tệp")
    OutboxEntry.objects.all().delete()
    get_engine().index([entry])


def stop_the_worker(page: Any) -> None:
    outbox.enqueue([page.pk])
    OutboxEntry.objects.update(created_at=timezone.now() - timedelta(minutes=16))


def give_a_page_up(page: Any) -> None:
    OutboxEntry.objects.create(
        page_id=page.pk, attempts=outbox.MAX_ATTEMPTS, last_error="ValueError: x"
    )


FAULTS: list[tuple[Callable[[Any], None], list[str]]] = [
    (lose_a_trigger, ["portal.ledger-unguarded"]),
    (put_a_draft_on_the_web, ["portal.live-without-event", "portal.numbers-differ"]),
    (put_a_withdrawn_page_back, ["portal.live-after-leaving"]),
    (take_a_page_off_the_web, ["portal.not-live"]),
    (lose_a_page, ["portal.page-gone"]),
    (show_another_revision, ["portal.revision-differs"]),
    (forget_a_number, ["portal.numbers-differ"]),
    (keep_the_number_of_a_page_that_is_gone, ["portal.numbers-differ"]),
    (schedule_without_a_timer, ["portal.schedule-silent"]),
    (fail_a_scheduled_change, ["portal.schedule-failed"]),
    (publish_by_a_workflow_that_asks_nobody, ["portal.workflow-unguarded"]),
    (stop_asking_a_second_person, ["portal.workflow-unguarded"]),
    (lock_every_approver_out, ["portal.nobody-approves"]),
    (let_the_demonstration_grow_old, ["portal.demonstration-stale"]),
    (delete_the_bytes, ["documents.file-missing"]),
    (exchange_the_bytes, ["documents.file-changed"]),
    (leave_bytes_without_a_row, ["documents.file-orphan"]),
    (make_a_private_file_public, ["documents.listing-left"]),
    (forget_a_public_file, ["documents.listing-lacking"]),
    (
        exchange_a_file_and_its_facts,
        ["documents.file-changed", "documents.listing-lacking", "documents.listing-left"],
    ),
    (lose_a_version, ["procedures.event-without-version"]),
    (slip_in_a_version, ["procedures.version-without-event"]),
    (rewrite_a_version, ["procedures.version-changed"]),
    (lose_the_index, ["search.index-unusable"]),
    (forget_an_entry, ["search.entry-lacking"]),
    (keep_finding_what_was_withdrawn, ["search.entry-left"]),
    (stop_the_worker, ["search.outbox-waiting"]),
    (give_a_page_up, ["search.outbox-failed"]),
]


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
