"""The vocabularies of procedures, named once."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """Who handles the procedure. There is no district level since 01/07/2025."""

    PROVINCE = "province", _("Province")
    COMMUNE = "commune", _("Commune")
    CENTRAL = "central", _("Ministry")


class OnlineLevel(models.TextChoices):
    """How far the procedure can be done online (NĐ 42/2022 art. 11, NĐ 224/2026 art. 14)."""

    FULL = "full", _("Entirely online")
    PARTIAL = "partial", _("Partly online")
    INFORMATION = "information", _("Information only")


class TimeUnit(models.TextChoices):
    """What a time limit counts in."""

    WORKING_DAY = "working_day", _("working days")
    DAY = "day", _("days")
    HOUR = "hour", _("hours")
    MONTH = "month", _("months")


class FilingChannel(models.TextChoices):
    """A way to hand in the papers."""

    ONLINE = "online", _("Online")
    IN_PERSON = "in_person", _("In person")
    POST = "post", _("By post")


class VersionKind(models.TextChoices):
    """What a version does: it gives the procedure its content, or ends it."""

    CONTENT = "content", _("In force")
    REPEAL = "repeal", _("Repealed")
