"""What was sent to whom: one digest per unit and day, and each reminder in it once for ever."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class DigestState(models.TextChoices):
    """How it stands with a digest."""

    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed, will be tried again")


class ReminderDigest(models.Model):
    """The one mail of a unit (by its code) on a day.

    The row is claimed before the mail goes out, so that two runs never send it both; a claim whose
    run died is taken over (`disclosures.reminders.sending`).
    """

    unit = models.CharField(_("unit"), max_length=40)
    day = models.DateField(_("day"))
    state = models.CharField(
        _("status"), max_length=10, choices=DigestState, default=DigestState.SENDING
    )
    address = models.EmailField(_("e-mail address"), blank=True)
    subject = models.CharField(_("subject"), max_length=300, blank=True)
    attempts = models.PositiveIntegerField(_("attempts"), default=1)
    claimed_at = models.DateTimeField(_("begun at"))
    sent_at = models.DateTimeField(_("sent at"), null=True)
    error = models.CharField(_("why it failed"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("digest of reminders")
        verbose_name_plural = _("digests of reminders")
        ordering = ["-day", "unit"]
        get_latest_by = "day"
        constraints = [
            models.UniqueConstraint(fields=["unit", "day"], name="one_digest_per_unit_and_day"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.day:%d/%m/%Y}"


class SentReminder(models.Model):
    """One step of one thing to do, sent to one unit. `item` is `WorkItem.key`, `step_on` the day
    that the step was for; `escalated`: sent to the leadership about another unit's work."""

    digest = models.ForeignKey(
        ReminderDigest, on_delete=models.CASCADE, related_name="reminders", verbose_name=_("digest")
    )
    unit = models.CharField(_("unit"), max_length=40)
    item = models.CharField(_("thing to do"), max_length=300)
    step = models.CharField(_("step"), max_length=40)
    step_on = models.DateField(_("day of the step"))
    escalated = models.BooleanField(_("told to the leadership"), default=False)

    class Meta:
        verbose_name = _("reminder sent")
        verbose_name_plural = _("reminders sent")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "item", "step"], name="each_reminder_once"),
        ]
        indexes = [models.Index(fields=["step_on"], name="reminders_by_day")]

    def __str__(self) -> str:
        return f"{self.unit}: {self.item} ({self.step})"
