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
from disclosures.catalogue.preview import Change, Doubt, changes, to_review
from disclosures.catalogue.reading import CatalogueError, parse_rows
from disclosures.counting.duties import Duty
from disclosures.register import Register, snapshot
from disclosures.status import status_all
from disclosures.words.wording import INSTANCES, VALUES, case_words, title_of
from portal.permissions import may

#: Longest catalogue; the project's own has about 80 000 characters.
MOST_CHARACTERS = 1_000_000
#: Changes shown; the number of all is said.
MOST_SHOWN = 300
WHY = {
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
            raise forms.ValidationError(str(error)) from error
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
            context = _preview(found, form)
    rows = [
        {"duty": duty, "title": title_of(duty), "why": [WHY[one] for one in why]}
        for duty, why in to_review(found.duties, found.day)
    ]
    return render(
        request,
        "disclosures/admin/law.html",
        {
            "page_title": _("Legal bases"),
            "header_icon": "rotate",
            "form": form,
            "rows": rows,
            **context,
        },
    )


def what_changes(found: Register, duties: tuple[Duty, ...]) -> list[Change]:
    """What the register would say otherwise under `duties`. Duties that the catalogue no longer
    has stay as they are (loading keeps them)."""
    after = status_all(
        duties, found.journal, found.calendar, found.at, tracked_from=found.tracked_from
    )
    order = list(dict.fromkeys([*(one.code for one in found.duties), *after]))
    return changes(found.statuses, {**found.statuses, **after}, order)


def _preview(found: Register, form: CatalogueForm) -> dict[str, Any]:
    all_changes = what_changes(found, form.duties)
    titles = {one.code: title_of(one) for one in (*found.duties, *form.duties)}
    return {
        "previewed": True,
        "changes": [_words(one, titles[one.duty]) for one in all_changes[:MOST_SHOWN]],
        "change_count": len(all_changes),
        "instance_count": sum(not one.of_whole for one in all_changes),
        "text": form.cleaned_data["text"],
    }


def _words(one: Change, title: str) -> dict[str, Any]:
    words = VALUES if one.of_whole else INSTANCES
    labels = {key.value: label for key, label in words.items()}
    return {
        "duty": one.duty,
        "title": title,
        "case": _("the duty as a whole") if one.of_whole else case_words(one.case),
        "of_whole": one.of_whole,
        "due_before": one.due_before,
        "due_after": one.due_after,
        "before": labels.get(one.status_before, "–"),
        "after": labels.get(one.status_after, "–"),
    }


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
