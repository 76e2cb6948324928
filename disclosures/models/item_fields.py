"""Fields that several kinds share: a subject, the document that an item is, the period it is of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from disclosures.counting.periods import Period, period_for, period_or_none
from disclosures.models.issuers import Issuer, own_issuer
from disclosures.words.wording import period_words
from portal import registry
from portal.case_keys import keyable_number
from portal.public_record import PublicField, ValueType
from portal.text import normal_number

#: Names of fields change once in years: asked for once in so many seconds.
SUBJECTS, SUBJECTS_KEPT = "subject_fields", 60


def subject_choices() -> list[tuple[str, str]]:
    """Fields of administration as pairs of code and name, each once."""
    found = cache.get(SUBJECTS)
    if found is None:
        found = list(dict(pair for source in registry.subject_fields for pair in source()).items())
        cache.set(SUBJECTS, found, SUBJECTS_KEPT)
    return found


class SubjectFields(models.Model):
    """The field of administration (lĩnh vực), by its code: the feature that keeps the fields gives
    their names (`registry.subject_fields`)."""

    subject_field = models.CharField(_("field"), max_length=60, blank=True, db_index=True)

    SUBJECT = (PublicField("subject_field", _("field"), ValueType.CODE, words="subject_name"),)

    class Meta:
        abstract = True

    @cached_property
    def subject_name(self) -> str:
        """What the field is called; its code when nobody knows it."""
        if not self.subject_field:
            return ""
        return dict(subject_choices()).get(self.subject_field, self.subject_field)


class DocumentFields(models.Model):
    """A signed document: its number, day, issuer, signer and file."""

    number = models.CharField(
        _("number"), max_length=100, help_text=_("As printed, for example 05/KL-SKHCN.")
    )
    signed_on = models.DateField(_("signed on"), null=True)
    issuer = models.ForeignKey(
        Issuer,
        on_delete=models.PROTECT,
        null=True,
        default=own_issuer,
        related_name="+",
        verbose_name=_("issuing agency"),
    )
    signer = models.CharField(_("signer"), max_length=100)
    signer_title = models.CharField(_("signer's post"), max_length=100, blank=True)
    file = models.ForeignKey(
        "documents.OfficialFile",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("signed file"),
        help_text=_("The signed original as PDF. It stays private until the page is published."),
    )

    DOCUMENT = (
        PublicField("number", _("number"), fact=True, in_list=True),
        PublicField("signed_on", _("signed on"), ValueType.DATE, fact=True),
        PublicField("issuer", _("issuing agency"), source="issuer.name", fact=True),
        PublicField("signer", _("signer"), fact=True),
        PublicField("signer_title", _("signer's post")),
    )
    DOCUMENT_PANEL = (
        FieldRowPanel([FieldPanel("number"), FieldPanel("signed_on")]),
        FieldPanel("issuer"),
        FieldRowPanel([FieldPanel("signer"), FieldPanel("signer_title")]),
        FieldPanel("file"),
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        """A number holds none of the signs that part case keys, even in a draft."""
        super().clean()
        try:
            keyable_number(self.number)
        except ValidationError as error:
            raise ValidationError({"number": error}) from error

    def check_published(self, errors: dict[str, Any]) -> None:
        super().check_published(errors)
        if self.signed_on is None:
            errors["signed_on"] = _("Enter the day it was signed: the deadline counts from it.")
        elif self.signed_on > timezone.localdate():
            errors["signed_on"] = _("The day of signing lies in the future.")
        if self.file_id is None:
            errors["file"] = _("Attach the signed file.")

    def own_day(self) -> date | None:
        return self.signed_on

    @property
    def case_key(self) -> str:
        """`05/KL-SKHCN@2026`; empty until number and date are known."""
        if not self.number or self.signed_on is None:
            return ""
        return f"{normal_number(self.number)}@{self.signed_on.year}"

    def document_numbers(self) -> Sequence[tuple[str, str, int | None]]:
        if not self.number or self.signed_on is None:
            return ()
        return [(self.issuer.name if self.issuer else "", self.number, self.signed_on.year)]


def document_panel() -> MultiFieldPanel:
    """The panel of `DocumentFields`."""
    return MultiFieldPanel(list(DocumentFields.DOCUMENT_PANEL), heading=_("The document"))


def validate_period(key: str) -> None:
    """Raises ValidationError for what names no period."""
    if period_or_none(key) is None:
        raise ValidationError(
            _("This names no period; write 2026, 2026-Q3, 2026-H1, 2026-9M or 2026-10.")
        )


class PeriodFields(models.Model):
    """A periodic item: the period it is about, and which one of that period it is."""

    period = models.CharField(
        _("period"),
        max_length=10,
        validators=[validate_period],
        db_index=True,
        help_text=_(
            "2026 (a year), 2026-Q3 (a quarter), 2026-H1 (half a year), 2026-9M (from January on), "
            "2026-10 (a month)."
        ),
    )
    period_part = models.PositiveSmallIntegerField(
        _("which one of the period"),
        default=1,
        help_text=_("1; for a second one of the same period, an adjusted budget say, 2."),
    )

    PERIOD = (
        PublicField("period", _("period"), words="period_name", fact=True, in_list=True),
        PublicField("period_part", _("which one of the period"), ValueType.NUMBER, pair=False),
    )

    class Meta:
        abstract = True

    @property
    def period_value(self) -> Period | None:
        """The period as a value; None while it names none."""
        return period_or_none(self.period) if self.period else None

    @property
    def period_name(self) -> str:
        """The period in words."""
        return period_words(self.period) if self.period_value else ""

    def check_published(self, errors: dict[str, Any]) -> None:
        super().check_published(errors)
        if self.period_value is None:
            errors["period"] = _("Say which period it is about.")
        if self.period_part < 1:
            errors["period_part"] = _("Counted from 1.")

    def own_day(self) -> date | None:
        return self.period_value.end if self.period_value else super().own_day()

    def period_case(self, every: str) -> str | None:
        """The item's own period when it is one of those that come so often; no other."""
        if self.period_value is None:
            return None
        found = period_for(self.period_value, every)
        if found is None:
            return None
        return f"{found.key}#{self.period_part}" if self.period_part > 1 else found.key


def period_panel() -> FieldRowPanel:
    """The panel of `PeriodFields`."""
    return FieldRowPanel([FieldPanel("period"), FieldPanel("period_part")])
