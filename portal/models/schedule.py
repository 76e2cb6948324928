"""The heartbeat of what runs by a timer: a run that fails or stays away must be seen."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

#: The jobs there are, by the command that a timer runs.
PUBLISHING = "publish_scheduled"
REMINDERS = "send_reminders"


class ScheduleRunQuerySet(models.QuerySet):
    """Questions about runs."""

    def of(self, job: str) -> ScheduleRunQuerySet:
        """The runs of `job`."""
        return self.filter(job=job)


class ScheduleRun(models.Model):
    """One run of a job: `publish_scheduled` counts what it published and expired, `send_reminders`
    the mails it sent. A run that died has no `finished_at`."""

    job = models.CharField(_("job"), max_length=40, default=PUBLISHING)
    started_at = models.DateTimeField(_("started at"))
    finished_at = models.DateTimeField(_("finished at"), null=True)
    published = models.PositiveIntegerField(_("published"), default=0)
    expired = models.PositiveIntegerField(_("expired"), default=0)
    sent = models.PositiveIntegerField(_("mails sent"), default=0)
    failures = models.JSONField(
        _("failures"), default=list, help_text=_("Per page or unit: which, title, reason.")
    )

    objects = ScheduleRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("schedule run")
        verbose_name_plural = _("schedule runs")
        ordering = ["-started_at"]
        get_latest_by = "started_at"
        indexes = [models.Index(fields=["job", "-started_at"], name="runs_of_a_job")]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M}"
