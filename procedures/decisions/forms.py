"""The form of an announcing decision: what it is, and its list as lines."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from wagtail.documents.widgets import AdminDocumentChooser

from portal.day_input import DayInput
from portal.text import compose
from procedures.decisions.reading import ACTION_WORDS, REPLACED_BY, DecisionList, read_list
from procedures.models import AnnouncingDecision

LARGEST_FILE = 1024 * 1024
REASONS = {
    "no_code": lazy("no code of a procedure"),
    "no_action": lazy("neither the line nor a heading says what the decision does"),
    "twice": lazy("this code is in the list already"),
    "too_many": lazy("more than 1,000 procedures"),
}


class DecisionForm(forms.ModelForm):
    """The decision; its list is typed, pasted from a table, or read from a text or CSV file."""

    lines = forms.CharField(
        label=lazy("Its list"),
        required=False,
        max_length=400_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=lazy(
            "A line for each procedure: code; what the decision does (new, amended, repealed); "
            "name. Pasting the table of the decision will do. A line without a code, such as "
            "“repealed procedures”, is the heading of those that follow."
        ),
    )
    list_file = forms.FileField(
        label=lazy("or a file with the list"),
        required=False,
        help_text=lazy("Text or CSV in UTF-8, at most 1 MB. It takes the place of the lines."),
    )

    class Meta:
        model = AnnouncingDecision
        fields = ["number", "signed_on", "in_force_from", "agency", "title", "unit", "file"]
        widgets = {
            "signed_on": DayInput,
            "in_force_from": DayInput,
            "title": forms.Textarea(attrs={"rows": 2}),
            "file": AdminDocumentChooser,
        }

    found: DecisionList

    def clean_list_file(self) -> str | None:
        """The text of the file."""
        file = self.cleaned_data["list_file"]
        if file is None:
            return None
        if file.size > LARGEST_FILE:
            raise ValidationError(_("The file is larger than 1 MB."))
        data = file.read()
        if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in data:
            raise ValidationError(
                _("This is no text in UTF-8. Save it as “CSV UTF-8”, or paste the table.")
            )
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise ValidationError(
                _("This is no text in UTF-8. Save it as “CSV UTF-8”, or paste the table.")
            ) from error

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        text = cleaned.get("list_file") or cleaned.get("lines") or ""
        lines = compose(text).replace(",\t", "\t").split("\n")
        if cleaned.get("list_file") and ";" not in text and "\t" not in text:
            lines = [line.replace(",", ";", 2) for line in lines]
        self.found = read_list(lines)
        for problem in self.found.problems[:20]:
            self.add_error(
                "lines",
                _("Line %(line)s: %(reason)s. “%(text)s”")
                % {
                    "line": problem.line,
                    "reason": REASONS[problem.reason],
                    "text": problem.text[:80],
                },
            )
        return cleaned


def lines_of(decision: AnnouncingDecision) -> str:
    """The list as lines, as the form takes them."""
    return "\n".join(
        "; ".join(
            part
            for part in (
                item.code,
                ACTION_WORDS[item.action],
                item.title.replace(";", ",").replace("\n", " "),
                f"{REPLACED_BY} {item.replaced_by}" if item.replaced_by else "",
            )
            if part
        )
        for item in decision.items.all()
    )
