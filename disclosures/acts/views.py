"""The staff's page of one duty, the acts signed from it, and confirming its rules."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from disclosures import presenting
from disclosures.acts import signing as acts
from disclosures.acts.forms import ActForm
from disclosures.acts.signing import ACTS, Act, Signed
from disclosures.counting.duties import Duty
from disclosures.models import Obligation, ObligationKind, ObligationVersion
from disclosures.register import LeadUnits, Register, snapshot
from disclosures.words.reasons import sentence
from disclosures.words.rule_words import rule_words
from disclosures.words.wording import (
    VALUES,
    VERIFICATIONS,
    case_words,
    event_words,
    time_left,
    title_of,
)
from portal.models import PublicationEvent, Unit
from portal.permissions import may
from portal.publishing import PublishingRefused

#: Events of the ledger shown on a duty's page.
LEDGER_LENGTH = 50


def duty_page(request: HttpRequest, code: str) -> HttpResponse:
    """Instances, acts, versions and ledger of one duty, for its unit and who reads the register."""
    found, duty, unit = _asked_for(request, code)
    status = found.statuses[code]
    obligation = Obligation.objects.get(code=code)
    instances = presenting.newest_first(status.instances)
    return render(
        request,
        "disclosures/admin/duty.html",
        {
            "page_title": duty.code,
            "page_subtitle": title_of(duty),
            "header_icon": "tasks",
            "duty": duty,
            "unit": unit,
            "kind": ObligationKind(duty.kind).label,
            "status": status.value.value,
            "why": sentence(status.why),
            "confirmed": status.rule_confirmed,
            "calendar_confirmed": status.calendar_confirmed,
            "expected": status.expected,
            "missing": status.missing,
            "acts": acts.available(request.user, duty, found, unit),
            "instances": [_instance(one, found) for one in instances],
            "versions": [_version(one) for one in _versions(obligation)],
            "may_confirm": may(request.user, "act_for_any_unit"),
            "events": _ledger(duty, found),
            "public_url": presenting.address(code),
        },
    )


def sign_act(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """The form of one act; a valid one is signed and the page says what it changed."""
    found, duty, unit = _asked_for(request, code)
    act = ACTS.get(slug)
    if act is None:
        raise Http404
    status = found.statuses[code]
    if act not in acts.available(request.user, duty, found, unit):
        raise PermissionDenied
    form = act.form(
        request.POST or None,
        request.FILES or None,
        duty=duty,
        status=status,
        found=found,
        initial={"case": request.GET.get("case", "")},  # the work list says which
    )
    if request.method == "POST" and form.is_valid():
        signed = _signed(act, form, request, unit)
        if signed is not None:
            messages.success(request, _what_changed(duty, signed))
            return redirect("disclosures_duty", code)
    return render(
        request,
        "disclosures/admin/act.html",
        {
            "page_title": act.title,
            "page_subtitle": f"{duty.code} – {title_of(duty)}",
            "header_icon": "edit",
            "act": act,
            "duty": duty,
            "unit": unit,
            "form": form,
            "note": duty.anchor_note if slug == "register-event" else duty.channel_note,
        },
    )


@require_POST
def confirm_rule(request: HttpRequest, code: str, version_id: int) -> HttpResponse:
    """Confirm one version of a rule."""
    version = get_object_or_404(ObligationVersion, pk=version_id, obligation__code=code)
    try:
        acts.confirm_rule(version, actor=request.user)
    except ValueError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The rule of %(code)s is confirmed.") % {"code": code})
    return redirect("disclosures_duty", code)


def _asked_for(request: HttpRequest, code: str) -> tuple[Register, Duty, Unit | None]:
    found = snapshot()
    duty = found.duty(code)
    if duty is None:
        raise Http404
    unit = LeadUnits(found.day).of(duty)
    if not acts.may_read(request.user, unit):
        raise PermissionDenied
    return found, duty, unit


def _signed(act: Act, form: ActForm, request: HttpRequest, unit: Unit | None) -> Signed | None:
    try:
        return acts.sign(act, form, actor=request.user, unit=unit)
    except PublishingRefused as refused:
        form.add_error(None, str(refused))
        return None


def _what_changed(duty: Duty, signed: Signed) -> str:
    before, after = (VALUES[one.value] for one in (signed.before, signed.after))
    if before == after:
        return _("Signed. %(duty)s stays: %(status)s. %(why)s") % {
            "duty": duty.code,
            "status": after,
            "why": sentence(signed.after.why),
        }
    return _("Signed. %(duty)s was: %(before)s, is now: %(after)s. %(why)s") % {
        "duty": duty.code,
        "before": before,
        "after": after,
        "why": sentence(signed.after.why),
    }


def _instance(one: Any, found: Register) -> dict[str, Any]:
    return {
        "name": case_words(one.case) or _("the duty as a whole"),
        "title": one.title,
        "due": one.due,
        "left": time_left(one.due, found.day, found.calendar) if one.is_owed and one.due else "",
        "answered_on": one.satisfied_on,
        "status": one.status.value,
        "why": sentence(one.why, with_case=False),
    }


def _versions(obligation: Obligation) -> list[ObligationVersion]:
    found = list(obligation.versions.select_related("confirmed_by"))
    return sorted(
        found,
        key=lambda one: (one.superseded_at is None, str(one.valid_from or ""), one.pk),
        reverse=True,
    )


def _version(one: ObligationVersion) -> dict[str, Any]:
    return {
        "row": one,
        "deadline": rule_words(one.as_value().rule),
        "verification": VERIFICATIONS[one.verification],
        "source_url": one.source_url if one.source_url.startswith("http") else "",
    }


def _ledger(duty: Duty, found: Register) -> list[PublicationEvent]:
    events = {one.id: one for one in found.events_of(duty.code)}
    latest = sorted(events)[-LEDGER_LENGTH:]
    rows = list(PublicationEvent.objects.filter(pk__in=latest).order_by("-pk"))
    for row in rows:
        row.words, row.is_void = event_words(row), found.is_void(events[row.pk])
    return rows
