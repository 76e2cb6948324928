"""The catalogue of duties as the office keeps it: rows, and the dated versions of their rules.

Loaded from the catalogue file (disclosures/catalogue/loading.py). What a version said is never
rewritten: a changed text supersedes it, so that the status of a past moment can be told as it was
known then (disclosures/counting/duties.py, RuleVersion). A person of the office confirms a version;
until then the portal says wherever it shows the duty that nobody has.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from disclosures.catalogue.reading import read_duty
from disclosures.catalogue.rules import read_exposure
from disclosures.counting.duties import Audience, Cadence, Duty, DutyKind, RuleVersion, Verification
from disclosures.counting.grammar import parse_rule
from disclosures.counting.rules import Rule


class ObligationKind(models.TextChoices):
    """The clocks that are never mixed, in words."""

    DISCLOSURE = DutyKind.DISCLOSURE, _("Publication")
    RESPONSE_CLOCK = DutyKind.RESPONSE_CLOCK, _("Answer to a person")
    REPORT = DutyKind.REPORT, _("Report to a superior body")
    HOUSE_COMMITMENT = DutyKind.HOUSE_COMMITMENT, _("Promise of the Department's own plan")


class ObligationCadence(models.TextChoices):
    """What makes an instance of a duty, in words."""

    CONTINUOUS = Cadence.CONTINUOUS, _("always up to date")
    EVENT = Cadence.EVENT, _("each time it happens")
    MONTHLY = Cadence.MONTHLY, _("every month")
    QUARTERLY = Cadence.QUARTERLY, _("every quarter")
    YEARLY = Cadence.YEARLY, _("every year")


class ObligationAudience(models.TextChoices):
    """For whom it is public, in words."""

    PUBLIC = Audience.PUBLIC, _("everybody")
    INTERNAL = Audience.INTERNAL, _("the Department's own staff")
    REQUESTER = Audience.REQUESTER, _("the person who asked")
    PUBLIC_OR_INTERNAL = Audience.PUBLIC_OR_INTERNAL, _("everybody, or the staff where law says so")


class Obligation(models.Model):
    """One row of the catalogue. `row` holds it whole, without versions; the other columns repeat
    what queries and lists need of it."""

    #: What only repeats the row, for queries and lists.
    REPEATED = (
        "kind", "title_vi", "title_en", "cadence", "audience", "papi_dimension", "lead_unit_name",
        "content_type", "web_allowed", "source", "changed_at",
    )  # fmt: skip

    code = models.CharField(_("code"), max_length=40, unique=True)
    position = models.PositiveIntegerField(_("position in the catalogue"), default=0)
    kind = models.CharField(_("kind"), max_length=20, choices=ObligationKind)
    title_vi = models.CharField(_("title"), max_length=300)
    title_en = models.CharField(_("title in English"), max_length=300)
    cadence = models.CharField(_("cadence"), max_length=12, choices=ObligationCadence)
    audience = models.CharField(_("for whom"), max_length=20, choices=ObligationAudience)
    papi_dimension = models.PositiveSmallIntegerField(_("PAPI dimension"), null=True)
    lead_unit_name = models.CharField(
        _("lead unit, as the catalogue writes it"), max_length=200, blank=True
    )
    content_type = models.CharField(_("kind of page"), max_length=60, blank=True, db_index=True)
    web_allowed = models.BooleanField(_("may be published on the web"), default=True)
    row = models.JSONField(_("row"))
    former_rows = models.JSONField(
        _("former rows"),
        default=list,
        blank=True,
        help_text=_("How the row read before it was put right, oldest first: row, until."),
    )
    source = models.CharField(
        _("last read from"),
        max_length=80,
        blank=True,
        help_text=_("project: or office: and the SHA-256 of the catalogue file."),
    )
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)

    class Meta:
        verbose_name = _("duty to publish")
        verbose_name_plural = _("duties to publish")
        ordering = ["position", "code"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[one.value for one in DutyKind]),
                name="obligation_known_kind",
            ),
            models.CheckConstraint(
                condition=Q(cadence__in=[one.value for one in Cadence]),
                name="obligation_known_cadence",
            ),
            models.CheckConstraint(
                condition=Q(audience__in=[one.value for one in Audience]),
                name="obligation_known_audience",
            ),
            models.CheckConstraint(
                condition=Q(papi_dimension__isnull=True) | Q(papi_dimension__range=(1, 8)),
                name="obligation_papi_dimension_1_to_8",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} – {self.title_vi}"

    def as_value(self, versions: Iterable[ObligationVersion] | None = None) -> Duty:
        """This duty with every version it ever had (`versions`, when they are read already), as
        the value the pure rules work on."""
        versions = sorted(
            self.versions.all() if versions is None else versions,
            key=lambda one: (one.valid_from is not None, one.valid_from, one.pk),
        )
        values = tuple(one.as_value() for one in versions)
        duty = read_duty(self.row, versions=values)
        if not self.former_rows:
            return duty
        former = tuple(
            (datetime.fromisoformat(one["until"]), read_duty(one["row"], versions=values))
            for one in self.former_rows
        )
        return replace(duty, former=former)


class ObligationVersion(models.Model):
    """One text of a duty's rule: from when to when it holds, on what legal basis, entered and
    superseded when, confirmed by whom."""

    obligation = models.ForeignKey(
        Obligation, on_delete=models.CASCADE, related_name="versions", verbose_name=_("duty")
    )
    valid_from = models.DateField(_("holds from"), null=True)
    valid_to = models.DateField(_("holds until"), null=True)
    rule = models.JSONField(_("rule"), null=True)
    exposure = models.JSONField(_("minimum exposure"), null=True)
    applies = models.BooleanField(_("a duty of the Department then"), default=True)
    why = models.TextField(_("why"), blank=True)
    legal_basis = models.TextField(_("legal basis"), blank=True)
    source_url = models.CharField(_("where it was read"), max_length=500, blank=True)
    verified = models.BooleanField(_("text was read"), default=False)
    verification = models.CharField(_("how it was read"), max_length=20)
    entered_at = models.DateTimeField(
        _("entered at"), null=True, help_text=_("Empty: part of the catalogue from the start.")
    )
    superseded_at = models.DateTimeField(_("superseded at"), null=True)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("confirmed by"),
    )
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)

    class Meta:
        verbose_name = _("version of a rule")
        verbose_name_plural = _("versions of rules")
        ordering = ["obligation", "valid_from", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["obligation", "valid_from"],
                condition=Q(superseded_at__isnull=True),
                name="obligation_version_begins_once",
            ),
            models.UniqueConstraint(
                fields=["obligation"],
                condition=Q(superseded_at__isnull=True, valid_from__isnull=True),
                name="obligation_version_one_first",
            ),
            models.UniqueConstraint(
                fields=["obligation"],
                condition=Q(superseded_at__isnull=True, valid_to__isnull=True),
                name="obligation_version_one_open",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_from__lte=F("valid_to")),
                name="obligation_version_in_order",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="obligation_version_confirmed_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(verification__in=[one.value for one in Verification]),
                name="obligation_version_known_verification",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.obligation_id} {self.valid_from or '…'}"

    def as_value(self) -> RuleVersion:
        """This version as the value the pure rules work on."""
        return RuleVersion(
            since=self.valid_from,
            until=self.valid_to,
            rule=None if self.rule is None else _rule(json.dumps(self.rule)),
            applies=self.applies,
            why=self.why,
            exposure=read_exposure(self.exposure),
            legal_basis=self.legal_basis,
            source_url=self.source_url,
            verified=self.verified,
            verification=Verification(self.verification),
            confirmed_at=self.confirmed_at,
            confirmed_by=_name(self.confirmed_by),
            entered_at=self.entered_at,
            superseded_at=self.superseded_at,
        )


@lru_cache(maxsize=4096)
def _rule(text: str) -> Rule:
    """The rule that JSON says. Duties whose rules read alike share one, and so what was counted by
    it (`disclosures.counting.memo`)."""
    return parse_rule(json.loads(text))


def _name(user: Any) -> str:
    return str(user) if user is not None else ""
