"""The forms of the register's acts: what a person states, checked before it is signed.

Each gives the arguments of `portal.publishing.record_act` (`arguments()`); nothing is written here.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from disclosures.acts.cases import WAITING, is_quiet, nil_periods, periods_open
from disclosures.acts.day_field import DayField
from disclosures.counting.duties import CHANNELS, PORTAL, Cadence, Duty, RuleVersion
from disclosures.counting.rules import PERIOD_END
from disclosures.counting.verdicts import DutyStatus, Instance
from disclosures.register import Register
from disclosures.words.wording import ANCHORS, SPECIAL_CASES, case_words
from disclosures.words.wording import CHANNELS as CHANNEL_WORDS
from documents.evidence_forms import EvidenceUpload, evidence_field
from portal.case_keys import keyable_number
from portal.events import Answer

WHOLE = ""
#: Longest number or code a case may have; the ledger's answers are no place for texts.
NUMBER_LENGTH = 100
#: How late something that happened is still entered, as a rule.
ENTERED_WITHIN = timedelta(days=365)


class ActForm(forms.Form):
    """What every act states: a note. `duty` and `status` are what the act is about; `found` is the
    register as it is now, where the caller has read it."""

    note = forms.CharField(
        label=lazy("Note"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=lazy("Public: no names of private persons, nothing secret."),
    )

    def __init__(
        self,
        *args: Any,
        duty: Duty,
        status: DutyStatus,
        found: Register | None = None,
        **options: Any,
    ) -> None:
        self.duty, self.status, self.found = duty, status, found
        self.today = timezone.localdate()
        super().__init__(*args, **options)
        self.build()
        self.order_fields([*(name for name in self.fields if name != "note"), "note"])

    #: Who signs; `disclosures.acts.signing` says it before it asks for the arguments.
    actor: Any = None

    def build(self) -> None:
        """Add the fields that depend on the duty."""

    def discard(self) -> None:
        """The act was refused: take away what `arguments` stored outside the database."""

    def arguments(self) -> dict[str, Any]:
        """Arguments for `record_act`, from a valid form."""
        return {"reason": self.cleaned_data["note"], "answers": [Answer(self.duty.code, self.case)]}

    @property
    def case(self) -> str:
        """The case key that the act is about."""
        return self.cleaned_data.get("case", WHOLE)

    def _case_field(self, instances: list[Instance], *, whole: str = "") -> forms.ChoiceField:
        choices = [(one.case, case_words(one.case)) for one in instances if one.case]
        choices = list(dict(choices).items())
        if whole:
            choices.insert(0, (WHOLE, whole))
        return forms.ChoiceField(label=lazy("Case or period"), choices=choices, required=not whole)


class EventForm(ActForm):
    """Something happened that must be published: its number (or period) and its days."""

    def build(self) -> None:
        self.fields["note"].required = False
        if self.duty.cadence.every:
            self.fields["case"] = self._case_field(periods_open(self.status))
        else:
            continuous = self.duty.cadence is Cadence.CONTINUOUS
            self.fields["number"] = forms.CharField(
                label=lazy("Code of the item") if continuous else lazy("Number of the document"),
                max_length=NUMBER_LENGTH,
                required=not continuous,
                help_text=lazy("Empty: the duty as a whole.")
                if continuous
                else lazy("As printed, for example 05/KL-SKHCN."),
            )
        self.fields["title"] = forms.CharField(
            label=lazy("Short description"),
            max_length=300,
            help_text=lazy("For the staff; not public."),
        )
        for name in self.anchor_names:
            is_only = len(self.anchor_names) == 1
            self.fields[name] = DayField(label=capfirst(ANCHORS[name]), required=is_only)
        cases = {case for one in self.duty.versions if one.rule for case in one.rule.cases}
        if cases:
            self.fields["when"] = forms.ChoiceField(
                label=lazy("Special case"),
                required=False,
                choices=[("", "–"), *((one, SPECIAL_CASES.get(one, one)) for one in sorted(cases))],
            )

    @property
    def anchor_names(self) -> list[str]:
        """The days to ask for: those that the version in force counts from, and those of versions
        that something still waiting, or something of the past year, is judged by."""
        waiting = [one.version for one in self.status.instances if one.status in WAITING]
        asked = [self.status.version, *waiting, *filter(self._held_lately, self.duty.versions)]
        rules = [one.rule for one in asked if one is not None and one.rule is not None]
        names = {name for rule in rules for name in rule.anchors} or self.duty.anchors
        return [name for name in ANCHORS if name in names and name != PERIOD_END]

    def _held_lately(self, version: RuleVersion) -> bool:
        """Whether what happened within a year, and is entered only now, is judged by it."""
        first = self.today - ENTERED_WITHIN
        return (
            version.superseded_at is None
            and (version.since is None or version.since <= self.today)
            and (version.until is None or version.until >= first)
        )

    def clean_number(self) -> str:
        """The number in the one way it is written."""
        return keyable_number(self.cleaned_data["number"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.anchors and not any(name in self.errors for name in self.anchor_names):
            raise ValidationError(_("Enter at least one day: the deadline counts from it."))
        return cleaned

    @property
    def anchors(self) -> dict[str, date]:
        """The days that were entered."""
        found = {name: self.cleaned_data.get(name) for name in self.anchor_names}
        return {name: day for name, day in found.items() if day}

    @property
    def case(self) -> str:
        number = self.cleaned_data.get("number", "")
        if self.duty.cadence is Cadence.EVENT and number:
            return f"{number}@{min(self.anchors.values()).year}"
        return number or self.cleaned_data.get("case", WHOLE)

    def arguments(self) -> dict[str, Any]:
        when = self.cleaned_data.get("when")
        return {
            **super().arguments(),
            "title": self.cleaned_data["title"],
            "anchors": self.anchors,
            # A day that lies ahead (a meeting announced) is entered today.
            "happened_on": min(self.today, *self.anchors.values()),
            "details": {"when": when} if when else {},
        }


class NilForm(ActForm):
    """There was nothing to publish in a period that has ended."""

    def build(self) -> None:
        periods = nil_periods(self.duty, self.status)
        self.fields["case"] = forms.ChoiceField(
            label=lazy("Period"), choices=[(one, case_words(one)) for one in periods]
        )

    def arguments(self) -> dict[str, Any]:
        title = _("Nothing to publish: %(period)s") % {"period": case_words(self.case)}
        return {**super().arguments(), "title": title}


class ConfirmForm(ActForm):
    """What is public still holds."""

    def build(self) -> None:
        freshness = self.status.freshness
        stale = [one for one in (freshness.stale if freshness else ()) if one]
        choices = [(WHOLE, lazy("everything that is public for this duty"))]
        self.fields["case"] = forms.ChoiceField(
            label=lazy("What was checked"),
            required=False,
            choices=[*choices, *((one, case_words(one)) for one in stale)],
        )

    def arguments(self) -> dict[str, Any]:
        return {**super().arguments(), "title": _("Confirmed still current")}


class EvidenceForm(EvidenceUpload, ActForm):
    """It was made public elsewhere than on this portal: where, from when to when."""

    def build(self) -> None:
        asked = self.duty.channels
        names = [*asked.all_of, *asked.any_of, *asked.also] or sorted(CHANNELS)
        self.fields["channel"] = forms.ChoiceField(
            label=lazy("Where"),
            choices=[(name, CHANNEL_WORDS[name]) for name in names if name != PORTAL],
        )
        whole = lazy("the duty as a whole") if self.duty.cadence is Cadence.CONTINUOUS else ""
        known = [one for one in reversed(self.status.instances) if not is_quiet(self.duty, one)]
        known.sort(key=lambda one: one.status not in WAITING)  # what still waits comes first
        self.fields["case"] = self._case_field(known, whole=whole)
        self.fields["covers_from"] = DayField(label=lazy("From"))
        self.fields["covers_until"] = DayField(
            label=lazy("Until"), required=False, help_text=lazy("Empty: still going on.")
        )
        self.fields["evidence"] = evidence_field()
        self.fields["note"].help_text = lazy(
            "Where exactly, who saw it, where the minutes are kept. Public: no private names."
        )

    def clean_covers_from(self) -> date:
        """Nobody can have seen what lies ahead."""
        day = self.cleaned_data["covers_from"]
        if day > self.today:
            raise ValidationError(_("The day lies in the future."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        start, stop = cleaned.get("covers_from"), cleaned.get("covers_until")
        if start and stop and stop < start:
            self.add_error("covers_until", _("It ends before it begins."))
        return cleaned

    def arguments(self) -> dict[str, Any]:
        """Stores the file: call it inside the transaction of the act."""
        values = self.cleaned_data
        return {
            **super().arguments(),
            "title": capfirst(CHANNEL_WORDS[values["channel"]]),
            "channel": values["channel"],
            "covers_from": values["covers_from"],
            "covers_until": values["covers_until"],
            "happened_on": values["covers_from"],
            "files": self.stored(self.actor),
        }


class NotApplicableForm(ActForm):
    """The duty, or one case of it, does not apply, on a stated legal ground."""

    def build(self) -> None:
        owed = [one for one in self.status.instances if one.status in WAITING]
        self.fields["case"] = self._case_field(owed, whole=lazy("the duty as a whole"))
        self.fields["covers_from"] = DayField(
            label=lazy("From"), required=False, help_text=lazy("Empty: from today.")
        )
        self.fields["covers_until"] = DayField(
            label=lazy("Until"), required=False, help_text=lazy("Empty: until further notice.")
        )
        self.fields["note"].label = lazy("Legal ground")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        start, stop = cleaned.get("covers_from"), cleaned.get("covers_until")
        if stop and stop < (start or self.today):
            self.add_error("covers_until", _("It ends before it begins."))
        return cleaned

    def arguments(self) -> dict[str, Any]:
        values = self.cleaned_data
        start, stop = values.get("covers_from"), values.get("covers_until")
        return {
            **super().arguments(),
            "title": _("Declared not applicable"),
            "covers_from": start or (self.today if stop else None),
            "covers_until": stop,
        }
