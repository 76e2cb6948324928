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


class Mechanism(models.TextChoices):
    """How the offices work together on it (NĐ 118/2025): at one counter, or one counter for
    several agencies whose results follow from one dossier (liên thông)."""

    ONE_STOP = "one_stop", _("One-stop")
    INTER_AGENCY = "inter_agency", _("Inter-agency one-stop")


class ConditionalPart(models.TextChoices):
    """The parts that a procedure has only "where they exist" (NĐ 63/2010 art. 8(2) h): whether
    there is none or it was forgotten, the editor says."""

    FORM = "form", _("No form")
    RESULT = "result", _("No result is issued")
    CONDITIONS = "conditions", _("No requirement or condition")
    FEES = "fees", _("No fee or charge")


class FeeType(models.TextChoices):
    """Luật Phí và lệ phí art. 3: a fee pays for a service, a charge for a state act."""

    FEE = "fee", _("Fee (phí)")
    CHARGE = "charge", _("Charge (lệ phí)")


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
