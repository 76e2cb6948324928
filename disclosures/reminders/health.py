"""Do the reminders run, and does everybody get them: the heartbeat and the doctor's questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from disclosures.register import LeadUnits, snapshot
from disclosures.reminders.digests import leadership
from disclosures.reminders.sending import no_address_words
from disclosures.work import WorkItem
from disclosures.work_sources import all_work
from portal.doctor import Finding
from portal.heartbeats import Heartbeat, Seen, last_run_words
from portal.models import ScheduleRun, Unit
from portal.models.schedule import REMINDERS

#: A run each day, and two hours of grace.
SILENCE_ALLOWED = timedelta(hours=26)


def of_reminders(now: datetime, seen: Seen | None = None) -> Heartbeat:
    """For `registry.heartbeats`: missed when no run was finished for a day, once the office keeps
    its register (a demonstration that never sent any is not one that stopped)."""
    seen = seen or Seen.read()
    last = seen.finished.get(REMINDERS)
    if last is not None:
        is_silent = now - last.started_at > SILENCE_ALLOWED
    else:
        is_silent = seen.kept_since is not None and seen.kept_since <= now.date()
    return Heartbeat(
        REMINDERS,
        lazy("Reminders to the units"),
        last,
        is_silent,
        tuple(last.failures) if last else (),
        lazy("Let a timer run manage.py send_reminders every hour of the working day."),
    )


def without_address(units: LeadUnits, work: Iterable[WorkItem]) -> list[Unit]:
    """The units that `work` waits for and that have no address to be reminded at; the leadership
    too, which is told what stays overdue."""
    waiting = {one.unit for one in work} | {one.code for one in leadership(units)}
    return sorted(
        (one for one in units.units.values() if one.code in waiting and not one.email),
        key=lambda one: (one.sort_order, one.code),
    )


def reminders_are_sent(now: datetime) -> Iterator[Finding]:
    """For `registry.doctor_checks`: the reminders run, and every mail went out."""
    beat = of_reminders(now)
    if beat.is_silent:
        yield Finding(
            "disclosures.reminders-silent",
            _("No unit is reminded of its duties: send_reminders did not run."),
            last_run_words(beat.last),
            str(beat.do),
        )
    for failure in beat.failures:
        if failure["reason"] != no_address_words():
            yield Finding(
                "disclosures.reminder-failed",
                _("A unit's reminders could not be sent: %(reason)s")
                % {"reason": failure["reason"]},
                failure["title"],
                _("Look at EMAIL_URL and the unit's address; the next run tries again."),
            )


def units_can_be_reminded(now: datetime) -> Iterator[Finding]:
    """For `registry.doctor_checks`: whoever has work has an address, once reminders are sent."""
    if not ScheduleRun.objects.of(REMINDERS).exists():
        return
    found = snapshot()
    units = LeadUnits(found.day)
    for unit in without_address(units, all_work(found, units)):
        yield Finding(
            "disclosures.unit-without-address",
            _("A unit that has work gets no reminders: it has no e-mail address."),
            unit.name,
            _("Enter the unit's address under Settings › Units."),
        )
