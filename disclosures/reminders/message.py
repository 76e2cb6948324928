"""A digest as a mail: plain text and simple HTML, in the office's language, whole addresses."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from disclosures.reminders.digests import Digest, Line, Plan
from disclosures.words.wording import time_left
from disclosures.words.work_words import case_of, to_do
from disclosures.work import WorkItem

#: Things spelt out in one group of a mail, and cases of one of them; the work list has them all.
MOST_THINGS = 40
MOST_CASES = 12


def message_of(digest: Digest, plan: Plan) -> EmailMultiAlternatives:
    """The mail of `digest`; nothing is sent."""
    with override(settings.LANGUAGE_CODE):
        context = _context(digest, plan)
        subject = " ".join(_subject(digest, plan).split())
        text = render_to_string("disclosures/emails/reminders.txt", context)
        html = render_to_string("disclosures/emails/reminders.html", context)
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    mail = EmailMultiAlternatives(
        subject,
        text,
        to=[digest.unit.email],
        headers={
            # The same for the same digest, however often it is sent.
            "Message-ID": f"<nhac-viec.{plan.day:%Y%m%d}.{digest.unit.code}@{host}>",
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        },
    )
    mail.attach_alternative(html, "text/html")
    return mail


def _subject(digest: Digest, plan: Plan) -> str:
    overdue = sum(line.item.is_overdue(plan.day) for line in digest.lines)
    others = len(digest.lines) - overdue
    parts = []
    if overdue:
        parts.append(ngettext("%(n)s thing overdue", "%(n)s things overdue", overdue))
        parts[-1] %= {"n": overdue}
    if others:
        parts.append(ngettext("%(n)s thing to do", "%(n)s things to do", others))
        parts[-1] %= {"n": others}
    return _("Reminder of %(day)s: %(what)s – %(unit)s") % {
        "day": f"{plan.day:%d/%m/%Y}",
        "what": ", ".join(parts),
        "unit": digest.unit.name,
    }


def _context(digest: Digest, plan: Plan) -> dict[str, Any]:
    day = plan.day
    late = [line for line in digest.own if line.item.is_overdue(day)]
    soon = [line for line in digest.own if line.item.due and not line.item.is_overdue(day)]
    asked = [line for line in digest.own if not line.item.due]
    groups = [
        _group(_("Overdue"), late, plan),
        _group(_("Due soon"), soon, plan),
        _group(_("Waiting for an answer, without a deadline"), asked, plan),
        _group(
            _("Overdue for five working days or more in other units"),
            digest.escalated,
            plan,
            with_unit=True,
        ),
    ]
    return {
        "unit": digest.unit,
        "day": day,
        "groups": [group for group in groups if group["rows"]],
        "others": digest.others,
        "list_url": absolute(f"{reverse('disclosures_my_work')}?don-vi={digest.unit.code}"),
        "site_url": settings.SITE_URL,
    }


def _group(
    title: str, lines: Iterable[Line], plan: Plan, *, with_unit: bool = False
) -> dict[str, Any]:
    names = {one.code: one.name for one in plan.units.units.values()}
    things: dict[tuple[str, ...], list[WorkItem]] = {}
    for line in lines:
        item = line.item
        things.setdefault((item.kind, item.duty, item.unit, item.title), []).append(item)
    rows = [
        {
            "title": items[0].title,
            "code": items[0].duty,
            "unit": (names.get(items[0].unit) or _("no unit answers for it")) if with_unit else "",
            "do": to_do(items[0]),
            "url": absolute(items[0].url),
            "cases": [_case(item, plan) for item in items[:MOST_CASES]],
            "more": max(0, len(items) - MOST_CASES),
        }
        for items in list(things.values())[:MOST_THINGS]
    ]
    return {"title": title, "rows": rows, "more": max(0, len(things) - MOST_THINGS)}


def _case(item: WorkItem, plan: Plan) -> dict[str, Any]:
    return {
        "case": case_of(item),
        "due": item.due,
        "left": time_left(item.due, plan.day, plan.found.calendar) if item.due else "",
        "why": item.sentence,
    }


def absolute(path: str) -> str:
    """The whole address of a page of the portal."""
    return f"{settings.SITE_URL.rstrip('/')}{path}" if path.startswith("/") else path
