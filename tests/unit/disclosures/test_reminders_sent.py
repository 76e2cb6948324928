"""Sending reminders: to whom, with what in them; nothing twice and nothing lost, whatever dies."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from io import StringIO
from typing import Any
from unittest import mock

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.core.management import CommandError, call_command
from django.utils import timezone

from disclosures.models import DigestState, ReminderDigest, SentReminder
from disclosures.register import forget
from disclosures.reminders import sending
from disclosures.reminders.health import reminders_are_sent, units_can_be_reminded
from portal import heartbeats, scheduling
from portal.models import PortalSettings, ScheduleRun, Unit
from portal.models.schedule import REMINDERS
from portal.models.units import UnitKind
from tests.factories import make_unit
from tests.unit.disclosures.register_samples import load_catalogue, register_event

pytestmark = pytest.mark.django_db

#: A conclusion signed on Monday: to be public by Monday the 9th.
SIGNED = date(2026, 3, 2)
DUE = date(2026, 3, 9)
CASE = "05/KL-SKHCN@2026"


@pytest.fixture(autouse=True)
def _office(tmp_path: Any, settings: Any) -> None:
    settings.PORTAL_DATA_DIR = tmp_path
    settings.SITE_URL = "https://congkhai.example.gov.vn"
    settings.LANGUAGE_CODE = "en"
    forget()
    load_catalogue()
    make_unit("BGD", name="Ban Giám đốc", kind=UnitKind.LEADERSHIP)
    for unit in Unit.objects.all():
        unit.email = f"{unit.code.lower()}@example.org"
        unit.save()
    register_event("KLKT", CASE, SIGNED)


def sent_to(outbox: list[Any] | None = None) -> list[str]:
    return sorted(one.to[0].partition("@")[0] for one in (outbox or mail.outbox))


def run_all(day: date) -> list[Any]:
    """The mails of a run on `day`."""
    mail.outbox.clear()
    sending.run(day)
    return list(mail.outbox)


def to_unit(mails: list[Any], code: str) -> Any:
    return next((one for one in mails if one.to == [f"{code}@example.org"]), None)


def command(**options: Any) -> Any:
    out = StringIO()
    call_command("send_reminders", json=True, stdout=out, **options)
    return json.loads(out.getvalue())


def test_the_unit_gets_one_mail_with_everything_and_whole_addresses() -> None:
    mails = run_all(SIGNED)
    assert sent_to(mails) == sorted({*sent_to(mails)})
    one = to_unit(mails, "ktra")
    assert "02/03/2026" in one.subject and "Phòng Kiểm tra" in one.subject
    assert "05/KL-SKHCN (2026)" in one.body and "09/03/2026" in one.body
    assert "https://congkhai.example.gov.vn/quan-tri/duties/KLKT/" in one.body
    assert "https://congkhai.example.gov.vn/quan-tri/work/?don-vi=KTRA" in one.body
    [(html, kind)] = one.alternatives
    assert kind == "text/html" and "05/KL-SKHCN (2026)" in html and "<script" not in html
    assert one.extra_headers["Message-ID"] == ("<nhac-viec.20260302.KTRA@congkhai.example.gov.vn>")
    assert one.extra_headers["Auto-Submitted"] == "auto-generated"


def test_what_people_wrote_is_text_in_the_mail(monkeypatch: Any) -> None:
    Unit.objects.filter(code="KTRA").update(name="<b>Phòng</b>\r\nBcc: x@example.org")
    one = to_unit(run_all(SIGNED), "ktra")
    assert "\n" not in one.subject and "\r" not in one.subject
    assert "<b>" not in one.alternatives[0][0]
    assert one.recipients() == ["ktra@example.org"]


def test_run_twice_it_sends_nothing_twice() -> None:
    assert run_all(SIGNED)
    assert not run_all(SIGNED)
    assert not to_unit(run_all(SIGNED + timedelta(days=1)), "ktra")


def kinds_of_days(days: list[date]) -> list[str]:
    """Which steps of the conclusion the unit was sent, by day."""
    for day in days:
        sending.run(day)
    steps = SentReminder.objects.filter(unit="KTRA", item__contains=CASE, escalated=False)
    return list(steps.values_list("step", flat=True))


def test_the_steps_of_a_case_follow_one_another() -> None:
    days = [SIGNED + timedelta(days=n) for n in range(22)]
    assert kinds_of_days(days) == ["ahead-10", "ahead-3", "on_the_day", "overdue-1", "overdue-2"]


def test_after_days_without_a_run_only_the_latest_step_is_sent() -> None:
    assert kinds_of_days([SIGNED, date(2026, 3, 24)]) == ["ahead-10", "overdue-3"]


def test_what_is_overdue_is_told_to_the_leadership_after_five_working_days() -> None:
    days = [DUE + timedelta(days=n) for n in range(1, 9)]
    by_day = {day: to_unit(run_all(day), "bgd") for day in days}
    told = [day for day, one in by_day.items() if one and "05/KL-SKHCN (2026)" in one.body]
    assert told == [date(2026, 3, 16)]
    assert "Phòng Kiểm tra" in by_day[told[0]].body


def test_done_is_done() -> None:
    from portal import publishing, roles
    from portal.events import Answer, EventKind
    from tests.factories import make_user
    from tests.unit.disclosures.register_samples import on

    publishing.record_act(
        EventKind.NOT_APPLICABLE,
        actor=make_user(roles.OFFICE),
        unit_code="VP",
        answers=[Answer("KLKT", CASE)],
        reason="Căn cứ ví dụ",
        moment=on(SIGNED),
    )
    one = to_unit(run_all(SIGNED + timedelta(days=1)), "ktra")
    assert one is None or "05/KL-SKHCN" not in one.body


# What goes wrong


def break_mails(monkeypatch: Any, error: BaseException, *, after: int = 0) -> None:
    """Mails are sent until `after` went out; then the server fails with `error`."""
    send = EmailMultiAlternatives.send
    count = iter(range(1000))

    def sending_mail(self: Any, *args: Any, **options: Any) -> int:
        if next(count) >= after:
            raise error
        return send(self, *args, **options)

    monkeypatch.setattr(EmailMultiAlternatives, "send", sending_mail)


@pytest.mark.parametrize("after", [0, 1, 2])
def test_killed_between_two_mails_the_next_run_sends_the_rest_and_none_twice(
    monkeypatch: Any, after: int
) -> None:
    whole = sorted(one.unit.code.lower() for one in sending.plan(SIGNED).digests)
    with monkeypatch.context() as broken:
        break_mails(broken, KeyboardInterrupt(), after=after)
        with pytest.raises(KeyboardInterrupt):
            sending.run(SIGNED)
    assert len(mail.outbox) == after
    assert ScheduleRun.objects.of(REMINDERS).get().finished_at is None
    sending.run(SIGNED)
    assert sent_to() == whole and len(whole) > 2


def test_a_claim_whose_run_died_is_taken_over_and_a_living_one_isnt() -> None:
    digest = ReminderDigest.objects.create(unit="KTRA", day=SIGNED, claimed_at=timezone.now())
    assert not to_unit(run_all(SIGNED), "ktra")
    ReminderDigest.objects.filter(pk=digest.pk).update(
        claimed_at=timezone.now() - sending.CLAIM_HOLDS - timedelta(seconds=1)
    )
    assert to_unit(run_all(SIGNED), "ktra")
    digest.refresh_from_db()
    assert (digest.state, digest.attempts) == (DigestState.SENT, 2)


def test_a_mail_server_that_fails_is_recorded_per_unit_and_tried_again(monkeypatch: Any) -> None:
    with monkeypatch.context() as broken:
        break_mails(broken, OSError("Connection refused\0\nby peer"), after=1)
        with pytest.raises(CommandError, match="Connection refused"):
            call_command("send_reminders", at=SIGNED, stdout=StringIO())
    failed = ReminderDigest.objects.filter(state=DigestState.FAILED)
    assert failed and all(one.error == "Connection refused by peer" for one in failed)
    run = ScheduleRun.objects.of(REMINDERS).get()
    assert (run.sent, len(run.failures)) == (1, failed.count())
    assert {one.id for one in reminders_are_sent(timezone.now())} == {"disclosures.reminder-failed"}
    assert len(mail.outbox) == 1
    command(at=SIGNED)
    assert len(sent_to()) == len(set(sent_to())) > 1
    assert not failed.all() and not list(reminders_are_sent(timezone.now()))


def test_one_run_at_a_time() -> None:
    with scheduling.alone(REMINDERS) as is_alone:
        assert is_alone
        assert sending.run(SIGNED) is None
        assert command(at=SIGNED)["digests"] == []
    assert not mail.outbox and not ScheduleRun.objects.of(REMINDERS).exists()


def test_two_runs_on_two_machines_send_each_mail_once() -> None:
    """Another run, of another machine, goes through while this one is about to begin."""
    planned = sending.plan(SIGNED)
    sending.run(SIGNED)
    first = sent_to()
    with mock.patch.object(sending, "plan", return_value=planned):
        late = sending.run(SIGNED)
    assert {outcome for _digest, outcome, _why in late.results} == {sending.TAKEN}
    assert sent_to() == first
    assert late.row.failures == []


def test_a_unit_without_an_address_is_said_and_gets_the_latest_once_it_has_one() -> None:
    Unit.objects.filter(code="KTRA").update(email="")
    rows = {one["unit"]: one for one in command(at=SIGNED)["digests"]}
    assert rows["KTRA"]["outcome"] == "no_address" and rows["VP"]["outcome"] == "sent"
    assert "KTRA" not in set(SentReminder.objects.values_list("unit", flat=True))
    found = [one for one in units_can_be_reminded(timezone.now()) if one.where == "Phòng Kiểm tra"]
    assert [one.id for one in found] == ["disclosures.unit-without-address"]
    assert not list(reminders_are_sent(timezone.now()))
    Unit.objects.filter(code="KTRA").update(email="ktra@example.org")
    assert to_unit(run_all(SIGNED), "ktra")


# The command and the heartbeat


def test_a_dry_run_says_what_a_run_would_send_and_changes_nothing() -> None:
    would = command(at=SIGNED, dry_run=True)
    assert not mail.outbox
    assert not ReminderDigest.objects.exists() and not ScheduleRun.objects.exists()
    did = command(at=SIGNED)
    assert [one["unit"] for one in would["digests"]] == [one["unit"] for one in did["digests"]]
    assert {one["outcome"] for one in would["digests"]} == {"would_send"}
    assert {one["outcome"] for one in did["digests"]} == {"sent"}
    ktra = next(one for one in did["digests"] if one["unit"] == "KTRA")
    [case] = [one for one in ktra["items"] if one["case"] == CASE]
    assert (case["kind"], case["due"], case["step"]) == ("publish", "2026-03-09", "ahead-10")


def test_in_words_it_is_a_line_for_each_unit() -> None:
    out = StringIO()
    call_command("send_reminders", at=SIGNED, stdout=out)
    assert "KTRA" in out.getvalue() and "ktra@example.org" in out.getvalue()
    assert out.getvalue().splitlines()[-1].startswith("02/03/2026: ")


def test_a_day_cannot_be_asked_of_a_timer() -> None:
    with pytest.raises(CommandError):
        call_command("send_reminders", at=SIGNED, every=60)


def test_the_heartbeat_rings_when_no_run_was_finished_for_a_day() -> None:
    def is_silent(now: datetime) -> bool:
        return {one.job: one.is_silent for one in heartbeats.heartbeats(now)}[REMINDERS]

    now = timezone.now()
    assert not is_silent(now)  # a demonstration
    PortalSettings.objects.update(demonstration_made_on=None)
    assert is_silent(now)
    sending.run(SIGNED, now)
    assert not is_silent(now + timedelta(hours=20))
    assert is_silent(now + timedelta(days=2))
    [finding] = reminders_are_sent(now + timedelta(days=2))
    assert finding.id == "disclosures.reminders-silent"
    ScheduleRun.objects.create(job=REMINDERS, started_at=now + timedelta(days=2))  # it died
    assert is_silent(now + timedelta(days=2))


def test_reminders_are_no_run_of_the_publishing_timer() -> None:
    sending.run(SIGNED)
    beats = {one.job: one for one in heartbeats.heartbeats(timezone.now())}
    assert beats["publish_scheduled"].last is None
