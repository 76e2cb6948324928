"""Entering another version of a duty's rule: first what it would change, then the entry."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from disclosures.catalogue import versions
from disclosures.law.changes import preview
from disclosures.law.version_form import SHAPES, Shape, VersionForm, shape_of
from disclosures.models import Obligation
from disclosures.register import snapshot
from disclosures.words.rule_words import rule_words
from disclosures.words.wording import title_of
from portal.permissions import may


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, code: str) -> HttpResponse:
    """The form of another version of the rule of `code`; what it would change; its entry.

    Only what was shown is entered: the second button sends the fingerprint of what was previewed.
    """
    if not may(request.user, "act_for_any_unit"):
        raise PermissionDenied
    found = snapshot()
    duty, obligation = found.duty(code), Obligation.objects.filter(code=code).first()
    if duty is None or obligation is None:
        raise Http404
    standing = versions.in_force(obligation)
    shape = _shape(request.GET.get("dang", ""), standing[-1])
    form = VersionForm(request.POST or None, duty=duty, versions=standing, shape=shape)
    context: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        seen = _fingerprint(form, standing)
        if request.POST.get("seen") == seen:
            versions.enter(obligation, form.version, corrects=form.corrects, actor=request.user)
            words = _("The rule of %(code)s is entered. Nobody has confirmed it yet.")
            messages.success(request, words % {"code": code})
            return redirect("disclosures_duty", code)
        context = {
            "seen": seen,
            "words": rule_words(form.changed.versions[-1].rule),
            **preview(found, (form.changed,)),
        }
    return render(
        request,
        "disclosures/admin/version_form.html",
        {
            "page_title": _("Another version of the rule"),
            "page_subtitle": f"{code} – {title_of(duty)}",
            "header_icon": "edit",
            "duty": duty,
            "form": form,
            "shape": shape,
            "shapes": [{"key": key.value, "label": label} for key, label in SHAPES.items()],
            "now": rule_words(duty.versions[-1].rule if duty.versions else None),
            **context,
        },
        status=400 if form.errors else 200,
    )


def _shape(asked: str, last: dict[str, Any]) -> Shape:
    return Shape(asked) if asked in set(Shape) else shape_of(last)


def _fingerprint(form: VersionForm, standing: list[dict[str, Any]]) -> str:
    """Of what would be entered, and of what it was seen beside."""
    said = json.dumps([form.version, form.corrects, standing], default=str, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()
