"""The admin's door for files of procedures: upload, see what would happen, decide, watch.

Works without JavaScript: while a task is at work the page asks for itself again.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_POST

from portal.models import Unit
from portal.permissions import may, units_of
from procedures.exchange.mapping import parse_choices
from procedures.exchange.refusals import FileRefused
from procedures.exchange.unpacking import MAX_BYTES, MEGABYTE
from procedures.models import ImportState, ProcedureImport
from procedures.permissions import may_write
from procedures.tasks import check_import, write_import

ENDINGS = ".csv,.tsv,.xlsx,.json,.jsonl,.gz"


class UploadForm(forms.Form):
    """The file, the unit in charge, and columns whose heading doesn't say what they hold."""

    file = forms.FileField(
        label=lazy("File"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ENDINGS}),
        help_text=lazy("CSV, XLSX, JSON or JSON Lines, also as .gz. An export can be read back."),
    )
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label=lazy("Unit in charge"),
        required=False,
        empty_label=lazy("as the file says"),
        help_text=lazy("Of new procedures for which the file names none."),
    )
    mapping = forms.CharField(
        label=lazy("Columns"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=lazy("Where a heading is not understood, one a line: COLUMN=FIELD."),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.all()
        if not may(user, "write_any_kind"):
            units = units.filter(pk__in=units_of(user))
        self.fields["unit"].queryset = units

    def clean_file(self) -> Any:
        """Whether it can be read is found out afterwards; here only what is too large."""
        upload = self.cleaned_data["file"]
        if upload.size > MAX_BYTES:
            raise forms.ValidationError(
                _("The file is larger than %(limit)s MB; pack it (.gz) or split it.")
                % {"limit": MAX_BYTES // MEGABYTE}
            )
        if not upload.size:
            raise forms.ValidationError(_("The file is empty."))
        return upload

    def clean_mapping(self) -> str:
        """Every line maps a column to a field."""
        try:
            parse_choices(self.cleaned_data["mapping"].splitlines())
        except FileRefused as refused:
            raise forms.ValidationError(str(refused)) from refused
        return self.cleaned_data["mapping"]


def upload(request: HttpRequest) -> HttpResponse:
    """Choose a file; it is read by a task at once."""
    _check(request)
    form = UploadForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        ProcedureImport.objects.clean_up(timezone.now())
        kept = ProcedureImport.objects.create(
            owner=request.user,
            file=form.cleaned_data["file"],
            file_name=form.cleaned_data["file"].name[-255:],
            mapping=form.cleaned_data["mapping"],
            unit=form.cleaned_data["unit"],
        )
        transaction.on_commit(lambda: check_import.enqueue(kept.pk))
        return redirect("procedures_import_one", kept.pk)
    return render(
        request,
        "procedures/admin/import.html",
        {
            "page_title": _("Import procedures"),
            "header_icon": "upload",
            "form": form,
            "imports": ProcedureImport.objects.of(request.user)[:20],
        },
    )


def screen(request: HttpRequest, import_id: int) -> HttpResponse:
    """How far an import has come; once it was read, what it would do."""
    _check(request)
    found = get_object_or_404(ProcedureImport.objects.of(request.user), pk=import_id)
    return render(
        request,
        "procedures/admin/import_one.html",
        {
            "page_title": _("Import procedures"),
            "page_subtitle": found.file_name,
            "header_icon": "upload",
            "upload": found,
            "report": found.report,
            "percent": 100 * found.done // found.total if found.total else 0,
            "may_start": found.state == ImportState.CHECKED,
            "is_something": bool(
                found.report and (found.report["created"] or found.report["updated"])
            ),
        },
    )


@require_POST
def act(request: HttpRequest, import_id: int, verb: str) -> HttpResponse:
    """Write what was read, or throw the upload away. Good rows beside refused ones are written
    only when the person says so."""
    _check(request)
    with transaction.atomic():
        found = get_object_or_404(
            ProcedureImport.objects.of(request.user).select_for_update(), pk=import_id
        )
        if verb == "discard" and not found.is_running:
            found.drop_file()
            found.delete()
            messages.success(request, _("The upload is thrown away."))
            return redirect("procedures_import")
        if verb != "write" or found.state != ImportState.CHECKED:
            messages.warning(request, _("This import is at another step already."))
        elif found.report.get("rejected_count") and "keep_good" not in request.POST:
            messages.error(
                request,
                _(
                    "Some rows are refused. Say that the others are to be written all the same, or "
                    "correct the file and choose it again."
                ),
            )
        else:
            found.state, found.done = ImportState.WRITING, 0
            found.save(update_fields=["state", "done"])
            transaction.on_commit(lambda: write_import.enqueue(found.pk))
    return redirect("procedures_import_one", import_id)


def _check(request: HttpRequest) -> None:
    if not may_write(request.user):
        raise PermissionDenied
