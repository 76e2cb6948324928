"""Entering the validity of one legal basis."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.log_actions import log

from disclosures.acts.day_field import DayField
from disclosures.bases import instruments
from disclosures.models import LegalBasis
from disclosures.register import catalogue
from portal.permissions import may


class BasisForm(forms.ModelForm):
    """From when to when it is in force, and what took its place."""

    class Meta:
        model = LegalBasis
        fields = ["name", "in_force_from", "in_force_until", "replaced_by", "note"]
        field_classes = {"in_force_from": DayField, "in_force_until": DayField}


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, key: str) -> HttpResponse:
    """Enter or correct it; logged with what was there before."""
    if not may(request.user, "act_for_any_unit"):
        raise PermissionDenied
    basis = LegalBasis.objects.filter(key=key).first() or _named_by_a_rule(key)
    before = _plain(basis) if basis.pk else {}
    form = BasisForm(request.POST or None, instance=basis)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            form.instance.changed_by = request.user
            saved = form.save()
            log(
                instance=saved,
                action="disclosures.basis_entered",
                user=request.user,
                data={"before": before, "after": _plain(saved)},
            )
        messages.success(request, _("%(figure)s is saved.") % {"figure": saved})
        return redirect("disclosures_law")
    return render(
        request,
        "disclosures/admin/basis_form.html",
        {
            "page_title": _("Legal basis"),
            "page_subtitle": basis.name,
            "header_icon": "rotate",
            "form": form,
            "checked_by": basis.changed_by if basis.pk else None,
        },
        status=400 if form.errors else 200,
    )


def _named_by_a_rule(key: str) -> LegalBasis:
    """A basis of which nothing is known yet but that a rule rests on it."""
    for duty in catalogue():
        for version in duty.versions:
            for law in instruments(version.legal_basis):
                if law.key == key:
                    return LegalBasis(key=key, name=law.name)
    raise Http404


def _plain(basis: LegalBasis) -> dict[str, Any]:
    return {name: str(getattr(basis, name) or "") for name in BasisForm.Meta.fields}
