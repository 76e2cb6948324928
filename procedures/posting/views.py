"""The admin's screen for posting sheets, and where the short address on a sheet leads."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext, pgettext_lazy
from django.views.decorators.http import require_GET

from portal.collation import sort_key
from portal.permissions import may
from portal.publishing import PublishingRefused
from portal.sheets import SheetFailed
from procedures.codes import normal_code
from procedures.field_choices import OneByName
from procedures.models import (
    ProcedureField,
    ProcedurePage,
    ProcedureVersion,
)
from procedures.permissions import may_print
from procedures.posting.evidence import HungForm, record_hung
from procedures.posting.sheets import MOST_SHEETS, Paper, list_sheet, procedure_sheets
from procedures.serving import address

ALL, SHEETS = "list", "sheets"


@require_GET
def version(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The short address of a version: to the version's own page, or to the page's when it is no
    longer public (which says why). 404 for a version that never was."""
    found = get_object_or_404(
        ProcedureVersion.objects.select_related("page"),
        page__code=normal_code(code),
        number=number,
    )
    page = found.page
    return redirect(address(page, found) if page.live else page.url or "/")


class PrintForm(forms.Form):
    """What to print: the list or whole sheets, of one field or of all, on which paper."""

    what = forms.ChoiceField(
        label=pgettext_lazy("posting sheet", "What"),
        choices=[
            (ALL, lazy("the list of procedures")),
            (SHEETS, lazy("a sheet of each procedure")),
        ],
        initial=SHEETS,
    )
    field = OneByName(
        ProcedureField.objects.all(),
        label=lazy("Field of administration"),
        required=False,
        empty_label=lazy("All fields"),
        to_field_name="code",
    )
    code = forms.CharField(
        label=lazy("Code of one procedure"),
        required=False,
        max_length=60,
        help_text=lazy("Left empty: all procedures of the field."),
    )
    paper = forms.ChoiceField(
        label=lazy("Size of paper"),
        choices=[(one.value, one.name) for one in Paper],
        initial=Paper.A4,
    )

    def versions(self) -> list[ProcedureVersion]:
        """The versions in force today that were chosen, by name."""
        pages = ProcedurePage.objects.live().select_related("unit", "field")
        if self.cleaned_data["field"]:
            pages = pages.filter(field=self.cleaned_data["field"])
        if self.cleaned_data["code"]:
            pages = pages.filter(code=normal_code(self.cleaned_data["code"]))
        found = {page.pk: page for page in pages}
        ruling = ProcedureVersion.objects.ruling_for(found, timezone.localdate())
        chosen = []
        for pk, page in found.items():
            one = ruling.get(pk)
            if one is not None and not one.is_repeal:
                one.page = page
                chosen.append(one)
        return sorted(chosen, key=lambda one: sort_key(one.page.title))

    def clean(self) -> dict[str, Any]:
        """There must be something to print, and not too much of it."""
        cleaned = super().clean()
        if self.errors:
            return cleaned
        count = len(self.versions())
        if not count:
            self.add_error(None, _("No procedure in force matches your choice."))
        elif cleaned["what"] == SHEETS and count > MOST_SHEETS:
            self.add_error(
                "field",
                _("These are %(count)s sheets; at most %(limit)s go into one file. Choose a field.")
                % {"count": count, "limit": MOST_SHEETS},
            )
        return cleaned


def screen(request: HttpRequest) -> HttpResponseBase:
    """Choose what to print (GET with `what` answers with the PDF), and enter that it hangs."""
    if not may_print(request.user):
        raise PermissionDenied
    asked = "paper" in request.GET
    form = PrintForm(request.GET) if asked else PrintForm()
    chosen = form.versions() if asked and form.is_valid() else []
    hung = HungForm(initial={"hung_on": timezone.localdate()})
    if request.method == "POST" and chosen:
        hung = HungForm(request.POST, request.FILES)
        if hung.is_valid() and _recorded(request, hung, chosen):
            return redirect("procedures_posting")
    elif chosen and "print" in request.GET:
        try:
            return _pdf(form, chosen)
        except SheetFailed as failed:
            messages.error(request, str(failed))
    return render(
        request,
        "procedures/admin/posting.html",
        {
            "page_title": _("Posting sheets"),
            "header_icon": "doc-full",
            "form": form,
            "hung": hung,
            "chosen": chosen,
            "may_sign": may(request.user, "act_for_unit") or may(request.user, "act_for_any_unit"),
        },
    )


def _pdf(form: PrintForm, chosen: list[ProcedureVersion]) -> HttpResponse:
    paper, today = Paper(form.cleaned_data["paper"]), timezone.localdate()
    is_list = form.cleaned_data["what"] == ALL
    pdf = (list_sheet if is_list else procedure_sheets)(chosen, paper, today)
    name = "danh-muc" if is_list else chosen[0].page.code if len(chosen) == 1 else "niem-yet"
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}-{paper}.pdf"'
    return response


def _recorded(request: HttpRequest, form: HungForm, chosen: list[ProcedureVersion]) -> bool:
    try:
        record_hung(chosen, form, actor=request.user)
    except (PermissionDenied, PublishingRefused) as refused:
        form.add_error(None, str(refused) or _("You may not sign this for that unit."))
        return False
    messages.success(
        request,
        ngettext(
            "The posting of %(count)s procedure is in the ledger.",
            "The posting of %(count)s procedures is in the ledger.",
            len(chosen),
        )
        % {"count": len(chosen)},
    )
    return True


def one_sheet(request: HttpRequest, page_id: int, paper: str) -> HttpResponse:
    """The sheet of one procedure, from its own screens in the admin."""
    if not may_print(request.user):
        raise PermissionDenied
    page = get_object_or_404(ProcedurePage.objects.live(), pk=page_id)
    if page.ruling_version is None or page.ruling_version.is_repeal or paper not in list(Paper):
        raise Http404
    one = page.ruling_version
    one.page = page
    try:
        pdf = procedure_sheets([one], Paper(paper), timezone.localdate())
    except SheetFailed as failed:
        messages.error(request, str(failed))
        return redirect("procedures_posting")
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{page.code}-{paper}.pdf"'
    return response
