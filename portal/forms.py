"""The page forms of the admin: what every disclosure asks its editor."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from portal import registry
from portal.models.secrecy import FAVOURABLE, CheckOutcome, CheckSide


class BasePageForm(WagtailAdminPageForm):
    """The form of every page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # Django asks for a hidden copy of a default that is a function, and panels draw none:
            # the field would count as changed by whoever only approves.
            field.show_hidden_initial = False
        if "slug" in self.fields:  # left empty, the page makes it from its title
            self.fields["slug"].required = False

    def _post_clean(self) -> None:
        """A draft may be incomplete, of a live page too: the verb asks for the rest when it is
        published (`portal.publishing.conditions`). A new page says it is live until Wagtail has
        saved it, and its rows (steps, papers) are not on it yet while the form is checked."""
        live, self.instance.live = self.instance.live, False
        try:
            super()._post_clean()
        finally:
            self.instance.live = live

    def clean_expire_at(self) -> datetime | None:
        """What stands once doesn't expire."""
        from portal.permissions import stands_once  # stands above the models, which stand above us

        hour = self.cleaned_data["expire_at"]
        if hour and stands_once(self.instance):
            raise forms.ValidationError(
                _("There is one page of this kind and others stand beneath it: it has no end.")
            )
        return hour

    def clean_slug(self) -> str:
        """An address that was public, the page's own or one beneath it, stays; one left empty
        follows the title."""
        from portal.permissions import ever_public  # stands above the models, which stand above us

        page = self.instance
        slug = self.cleaned_data["slug"] or page.slug
        if page.pk and ever_public(page):
            before = type(page).objects.values_list("slug", flat=True).get(pk=page.pk)
            if slug != before:
                raise forms.ValidationError(
                    _("The address of what was public stays as it is: %(slug)s."),
                    params={"slug": before},
                )
        return slug


