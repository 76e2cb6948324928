"""Issuing agencies in the admin: agencies are renamed and merged, and editors meet them first.

One that ended is not deleted: it says until when it existed and who succeeded it, and documents
keep the issuer they were signed by.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from disclosures.models import Issuer
from portal.names_widget import names_panel


class IssuerViewSet(SnippetViewSet):
    """Who issues documents, each for the time in which it had that name."""

    model = Issuer
    icon = "home"
    menu_label = _("Issuing agencies")
    menu_order = 705
    add_to_settings_menu = True
    list_display = ["name", "symbol", "level", "valid_from", "valid_to", "succeeded_by"]
    list_filter = ["level"]
    search_fields = ["name", "symbol"]
    copy_view_enabled = False
    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("symbol"), FieldPanel("level")]),
        names_panel("aliases"),
        MultiFieldPanel(
            [FieldPanel("valid_from"), FieldPanel("valid_to"), FieldPanel("succeeded_by")],
            heading=_("Validity and succession"),
        ),
    ]
