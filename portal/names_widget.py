"""A list of names as people write one: a name on each line. The field keeps it as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput


def names_panel(field: str) -> FieldPanel:
    """The panel of a `JSONField` that holds names."""
    return FieldPanel(field, widget=NamesWidget, help_text=_("One on each line."))


class NamesWidget(AdminAutoHeightTextInput):
    """For a `JSONField` that holds names; what it holds otherwise is shown as it is."""

    def format_value(self, value: Any) -> str | None:
        try:
            names = json.loads(value) if isinstance(value, str) else value
        except (ValueError, RecursionError):
            return value
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            return value
        return "\n".join(names)

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        value = forms.Textarea.value_from_datadict(self, data, files, name)
        if value is None:
            return None
        names = [" ".join(line.split()) for line in value.splitlines()]
        return json.dumps([name for name in names if name], ensure_ascii=False)
