"""Two people writing one page at once: nothing of either is lost without somebody being told.

Wagtail keeps every version, and refuses an automatic save that would go over another's. Saved by
the button, the later one simply becomes the draft: who saved it is told what it does not hold.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

#: What the form says it was opened with; a version saved by itself meanwhile comes first.
OPENED_WITH = ("overwrite_revision_id", "loaded_revision_id")
LONGEST_ID = 18


def tell_of_others(request: HttpRequest, page: Any) -> None:
    """After a save: say who saved the page since this form was opened, and where both versions
    stand side by side."""
    opened = next((found for name in OPENED_WITH if (found := request.POST.get(name))), "")
    if not (opened.isascii() and opened.isdecimal() and len(opened) <= LONGEST_ID):
        return
    own = page.get_latest_revision()
    since = page.revisions.filter(pk__gt=int(opened)).exclude(pk=own.pk).order_by("pk")
    others = list(since.exclude(user=request.user).select_related("user"))
    if not others:
        return
    told = _(
        "While you were writing, this page was saved by %(people)s too. Your version is the draft "
        "now; theirs is kept."
    ) % {"people": ", ".join(sorted({str(one.user) for one in others}))}
    both = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, others[-1].pk, own.pk])
    messages.warning(
        request, format_html('{} <a href="{}">{}</a>', told, both, _("Compare the two"))
    )
