"""Forms of a change: what a task should become, and what is decided about it (R14)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from disclosures.counting.duties import Duty
from disclosures.models import ChangeVerdict, TaskCadence
from disclosures.plans import task_fields
from disclosures.plans.changing import LONGEST_TEXT
from disclosures.words.wording import title_of
from portal.models import Unit


def _text(label: Any, rows: int, *, required: bool = False, **kwargs: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": rows}),
        **kwargs,
    )


class ChangeForm(forms.Form):
    """Everything of a task that can change, as it is; and why it should."""

    content = _text(pgettext_lazy("of a plan", "Task"), 4, required=True)
    lead_unit = forms.ChoiceField(label=gettext_lazy("Lead unit"), required=False)
    cooperating_units = forms.MultipleChoiceField(
        label=gettext_lazy("Co-operating units"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    schedule = _text(gettext_lazy("Schedule"), 2)
    cadence = forms.ChoiceField(
        label=gettext_lazy("How often"),
        required=False,
        choices=[("", gettext_lazy("not said")), *TaskCadence.choices],
    )
    result = _text(gettext_lazy("Result"), 2)
    duties = forms.MultipleChoiceField(
        label=gettext_lazy("Duties that fulfil it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reason = _text(gettext_lazy("Why it has to change"), 3, required=True)
    ground = forms.CharField(
        label=gettext_lazy("Legal ground or document"),
        max_length=300,
        help_text=gettext_lazy("For example 25/TB-SKHCN of 05/03/2026, or the article of a law."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        values: Mapping[str, Any],
        units: Iterable[Unit],
        duties: Iterable[Duty],
        data: Any = None,
    ) -> None:
        super().__init__(
            data,
            initial={**values, "seen": task_fields.fingerprint(values)},
        )
        offered = [(unit.code, unit.name) for unit in units]
        self.fields["lead_unit"].choices = [("", _("not known")), *offered]
        self.fields["cooperating_units"].choices = offered
        known = [(duty.code, f"{duty.code} – {title_of(duty)}") for duty in duties]
        codes = {code for code, _title in known}
        # A duty that the catalogue lost can stay or go, and can't be added.
        lost = [(code, code) for code in values["duties"] if code not in codes]
        self.fields["duties"].choices = [*known, *lost]

    def wanted(self) -> dict[str, Any]:
        """What the task should become; after `is_valid()`."""
        return {name: self.cleaned_data[name] for name in task_fields.FIELDS}

    @property
    def changing(self) -> list[forms.BoundField]:
        """The fields of the task, without those that stand in pairs or in lists of their own."""
        return [self[name] for name in ("content", "schedule", "result")]


class DecisionForm(forms.Form):
    """Approve, refuse or take back, with a note. Who may do which, `changing.decide` says."""

    verdict = forms.ChoiceField(choices=ChangeVerdict.choices)
    note = _text(
        gettext_lazy("Note"), 3, help_text=gettext_lazy("Needed where the change is refused.")
    )


def add_errors(form: forms.Form, error: ValidationError) -> None:
    """Show what a verb refused: beside the field it is about, or above the form."""
    problems = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error}
    for name, words in problems.items():
        form.add_error(name if name in form.fields else None, words)
