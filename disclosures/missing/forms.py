"""The forms of a notice: the reader's, the lookup by tracking code, and the staff's."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from disclosures.missing import tracking, wording
from disclosures.models.missing import LONGEST_ANSWER, LONGEST_QUESTION
from portal.public_forms import TrapForm

#: Shorter than this nobody can say what is missing.
LEAST_LETTERS = 10


class WrittenField(forms.CharField):
    """Free text of a stranger: cleaned before it is checked, so that nothing invisible counts."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return wording.kept(super().to_python(value))


class NoticeForm(TrapForm):
    """What a reader sends. `seal` and `website` are for machines: a person doesn't see them."""

    field_order = ("question", "email", "website", "seal")

    question = WrittenField(
        label=lazy("What is missing, wrong or out of date?"),
        max_length=LONGEST_QUESTION,
        min_length=LEAST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=lazy(
            "In a few words: what you looked for, for which time, where you looked. At most 2,000 "
            "letters."
        ),
        error_messages={"required": lazy("Write what is missing.")},
    )
    email = forms.EmailField(
        label=lazy("Your e-mail address"),
        required=False,
        max_length=254,
        help_text=lazy(
            "Only if you want the answer by e-mail. It is shown to nobody and deleted once the "
            "answer was sent."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    seal = forms.CharField(required=False, max_length=1_000, widget=forms.HiddenInput)

    def __init__(self, *args: Any, duty: str, now: datetime, **options: Any) -> None:
        self.duty, self.now = duty, now
        self.sealed: tracking.Seal | None = None
        super().__init__(*args, **options)
        self.fields["seal"].initial = tracking.seal(duty, now)

    def clean_question(self) -> str:
        """No advertising."""
        question = self.cleaned_data["question"]
        if wording.links(question) > wording.MOST_LINKS:
            raise ValidationError(
                _("Leave the addresses of web pages out: at most two may be in the text.")
            )
        return question

    def clean(self) -> dict[str, Any]:
        """The seal: shown for this duty, neither a moment ago nor yesterday."""
        found = tracking.opened(self.cleaned_data.get("seal") or "", self.duty)
        age = found.age(self.now) if found else None
        if age is None or not 0 <= age <= tracking.MOST_SECONDS:
            self._seal_again()
            raise ValidationError(
                _("This form was open too long. Nothing is lost: please send it again.")
            )
        if age < tracking.LEAST_SECONDS:
            raise ValidationError(
                _("That was very quick. Please read it over, then send it again.")
            )
        self.sealed = found
        return self.cleaned_data

    def _seal_again(self) -> None:
        self.data = self.data.copy()
        self.data[self.add_prefix("seal")] = tracking.seal(self.duty, self.now)


class LookupForm(forms.Form):
    """Find one's own notice by its tracking code."""

    ma = forms.CharField(
        label=lazy("Tracking code"),
        max_length=100,
        help_text=lazy("Sixteen letters and digits; dashes and blanks don't matter."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": lazy("Type the code that you were given.")},
    )

    def clean_ma(self) -> str:
        """Something that can be a code."""
        code = tracking.typed(self.cleaned_data["ma"])
        if not code:
            raise ValidationError(_("That is no tracking code: it has sixteen letters and digits."))
        return code


class AnswerForm(forms.Form):
    """The office's answer, and the question as the public is to read it."""

    seen = forms.CharField(max_length=40, widget=forms.HiddenInput)
    answer = WrittenField(
        label=lazy("Answer"),
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=lazy("Plain words. The sender reads it at once, the public once it is released."),
    )
    shown_question = WrittenField(
        label=lazy("Question as the public reads it"),
        max_length=LONGEST_QUESTION,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=lazy(
            "Web addresses, e-mail addresses and long numbers were blanked out. Take out what else "
            "would name a private person."
        ),
    )


class DeclineForm(forms.Form):
    """Why a notice is closed without publication."""

    seen = forms.CharField(max_length=40, widget=forms.HiddenInput)
    answer = WrittenField(
        label=lazy("A word to the sender"),
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=lazy("Why it is not answered here, and where to turn to. Never public."),
    )


class SeenForm(forms.Form):
    """A button: releasing, setting apart."""

    seen = forms.CharField(max_length=40, widget=forms.HiddenInput)
