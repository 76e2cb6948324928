"""The editor of a procedure: which field stands where."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)

from portal.models import BasePage, DisclosurePage
from procedures.panels import CompletenessPanel

CONTENT = [
    *BasePage.content_panels,
    MultiFieldPanel(
        [
            FieldPanel("full_title"),
            FieldRowPanel([FieldPanel("code"), FieldPanel("code_printed"), FieldPanel("field")]),
            FieldRowPanel([FieldPanel("level"), FieldPanel("further_levels")]),
            FieldRowPanel([FieldPanel("mechanism"), FieldPanel("linked_agencies")]),
            FieldRowPanel([FieldPanel("for_citizens"), FieldPanel("for_businesses")]),
            FieldRowPanel([FieldPanel("online_level"), FieldPanel("partial_reason")]),
            FieldRowPanel([FieldPanel("online_printed"), FieldPanel("proactive_level")]),
            FieldPanel("national_link"),
            FieldPanel("summary"),
            FieldPanel("keywords"),
        ],
        heading=_("What it is"),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("decision_number"), FieldPanel("decision_signed_on")]),
            FieldPanel("in_force_from"),
            FieldPanel("is_repealed"),
            FieldPanel("replaced_by"),
        ],
        heading=pgettext_lazy("heading", "In force"),
    ),
    DisclosurePage.redaction_panel,
    DisclosurePage.disclosure_panel,
]
PARTS = [
    CompletenessPanel(),
    InlinePanel("steps", heading=_("Steps"), label=_("step")),
    InlinePanel("filing_ways", heading=_("Ways of filing"), label=_("way of filing")),
    InlinePanel("dossier_cases", heading=_("Cases of the dossier"), label=_("case of the dossier")),
    InlinePanel("dossier_lines", heading=_("Papers"), label=_("paper")),
    FieldPanel("dossier_sets"),
    MultiFieldPanel(
        [
            FieldPanel("time_limit"),
            FieldRowPanel([FieldPanel("time_amount"), FieldPanel("time_unit")]),
        ],
        heading=_("Time limit"),
    ),
    FieldPanel("subjects"),
    MultiFieldPanel(
        [
            FieldPanel("agency_deciding"),
            FieldPanel("agency_authorised"),
            FieldPanel("agency_receiving"),
            FieldPanel("agencies_coordinating"),
        ],
        heading=_("Agencies"),
    ),
    FieldPanel("result"),
    FieldPanel("conditions"),
    InlinePanel("fees", heading=_("Fees"), label=_("fee")),
    FieldPanel("fee_note"),
    FieldPanel("without"),
    InlinePanel("legal_bases", heading=_("Legal bases"), label=_("legal basis")),
    FieldPanel("related_codes"),
]


def edit_handler() -> TabbedInterface:
    """The tabs of the editor."""
    return TabbedInterface(
        [
            ObjectList(CONTENT, heading=_("Procedure")),
            ObjectList(PARTS, heading=_("Statutory parts")),
            ObjectList(BasePage.promote_panels, heading=_("Promote")),
            ObjectList(BasePage.settings_panels, heading=_("Settings")),
        ]
    )
