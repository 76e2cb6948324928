"""The act that says what a duty of *all* is about: a decision with its list of items.

A duty to publish every procedure or every fee in force can only be judged against a list of what
there is. The decisions that announce them are that list: each item becomes a case of the duty, owed
until it is public, and missing while it is not; a decision that ends items takes them off it.
"""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from disclosures.acts.day_field import DayField
from disclosures.acts.forms import NUMBER_LENGTH, EventForm
from disclosures.counting.cases import END
from disclosures.words.wording import ANCHORS, day_words
from portal import registry
from portal.case_keys import keyable_number
from portal.events import Answer
from portal.registry import ExpectedList

#: Items of one decision: more is a pasted text, not a list.
MOST_ITEMS = 1000
SEPARATORS = re.compile(r"[\s,;]+")
TYPED = ""


class ListForm(EventForm):
    """A decision, its day, and the codes of the items that it announces or ends."""

    def build(self) -> None:
        self.fields["note"].required = False
        self.fields["number"] = forms.CharField(
            label=lazy("Number of the decision"), max_length=NUMBER_LENGTH
        )
        self.lists = {f"{one.decision}|{one.signed_on}": one for one in known_lists(self.duty)}
        if self.lists:
            self.fields["known"] = forms.ChoiceField(
                label=lazy("List"),
                required=False,
                choices=[
                    (TYPED, lazy("the codes entered below")),
                    *((key, _words(one)) for key, one in self.lists.items()),
                ],
            )
        self.fields["items"] = forms.CharField(
            label=lazy("Codes of its items"),
            required=False,
            widget=forms.Textarea(attrs={"rows": 6}),
            help_text=lazy("One to a line, for example 2.002380."),
        )
        for name in self.anchor_names:
            self.fields[name] = DayField(
                label=capfirst(ANCHORS[name]), required=len(self.anchor_names) == 1
            )
        self.fields["ended"] = forms.BooleanField(
            label=lazy("The decision ends them"),
            required=False,
            help_text=lazy("Repealed or no longer in force: they are no longer expected."),
        )

    def clean_items(self) -> list[str]:
        """The codes, each once, in their order."""
        codes = [one for one in SEPARATORS.split(self.cleaned_data["items"]) if one]
        for code in codes:
            keyable_number(code)
            if len(code) > NUMBER_LENGTH:
                raise ValidationError(
                    _("“%(code)s” is too long for a code."), params={"code": code}
                )
        if len(codes) > MOST_ITEMS:
            raise ValidationError(
                _("No decision has more than %(most)s items."), params={"most": MOST_ITEMS}
            )
        return list(dict.fromkeys(codes))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "items" not in self.errors and not self.items:
            self.add_error("items", _("Enter the codes of the items, or choose a list."))
        return cleaned

    @property
    def items(self) -> list[str]:
        """The codes of the chosen list, or those that were typed. A list that says which of its
        items the decision repeals gives these or the others, as the form says."""
        chosen = self.lists.get(self.cleaned_data.get("known") or TYPED)
        if chosen is None:
            return self.cleaned_data.get("items", [])
        if self.cleaned_data.get("ended"):
            return list(chosen.ended or chosen.items)
        return list(chosen.announced)

    def arguments(self) -> dict[str, Any]:
        values = self.cleaned_data
        words = _("Ended by %(decision)s") if values["ended"] else _("Announced by %(decision)s")
        return {
            "reason": values["note"],
            "answers": [Answer(self.duty.code, code) for code in self.items],
            "title": words % {"decision": values["number"]},
            "anchors": self.anchors,
            "happened_on": min(self.today, *self.anchors.values()),
            "details": {"decision": values["number"], **({"act": END} if values["ended"] else {})},
        }


def known_lists(duty: Any) -> list[ExpectedList]:
    """What the features know of announcing decisions for the duty's kind of page."""
    return [one for source in registry.expected_lists for one in source(duty.content_type)]


def _words(one: ExpectedList) -> str:
    count = len(one.items)
    return ngettext(
        "%(decision)s of %(day)s: %(n)s item", "%(decision)s of %(day)s: %(n)s items", count
    ) % {"decision": one.decision, "day": day_words(one.signed_on) or "–", "n": count}
