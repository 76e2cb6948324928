"""A scheduled run looks again once it holds the page: whatever happened meanwhile stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, Revision

from portal import publishing, scheduling
from portal.models import PublicationEvent, ScheduleRun
from portal.models.schedule import PUBLISHING, REMINDERS
from tests.factories import make_approver, make_conclusion, make_editor, publish_page

pytestmark = pytest.mark.django_db


def kinds_of(page: Page) -> list[str]:
    return list(PublicationEvent.objects.for_page(page.pk).values_list("kind", flat=True))


def due_conclusion() -> Any:
    """A conclusion whose approved hour has come."""
    page = make_conclusion()
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision(user=make_editor())
    publishing.publish(page, actor=make_approver(), approved=True)
    revision = page.get_latest_revision()
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()
    return page


def due_to_end() -> Any:
    """A public conclusion whose period is over."""
    page = make_conclusion()
    publish_page(page)
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    return page


def meanwhile(monkeypatch: pytest.MonkeyPatch, verb: str, act: Callable[[], None]) -> None:
    """`act` happens after the run has found what is due and before it calls the verb."""
    original = getattr(publishing, verb)

    def late(*args: Any, **options: Any) -> Any:
        monkeypatch.setattr(publishing, verb, original)
        act()
        return original(*args, **options)

    monkeypatch.setattr(publishing, verb, late)


def test_what_another_run_has_published_meanwhile_is_not_corrected_by_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = due_conclusion()
    meanwhile(monkeypatch, "publish", lambda: publish_page(page))
    run = scheduling.run()
    assert kinds_of(page) == ["published"]
    assert (run.published, run.failures) == (0, [])


def test_what_was_withdrawn_meanwhile_stays_withdrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    page = due_conclusion()

    def publish_and_withdraw() -> None:
        publish_page(page)
        publishing.withdraw(page, actor=make_approver(), reason="Đăng nhầm tệp")

    meanwhile(monkeypatch, "publish", publish_and_withdraw)
    run = scheduling.run()
    assert kinds_of(page) == ["published", "withdrawn"]
    assert (run.published, run.failures) == (0, [])


@pytest.mark.parametrize("moved", [None, timedelta(hours=2)], ids=["stopped", "put off"])
def test_a_schedule_changed_meanwhile_is_followed(
    monkeypatch: pytest.MonkeyPatch, moved: timedelta | None
) -> None:
    page = due_conclusion()
    later = timezone.now() + moved if moved else None
    rows = Revision.page_revisions.filter(object_id=str(page.pk))
    meanwhile(monkeypatch, "publish", lambda: rows.update(approved_go_live_at=later))
    run = scheduling.run()
    assert kinds_of(page) == []
    assert (run.published, run.failures) == (0, [])


@pytest.mark.parametrize("moved", [None, timedelta(hours=2)], ids=["without end", "put off"])
def test_a_period_extended_meanwhile_is_followed(
    monkeypatch: pytest.MonkeyPatch, moved: timedelta | None
) -> None:
    page = due_to_end()
    later = timezone.now() + moved if moved else None
    meanwhile(
        monkeypatch, "expire", lambda: Page.objects.filter(pk=page.pk).update(expire_at=later)
    )
    run = scheduling.run()
    assert kinds_of(page) == ["published"] and Page.objects.get(pk=page.pk).live
    assert (run.expired, run.failures) == (0, [])


def test_what_was_withdrawn_meanwhile_does_not_expire(monkeypatch: pytest.MonkeyPatch) -> None:
    page = due_to_end()
    meanwhile(
        monkeypatch,
        "expire",
        lambda: publishing.withdraw(page, actor=make_approver(), reason="Đăng nhầm tệp"),
    )
    run = scheduling.run()
    assert kinds_of(page) == ["published", "withdrawn"]
    assert (run.expired, run.failures) == (0, [])


def test_a_period_that_has_not_ended_is_not_ended_by_the_verb_either() -> None:
    page = make_conclusion()
    publish_page(page)
    for end in (None, timezone.now() + timedelta(hours=1)):
        Page.objects.filter(pk=page.pk).update(expire_at=end)
        with pytest.raises(publishing.PublishingRefused) as refused:
            publishing.expire(page)
        assert refused.value.refusals[0].code == "not_due"


def test_one_run_at_a_time_and_the_next_one_goes_on() -> None:
    page = due_conclusion()
    with scheduling.alone() as is_alone:
        assert is_alone
        assert scheduling.run() is None
        said = StringIO()
        call_command("publish_scheduled", json=True, stdout=said)
        assert '"published": 0' in said.getvalue()
    assert kinds_of(page) == [] and not ScheduleRun.objects.exists()
    assert scheduling.run().published == 1


# Runs that were


def run_of(job: str, days: int, *, is_finished: bool = True) -> ScheduleRun:
    begun = timezone.now() - timedelta(days=days)
    return ScheduleRun.objects.create(
        job=job, started_at=begun, finished_at=begun if is_finished else None
    )


def test_runs_of_long_ago_are_forgotten_by_the_timer() -> None:
    for days in (400, 91):
        run_of(PUBLISHING, days)
    recent = run_of(PUBLISHING, 89)
    call_command("publish_scheduled", stdout=StringIO())
    left = ScheduleRun.objects.of(PUBLISHING)
    assert left.count() == 2 and recent in left


def test_the_last_run_of_a_job_is_known_however_long_ago_it_was() -> None:
    run_of(REMINDERS, 300)
    finished = run_of(REMINDERS, 200)
    died = run_of(REMINDERS, 150, is_finished=False)
    call_command("publish_scheduled", stdout=StringIO())
    assert set(ScheduleRun.objects.of(REMINDERS)) == {finished, died}
