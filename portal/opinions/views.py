"""The reader's side: an address of its own, never cached, limited, without account and script.

| address | what |
|---|---|
| `/gop-y/?t=…&c=yes` | the form about the page that the token names, one answer chosen already |
| `/gop-y/cam-on/?t=…` | thanks, and the way back |
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Page

from portal.accounts import throttling
from portal.accounts.addresses import client_address
from portal.models import PageOpinion, Usefulness
from portal.opinions.asking import Subject, subject_of
from portal.opinions.forms import OpinionForm

#: From one address, and from all together.
FROM_ONE, FROM_ALL = "opinion-from", "opinion-all"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def opinion(request: HttpRequest) -> HttpResponse:
    """The form; a valid answer is kept and thanked for."""
    subject, page = _subject(request)
    if request.method != "POST":
        chosen = request.GET.get("c")
        initial = {"usefulness": chosen} if chosen in Usefulness.values else {}
        return _form(request, subject, page, OpinionForm(initial=initial))
    form = OpinionForm(request.POST)
    if not form.is_valid():
        return _form(request, subject, page, form, status=400)
    wait = _too_often(request)
    if wait:
        form.add_error(
            None,
            _("Too much was sent from your network. Try again in %(minutes)s minutes.")
            % {"minutes": -(-wait // 60)},
        )
        response = _form(request, subject, page, form, status=429)
        response["Retry-After"] = str(wait)
        return response
    unit = getattr(page, "unit", None)
    PageOpinion.objects.create(
        page=page,
        path=subject.path,
        version_number=subject.version,
        unit_code=unit.code if unit else "",
        usefulness=form.cleaned_data["usefulness"],
        comment=form.cleaned_data["comment"],
        given_at=timezone.now(),
    )
    return redirect(f"{reverse('opinion_thanks')}?{urlencode({'t': request.GET['t']})}")


@never_cache
@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """Says that the answer arrived."""
    subject, page = _subject(request)
    context = {"subject": subject, "title": _title(page), "trail": _trail(subject, page)}
    return render(request, "portal/opinions/thanks.html", context)


def _subject(request: HttpRequest) -> tuple[Subject, Any]:
    """What it is about, and the page; 404 for what we didn't sign, or what is public no more."""
    subject = subject_of(request.GET.get("t", ""))
    if subject is None:
        raise Http404
    if subject.page_id is None:
        return subject, None
    page = Page.objects.live().filter(pk=subject.page_id).first()
    if page is None:
        raise Http404
    return subject, page.specific


def _form(
    request: HttpRequest, subject: Subject, page: Any, form: OpinionForm, status: int = 200
) -> HttpResponse:
    context = {
        "subject": subject,
        "title": _title(page),
        "form": form,
        "trail": _trail(subject, page),
    }
    response = render(request, "portal/opinions/form.html", context, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _title(page: Any) -> str:
    return page.title if page is not None else ""


def _trail(subject: Subject, page: Any) -> list[dict[str, str]]:
    trail = [{"title": _("Home page"), "url": "/"}]
    if subject.path != "/":
        trail.append({"title": _title(page) or _("the page you came from"), "url": subject.path})
    return trail


def _too_often(request: HttpRequest) -> int:
    """Seconds to wait before one more answer may come from there; 0: it may come now."""
    return throttling.wait_for({FROM_ONE: client_address(request), FROM_ALL: "all"})
