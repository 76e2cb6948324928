"""The Office's pages of a period: who answered, one task with its thread, text, sending, files."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from disclosures import permissions
from disclosures.models import PlanTask, ReportOverride, ReportPeriod, ReportText, TaskAnswer
from disclosures.reporting import answers, freezing, office_page, words
from disclosures.reporting.compiling import compiled, text_of
from disclosures.reporting.docx_report import docx_of
from disclosures.reporting.forms import (
    CorrectionForm,
    DatesForm,
    QuestionForm,
    TextForm,
    WordForm,
)
from disclosures.reporting.views import forbidden
from disclosures.reporting.xlsx_report import xlsx_of
from disclosures.words.wording import period_words
from portal.models import Unit

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
View = Callable[..., HttpResponse]


def readers_only(view: View) -> View:
    """For who may read reports; to change anything one must be allowed to compile them."""

    @wraps(view)
    def checked(request: HttpRequest, period_id: int, *args: Any, **kwargs: Any) -> HttpResponse:
        may = permissions.may_compile if request.method == "POST" else permissions.may_read_reports
        if not may(request.user):
            return forbidden(request)
        found = ReportPeriod.objects.select_related("plan", "frozen")
        return view(request, get_object_or_404(found, pk=period_id), *args, **kwargs)

    return checked


@readers_only
def report(request: HttpRequest, period: ReportPeriod) -> HttpResponse:
    """Who answered and how the tasks stand; of a sent report, what was sent and corrected."""
    content = compiled(period, timezone.now())
    form = CorrectionForm(request.POST or None)
    if request.method == "POST" and period.is_sent and form.is_valid():
        freezing.correct(period.frozen, **form.cleaned_data, actor=request.user, at=timezone.now())
        messages.success(request, _("The correction is listed beside the report."))
        return redirect("disclosures_report", period.pk)
    context = {
        **_frame(request, period),
        "report": content,
        "subject": words.subject(content),
        "sentences": [*words.task_sentences(content), *words.register_sentences(content)],
        "groups": office_page.groups(content),
        "form": form,
    }
    if period.is_sent:
        context["corrections"] = period.frozen.corrections.select_related("recorded_by")
        context["later"] = (
            TaskAnswer.objects.latest_given()
            .filter(period=period, answered_at__gt=period.frozen.frozen_at)
            .select_related("unit", "task")
        )
    return render(request, "disclosures/admin/report.html", context)


@readers_only
def task(request: HttpRequest, period: ReportPeriod, task_id: int) -> HttpResponse:
    """One task: each unit's answers with their versions, questions, the Office's wording."""
    found = get_object_or_404(PlanTask, pk=task_id, plan=period.plan)
    asked, worded = QuestionForm(), WordForm()
    if request.method == "POST":
        verb = request.POST.get("verb", "")
        asked = QuestionForm(request.POST) if verb == "ask" else asked
        worded = WordForm(request.POST) if verb == "word" else worded
        try:
            if _act(request, period, found, verb, asked, worded):
                return redirect("disclosures_report_task", period.pk, found.pk)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    row = next(
        (one for one in compiled(period, timezone.now())["tasks"] if one["id"] == found.pk), None
    )
    if row is None:
        raise Http404
    if not worded.is_bound:
        worded = WordForm(initial={"text": row["entry"]})
    context = {
        **_frame(request, period),
        "page_subtitle": _("task %(number)s") % {"number": found.number}
        if found.number
        else period.plan.number,
        "task": found,
        "row": row,
        "state": words.state(row["state"]),
        "figures": office_page.figures(row["figures"]),
        "threads": office_page.threads(period, found, row),
        "overrides": ReportOverride.objects.filter(period=period, task=found).select_related(
            "written_by"
        ),
        "question_form": asked,
        "asked_unit": request.POST.get("unit", "") if asked.is_bound else "",
        "word_form": worded,
    }
    return render(request, "disclosures/admin/report_task.html", context)


@readers_only
def dates(request: HttpRequest, period: ReportPeriod) -> HttpResponse:
    """Set the period's dates, while the report isn't sent."""
    if period.is_sent or not permissions.may_compile(request.user):
        return forbidden(request)
    form = DatesForm(request.POST or None, instance=period)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("The dates are saved."))
        return redirect("disclosures_report", period.pk)
    context = {**_frame(request, period), "form": form, "heading": _("Dates")}
    return render(request, "disclosures/admin/report_form.html", context)


@readers_only
def text(request: HttpRequest, period: ReportPeriod) -> HttpResponse:
    """The report's own text. Of two people, the second is told and keeps what they wrote."""
    if period.is_sent or not permissions.may_compile(request.user):
        return forbidden(request)
    with transaction.atomic():
        ReportPeriod.objects.select_for_update().get(pk=period.pk)
        current = text_of(period)
        seen = current.version
        form = TextForm(request.POST or None, instance=current, initial={"seen": seen})
        if request.method == "POST" and form.is_valid():
            if form.cleaned_data["seen"] == seen:
                form.instance.version = seen + 1
                form.save()
                messages.success(request, _("The text is saved."))
                return redirect("disclosures_report", period.pk)
            messages.warning(
                request,
                _(
                    "Somebody saved the text meanwhile. Yours is still in the fields: compare it "
                    "with theirs below, then save again."
                ),
            )
            form.data = form.data.copy()
            form.data["seen"] = str(seen)
    theirs = ReportText.objects.filter(period=period).first() if form.is_bound else None
    context = {
        **_frame(request, period),
        "form": form,
        "heading": _("Text of the report"),
        "theirs": [
            (form.fields[name].label, getattr(theirs, name))
            for name in TextForm.Meta.fields
            if theirs and str(getattr(theirs, name) or "") != str(form[name].value() or "")
        ],
    }
    return render(request, "disclosures/admin/report_form.html", context)


