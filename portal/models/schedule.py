"""The heartbeat of scheduled publication: a run that fails or stays away must be seen."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ScheduleRun(models.Model):
    """One run of `publish_scheduled`."""

    started_at = models.DateTimeField(_("started at"))
    finished_at = models.DateTimeField(_("finished at"), null=True)
    published = models.PositiveIntegerField(_("published"), default=0)
    expired = models.PositiveIntegerField(_("expired"), default=0)
    failures = models.JSONField(
        _("failures"), default=list, help_text=_("Per page: id, title, reason.")
    )

    class Meta:
        verbose_name = _("schedule run")
        verbose_name_plural = _("schedule runs")
        ordering = ["-started_at"]
        get_latest_by = "started_at"

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M}"
