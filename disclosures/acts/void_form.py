"""The act that declares an entry of the ledger an error.

The ledger is append-only, so that nothing is taken out of it: a registration, a nil return or
evidence that was wrong stays to be read, and from the moment it is declared void counts for nothing
(`disclosures.counting.journal`). What the register said before that moment stays what it said.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from disclosures import register
from disclosures.acts.forms import ActForm
from disclosures.counting.cases import VOID
from disclosures.counting.duties import Duty
from disclosures.counting.journal import VOIDS
from disclosures.words.wording import case_words, day_words, event_words
from portal.events import PAGE_KINDS, Event, EventKind

#: So many of the latest entries are offered.
MOST_OFFERED = 100


def voidable(duty: Duty, found: register.Register | None = None) -> list[Event]:
    """The acts about `duty` that count, the latest first. What a page says is corrected or
    withdrawn there, and an error that was declared by error is entered anew. `found`: the register
    as it is now, where the caller has it."""
    found = found or register.snapshot()
    acts = [
        one
        for one in found.events_of(duty.code)
        if one.kind not in PAGE_KINDS
        and one.kind is not EventKind.GUARD_OVERRIDDEN
        and VOIDS not in one.details
        and not found.is_void(one)
    ]
    return sorted(acts, key=lambda one: one.id, reverse=True)[:MOST_OFFERED]


class VoidForm(ActForm):
    """Which entry is an error, and why."""

    def build(self) -> None:
        self.entries = {str(one.id): one for one in voidable(self.duty, self.found)}
        self.fields["entry"] = forms.ChoiceField(
            label=lazy("Entry"),
            choices=[(key, _words(self.duty, one)) for key, one in self.entries.items()],
        )
        self.fields["note"].label = lazy("Why it is an error")

    def arguments(self) -> dict[str, Any]:
        entry = self.entries[self.cleaned_data["entry"]]
        return {
            **super().arguments(),
            "answers": list(entry.answers),
            "title": _("Declared an error: %(entry)s") % {"entry": event_words(entry)},
            # It counts for the day of what it takes back: that day is told without it from now on.
            "happened_on": entry.happened_on,
            "details": {"act": VOID, VOIDS: entry.id},
        }


def _words(duty: Duty, one: Event) -> str:
    cases = [case_words(answer.case) for answer in one.answers if answer.duty == duty.code]
    parts = [day_words(one.happened_on), event_words(one), ", ".join(filter(None, cases))]
    return f"{one.id}: " + " · ".join(filter(None, [*parts, one.title]))
