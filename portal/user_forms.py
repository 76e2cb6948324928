"""Account forms: the e-mail address is needed, because invitations and resets go there."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm as WagtailUserCreationForm
from wagtail.users.forms import UserEditForm as WagtailUserEditForm

from portal.accounts.forms import limit_password
from portal.accounts.permissions import may_give_roles
from portal.models import Unit
from portal.models.units import Membership


class _AccountForm(forms.ModelForm):
    """Units, and only the rights that who fills it in may give. `actor`: who that is."""

    units = forms.ModelMultipleChoiceField(
        label=_("Units"),
        queryset=Unit.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Whose duties this person sees and answers for; several are possible."),
    )

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not actor.is_superuser and "is_superuser" in self.fields:
            self.fields["is_superuser"].disabled = True  # shown, whatever is sent is not read
        self.fields["groups"].label = _("Roles")
        if self.instance.pk and not may_give_roles(actor, self.instance):
            for name in ("groups", "units"):  # whose unit one is decides which acts one signs
                self.fields[name].disabled = True
        for name in ("password1", "password2"):
            limit_password(self.fields[name])
        if self.instance.pk:
            self.fields["units"].initial = list(
                self.instance.memberships.values_list("unit", flat=True)
            )

    def clean_email(self) -> str:
        """One account for one address, however its letters are cased."""
        email: str = self.cleaned_data["email"]
        others = type(self.instance)._default_manager.exclude(pk=self.instance.pk)
        if others.filter(email__iexact=email).exists():
            raise forms.ValidationError(_("Another account has this e-mail address."))
        return email

    def _save_m2m(self) -> None:
        super()._save_m2m()
        chosen = set(self.cleaned_data["units"])
        self.instance.memberships.exclude(unit__in=chosen).delete()
        for unit in chosen:
            Membership.objects.get_or_create(user=self.instance, unit=unit)


class UserCreationForm(_AccountForm, WagtailUserCreationForm):
    """Create an account; leave the password out to send an invitation instead."""

    password_required = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = _(
            "Leave it blank: an invitation to set a password goes to the e-mail address."
        )

    def save(self, commit: bool = True) -> Any:
        if not self.cleaned_data["password1"]:
            self.instance.set_unusable_password()
        return super().save(commit)


class UserEditForm(_AccountForm, WagtailUserEditForm):
    """Change an account."""
