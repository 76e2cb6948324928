"""Feeds that legal documents come in by (P9): the sources, the documents they announced, and where
each was seen."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from disclosures.feeds.addresses import address_of
from disclosures.feeds.states import FeedFault, FeedRefused, ItemState


class FeedFaultChoices(models.TextChoices):
    """What can be wrong with a source, in words that say what to do."""

    ADDRESS = FeedFault.ADDRESS, _("The address is not a web address that can be fetched.")
    NOT_PUBLIC = (
        FeedFault.NOT_PUBLIC,
        _("The address leads into an internal network; only the public internet is asked."),
    )
    UNREACHABLE = FeedFault.UNREACHABLE, _("The server can't be reached.")
    CERTIFICATE = FeedFault.CERTIFICATE, _("The server's certificate is not valid.")
    TOO_SLOW = FeedFault.TOO_SLOW, _("The server takes too long.")
    TOO_LARGE = FeedFault.TOO_LARGE, _("The feed is larger than 5 MB.")
    REDIRECTS = FeedFault.REDIRECTS, _("The address leads on and on, in a circle, or out of https.")
    STATUS = FeedFault.STATUS, _("The server refused.")
    BUSY = FeedFault.BUSY, _("The server asks to come later.")
    BROKEN = FeedFault.BROKEN, _("What the server sends is damaged.")
    EMPTY = FeedFault.EMPTY, _("What the server sends is empty.")
    WEB_PAGE = (
        FeedFault.WEB_PAGE,
        _("A web page comes instead of a feed: look for the feed's own address."),
    )
    ENTITIES = FeedFault.ENTITIES, _("The feed declares entities, as attacks do; it is not read.")
    NOT_A_FEED = FeedFault.NOT_A_FEED, _("What comes is neither RSS nor Atom.")


class FeedSourceQuerySet(models.QuerySet):
    """Questions about sources."""

    def to_ask(self, at: datetime) -> Self:
        """The sources in use whose pause is over at `at`, longest unasked first."""
        return (
            self.filter(is_active=True)
            .filter(Q(not_before=None) | Q(not_before__lte=at))
            .order_by(models.F("fetched_at").asc(nulls_first=True), "pk")
        )


class FeedSource(models.Model):
    """A feed that is asked for new documents, and how it has been doing."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    url = models.URLField(
        _("address of the feed"),
        max_length=2_000,
        unique=True,
        help_text=_("RSS or Atom, http or https, on the public internet."),
    )
    is_active = models.BooleanField(_("in use"), default=True)
    pause_minutes = models.PositiveIntegerField(
        _("minutes between two visits"), default=60, help_text=_("From 15 to 10080 (a week).")
    )
    etag = models.CharField(max_length=200, blank=True, editable=False)
    last_modified = models.CharField(max_length=100, blank=True, editable=False)
    not_before = models.DateTimeField(_("not asked before"), null=True, editable=False)
    fetched_at = models.DateTimeField(_("last asked"), null=True, editable=False)
    succeeded_at = models.DateTimeField(_("last read"), null=True, editable=False)
    fault = models.CharField(
        _("fault"), max_length=20, blank=True, editable=False, choices=FeedFaultChoices
    )
    fault_detail = models.CharField(max_length=200, blank=True, editable=False)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0, editable=False)
    entries = models.PositiveIntegerField(_("entries last time"), default=0, editable=False)

    objects = FeedSourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source of new documents")
        verbose_name_plural = _("sources of new documents")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(pause_minutes__gte=15) & Q(pause_minutes__lte=10_080),
                name="feedsource_pause",
                violation_error_message=_(
                    "A source is asked every 15 minutes at most, once a week at least."
                ),
            ),
            models.CheckConstraint(
                condition=Q(fault="") | Q(fault__in=[one.value for one in FeedFault]),
                name="feedsource_known_fault",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """The address is one that may be fetched."""
        super().clean()
        try:
            address_of(self.url)
        except FeedRefused as refusal:
            raise ValidationError({"url": FeedFaultChoices(refusal.fault).label}) from refusal

    @property
    def is_well(self) -> bool:
        """Whether the last visit was no failure."""
        return not self.fault

    def pause(self, seconds: int | None = None) -> timedelta:
        """How long it is left alone now: its own pause, doubled with each failure in a row (a day
        at most), or what the server asked for when that is longer."""
        own = timedelta(minutes=self.pause_minutes)
        patient = max(own, min(own * 2 ** min(self.failures, 10), timedelta(days=1)))
        return max(patient, timedelta(seconds=seconds or 0))


class ItemStateChoices(models.TextChoices):
    """The states of an announced document in words."""

    WAITING = ItemState.WAITING, pgettext_lazy("announced document", "Waiting for a decision")
    ACCEPTED = ItemState.ACCEPTED, pgettext_lazy("announced document", "A draft was made")
    MERGED = ItemState.MERGED, pgettext_lazy("announced document", "Was there already")
    DISMISSED = ItemState.DISMISSED, pgettext_lazy("announced document", "Dismissed")


class FeedItemQuerySet(models.QuerySet):
    """Questions about announced documents."""

    def waiting(self) -> Self:
        """Those nobody has decided on, the newest first."""
        return self.filter(state=ItemState.WAITING).order_by("-first_seen_at", "-pk")

    def forgettable(self, before: datetime) -> Self:
        """Those decided on that no source has shown since `before`: they can't come again."""
        return self.exclude(state=ItemState.WAITING).filter(last_seen_at__lt=before)


class FeedItem(models.Model):
    """A document that one source or several announced. `number` to `signed_on` are what the title
    says, until an editor puts them right; `page_id` is the page it became or was found to be."""

    title = models.CharField(_("title"), max_length=500)
    summary = models.TextField(_("summary"), blank=True)
    link = models.URLField(_("link"), max_length=2_000, blank=True)
    published_at = models.DateTimeField(_("announced at"), null=True)
    number = models.CharField(_("number"), max_length=100, blank=True)
    document_type = models.CharField(_("type"), max_length=60, blank=True)
    issuer = models.CharField(_("issuing agency"), max_length=200, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    first_seen_at = models.DateTimeField(_("first seen at"))
    last_seen_at = models.DateTimeField(_("last seen at"))
    state = models.CharField(
        _("state"), max_length=10, choices=ItemStateChoices, default=ItemState.WAITING.value
    )
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    page_id = models.BigIntegerField(_("page"), null=True, db_index=True)

    objects = FeedItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("announced document")
        verbose_name_plural = _("announced documents")
        ordering = ["-first_seen_at", "-pk"]
        default_permissions = ()
        permissions = [
            ("sort_feeditem", _("Can accept or dismiss announced documents")),
        ]
        indexes = [models.Index(fields=["state", "-first_seen_at"], name="feeditem_state_seen")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in ItemState]),
                name="feeditem_known_state",
            ),
            models.CheckConstraint(
                condition=Q(state=ItemState.WAITING.value) | Q(decided_at__isnull=False),
                name="feeditem_decision_has_its_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ItemState.ACCEPTED.value, ItemState.MERGED.value])
                | Q(page_id__isnull=False),
                name="feeditem_accepted_has_its_page",
            ),
            models.CheckConstraint(
                condition=~Q(state=ItemState.DISMISSED.value) | ~Q(reason=""),
                name="feeditem_dismissed_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title[:80]

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has decided yet."""
        return self.state == ItemState.WAITING


class FeedKey(models.Model):
    """A name under which an announced document is known: the id a source gave it, its link, its
    number with its year. One name means one document, so nothing is announced twice."""

    key = models.CharField(max_length=80, unique=True)
    item = models.ForeignKey(FeedItem, on_delete=models.CASCADE, related_name="keys")

    class Meta:
        verbose_name = _("key of an announced document")
        verbose_name_plural = _("keys of announced documents")
        default_permissions = ()

    def __str__(self) -> str:
        return self.key


class FeedSighting(models.Model):
    """A source showed an announced document."""

    source = models.ForeignKey(FeedSource, on_delete=models.CASCADE, related_name="sightings")
    item = models.ForeignKey(FeedItem, on_delete=models.CASCADE, related_name="sightings")
    seen_at = models.DateTimeField(_("seen at"))

    class Meta:
        verbose_name = _("where a document was announced")
        verbose_name_plural = _("where documents were announced")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["source", "item"], name="feedsighting_once")]

    def __str__(self) -> str:
        return f"{self.source_id} → {self.item_id}"
