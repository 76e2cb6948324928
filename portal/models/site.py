"""What the office sets for its portal."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from portal.models.units import Unit


@register_setting(icon="site")
class PortalSettings(BaseSiteSetting):
    """Name, address and contacts of the office, shown in the header and footer of every page."""

    office_name = models.CharField(_("name of the office"), max_length=200, blank=True)
    office_name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    phone = models.CharField(_("phone"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    office_hours = models.CharField(_("office hours"), max_length=200, blank=True)
    focal_unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("focal unit for access to information"),
        help_text=_("Gives information out on request and checks it before (Decree 13/2018)."),
    )
    demonstration_made_on = models.DateField(
        _("demonstration made on"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("Set by load_demo: this database holds demonstration content of that day."),
    )
    tracked_from = models.DateField(
        _("duties are tracked from"),
        null=True,
        blank=True,
        help_text=_(
            "Before this day the register knows nothing and claims nothing. Who moves it later "
            "leaves what was said until then as it was."
        ),
    )
    missing_answer_days = models.PositiveSmallIntegerField(
        _("days to answer “is something missing?”"),
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text=_("Working days; a rule of the house."),
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("office_name"), FieldPanel("office_name_en")], heading=_("The office")
        ),
        MultiFieldPanel(
            [
                FieldPanel("address"),
                FieldPanel("phone"),
                FieldPanel("email"),
                FieldPanel("office_hours"),
            ],
            heading=_("Contact"),
        ),
        FieldPanel("focal_unit"),
        FieldPanel("tracked_from"),
        FieldPanel("missing_answer_days"),
    ]

    class Meta:
        verbose_name = _("portal settings")
        verbose_name_plural = _("portal settings")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a day that duties were tracked from until now stays known (`TrackingMove`)."""
        with transaction.atomic():
            rows = type(self).objects.select_for_update().filter(pk=self.pk)
            before = rows.values_list("tracked_from", flat=True).first()
            super().save(*args, **kwargs)
            if before is not None and before != self.tracked_from:
                TrackingMove.objects.create(
                    site_settings=self, before=before, after=self.tracked_from
                )


class TrackingMove(models.Model):
    """That the day from which duties are tracked was moved. Only ever added to, by the database's
    own word: what the register said of an earlier moment rests on it."""

    site_settings = models.ForeignKey(
        PortalSettings,
        on_delete=models.PROTECT,
        related_name="tracking_moves",
        verbose_name=_("portal settings"),
    )
    before = models.DateField(_("tracked from, until then"))
    after = models.DateField(_("tracked from, since then"), null=True)
    moved_at = models.DateTimeField(_("moved at"), default=timezone.now)

    class Meta:
        verbose_name = _("move of the start of tracking")
        verbose_name_plural = _("moves of the start of tracking")
        default_permissions = ()
        ordering = ("moved_at", "pk")

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"


def tracked_from_as_known(
    today: date | None, moves: list[tuple[datetime, date]], known_at: datetime
) -> date | None:
    """The day from which duties were tracked as known at `known_at`.

    `today` is the day now; `moves` are when it was moved and what it was until then, in the order
    of moving. The first day ever set holds for everything before it: nothing had been said then.
    """
    return next((before for moved_at, before in moves if moved_at > known_at), today)
