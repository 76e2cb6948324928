"""The heartbeat of what runs by a timer: a run that fails or stays away must be seen."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

#: The jobs there are, by the command that a timer runs.
PUBLISHING = "publish_scheduled"
REMINDERS = "send_reminders"
FEEDS = "fetch_feeds"
JOBS = (PUBLISHING, REMINDERS, FEEDS)
#: Runs are kept so long: every five minutes makes a hundred thousand rows a year.
KEPT = timedelta(days=90)


class ScheduleRunQuerySet(models.QuerySet):
    """Questions about runs."""

    def of(self, job: str) -> ScheduleRunQuerySet:
        """The runs of `job`."""
        return self.filter(job=job)

    def forget_before(self, moment: datetime) -> int:
        """Delete the runs that began before `moment` (aware), save the last of each job and the
        last one that was finished: when a job ran last is asked however long ago. How many went.
        """
        gone = 0
        for job in JOBS:
            runs = self.of(job).order_by("-started_at")
            kept = [runs.first(), runs.filter(finished_at__isnull=False).first()]
            old = runs.filter(started_at__lt=moment).exclude(pk__in=[one.pk for one in kept if one])
            gone += old.delete()[0]
        return gone


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
