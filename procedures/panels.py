"""Panels of the procedure's editor."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import Panel

from procedures.completeness import completeness
from procedures.wording import part_in_words


class CompletenessPanel(Panel):
    """How complete the draft is, as it was saved last, and what it lacks."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "procedures/admin/completeness.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            found = completeness(self.instance.content()) if self.instance.pk else None
            context["found"] = found
            if found:
                context["missing"] = [part_in_words(name) for name in found.missing]
                context["open"] = [part_in_words(name) for name in found.open]
                context["weak"] = [part_in_words(name) for name in found.weak]
            return context
