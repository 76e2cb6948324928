"""Sending the digests of a day: one mail per unit, each reminder once, whatever dies in between.

1. One run at a time on a machine (`portal.scheduling.alone`).
2. A digest is claimed by its row (unique per unit and day) before its mail goes out, so that runs
   on two machines don't send it both.
3. The mail goes out; then the row and its reminders are written as sent, in one transaction.
4. A mail that the server refuses is written down with its reason and tried again by the next run.

A run that is killed leaves a claim; after `CLAIM_HOLDS` the next run takes it over. Should it have
been killed between the server's answer and step 3, the mail goes out again with the same
Message-ID, by which mail programs tell that it is the same: better than a reminder lost.
"""

from __future__ import annotations

import logging
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from disclosures.models import DigestState, ReminderDigest, SentReminder
from disclosures.reminders.digests import Digest, Plan, item_key, plan
from disclosures.reminders.message import message_of
from disclosures.reminders.steps import StepKind
from portal.models import ScheduleRun
from portal.models.schedule import REMINDERS
from portal.scheduling import alone

logger = logging.getLogger(__name__)

#: How long a claim holds: longer than any mail server is waited for.
CLAIM_HOLDS = timedelta(minutes=10)
#: What became of each unit's digest, for the command.
SENT, FAILED, NO_ADDRESS, TAKEN = "sent", "failed", "no_address", "taken"


class Run:
    """One run and what became of each digest: `results` are (digest, outcome, reason)."""

    def __init__(self, row: ScheduleRun, what: Plan) -> None:
        self.row = row
        self.plan = what
        self.results: list[tuple[Digest, str, str]] = []

    def note(self, digest: Digest, outcome: str, reason: str = "") -> None:
        """Keep what became of `digest`; what went wrong is kept with the run's row at once."""
        self.results.append((digest, outcome, reason))
        if outcome == SENT:
            self.row.sent += 1
        if outcome in (FAILED, NO_ADDRESS):
            self.row.failures = [
                *self.row.failures,
                {"unit": digest.unit.code, "title": digest.unit.name, "reason": reason},
            ]
        self.row.save()


def run(day: date | None = None, now: datetime | None = None) -> Run | None:
    """Send what is to be sent on `day` (default: today) and record how it went; None when another
    run is at work."""
    with alone(REMINDERS) as is_alone:
        if not is_alone:
            return None
        row = ScheduleRun.objects.create(job=REMINDERS, started_at=now or timezone.now())
        done = Run(row, plan(day))
        for digest in done.plan.digests:
            _deliver(done, digest)
        row.finished_at = timezone.now()
        row.save()
        return done


def _deliver(done: Run, digest: Digest) -> None:
    if not digest.unit.email:
        done.note(digest, NO_ADDRESS, no_address_words())
        return
    row = _claim(digest, done.plan.day)
    if row is None:
        done.note(digest, TAKEN)
        return
    try:
        mail = message_of(digest, done.plan)
        mail.send()
    except Exception as error:
        _failed(row, error)
        logger.warning("The digest of unit %s could not be sent: %r", digest.unit.code, error)
        done.note(digest, FAILED, _reason(error))
        return
    except BaseException:  # the run is stopped: the next one may begin at once
        _failed(row, None)
        raise
    _sent(row, digest, mail.subject)
    done.note(digest, SENT)


def _claim(digest: Digest, day: date) -> ReminderDigest | None:
    """The digest's row, ours alone; None when another run has it or has sent it."""
    now = timezone.now()
    row, is_new = ReminderDigest.objects.get_or_create(
        unit=digest.unit.code,
        day=day,
        defaults={"claimed_at": now, "address": digest.unit.email},
    )
    if is_new:
        return row
    left = Q(state=DigestState.FAILED) | Q(
        state=DigestState.SENDING, claimed_at__lt=now - CLAIM_HOLDS
    )
    taken = ReminderDigest.objects.filter(left, pk=row.pk).update(
        state=DigestState.SENDING,
        claimed_at=now,
        attempts=F("attempts") + 1,
        address=digest.unit.email,
    )
    if not taken:
        return None
    row.refresh_from_db()
    return row


@transaction.atomic
def _sent(row: ReminderDigest, digest: Digest, subject: str) -> None:
    row.state, row.sent_at, row.error = DigestState.SENT, timezone.now(), ""
    row.subject = subject[:300]
    row.save()
    SentReminder.objects.bulk_create(
        [
            SentReminder(
                digest=row,
                unit=digest.unit.code,
                item=item_key(line.item),
                step=line.step.name,
                step_on=line.step.on,
                escalated=line.step.kind is StepKind.ESCALATED,
            )
            for line in digest.lines
        ],
        ignore_conflicts=True,  # asked about a day long past, a step may be there already
    )


def _failed(row: ReminderDigest, error: Exception | None) -> None:
    row.state = DigestState.FAILED
    row.error = _reason(error) if error else _("the run was stopped")
    row.save()


def _reason(error: Any) -> str:
    """Why a mail server refused, for a person; servers' answers may be long and hold NULs."""
    said = " ".join(str(error).replace("\0", " ").split()) or type(error).__name__
    return said[:480]


def no_address_words() -> str:
    """Why a unit gets no digest."""
    return _("the unit has no e-mail address; enter one under Settings › Units")
