"""The ledger: one row per fact about a publication, never changed, never removed.

Status, search index, feeds and reports are derived from it and from live pages. The database itself
refuses UPDATE, DELETE, REPLACE and TRUNCATE on the table (`portal.ledger_guard`); what is written
here only makes the refusal earlier and clearer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.events import ON_THE_WEB, PAGE_KINDS, Answer, Event, EventKind


class LedgerError(Exception):
    """An attempt to change what the ledger already holds."""


class EventKindChoices(models.TextChoices):
    """The kinds of `portal.events.EventKind` in words."""

    PUBLISHED = EventKind.PUBLISHED, _("Published")
    CORRECTED = EventKind.CORRECTED, _("Corrected")
    WITHDRAWN = EventKind.WITHDRAWN, _("Withdrawn")
    TAKEN_DOWN = EventKind.TAKEN_DOWN, _("Taken down")
    EXPIRED = EventKind.EXPIRED, _("Publication period ended")
    EVENT_REGISTERED = EventKind.EVENT_REGISTERED, _("Event registered")
    NIL_RETURNED = EventKind.NIL_RETURNED, _("Nothing to publish in the period")
    CONFIRMED_CURRENT = EventKind.CONFIRMED_CURRENT, _("Confirmed still current")
    EVIDENCE_GIVEN = EventKind.EVIDENCE_GIVEN, _("Evidence of publication off the web")
    NOT_APPLICABLE = EventKind.NOT_APPLICABLE, _("Declared not applicable")
    EXTENDED = EventKind.EXTENDED, _("Deadline extended")
    GUARD_OVERRIDDEN = EventKind.GUARD_OVERRIDDEN, _("Guard overridden")


class PublicationEventQuerySet(models.QuerySet):
    """Questions to the ledger; it can be added to and read, nothing else."""

    def for_page(self, page_id: int) -> Self:
        """What happened to one page, oldest first."""
        return self.filter(page_id=page_id).order_by("id")

    def of_pages(self) -> Self:
        """Publications, corrections and what takes a page off the web."""
        return self.filter(kind__in=PAGE_KINDS)

    def for_everybody(self) -> Self:
        """What happened on the portal itself, not in a place for fewer."""
        return self.filter(channel="portal")

    def known_at(self, moment: datetime) -> Self:
        """What the ledger had recorded by `moment`."""
        return self.filter(recorded_at__lte=moment)

    def last_for_page(self, page_id: int) -> PublicationEvent | None:
        """The latest event that decides whether the page is on the web; None: never published."""
        return self.of_pages().for_page(page_id).last()

    def last_publication_of(self, page_id: int) -> PublicationEvent | None:
        """The latest publication or correction of the page; None: there was none."""
        return self.for_page(page_id).filter(kind__in=sorted(ON_THE_WEB)).last()

    def values_of_events(self) -> Iterator[Event]:
        """The rows as pure values, oldest first, read in one query."""
        return (event.as_value() for event in self.order_by("id").iterator(chunk_size=2000))

    def update(self, **kwargs: Any) -> int:
        raise LedgerError("The ledger is append-only: its rows are never updated.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise LedgerError("The ledger is append-only: its rows are never deleted.")

    def bulk_update(self, objs: Iterable[Any], fields: Iterable[str], **kwargs: Any) -> int:
        raise LedgerError("The ledger is append-only: its rows are never updated.")


class PublicationEvent(models.Model):
    """One fact: what happened, to which page or duty, when, by whom, with which files.

    Pages, units, duties and people are named by plain values: nothing may reach the ledger by
    cascade or SET NULL. Write through `portal.publishing`, never directly.
    """

    kind = models.CharField(_("kind"), max_length=20, choices=EventKindChoices)
    happened_on = models.DateField(_("happened on"))
    recorded_at = models.DateTimeField(_("recorded at"), db_index=True)
    page_id = models.BigIntegerField(_("page"), null=True, db_index=True)
    page_kind = models.CharField(_("kind of page"), max_length=60, blank=True)
    title = models.CharField(_("title"), max_length=500, blank=True)
    url_path = models.CharField(_("address"), max_length=500, blank=True)
    revision_id = models.BigIntegerField(_("revision"), null=True)
    version = models.PositiveIntegerField(
        _("version"), null=True, help_text=_("Counts a page's publications and corrections.")
    )
    unit_code = models.CharField(_("unit"), max_length=40, blank=True, db_index=True)
    answers = models.JSONField(
        _("duties answered"), default=list, help_text=_('[{"duty": code, "case": key}, …]')
    )
    anchors = models.JSONField(
        _("anchors"), default=dict, help_text=_('{"signed_on": "2026-11-20", …}')
    )
    files = models.JSONField(
        _("files"), default=list, help_text=_('[{"id", "name", "sha256", "size"}, …]')
    )
    channel = models.CharField(_("channel"), max_length=40, default="portal")
    covers_from = models.DateField(_("from"), null=True)
    covers_until = models.DateField(_("until"), null=True)
    actor_id = models.BigIntegerField(_("account"), null=True)
    actor_name = models.CharField(_("by"), max_length=200, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    details = models.JSONField(_("details"), default=dict)

    objects = PublicationEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication event")
        verbose_name_plural = _("publication events")
        ordering = ["-id"]
        get_latest_by = "id"
        default_permissions = ("view",)
        permissions = [
            ("withdraw_publication", _("Can withdraw publications")),
            ("take_down_publication", _("Can take down leaked personal or secret data")),
            ("override_guard", _("Can override a guard with a reason")),
            ("act_for_unit", _("Can sign acts for their own unit")),
            ("act_for_any_unit", _("Can sign acts for any unit")),
            ("view_register", _("Can read the whole register")),
            ("write_any_kind", _("Can write every kind of page, for any unit")),
            ("read_everything", _("Can read every draft and every history")),
            ("read_withheld", _("Can read withheld originals")),
            ("check_for_focal_unit", _("Can record the secrecy check of the focal unit")),
            ("import_plan", _("Can import plans")),
        ]
        indexes = [
            models.Index(fields=["page_id", "kind"], name="ledger_page_kind"),
            models.Index(fields=["page_kind", "id"], name="ledger_kind_of_page"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in EventKind]), name="ledger_known_kind"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=sorted(PAGE_KINDS)) | Q(page_id__isnull=False),
                name="ledger_page_events_name_a_page",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["withdrawn", "taken_down", "not_applicable", "extended"])
                | ~Q(reason=""),
                name="ledger_reason_where_owed",
            ),
            models.CheckConstraint(
                condition=Q(covers_from__isnull=True)
                | Q(covers_until__isnull=True)
                | Q(covers_from__lte=models.F("covers_until")),
                name="ledger_covers_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.happened_on:%d/%m/%Y}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row; a row that is already there is never written again."""
        if self.pk is not None or not self._state.adding:
            raise LedgerError("The ledger is append-only: its rows are never updated.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise LedgerError("The ledger is append-only: its rows are never deleted.")

    def as_value(self) -> Event:
        """This row as the value the pure rules work on."""
        return Event(
            id=self.pk,
            kind=EventKind(self.kind),
            happened_on=self.happened_on,
            recorded_at=self.recorded_at,
            answers=tuple(Answer(row["duty"], row.get("case", "")) for row in self.answers),
            anchors={name: date.fromisoformat(day) for name, day in self.anchors.items()},
            page_id=self.page_id,
            page_kind=self.page_kind,
            title=self.title,
            unit=self.unit_code,
            channel=self.channel,
            covers_from=self.covers_from,
            covers_until=self.covers_until,
            reason=self.reason,
            details=self.details,
        )
