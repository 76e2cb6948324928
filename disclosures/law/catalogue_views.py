"""Law moves in the admin: what another catalogue would change, loading it, and what to look at
again."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from disclosures.catalogue.loading import load
from disclosures.catalogue.preview import Doubt, ended_bases, to_review
from disclosures.catalogue.reading import CatalogueError, parse_rows
from disclosures.law.bases import ended_words, rows_of_bases, validities
from disclosures.law.changes import preview
from disclosures.register import snapshot
from disclosures.words.mistakes import mistake_words
from disclosures.words.wording import title_of
from portal.permissions import may

#: Longest catalogue; the project's own has about 80 000 characters.
MOST_CHARACTERS = 1_000_000
WHY = {
    Doubt.BASIS_ENDED: lazy("its legal basis is no longer in force"),
    Doubt.NEWER_LAW: lazy("a newer law exists that was not read"),
    Doubt.NO_RULE: lazy("no deadline is known for today"),
    Doubt.NOT_READ: lazy("the text of the rule was not read"),
}


class CatalogueForm(forms.Form):
    """A catalogue: uploaded to be previewed, or the previewed text to be loaded."""

    file = forms.FileField(label=lazy("Catalogue (YAML)"), required=False)
    text = forms.CharField(required=False, max_length=MOST_CHARACTERS, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        upload = cleaned.get("file")
        if upload is not None:
            if upload.size > MOST_CHARACTERS:
                raise forms.ValidationError(_("The file is too large for a catalogue of duties."))
            try:
                cleaned["text"] = upload.read().decode("utf-8")
            except UnicodeDecodeError as error:
                raise forms.ValidationError(_("The file is no text in UTF-8.")) from error
        if not cleaned.get("text", "").strip():
            raise forms.ValidationError(_("Choose the file of the catalogue."))
        try:
            rows = parse_rows(cleaned["text"], upload.name if upload else _("catalogue"))
        except CatalogueError as error:
            raise forms.ValidationError(mistake_words(error)) from error
        self.duties = tuple(duty for _row, duty in rows)
        return cleaned


def review(request: HttpRequest) -> HttpResponse:
    """The duties to look at again; for the office the preview of another catalogue, and loading
    it."""
    if not may(request.user, "view_register"):
        raise PermissionDenied
    may_load = may(request.user, "act_for_any_unit")
    found = snapshot()
    form = CatalogueForm(request.POST or None, request.FILES or None) if may_load else None
    context: dict[str, Any] = {}
    if request.method == "POST":
        if form is None:
            raise PermissionDenied
        if form.is_valid():
            if "load" in request.POST:
                return _loaded(request, form.cleaned_data["text"])
            context = {
                "previewed": True,
                "text": form.cleaned_data["text"],
                **preview(found, form.duties),
            }
    known = validities()
    rows = [
        {
            "duty": duty,
            "title": title_of(duty),
            "why": [WHY[one] for one in why],
            "ended": [ended_words(one) for one in ended_bases(duty, found.day, known)],
        }
        for duty, why in to_review(found.duties, found.day, known)
    ]
    return render(
        request,
        "disclosures/admin/law.html",
        {
            "page_title": _("Legal bases"),
            "header_icon": "rotate",
            "form": form,
            "rows": rows,
            "bases": rows_of_bases(found.duties, found.day, known),
            "may_edit": may_load,
            **context,
        },
    )


def _loaded(request: HttpRequest, text: str) -> HttpResponse:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "catalogue.yaml")
        path.write_text(text, encoding="utf-8")
        loaded = load(path)
    messages.success(
        request,
        _("Loaded: %(created)s new, %(updated)s changed, %(unchanged)s as they were.")
        % {
            "created": len(loaded.created),
            "updated": len(loaded.updated),
            "unchanged": len(loaded.unchanged),
        },
    )
    return redirect("disclosures_law")
