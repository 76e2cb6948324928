"""Account forms: the e-mail address is needed, because invitations and resets go there."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm as WagtailUserCreationForm
from wagtail.users.forms import UserEditForm as WagtailUserEditForm

from portal.models import Unit
from portal.models.units import Membership


class _UnitsMixin(forms.ModelForm):
    """Which units a person works in; several are possible."""

    units = forms.ModelMultipleChoiceField(
        label=_("Units"),
        queryset=Unit.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["units"].initial = list(
                self.instance.memberships.values_list("unit", flat=True)
            )

    def save(self, commit: bool = True) -> Any:
        user = super().save(commit)
        if commit:
            chosen = set(self.cleaned_data["units"])
            user.memberships.exclude(unit__in=chosen).delete()
            for unit in chosen:
                Membership.objects.get_or_create(user=user, unit=unit)
        return user


class UserCreationForm(_UnitsMixin, WagtailUserCreationForm):
    """Create an account; leave the password out to send an invitation instead."""


class UserEditForm(_UnitsMixin, WagtailUserEditForm):
    """Change an account."""
