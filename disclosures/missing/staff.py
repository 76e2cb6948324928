"""The staff's side of notices in the admin: the list, one notice, and what is done with it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from disclosures import permissions
from disclosures.missing import handling, wording
from disclosures.missing.forms import AnswerForm, DeclineForm, SeenForm
from disclosures.missing.states import MissingState, may_become
from disclosures.models import MissingNotice, MissingStateChoices
from disclosures.presenting import address
from disclosures.register import LeadUnits, catalogue
from disclosures.words.wording import title_of
from portal.permissions import may, units_served_by

PER_PAGE = 30
#: What `?state=` keeps that is no state of its own.
OVERDUE = "overdue"
FORMS = {
    "answer": AnswerForm,
    "release": SeenForm,
    "decline": DeclineForm,
    "set-apart": SeenForm,
}
BECOMES = {
    "answer": MissingState.ANSWERED,
    "release": MissingState.RELEASED,
    "decline": MissingState.DECLINED,
    "set-apart": MissingState.SET_APART,
}


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """The notices that the person may read; `?state=` keeps those in one state, `overdue` those
    that wait too long."""
    today = timezone.localdate()
    units = LeadUnits(today)
    rows = readable(request.user, units)
    state = request.GET.get("state", "")
    if state == OVERDUE:
        rows = rows.overdue(today)
    elif state in set(MissingState):
        rows = rows.filter(state=state)
    else:
        state = ""
    page_obj = Paginator(rows, PER_PAGE).get_page(request.GET.get("trang"))
    duties = {one.code: one for one in catalogue()}
    return render(
        request,
        "disclosures/admin/notices.html",
        {
            "page_title": _("Readers' notices"),
            "page_subtitle": _("Is something missing?"),
            "header_icon": "mail",
            "state": state,
            "states": MissingStateChoices.choices,
            "page_obj": page_obj,
            "rows": [
                {
                    "notice": one,
                    "title": title_of(duties[one.duty_code]) if one.duty_code in duties else "",
                    "unit": _unit(units, duties.get(one.duty_code)),
                    "is_overdue": one.is_overdue(today),
                }
                for one in page_obj
            ],
        },
    )


@require_safe
def notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    """One notice and what may be done with it."""
    return _page(request, _asked_for(request, notice_id))


@require_POST
def act(request: HttpRequest, notice_id: int, verb: str) -> HttpResponse:
    """Answer, release, decline or set apart; a form that is wrong comes back with what it had."""
    found = _asked_for(request, notice_id)
    if verb not in FORMS:
        raise Http404
    if not permissions.may_answer_missing(request.user, handling.unit_of(found)):
        raise PermissionDenied
    form = FORMS[verb](request.POST)
    if not form.is_valid():
        return _page(request, found, {verb: form})
    data = form.cleaned_data
    try:
        if verb == "answer":
            handling.answer(
                found,
                actor=request.user,
                text=data["answer"],
                shown_question=data["shown_question"],
                seen=data["seen"],
            )
        elif verb == "release":
            handling.release(found, actor=request.user, seen=data["seen"])
        elif verb == "decline":
            handling.decline(found, actor=request.user, text=data["answer"], seen=data["seen"])
        else:
            handling.set_apart(found, actor=request.user, seen=data["seen"])
    except handling.NotNow as refusal:
        messages.error(request, str(refusal))
        if verb in ("answer", "decline"):  # what was typed stays on the screen
            return _page(request, found, {verb: form})
    else:
        messages.success(request, DONE[verb]())
    return redirect("disclosures_notice", notice_id)


@require_POST
def read_apart(request: HttpRequest, notice_id: int) -> HttpResponse:
    """The text of a notice that was set apart; that it was read is logged."""
    found = get_object_or_404(MissingNotice, pk=notice_id, state=MissingState.SET_APART)
    return _page(request, found, apart=handling.read_set_apart(found, actor=request.user))


def readable(user: Any, units: LeadUnits) -> QuerySet[MissingNotice]:
    """The notices that `user` may read: all, or those about duties of their own units."""
    rows = MissingNotice.objects.all()
    if may(user, "view_register") or may(user, "act_for_any_unit"):
        return rows
    if permissions.may_read_set_apart(user):
        return rows.filter(state=MissingState.SET_APART)
    if not may(user, "act_for_unit"):
        return rows.none()
    codes = {unit.code for unit in units_served_by(user)}
    return rows.filter(duty_code__in=[one.code for one in units.led_by(catalogue(), codes)])


DONE = {
    "answer": lambda: _("The sender can read the answer now. It is not public yet."),
    "release": lambda: _("Question and answer are public on the page of the duty."),
    "decline": lambda: _("The notice is closed; its sender can read why."),
    "set-apart": lambda: _("The text was taken out of sight and waits for who may read it."),
}


def _asked_for(request: HttpRequest, notice_id: int) -> MissingNotice:
    found = get_object_or_404(MissingNotice, pk=notice_id)
    if not permissions.may_read_missing(request.user, handling.unit_of(found)):
        if found.state == MissingState.SET_APART and permissions.may_read_set_apart(request.user):
            return found
        raise PermissionDenied
    return found


def _page(
    request: HttpRequest,
    found: MissingNotice,
    forms: dict[str, Any] | None = None,
    apart: Any = None,
) -> HttpResponse:
    found = MissingNotice.objects.select_related("answered_by", "released_by", "closed_by").get(
        pk=found.pk
    )
    today = timezone.localdate()
    duty = next((one for one in catalogue() if one.code == found.duty_code), None)
    unit = _unit(LeadUnits(today), duty)
    may_act = permissions.may_answer_missing(request.user, unit)
    allowed = [
        verb for verb, state in BECOMES.items() if may_act and may_become(found.state, state)
    ]
    seen = {"seen": handling.stamp(found)}
    fresh = {
        "answer": lambda: AnswerForm(
            initial={
                **seen,
                "answer": found.answer,
                "shown_question": found.shown_question or wording.masked(found.question),
            }
        ),
        "decline": lambda: DeclineForm(initial=seen, auto_id="decline_%s"),
        "release": lambda: SeenForm(initial=seen, auto_id="release_%s"),
        "set-apart": lambda: SeenForm(initial=seen, auto_id="apart_%s"),
    }
    shown = {verb.replace("-", "_"): (forms or {}).get(verb) or fresh[verb]() for verb in allowed}
    return render(
        request,
        "disclosures/admin/notice.html",
        {
            "page_title": _("Notice %(number)s") % {"number": found.pk},
            "page_subtitle": found.duty_code,
            "header_icon": "mail",
            "notice": found,
            "duty_title": title_of(duty) if duty else "",
            "public_url": address(found.duty_code) if duty else "",
            "unit": unit,
            "is_overdue": found.is_overdue(today),
            "is_apart": found.state == MissingState.SET_APART,
            "forms": shown,
            "apart": apart,
            "may_read_apart": permissions.may_read_set_apart(request.user),
        },
        status=400 if forms else 200,
    )


def _unit(units: LeadUnits, duty: Any) -> Any:
    return units.of(duty) if duty else None
