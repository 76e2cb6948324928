"""The form of “was this page useful?”."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from portal.models import Usefulness
from portal.models.readers import LONGEST_COMMENT
from portal.public_forms import TrapForm
from portal.text import compose


class CommentField(forms.CharField):
    """Free text of a stranger: one encoding, nothing invisible."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return compose(super().to_python(value)).strip()


class Choices(forms.RadioSelect):
    """Radio buttons; a link to the field leads to the first."""

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return super().id_for_label(id_, index or "0")


class OpinionForm(TrapForm):
    """`website` is for machines: a person doesn't see it."""

    field_order = ("usefulness", "comment", "website")

    usefulness = forms.ChoiceField(
        label=lazy("Was this page useful?"),
        choices=Usefulness.choices,
        widget=Choices,
        error_messages={"required": lazy("Choose one of the answers.")},
    )
    comment = CommentField(
        label=lazy("What is unclear or missing?"),
        required=False,
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=lazy(
            "Please write nothing about yourself or your file: this is for the page, nobody "
            "answers it. At most 1,000 letters."
        ),
    )

    def clean(self) -> dict[str, Any]:
        """Whoever says that something is unclear says what."""
        cleaned = super().clean() or {}
        if cleaned.get("usefulness") == Usefulness.PARTLY and not cleaned.get("comment"):
            self.add_error("comment", _("Say what is unclear, so that it can be mended."))
        return cleaned
