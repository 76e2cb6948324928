"""What can go wrong with the data of a portal: each fault as a function that causes it.

Each gets the public conclusion of a portal in good health (tests/unit/portal/test_doctor.py) and
goes past the guards that would refuse it: the doctor is there for what got past them.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Revision, Site, Workflow

from documents.models import OfficialFile, PublishedFile
from portal import ledger_guard, publishing
from portal.models import (
    DocumentNumber,
    LimitedItem,
    PortalSettings,
    PublicationEvent,
    ScheduleRun,
    SecondPersonApprovalTask,
    Unit,
    User,
)
from portal.models.schedule import REMINDERS
from portal.models.units import UnitKind
from procedures.models import ProcedureVersion
from search import outbox
from search.engines import engine_for, get_engine
from search.models import OutboxEntry
from tests.factories import (
    make_approver,
    make_conclusion,
    make_file,
    publish_page,
)

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


def put_an_internal_page_on_the_web(page: Any) -> None:
    internal = make_conclusion(audience="internal")
    publish_page(internal)
    Page.objects.filter(pk=internal.pk).update(live=True)
    outbox.rebuild(get_engine())


def lose_an_internal_item(page: Any) -> None:
    internal = make_conclusion(audience="internal")
    publish_page(internal)
    LimitedItem.objects.all().delete()


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


def change_a_public_address(page: Any) -> None:
    Page.objects.filter(pk=page.pk).update(
        slug="dia-chi-khac", url_path=page.url_path.replace(page.slug, "dia-chi-khac")
    )


def put_a_list_behind_a_login(page: Any) -> None:
    PageViewRestriction.objects.bulk_create(  # no signal: past the refusal
        [PageViewRestriction(page=page.get_parent(), restriction_type=PageViewRestriction.LOGIN)]
    )
    outbox.rebuild(get_engine())


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


def keep_a_register_and_remind_nobody(page: Any) -> None:
    office = PortalSettings.for_site(Site.objects.get(is_default_site=True))
    office.tracked_from = timezone.localdate() - timedelta(days=7)  # a working day is among them
    office.save()


def refuse_a_mail(page: Any) -> None:
    now = timezone.now()
    ScheduleRun.objects.create(
        job=REMINDERS,
        started_at=now,
        finished_at=now,
        failures=[{"unit": "KTRA", "title": "Phòng Kiểm tra", "reason": "refused"}],
    )


def give_the_leaders_no_address(page: Any) -> None:
    now = timezone.now()
    ScheduleRun.objects.create(job=REMINDERS, started_at=now, finished_at=now)
    Unit.objects.create(code="BGD", name="Ban Giám đốc", kind=UnitKind.LEADERSHIP)


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
    version.number += 1
    version.save()


def rewrite_a_version(page: Any) -> None:
    version = ProcedureVersion.objects.order_by("pk").last()
    content = {**version.content, "time_limit": "1 ngày"}
    QuerySet(ProcedureVersion).filter(pk=version.pk).update(content=content)


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


#: Each fault, and the ids of all that the doctor finds of it.
FAULTS: list[tuple[Callable[[Any], None], list[str]]] = [
    (lose_a_trigger, ["portal.ledger-unguarded"]),
    (put_a_draft_on_the_web, ["portal.live-without-event", "portal.numbers-differ"]),
    (put_a_withdrawn_page_back, ["portal.live-after-leaving"]),
    (take_a_page_off_the_web, ["portal.not-live"]),
    (put_an_internal_page_on_the_web, ["portal.limited-is-live"]),
    (lose_an_internal_item, ["portal.limited-differs"]),
    (lose_a_page, ["portal.page-gone"]),
    (show_another_revision, ["portal.revision-differs"]),
    (change_a_public_address, ["portal.address-lost"]),
    (put_a_list_behind_a_login, ["portal.live-restricted"]),
    (forget_a_number, ["portal.numbers-differ"]),
    (keep_the_number_of_a_page_that_is_gone, ["portal.numbers-differ"]),
    (schedule_without_a_timer, ["portal.schedule-silent"]),
    (fail_a_scheduled_change, ["portal.schedule-failed"]),
    (keep_a_register_and_remind_nobody, ["disclosures.reminders-silent"]),
    (refuse_a_mail, ["disclosures.reminder-failed"]),
    (give_the_leaders_no_address, ["disclosures.unit-without-address"]),
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
