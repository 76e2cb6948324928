"""The form of one incoming document, and that of several uploads."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from documents.filetypes import BY_EXTENSION
from documents.incoming.fields import BY_NAME, FIELDS
from portal.case_keys import keyable_number

DATES = ["%d/%m/%Y", "%Y-%m-%d"]
ACCEPT = ",".join(f".{extension}" for extension in BY_EXTENSION)


class FieldsForm(forms.Form):
    """What the editor confirms. Anything may stay empty until a page is begun."""

    def __init__(
        self, *args: Any, kinds: list[tuple[str, Any]], for_page: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for spec in FIELDS:
            if spec.is_date:
                self.fields[spec.name] = forms.DateField(
                    label=spec.label, required=False, input_formats=DATES
                )
            else:
                widget = forms.Textarea(attrs={"rows": 3}) if spec.is_long else forms.TextInput()
                self.fields[spec.name] = forms.CharField(
                    label=spec.label, required=False, max_length=spec.length, widget=widget
                )
        self.fields["kind"] = forms.ChoiceField(
            label=_("kind of page"),
            required=for_page,
            choices=[("", "—"), *kinds],
            error_messages={"required": _("Choose what kind of page it becomes.")},
        )
        if for_page:
            self.fields["title"].required = True
            self.fields["title"].error_messages["required"] = _("A page needs a title.")

    def clean_number(self) -> str:
        """A number holds none of the signs that part case keys, even in a draft."""
        number = self.cleaned_data["number"]
        keyable_number(number)
        return number

    def to_keep(self) -> dict[str, str]:
        """What is kept of the form, as it was typed, also where something is wrong with it."""
        return {
            name: " ".join(str(self.data.get(name, ""))[:1000].split())[: BY_NAME[name].length]
            for name in BY_NAME
            if name in self.data
        }


def day_of(text: str) -> date | None:
    """The day that `text` means as the form reads it; None when it means none."""
    try:
        return forms.DateField(input_formats=DATES).clean(text)
    except forms.ValidationError:
        return None


def uploads_of(files: Mapping[str, Any]) -> list[Any]:
    """The files a request brought, in the order they were chosen."""
    return files.getlist("files")  # type: ignore[attr-defined]
