"""Forms of progress reports: a unit's answer to a task, and what the Office writes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import pgettext_lazy

from disclosures.acts.day_field import DayField
from disclosures.models import AnswerState, Plan, ReportPeriod, ReportText
from disclosures.reporting.answers import Said

LONGEST_TEXT = 4000
MOST_LINKS = 20
LONGEST_LINK = 500
_ADDRESS = re.compile(r"(?P<url>(?:https?://|/)\S+)\s*$")


class TextField(forms.CharField):
    """A text of several lines, compared as it is kept: browsers send other line ends."""

    def to_python(self, value: Any) -> str:
        return super().to_python((value or "").replace("\r\n", "\n"))


class AnswerForm(forms.Form):
    """One row of the unit's page. `seen` is the version of the answer the person began from."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput, required=False)
    state = forms.ChoiceField(
        label=lazy("How it stands"),
        choices=AnswerState.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    result = TextField(
        label=lazy("Result"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    difficulty = TextField(
        label=lazy("Difficulties"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    proposal = TextField(
        label=lazy("Proposals"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    links = TextField(
        label=lazy("Evidence"),
        required=False,
        max_length=MOST_LINKS * LONGEST_LINK,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=lazy(
            "An address in each line, with words before it if you like: "
            "Minutes of the meeting https://…"
        ),
    )

    def clean_links(self) -> tuple[Mapping[str, str], ...]:
        """The lines as links; one that holds no address is said by its number."""
        found = []
        for number, line in enumerate(self.cleaned_data["links"].splitlines(), start=1):
            if not line.strip():
                continue
            match = _ADDRESS.search(line)
            if not match or not _is_address(match["url"]) or len(line) > LONGEST_LINK:
                raise ValidationError(
                    _("Line %(number)s holds no address such as https://… or /ket-luan/.")
                    % {"number": number}
                )
            title = line[: match.start()].strip(" |:–-")
            found.append({"title": title, "url": match["url"]})
        if len(found) > MOST_LINKS:
            raise ValidationError(_("At most %(count)s addresses.") % {"count": MOST_LINKS})
        return tuple(found)

    def said(self) -> Said:
        """What the valid form says."""
        cleaned = self.cleaned_data
        texts = (cleaned[name] for name in ("result", "difficulty", "proposal"))
        return Said(cleaned["state"], *texts, links=cleaned["links"])

    @staticmethod
    def initial_of(said: Said, seen: int) -> dict[str, Any]:
        """What the form begins with."""
        return {
            "seen": seen,
            "state": said.state,
            "result": said.result,
            "difficulty": said.difficulty,
            "proposal": said.proposal,
            "links": "\n".join(f"{one['title']} {one['url']}".strip() for one in said.links),
        }


def _is_address(url: str) -> bool:
    if url.startswith("/"):
        return not url.startswith("//")
    try:
        return bool(urlsplit(url).hostname)
    except ValueError:
        return False


class YearForm(forms.Form):
    """Make the periods of a year."""

    plan = forms.ModelChoiceField(label=lazy("Plan"), queryset=Plan.objects.all())
    year = forms.IntegerField(label=lazy("Year"), min_value=2000, max_value=2200)


class DatesForm(forms.ModelForm):
    """The dates of a period, which are the Office's to set."""

    covers_from = DayField(label=lazy("Figures from"))
    cut_off = DayField(label=lazy("Figures until"))
    units_due = DayField(label=lazy("Units answer by"))
    office_due = DayField(
        label=lazy("The Office sends by"),
        required=False,
        help_text=lazy("The plan sets no date for it; empty: none."),
    )

    class Meta:
        model = ReportPeriod
        fields = ("covers_from", "cut_off", "units_due", "office_due")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        since, until = cleaned.get("covers_from"), cleaned.get("cut_off")
        if since and until and since > until:
            self.add_error("cut_off", _("The figures end before they begin."))
        due, office = cleaned.get("units_due"), cleaned.get("office_due")
        if due and office and office < due:
            self.add_error("office_due", _("The Office can't send before the units have answered."))
        return cleaned


class TextForm(forms.ModelForm):
    """What the Office writes itself. `seen` is the version of the text it began from."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    signed_on = DayField(label=lazy("Signed on"), required=False)

    class Meta:
        model = ReportText
        fields = (
            "opening",
            "assessment",
            "difficulties",
            "next_steps",
            "proposals",
            "grounds",
            "number",
            "signed_on",
            "signer_title",
            "signer",
            "addressees",
            "recipients",
        )
        widgets = {
            name: forms.Textarea(attrs={"rows": rows})
            for name, rows in (
                ("opening", 3),
                ("assessment", 5),
                ("difficulties", 4),
                ("next_steps", 4),
                ("proposals", 4),
                ("grounds", 3),
                ("signer_title", 2),
                ("addressees", 3),
                ("recipients", 4),
            )
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name, value in cleaned.items():
            if isinstance(value, str) and len(value) > LONGEST_TEXT:
                self.add_error(name, _("At most %(count)s characters.") % {"count": LONGEST_TEXT})
        return cleaned


class QuestionForm(forms.Form):
    """The Office's question about an answer."""

    text = forms.CharField(
        label=pgettext_lazy("report", "Question"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": lazy("Write what is missing in the answer.")},
    )


class WordForm(forms.Form):
    """The Office words a task's entry."""

    text = forms.CharField(
        label=lazy("The entry in the report"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=lazy("Empty: what the units said."),
    )
    reason = forms.CharField(
        label=lazy("Reason"), max_length=1000, help_text=lazy("Stays inside, in the trace.")
    )


class CorrectionForm(forms.Form):
    """What was wrong in a sent report."""

    text = forms.CharField(
        label=lazy("Correction"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 3})
    )
    reason = forms.CharField(label=lazy("Reason"), max_length=1000)