@readers_only
def send(request: HttpRequest, period: ReportPeriod) -> HttpResponse:
    """Look at it once more, then send: from then on it stays as it is."""
    if period.is_sent or not permissions.may_compile(request.user):
        return forbidden(request)
    if request.method == "POST":
        try:
            freezing.freeze(
                period,
                actor=request.user,
                at=timezone.now(),
                seen=request.POST.get("seen", ""),
            )
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("disclosures_report_send", period.pk)
        messages.success(request, _("The report is sent and stays as it is now."))
        return redirect("disclosures_report", period.pk)
    content = compiled(period, timezone.now())
    context = {
        **_frame(request, period),
        "report": content,
        "subject": words.subject(content),
        "sentences": [*words.task_sentences(content), *words.register_sentences(content)],
        "seen": freezing.fingerprint(content),
    }
    return render(request, "disclosures/admin/report_send.html", context)


@readers_only
def download(request: HttpRequest, period: ReportPeriod, form: str) -> HttpResponse:
    """The report as a file: docx, xlsx, or json (the very snapshot, once it is sent)."""
    name = f"bao-cao-{period.plan.number.replace('/', '-')}-{period.code}.{form}"
    if form == "json" and period.is_sent:
        data, kind = period.frozen.snapshot.encode(), "application/json"
    else:
        content = compiled(period, timezone.now())
        if form == "docx":
            data, kind = docx_of(content, site=settings.SITE_URL), DOCX
        elif form == "xlsx":
            data, kind = xlsx_of(content, site=settings.SITE_URL), XLSX
        elif form == "json":
            data, kind = json.dumps(content, ensure_ascii=False).encode(), "application/json"
        else:
            raise Http404
    return HttpResponse(
        data,
        content_type=kind,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
        },
    )


# Pieces


def _act(
    request: HttpRequest,
    period: ReportPeriod,
    found: PlanTask,
    verb: str,
    asked: QuestionForm,
    worded: WordForm,
) -> bool:
    """Do what was asked for; False when the form needs a second look. Raises ValidationError."""
    now, actor = timezone.now(), request.user
    if verb == "word":
        if not worded.is_valid():
            return False
        answers.word(period, found, **worded.cleaned_data, actor=actor, at=now)
        messages.success(request, _("The entry is worded as you wrote it."))
        return True
    if verb not in ("ask", "settle"):
        raise Http404
    unit = Unit.objects.filter(code=request.POST.get("unit", "")).first()
    if unit is None:
        raise Http404
    if verb == "settle":
        answers.ask(period, found, unit, "", actor=actor, at=now)
        messages.success(request, _("The question is settled."))
        return True
    if not asked.is_valid():
        return False
    try:
        answers.ask(period, found, unit, asked.cleaned_data["text"], actor=actor, at=now)
    except PermissionDenied as error:  # the decorator has asked already
        raise Http404 from error
    messages.success(
        request, _("The question is in the work list of %(unit)s.") % {"unit": unit.name}
    )
    return True


def _frame(request: HttpRequest, period: ReportPeriod) -> dict[str, Any]:
    return {
        "page_title": _("Report of %(period)s")
        % {"period": words.lower_first(period_words(period.code))},
        "page_subtitle": period.plan.number,
        "header_icon": "doc-full",
        "period": period,
        "may_compile": permissions.may_compile(request.user),
        "may_change": permissions.may_compile(request.user) and not period.is_sent,
    }
