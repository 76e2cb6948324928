"""The procedure's page form."""

from __future__ import annotations

from django.utils.translation import gettext as _

from portal.forms import DisclosurePageForm
from procedures.codes import normal_code


class ProcedurePageForm(DisclosurePageForm):
    """A code has one page: a draft with a code that is taken is refused where it is typed."""

    def clean_code(self) -> str:
        from django import forms

        from procedures.models import ProcedurePage

        code = normal_code(self.cleaned_data["code"])
        other = ProcedurePage.objects.filter(code=code).exclude(pk=self.instance.pk).first()
        if other is not None:
            raise forms.ValidationError(
                _("Code %(code)s already has its page: “%(title)s”. Edit that page instead.")
                % {"code": code, "title": other.title}
            )
        return code
