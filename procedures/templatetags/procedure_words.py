"""What the templates of procedures say in words; the wording itself is in `procedures.wording`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import template
from django.utils.translation import gettext as _

from portal.words import amount_words
from procedures import wording
from procedures.content import Fee, FilingWay, ProcedureContent
from procedures.prose.blocks import Block, text_blocks
from procedures.serving import VERSION_STEP, Standing

register = template.Library()

#: A code of the national database; whatever else stands in the field leads nowhere there.
NATIONAL_CODE = re.compile(r"\d\.\d{6}")
NATIONAL_PORTAL = "https://dichvucong.gov.vn/p/home/dvc-chi-tiet-thu-tuc-hanh-chinh.html"


#: Characters of a value that the summary card shows.
LONGEST_FACT = 160


@register.filter
def blocks(text: str) -> tuple[Block, ...]:
    """A long text in paragraphs, lists and the headings of its steps."""
    return text_blocks(text)


@register.filter
def time_words(content: ProcedureContent) -> str:
    """`25 working days`, else the time limit as the decision words it."""
    return wording.time_summary(content)


@register.filter
def way_time(way: FilingWay) -> str:
    """The time of one way of filing, else as printed; empty when none is stated."""
    return wording.way_time_in_words(way)


@register.filter
def channel_words(way: FilingWay) -> str:
    """`Online`, `In person`, `By post`."""
    return wording.channel_in_words(way.channel)


@register.filter
def online_words(content: ProcedureContent) -> str:
    """How far the procedure can be done online."""
    return wording.online_in_words(content.online_level)


@register.filter
def fee_words(fee: Fee) -> str:
    """The amount of one fee without what it is per, or how it is reckoned."""
    return amount_words(fee.amount) if fee.amount is not None else fee.formula


@register.filter
def dong_words(amount: int) -> str:
    """`2.000.000 đồng`."""
    return amount_words(amount)


@register.simple_tag
def days_words(first: date | None, last: date | None) -> str:
    """From when to when; `no end stated` when nothing is known."""
    return wording.days_in_words(first, last)


@register.filter
def fee_summary(content: ProcedureContent) -> str:
    """The fees in one line."""
    return wording.fee_summary(content)


@register.filter
def mechanism_words(mechanism: str) -> str:
    """How the offices work together on it."""
    return wording.mechanism_in_words(mechanism)


@register.filter
def standing_words(standing: str) -> str:
    """How a version stands today."""
    words = {
        Standing.IN_FORCE: _("In force"),
        Standing.COMING: _("Not yet in force"),
        Standing.REPLACED: _("Replaced by a later version"),
        Standing.CORRECTED: _("Corrected by a later version"),
        Standing.REPEALED: _("Repealed"),
    }
    return words[Standing(standing)] if standing else ""


@register.filter
def standing_status(standing: str) -> str:
    """The code of `components/status.html` for it."""
    codes = {
        Standing.IN_FORCE: "in_force",
        Standing.COMING: "not_yet",
        Standing.REPEALED: "repealed",
    }
    return codes.get(standing, "ended") if standing else ""


@register.simple_tag
def levels_words(content: ProcedureContent) -> str:
    """Who handles it, all of them."""
    levels = [content.level, *content.further_levels]
    return ", ".join(dict.fromkeys(wording.level_in_words(level) for level in levels if level))


@register.filter
def national_address(content: ProcedureContent) -> str:
    """Address of the procedure on the National Service Portal; empty when it has none there."""
    if content.national_link:
        return content.national_link
    code = content.code
    return f"{NATIONAL_PORTAL}?ma_thu_tuc={code}" if NATIONAL_CODE.fullmatch(code) else ""


@register.simple_tag
def procedure_facts(content: ProcedureContent) -> list[dict[str, str]]:
    """The summary card: what a citizen asks first. Only what the content really states; what takes
    more than a few lines is led to, not repeated."""
    facts = [
        _brief(_("Time"), time_words(content), _("see the time limit"), "#nop-ho-so")
        or {
            "term": _("Time"),
            "value": time_words(content),
            "note": _("from the day the papers are complete"),
        },
        _brief(_("Fee"), fee_summary(content), _("see the fees"), "#phi")
        or {
            "term": _("Fee"),
            "value": fee_summary(content),
            "note": _("see all amounts") if len(content.fees) > 1 else "",
            "url": "#phi" if len(content.fees) > 1 else "",
        },
        {
            "term": _("Papers"),
            "value": wording.papers_summary(content),
            "note": wording.sets_in_words(content.dossier_sets),
            "url": "#giay-to",
        },
        {
            "term": _("File online"),
            "value": online_words(content),
            "note": content.partial_reason,
        },
        _brief(_("File in person"), content.agency_receiving, _("see where to file"), "#nop-ho-so")
        or {"term": _("File in person"), "value": content.agency_receiving},
    ]
    return [fact for fact in facts if fact["value"]]


def _brief(term: str, value: str, instead: str, url: str) -> dict[str, str] | None:
    """The fact that leads to a value too long for the card; None for a short one."""
    return {"term": term, "value": instead, "url": url} if len(value) > LONGEST_FACT else None


@register.simple_tag
def paper_groups(content: ProcedureContent, forms: dict[int, Any]) -> list[dict[str, Any]]:
    """The papers by the case they are owed in, those always owed first: `case`,
    `papers`, `note` and `sets` of the case."""
    cases = {case.name: case for case in content.dossier_cases}
    groups: dict[str, list[dict[str, Any]]] = {"": []}
    for line in content.dossier_lines:
        file = forms.get(line.form_file) if line.form_file else None
        groups.setdefault(line.case, []).append(
            {
                "name": line.name,
                "originals": line.originals,
                "copies": line.copies,
                "form_name": line.form,
                "form_url": file.url if file is not None else "",
                "note": line.note,
            }
        )
    return [
        {
            "case": case,
            "papers": papers,
            "note": cases[case].note if case in cases else "",
            "sets": wording.sets_in_words(cases[case].sets)
            if case in cases and cases[case].sets
            else "",
        }
        for case, papers in groups.items()
        if papers
    ]


@register.simple_tag
def version_rows(versions: Sequence[Any], shown: Any, url: str) -> list[dict[str, Any]]:
    """The versions in time, latest first: from, last day (the day before the next), its
    number and stable address, and the address of its first day (`url`).

    `versions` is ordered latest first; of two with the same first day the later corrects the
    earlier, which therefore never ruled and is left out.
    """
    rows: list[dict[str, Any]] = []
    next_from: date | None = None
    for version in versions:
        if version.in_force_from == next_from:
            continue
        rows.append(
            {
                "in_force_from": version.in_force_from,
                "in_force_to": next_from - timedelta(days=1) if next_from else None,
                "decision": version.decision_number,
                "repeal": version.is_repeal,
                "shown": shown is not None and version.pk == shown.pk,
                "url": f"{url}?at={version.in_force_from:%Y-%m-%d}",
                "number": version.number,
                "address": f"{url}{VERSION_STEP}/{version.number}/",
            }
        )
        next_from = version.in_force_from
    return rows
