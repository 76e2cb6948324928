"""Forms of the import: the file, then header, names without a unit, and every row of the draft."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from disclosures.models import TaskCadence
from disclosures.plan_import import (
    DraftPlan,
    KnownUnit,
    PlanRefused,
    UnknownUnit,
    message,
    read_plan,
)
from disclosures.plan_import.source import MAX_BYTES
from disclosures.plans.directory import known_units
from disclosures.plans.pdf_words import in_the_admin
from disclosures.plans.proposal import CREATE, LEAVE, MATCH, Row, UnitDecision
from documents.intake import client_name
from documents.messages import as_validation_error
from documents.names import clean_name
from documents.refusals import FileRefused

FIRST_YEAR, LAST_YEAR = 1945, 2200
_LONGEST_NAME = 200
_LONGEST_CONTENT = 20_000


class UploadForm(forms.Form):
    """The file of a plan. After `is_valid()`: `data` (bytes), `name`, `draft` (DraftPlan)."""

    file = forms.FileField(
        label=gettext_lazy("File of the plan"),
        help_text=gettext_lazy("Word (.docx), PDF or Markdown (.md), with the table of tasks."),
        allow_empty_file=True,  # refused below, in words that say what to do
        max_length=None,
        widget=forms.FileInput(attrs={"accept": ".docx,.pdf,.md,.markdown,.txt"}),
    )

    data_read: bytes
    name: str
    draft: DraftPlan

    def clean_file(self) -> Any:
        """Read the plan. A file that is none is refused here, and nothing of it is kept."""
        upload = self.cleaned_data["file"]
        try:
            self.name = clean_name(client_name(upload), max_length=_LONGEST_NAME)
        except FileRefused as refused:
            raise as_validation_error(refused) from refused
        self.data_read = upload.read(MAX_BYTES + 1)
        try:
            self.draft = read_plan(
                self.data_read, self.name, known_units(), words_of=in_the_admin()
            )
        except PlanRefused as refused:
            raise ValidationError(message(refused), code=refused.code) from refused
        return upload


class HeaderForm(forms.Form):
    """Number, day of signing and the rest of a plan's head. A draft may wait without its number
    and its day; a plan needs both (`accept` says so)."""

    number = forms.CharField(
        label=gettext_lazy("Number"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("For example 14/KH-SKHCN."),
    )
    signed_on = forms.DateField(
        label=gettext_lazy("Signed on"),
        required=False,
        localize=False,
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    title = forms.CharField(
        label=gettext_lazy("Title"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    agency = forms.CharField(label=gettext_lazy("Issuing agency"), required=False, max_length=300)
    signer = forms.CharField(label=gettext_lazy("Signer"), required=False, max_length=200)
    signer_title = forms.CharField(
        label=gettext_lazy("Signer's post"), required=False, max_length=200
    )
    place = forms.CharField(label=gettext_lazy("Place of signing"), required=False, max_length=200)

    def __init__(self, *args: Any, agency_hint: str | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if agency_hint:
            self.fields["agency"].help_text = _("The annex calls it “%(name)s”.") % {
                "name": agency_hint
            }

    def clean_signed_on(self) -> date | None:
        """A day somebody could have signed on."""
        day = self.cleaned_data["signed_on"]
        if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValidationError(_("Check the year."))
        return day


class UnknownUnitForm(forms.Form):
    """What to do about a name no unit bears: leave it, make a unit of it, or say whose it is."""

    decision = forms.ChoiceField(label=gettext_lazy("What to do"))

    def __init__(
        self, unknown: UnknownUnit, decided: UnitDecision, units: Sequence[KnownUnit], **kwargs: Any
    ) -> None:
        chosen = f"{MATCH}:{decided.unit}" if decided.action == MATCH else decided.action
        super().__init__(initial={"decision": chosen}, **kwargs)
        self.unknown = unknown
        similar = [unit for unit in units if unit.code in unknown.similar]
        others = [unit for unit in units if unit.code not in unknown.similar]
        choices: list[Any] = [
            (LEAVE, _("Leave it open")),
            (CREATE, _("Make a unit of this name")),
        ]
        for label, group in ((_("It is (similar)"), similar), (_("It is"), others)):
            if group:
                choices.append((label, [(f"{MATCH}:{unit.code}", unit.name) for unit in group]))
        self.fields["decision"].choices = choices
        self.fields["decision"].label = unknown.name

    def decided(self) -> UnitDecision:
        """The decision; after `is_valid()`."""
        action, _sign, unit = self.cleaned_data["decision"].partition(":")
        return UnitDecision(action, unit)


class RowForm(forms.Form):
    """One row: its text, its units, how often; or leave it out."""

    content = forms.CharField(
        label=pgettext_lazy("of a plan", "Task"),
        required=False,
        max_length=_LONGEST_CONTENT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    lead_unit = forms.ChoiceField(label=gettext_lazy("Lead unit"), required=False)
    cadence = forms.ChoiceField(
        label=gettext_lazy("How often"),
        required=False,
        choices=[("", gettext_lazy("not said")), *TaskCadence.choices],
    )
    cooperating_units = forms.MultipleChoiceField(
        label=gettext_lazy("Co-operating units"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    skip = forms.BooleanField(label=gettext_lazy("Leave this row out"), required=False)

    def __init__(self, row: Row, units: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        task = row.task
        super().__init__(
            initial={
                "content": task.content,
                "lead_unit": task.lead_unit or "",
                "cadence": task.cadence or "",
                "cooperating_units": list(task.cooperating_units),
                "skip": row.skipped,
            },
            prefix=f"row-{task.order}",
            **kwargs,
        )
        self.row = row
        self.fields["lead_unit"].choices = [("", _("not known")), *units]
        self.fields["cooperating_units"].choices = list(units)

    def clean(self) -> dict[str, Any]:
        """A row that stays in says what is to be done."""
        cleaned = super().clean()
        if "content" in cleaned and not cleaned["content"] and not cleaned.get("skip"):
            self.add_error("content", _("Write what is to be done, or leave the row out."))
        return cleaned

    def clean_content(self) -> str:
        """Browsers send their own line ends."""
        return self.cleaned_data["content"].replace("\r\n", "\n")

    def edits(self) -> dict[str, Any]:
        """What the person changed, as a draft keeps it; after `is_valid()`."""
        return {
            name: value or None if name in {"lead_unit", "cadence"} else value
            for name, value in self.cleaned_data.items()
            if value != self.initial[name]
        }
