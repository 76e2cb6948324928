"""Readers' notices as work of the unit that answers for their duty (`work_sources`)."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from disclosures.counting.verdicts import DutyValue
from disclosures.models import MissingNotice
from disclosures.register import LeadUnits, Register
from disclosures.words.wording import day_words, title_of
from disclosures.work import WorkItem, WorkKind


def notices(found: Register, units: LeadUnits) -> Iterator[WorkItem]:
    """For `work_sources`: each notice that waits for an answer. Never a word of its text: what is
    mailed and listed stays readable for others than who may read the notice. One query."""
    duties = {duty.code: duty for duty in found.duties}
    for one in MissingNotice.objects.waiting():
        duty = duties.get(one.duty_code)
        unit = units.of(duty) if duty else None
        is_late = one.is_overdue(found.day)
        yield WorkItem(
            kind=WorkKind.REPLY,
            duty=one.duty_code,
            case=str(one.pk),
            due=one.due_on,
            unit=unit.code if unit else "",
            url=reverse("disclosures_notice", args=[one.pk]),
            sentence=_("A reader's notice of %(day)s waits for an answer.")
            % {"day": day_words(timezone.localdate(one.received_at))},
            title=title_of(duty) if duty else one.duty_code,
            status=(DutyValue.OVERDUE if is_late else DutyValue.DUE_SOON).value,
        )
