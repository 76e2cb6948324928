"""The act that moves a deadline: extended once as the rule allows, stopped, resumed, begun anew.

Each is signed by the office with its ground (header of data/obligations.yaml: *extensions*,
*pausable*; NĐ 59/2019 Đ.13–14 for explanations).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from disclosures.acts.day_field import DayField
from disclosures.acts.forms import ActForm
from disclosures.counting.cases import EXTEND, RESTART, RESUME, SUSPEND
from disclosures.counting.duties import Duty
from disclosures.counting.verdicts import DutyStatus, Instance
from disclosures.words.wording import case_words, day_words

MOVES: Mapping[str, Any] = {
    EXTEND: lazy("extend the deadline, as the rule allows"),
    SUSPEND: lazy("stop the clock"),
    RESUME: lazy("let the clock run again"),
    RESTART: lazy("begin the term anew (amended, or failure repaired)"),
}


def moves(duty: Duty, one: Instance) -> set[str]:
    """What may be done to the clock of an instance: nothing once it is answered."""
    if not one.is_owed or one.counted is None or one.version is None or not one.case:
        return set()
    rule = one.version.rule
    if rule is None or one.counted.form != "after":
        return set()
    allowed = max(
        [len(rule.extensions), *(len(other.extensions) for _n, other in rule.alternatives)]
    )
    found = {RESTART}
    if len(one.counted.extended) < allowed:
        found.add(EXTEND)
    if one.counted.paused_since:
        found.add(RESUME)
    elif duty.pausable:
        found.add(SUSPEND)
    return found


def clocks(duty: Duty, status: DutyStatus) -> dict[str, Instance]:
    """The instances whose clock can be moved, by case."""
    return {one.case: one for one in status.instances if moves(duty, one)}


class ClockForm(ActForm):
    """What is done to the clock of a case, from which day on, on which ground."""

    def build(self) -> None:
        self.clocks = clocks(self.duty, self.status)
        self.fields["case"] = forms.ChoiceField(
            label=lazy("Case or period"),
            choices=[(key, self._words(one)) for key, one in self.clocks.items()],
        )
        possible = {move for one in self.clocks.values() for move in moves(self.duty, one)}
        self.fields["move"] = forms.ChoiceField(
            label=lazy("What is done"),
            choices=[(move, words) for move, words in MOVES.items() if move in possible],
        )
        self.fields["day"] = DayField(
            label=lazy("On which day"), help_text=lazy("The day of the decision or of the event.")
        )
        self.fields["note"].label = lazy("Legal ground")

    def clean_day(self) -> Any:
        """A day that lies ahead is signed when it comes."""
        day = self.cleaned_data["day"]
        if day > self.today:
            raise ValidationError(_("The day lies in the future."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        one, move = self.clocks.get(cleaned.get("case", "")), cleaned.get("move")
        day = cleaned.get("day")
        if one is None or move is None or day is None:
            return cleaned
        if move not in moves(self.duty, one):
            self.add_error("move", _("This is not possible for this case now."))
        elif one.counted.from_day and day < one.counted.from_day:
            self.add_error("day", _("The term had not begun then."))
        elif move == RESUME and day < one.counted.paused_since:
            self.add_error("day", _("The clock was not stopped then."))
        elif move in (EXTEND, SUSPEND) and one.due and day > one.due:
            words = _("Its deadline (%(day)s) had passed: an ended term cannot be moved.")
            self.add_error("day", words % {"day": day_words(one.due)})
        return cleaned

    def arguments(self) -> dict[str, Any]:
        move = self.cleaned_data["move"]
        return {
            **super().arguments(),
            "title": str(MOVES[move]).capitalize(),
            "happened_on": self.cleaned_data["day"],
            "details": {"act": move},
        }

    @staticmethod
    def _words(one: Instance) -> str:
        words = case_words(one.case)
        if one.due is None:
            return _("%(case)s: stopped") % {"case": words}
        return _("%(case)s: due on %(day)s") % {"case": words, "day": day_words(one.due)}
