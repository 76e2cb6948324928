"""How a visitor wants to see the pages: contrast and text size, in one functional cookie.

The law asks for a visible switch (NĐ 42/2022, accessibility of agency sites). The cookie says
nothing about the visitor: `contrast=high`, `text=large`.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

COOKIE = "hien-thi"
CHOICES = {"contrast": ("normal", "high"), "text": ("normal", "large")}
YEAR = 365 * 24 * 3600  # seconds


def display_of(request: HttpRequest) -> dict[str, str]:
    """The visitor's choice; the default for whatever is missing or strange."""
    chosen = dict(
        part.split(":", 1) for part in request.COOKIES.get(COOKIE, "").split("|") if ":" in part
    )
    return {
        name: chosen[name] if chosen.get(name) in values else values[0]
        for name, values in CHOICES.items()
    }


@require_safe
def change(request: HttpRequest) -> HttpResponse:
    """Keep the choice given in the query and go back to where the visitor was (`next`)."""
    display = display_of(request)
    for name, values in CHOICES.items():
        if request.GET.get(name) in values:
            display[name] = request.GET[name]
    target = request.GET.get("next", "/")
    is_ours = url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()})
    if not (is_ours and target.startswith("/")):
        target = "/"
    response = HttpResponseRedirect(target)
    response.set_cookie(
        COOKIE,
        "|".join(f"{name}:{value}" for name, value in display.items()),
        max_age=YEAR,
        samesite="Lax",
        httponly=True,
        secure=request.is_secure(),
    )
    return response