class DisclosurePageForm(BasePageForm):
    """Adds which duties, and which case or period of each, the page answers.

    When the editor ticked nothing yet and only one choice of a duty fits, it is ticked for them at
    the first save; what they unticked afterwards stays unticked.
    """

    secrecy_outcome = forms.ChoiceField(
        label=_("Secrecy and redaction check of the unit"),
        choices=[("", _("Not checked yet")), *CheckOutcome.choices],
        required=False,
        widget=forms.RadioSelect,
        help_text=_(
            "Before the first publication (Decree 13/2018 art. 7). The focal unit checks as well; "
            "what is changed afterwards is checked again."
        ),
    )
    answers_given = forms.MultipleChoiceField(
        label=_("Duties this page answers"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Publishing closes exactly the duties and cases ticked here. Fill in the number and "
            "dates and save: what fits is then offered."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer_audiences()
        self._begin_a_correction()
        self._ask_for_the_check()
        self._given = [f"{answer.duty}|{answer.case}" for answer in self._page_answers()]
        choices = {choice.key: choice.label for choice in self._choices(self.instance)}
        for key in self._given:  # an answer given stays visible when it no longer fits
            choices.setdefault(key, key.replace("|", " · "))
        if self.is_bound:  # whatever was sent is let in here, so that clean() says what is wrong
            for key in self.data.getlist(self.add_prefix("answers_given")):
                choices.setdefault(key, key)
        self.fields["answers_given"].choices = list(choices.items())
        self.fields["answers_given"].initial = self._given

    def _offer_audiences(self) -> None:
        """The audiences of the kind, the usual one chosen; no question where there is one."""
        offered = list(self.instance.audiences)
        if "audience" not in self.fields:
            return
        if len(offered) == 1:
            del self.fields["audience"]
            return
        self.fields["audience"].choices = [(one.value, one.label) for one in offered]
        if self.instance._state.adding:
            self.initial["audience"] = offered[0].value

    def _begin_a_correction(self) -> None:
        """What the last correction said is not what the next one will say."""
        page = self.instance
        if page.pk and page.live and page.live_revision_id == page.latest_revision_id:
            self.initial.update(change_note="", is_minor=False)

    def _ask_for_the_check(self) -> None:
        """Until the page was published for its audience; the check of what is written now stays
        chosen."""
        from portal.publishing import secrecy  # the verbs stand above the models

        if self.instance.pk is None and not self.instance.repeats_public_act:
            return
        if not secrecy.needs_check(self.instance):
            del self.fields["secrecy_outcome"]
            return
        check = secrecy.checks_of(self.instance).get(CheckSide.UNIT)
        if check is not None:
            self.initial["secrecy_outcome"] = check.outcome

    def clean_secrecy_outcome(self) -> str:
        """What is sent for approval was checked by its unit."""
        outcome = self.cleaned_data["secrecy_outcome"]
        if "action-submit" in self.data and outcome not in FAVOURABLE:
            raise forms.ValidationError(
                _("Before it is sent for approval the unit checks it for secrets and redaction.")
            )
        return outcome

    def clean_unit(self) -> Any:
        """One writes for one's own unit, or for that whose work it took over."""
        from portal.permissions import writes_for  # stands above the models, which stand above us

        unit = self.cleaned_data["unit"]
        if unit is None or self.for_user is None or writes_for(self.for_user, unit):
            return unit
        if self.instance.pk and unit.pk == self.instance.unit_id:
            return unit  # an approver who mends a word leaves the unit as it is
        raise forms.ValidationError(_("You write for your own unit only."))

    def clean_withheld_original(self) -> Any:
        """What was published is no secret any more."""
        original = self.cleaned_data["withheld_original"]
        if original is not None:
            original.check_may_be_withheld()
        return original

    def clean(self) -> dict[str, Any]:
        """What was offered is accepted: the choices of the page as it was before this form, which
        is not on the page yet (`_post_clean` puts it there)."""
        cleaned = super().clean()
        offered = {choice.key for choice in self._choices(self.instance)} | set(self._given)
        unknown = [key for key in cleaned.get("answers_given", []) if key not in offered]
        if unknown:
            self.add_error(
                "answers_given", _("This page can't answer that duty or period; choose again.")
            )
        return cleaned

    def save(self, commit: bool = True) -> Any:
        page = super().save(commit=False)
        keys = list(self.cleaned_data.get("answers_given", []))
        never_chosen = not self._given and not page.has_chosen_answers
        if not keys and never_chosen:
            keys = fitting_keys(self._choices(page))
        elif keys != self._given:
            page.has_chosen_answers = True
        else:
            keys = self._follow_own_case(page, keys)
        give_answers(page, keys)
        page.unit_check = self.cleaned_data.get("secrecy_outcome", "")
        if commit:
            page.save()
        return page

    def _follow_own_case(self, page: Any, keys: list[str]) -> list[str]:
        """Answers prefilled for the page's own case follow its number when the editor corrects
        it."""
        if page.has_chosen_answers:
            return keys
        return fitting_keys(self._choices(page)) or keys

    def _page_answers(self) -> list[Any]:
        return list(self.instance.duty_answers.all())

    @staticmethod
    def _choices(page: Any) -> list[registry.AnswerChoice]:
        return answer_choices(page)


def answer_choices(page: Any) -> list[registry.AnswerChoice]:
    """Every duty and case `page` could answer, as the features say; each once."""
    choices = {choice.key: choice for source in registry.answer_choices for choice in source(page)}
    return list(choices.values())


def fitting_keys(choices: list[registry.AnswerChoice]) -> list[str]:
    """The choices to prefill: for each duty the one that fits, when only one does."""
    by_duty: dict[str, list[str]] = {}
    for choice in choices:
        if choice.fits:
            by_duty.setdefault(choice.duty, []).append(choice.key)
    return [keys[0] for keys in by_duty.values() if len(keys) == 1]


def give_answers(page: Any, keys: list[str]) -> None:
    """Make the page's answers exactly `keys` (`duty|case`); saved with the page."""
    from portal.models import DutyAnswer

    page.duty_answers.set(
        [
            DutyAnswer(duty=duty, case=case)
            for duty, _sep, case in (key.partition("|") for key in keys)
        ]
    )
