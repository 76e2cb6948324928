"""The office's words for search in the admin: synonyms, abbreviations, best bets."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from search.models import BestBet, HouseWords


class HouseWordsViewSet(SnippetViewSet):
    """Synonyms and abbreviations; what is saved counts at the next search."""

    model = HouseWords
    icon = "search"
    menu_label = _("Words for search")
    menu_order = 720
    add_to_settings_menu = True
    copy_view_enabled = False
    list_display = ["words", "means", "kind", "both_ways", "changed_at"]
    list_filter = ["kind"]
    search_fields = ["words", "means"]
    panels = [
        FieldPanel("kind"),
        FieldPanel("words"),
        FieldPanel("means"),
        FieldPanel("both_ways"),
    ]


class BestBetViewSet(SnippetViewSet):
    """Pages shown first for words."""

    model = BestBet
    icon = "pick"
    menu_label = _("Best bets of search")
    menu_order = 721
    add_to_settings_menu = True
    copy_view_enabled = False
    list_display = ["words", "page", "changed_at"]
    search_fields = ["words"]
    panels = [FieldPanel("words"), PageChooserPanel("page")]
