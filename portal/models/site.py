"""What the office sets for its portal."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="site")
class PortalSettings(BaseSiteSetting):
    """Name, address and contacts of the office, shown in the header and footer of every page."""

    office_name = models.CharField(_("name of the office"), max_length=200, blank=True)
    office_name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    phone = models.CharField(_("phone"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    office_hours = models.CharField(_("office hours"), max_length=200, blank=True)
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
        help_text=_("Before this day the register knows nothing and claims nothing."),
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
        FieldPanel("tracked_from"),
        FieldPanel("missing_answer_days"),
    ]

    class Meta:
        verbose_name = _("portal settings")
        verbose_name_plural = _("portal settings")
