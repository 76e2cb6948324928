"""The public side of notices: the form of a duty, the page of a tracking code.

Nobody needs an account. What comes in is limited per address; nothing typed is lost on refusal.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from disclosures.counting.duties import Duty
from disclosures.missing import handling, tracking
from disclosures.missing.forms import LookupForm, NoticeForm
from disclosures.missing.states import MissingState
from disclosures.models import MissingNotice
from disclosures.presenting import address
from disclosures.register import catalogue
from disclosures.words.wording import title_of
from portal.accounts import throttling
from portal.accounts.addresses import client_address

#: Sending: from one address, and from all together, so that nobody floods the office.
FROM_ONE, FROM_ALL = "missing-from", "missing-all"
#: Trying tracking codes, from one address.
LOOKUP = "missing-lookup"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """The form of one duty; a valid one is kept and leads to the page of its tracking code."""
    duty = next((one for one in catalogue() if one.code == code), None)
    if duty is None:
        raise Http404
    now = timezone.now()
    if request.method != "POST":
        return _form(request, duty, NoticeForm(duty=code, now=now))
    form = NoticeForm(request.POST, duty=code, now=now)
    if not form.is_valid():
        return _form(request, duty, form, status=400)
    wait = _too_often(request)
    if wait:
        form.add_error(None, _wait_words(wait))
        response = _form(request, duty, form, status=429)
        response["Retry-After"] = str(wait)
        return response
    data = form.cleaned_data
    _notice, tracking_code = handling.receive(
        code, data["question"], data["email"], form.sealed, now
    )
    return redirect("disclosures:notice", tracking.in_groups(tracking_code))


@never_cache
@require_safe
def lookup(request: HttpRequest) -> HttpResponse:
    """Find a notice by its tracking code (`?ma=`)."""
    form = LookupForm(request.GET if "ma" in request.GET else None)
    if form.is_bound and form.is_valid():
        code = form.cleaned_data["ma"]
        verdict = throttling.take(LOOKUP, client_address(request), throttling.limit_of(LOOKUP))
        if not verdict.allowed:
            form.add_error(None, _wait_words(verdict.retry_after))
        elif _found(code):
            return redirect("disclosures:notice", tracking.in_groups(code))
        else:
            form.add_error("ma", _("There is no notice with this code."))
    status = 400 if form.errors else 200
    return render(
        request,
        "disclosures/missing/lookup.html",
        {"trail": _trail(), "form": form},
        status=status,
    )


@never_cache
@require_safe
def notice(request: HttpRequest, code: str) -> HttpResponse:
    """What became of a notice, for its sender: whoever has the code."""
    found = _found(tracking.typed(code))
    if found is None:
        verdict = throttling.take(LOOKUP, client_address(request), throttling.limit_of(LOOKUP))
        if not verdict.allowed:
            response = HttpResponse(_wait_words(verdict.retry_after), status=429)
            response["Content-Type"] = "text/plain; charset=utf-8"
            response["Retry-After"] = str(verdict.retry_after)
            return response
        raise Http404
    duty = next((one for one in catalogue() if one.code == found.duty_code), None)
    return render(
        request,
        "disclosures/missing/notice.html",
        {
            "trail": _trail(duty),
            "notice": found,
            "code": tracking.in_groups(tracking.typed(code)),
            "duty_title": title_of(duty) if duty else found.duty_code,
            "duty_url": address(duty.code) if duty else "",
            "is_overdue": found.is_overdue(timezone.localdate()),
            "is_apart": found.state == MissingState.SET_APART,
            "is_answered": found.state in (MissingState.ANSWERED, MissingState.RELEASED),
            "is_declined": found.state == MissingState.DECLINED,
        },
    )


def _found(code: str) -> MissingNotice | None:
    if not code:
        return None
    return MissingNotice.objects.filter(code_digest=tracking.digest_of(code)).first()


def _form(request: HttpRequest, duty: Duty, form: NoticeForm, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {
        "trail": _trail(duty),
        "form": form,
        "duty_title": title_of(duty),
        "duty_url": address(duty.code),
        "days": handling.answer_within_days(),
        "lookup_url": reverse("disclosures:notice_lookup"),
    }
    return render(request, "disclosures/missing/ask.html", context, status=status)


def _too_often(request: HttpRequest) -> int:
    """Seconds to wait before one more notice may come from there; 0: it may come now."""
    return throttling.wait_for({FROM_ONE: client_address(request), FROM_ALL: "all"})


def _wait_words(seconds: int) -> str:
    return _("Too much was sent from your network. Try again in %(minutes)s minutes.") % {
        "minutes": -(-seconds // 60)
    }


def _trail(duty: Duty | None = None) -> list[dict[str, str]]:
    steps = [
        {"title": _("Home page"), "url": "/"},
        {"title": _("What must be public"), "url": reverse("disclosures:catalogue")},
    ]
    if duty:
        steps.append({"title": title_of(duty), "url": address(duty.code)})
    return steps
